using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>A platform that takes every message and shows none.</summary>
internal sealed class SilentEdge(Platform platform, AskedAtOnce? atOnce = null) : IChatEdge
{
    private int _posted;

    public Platform Platform => platform;

    public Task<Outcome> PostAsync(Destination destination, Card card, IReadOnlyList<Guid> deliveries, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome>(new Outcome.Sent(new(platform, destination.Workspace, "C0", $"{Interlocked.Increment(ref _posted)}")));

    public Task<Outcome> UpdateAsync(CardRef message, Card card, CancellationToken cancellationToken) => Task.FromResult<Outcome>(new Outcome.Sent(message));

    public Task<Outcome> FindAsync(Destination destination, Guid delivery, Instant since, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome>(new Outcome.NotThere());

    public async Task<Uri?> LinkAsync(CardRef message, CancellationToken cancellationToken)
    {
        if (message.Message != AskedAtOnce.Message || atOnce is null)
            return null;

        await atOnce.LinkAskedAsync().WaitAsync(cancellationToken);
        return new("https://acme.slack.com/archives/C0DEALS/p1");
    }
}

/// <summary>Two questions of which each is answered once the other was asked too.</summary>
internal sealed class AskedAtOnce
{
    public const string Account = "UMEETING";
    public const string Message = "at-once";
    private readonly TaskCompletionSource _link = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _name = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task LinkAskedAsync()
    {
        _link.TrySetResult();
        return _name.Task;
    }

    public Task NameAskedAsync()
    {
        _name.TrySetResult();
        return _link.Task;
    }
}

/// <summary>Acme's people, a guest among them.</summary>
internal sealed class OfficeDirectory(Platform platform, AskedAtOnce? atOnce = null) : IChatDirectory
{
    public const string Workspace = "T0ACME";
    public const string Tenant = "5d0a2f5c-7d2f-4a9e-9f0b-0d5c1b0f3a11";
    private static readonly string[] People = ["sam", "ana", "kim", "olu", "root", "dee"];

    public Platform Platform => platform;

    public Task<Identity> WhoAmIAsync(CancellationToken cancellationToken) => Task.FromResult<Identity>(new Identity.Known(WorkspaceOn(platform), "Acme", "UBOT"));

    public Task<AccountProfile?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult(People.FirstOrDefault(one => email == $"{one}@acme.example") is { } name ? Profile(name) : null);

    public async Task<AccountProfile?> ProfileAsync(AccountRef account, CancellationToken cancellationToken)
    {
        if (account.Account == AskedAtOnce.Account && atOnce is not null)
            await atOnce.NameAskedAsync().WaitAsync(cancellationToken);

        return account.Account is "UGUEST" or AskedAtOnce.Account
            ? Profile("guest") with { IsFullMember = false }
            : People.FirstOrDefault(one => account.Account == $"U{one.ToUpperInvariant()}") is { } name ? Profile(name) : null;
    }

    public Task<ImmutableArray<AccountRef>> GroupAsync(string group, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<AccountRef>>([]);

    public Task<ChannelProbe> ProbeAsync(ChannelRef channel, CancellationToken cancellationToken) => Task.FromResult(ChannelProbe.Usable);

    public static string WorkspaceOn(Platform platform) => platform == Platform.Slack ? Workspace : Tenant;

    private AccountProfile Profile(string name) => new(
        new(platform, WorkspaceOn(platform), $"U{name.ToUpperInvariant()}"), WorkspaceOn(platform), char.ToUpperInvariant(name[0]) + name[1..], $"{name}@acme.example",
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
