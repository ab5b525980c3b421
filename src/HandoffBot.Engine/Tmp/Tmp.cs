using HandoffBot.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
namespace HandoffBot.Engine.Clocks
{
    public sealed record NextDeadline(Instant At, string What);
    public sealed class ClockSweep { public Task RunAsync(CancellationToken c) => Task.CompletedTask; public Task<NextDeadline?> NextAsync(CancellationToken c) => Task.FromResult<NextDeadline?>(null); }
}
namespace HandoffBot.Engine
{
    public sealed class EngineHealth { public Task<string?> WhyNotAsync(CancellationToken c) => Task.FromResult<string?>(null); }
    public static class EngineTmp { public static Task MigrateEngineAsync(this IServiceProvider p, CancellationToken c) => p.GetRequiredService<IStore>().MigrateAsync(c); }
}
