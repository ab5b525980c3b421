using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Conversations;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine;

/// <summary>
/// Brings the database up to date before anybody is served. Platforms are asked in the background once the host runs: one that is away
/// must not keep the bot from starting.
/// </summary>
internal sealed partial class EngineStart(
    IStore store, CommitSeam seam, BusinessClock clock, Rulebook rulebook, Seeding seeding, DirectorySync directory, Probing probing, Relaying relaying,
    CardUpkeep cards, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<EngineStart> log) : IHostedService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    private Task _meeting = Task.CompletedTask;

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
        await directory.RecallAsync(cancellationToken);
        await relaying.RunAsync(cancellationToken);
        lifetime.ApplicationStarted.Register(() => _meeting = MeetAsync(lifetime.ApplicationStopping));
    }

    public async Task StopAsync(CancellationToken cancellationToken) =>
        await _meeting.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task MeetAsync(CancellationToken cancellationToken)
    {
        // A platform that is away when the bot starts is asked again soon, not in an hour: until then nothing can be sent there.
        for (var pause = FirstPause; !await TryToMeetAsync(cancellationToken); pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
            await Task.Delay(pause, time, cancellationToken);
    }

    private async Task<bool> TryToMeetAsync(CancellationToken cancellationToken)
    {
        try
        {
            var met = await directory.RunAsync(cancellationToken);
            await probing.RunAsync(cancellationToken);
            await cards.PostMissingAsync(cancellationToken);
            return met;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            NotMet(error);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "People and channels could not be brought up to date; it is tried again")]
    private partial void NotMet(Exception error);
}
