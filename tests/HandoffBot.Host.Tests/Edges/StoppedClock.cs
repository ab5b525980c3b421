using HandoffBot.Playground;

namespace HandoffBot.Host.Tests.Edges;

/// <summary>A business clock that nobody moves.</summary>
internal sealed class StoppedClock : IPlaygroundClock
{
    public DateTimeOffset Now { get; } = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    public Task<PlaygroundDeadline?> NextDeadlineAsync(CancellationToken cancellationToken) => Task.FromResult<PlaygroundDeadline?>(null);

    public Task AdvanceAsync(DateTimeOffset to, CancellationToken cancellationToken) => Task.CompletedTask;
}
