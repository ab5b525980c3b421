using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.Extensions.Hosting;

namespace HandoffBot.Engine;

/// <summary>
/// Brings the database up to date before anybody is served. Platforms are asked in the background once the host runs: one that is away
/// must not keep the bot from starting.
/// </summary>
internal sealed class EngineStart(
    IStore store, CommitSeam seam, BusinessClock clock, Rulebook rulebook, Seeding seeding, DirectorySync directory, Relaying relaying, Meeting meeting, Agreeing agreeing,
    BoundChannels channels, IHostApplicationLifetime lifetime) : IHostedService
{
    private Task _meeting = Task.CompletedTask;
    private Task _following = Task.CompletedTask;

    /// <summary>Completes when people are joined and channels tried, or when that was given up.</summary>
    public Task Met => _meeting;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.HoldAsync(cancellationToken);
        await store.MigrateAsync(cancellationToken);
        await clock.LoadAsync(cancellationToken);
        await rulebook.KeepAsync(seam, clock.Now, cancellationToken);
        await seeding.PeopleAsync(cancellationToken);
        await seeding.MembershipsAsync(new Dictionary<string, IReadOnlyList<Core.Handoffs.PersonId>>(), cancellationToken);
        await channels.LoadAsync(cancellationToken);
        await channels.YieldAsync(cancellationToken);
        await directory.RecallAsync(cancellationToken);
        await relaying.RunAsync(cancellationToken);
        await agreeing.AskAsync(cancellationToken);
        lifetime.ApplicationStarted.Register(() =>
        {
            _meeting = meeting.UntilMetAsync(teams: null, lifetime.ApplicationStopping);
            _following = meeting.FollowAsync(_meeting, lifetime.ApplicationStopping);
        });
    }

    public async Task StopAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(_meeting, _following).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
