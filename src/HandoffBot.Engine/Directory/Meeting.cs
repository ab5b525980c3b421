using HandoffBot.Engine.Conversations;
using HandoffBot.Engine.Webhooks;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Directory;

/// <summary>
/// Asks the platforms what only they know: who the people are, who is in the groups, which channels can be used. It happens in the
/// background, because one that is away must keep nobody waiting, and is tried again until it came to something.
/// </summary>
internal sealed partial class Meeting(
    DirectorySync directory, Probing probing, CardUpkeep cards, Telling telling, Rulebook rulebook, WebhookBook webhooks, NewPlaces places,
    TimeProvider time, ILogger<Meeting> log)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    private int _turn;

    /// <summary>Before the second try. Each later pause is twice as long, to a bound.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Ends when all was asked, or when a later call does so anyway.</summary>
    /// <param name="teams">Whose channels are tried, and the admins told of what is wrong with them; null tries all and only logs it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task UntilMetAsync(IReadOnlyCollection<string>? teams, CancellationToken cancellationToken)
    {
        var turn = Interlocked.Increment(ref _turn);
        webhooks.Probe();

        // A platform that is away is asked again soon, not in an hour: until then nothing can be sent there.
        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
        {
            var entered = places.Next;
            if (await TryAsync(teams, cancellationToken))
                return;

            await PauseAsync(pause, entered, cancellationToken);
            if (turn != Volatile.Read(ref _turn))
                return;
        }
    }

    /// <summary>For as long as the bot runs: asks again when it has come to a place that it did not know, whose people may be met nowhere else.</summary>
    /// <param name="first">The meeting that comes before.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task FollowAsync(Task first, CancellationToken cancellationToken)
    {
        var entered = places.Next;
        await first.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (true)
        {
            await entered.WaitAsync(cancellationToken);
            entered = places.Next;
            await UntilMetAsync(teams: null, cancellationToken);
        }
    }

    /// <summary>Ends early where the bot was added to a team: then its people can be asked for.</summary>
    private async Task PauseAsync(TimeSpan pause, Task entered, CancellationToken cancellationToken)
    {
        using var early = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(pause, time, early.Token), entered);
        await early.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<bool> TryAsync(IReadOnlyCollection<string>? teams, CancellationToken cancellationToken)
    {
        try
        {
            // Channels first: where people can be looked up only in channels that the bot is in, it learns so of them.
            await directory.IntroduceAsync(cancellationToken);
            var wrong = await probing.RunAsync(teams, cancellationToken);
            var met = await directory.RunAsync(cancellationToken);
            if (teams is not null)
                await TellAsync(wrong, cancellationToken);
            await cards.PostMissingAsync(cancellationToken);
            if (met)
                await cards.FollowChannelsAsync(cancellationToken);
            return met;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            NotMet(error);
            return false;
        }
    }

    private async Task TellAsync(IReadOnlyDictionary<string, ChannelTrouble> wrong, CancellationToken cancellationToken)
    {
        foreach (var (team, why) in wrong)
        {
            var name = rulebook.Organization.TeamName(team);
            var says = why.Blocks ? $"{name} cannot receive clients yet: {why.Says}" : $"Where {name} receives clients: {why.Says}";
            await telling.AdminsAsync(says, $"channel/{team}/{rulebook.OrganizationVersion}", cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "People and channels could not be brought up to date; it is tried again")]
    private partial void NotMet(Exception error);
}
