using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>A platform that takes every message and shows none.</summary>
internal sealed class SilentEdge : IChatEdge
{
    private int _posted;

    public Platform Platform => Platform.Slack;

    public Task<Outcome> PostAsync(Destination destination, Card card, IReadOnlyList<Guid> deliveries, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome>(new Outcome.Sent(new(Platform.Slack, destination.Workspace, "C0", $"{Interlocked.Increment(ref _posted)}")));

    public Task<Outcome> UpdateAsync(CardRef message, Card card, CancellationToken cancellationToken) => Task.FromResult<Outcome>(new Outcome.Sent(message));

    public Task<Outcome> FindAsync(Destination destination, Guid delivery, Instant since, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome>(new Outcome.NotThere());

    public Task<Uri?> LinkAsync(CardRef message, CancellationToken cancellationToken) => Task.FromResult<Uri?>(null);
}

/// <summary>Acme's people, a guest among them.</summary>
internal sealed class OfficeDirectory : IChatDirectory
{
    public const string Workspace = "T0ACME";
    private static readonly string[] People = ["sam", "ana", "kim", "olu", "root", "dee"];

    public Platform Platform => Platform.Slack;

    public Task<Identity> WhoAmIAsync(CancellationToken cancellationToken) => Task.FromResult<Identity>(new Identity.Known(Workspace, "Acme", "UBOT"));

    public Task<AccountProfile?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult(People.FirstOrDefault(one => email == $"{one}@acme.example") is { } name ? Profile(name) : null);

    public Task<AccountProfile?> ProfileAsync(AccountRef account, CancellationToken cancellationToken) => Task.FromResult(
        account.Account == "UGUEST"
            ? Profile("guest") with { IsFullMember = false }
            : People.FirstOrDefault(one => account.Account == $"U{one.ToUpperInvariant()}") is { } name ? Profile(name) : null);

    public Task<ImmutableArray<AccountRef>> GroupAsync(string group, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<AccountRef>>([]);

    public Task<string?> ProbeAsync(ChannelRef channel, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    private static AccountProfile Profile(string name) => new(
        new(Platform.Slack, Workspace, $"U{name.ToUpperInvariant()}"), Workspace, char.ToUpperInvariant(name[0]) + name[1..], $"{name}@acme.example",
        EmailConfirmed: true, IsFullMember: true, IsActive: true, "Europe/London");
}

/// <summary>Time that a test moves.</summary>
internal sealed class OfficeTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Pass(TimeSpan span) => _now += span;
}

/// <summary>A host that runs.</summary>
internal sealed class RunningHost : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication()
    {
    }
}
