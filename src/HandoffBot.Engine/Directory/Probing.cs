using System.Collections.Concurrent;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Playbooks;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Directory;

/// <summary>Tries bound channels, so that what is wrong is known before a client waits, with how to mend it.</summary>
internal sealed partial class Probing(Rulebook rulebook, Platforms platforms, Trying trying, PlatformPatience most, TimeProvider time, ILogger<Probing> log)
{
    /// <summary>For so long a channel in which nothing was wrong is not tried again for who looks. One that is to be mended is, at each look.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <summary>Of an organization with many teams, so that a platform's limit is not met.</summary>
    private const int AtOnce = 16;

    private readonly Troubles _troubles = new();
    private readonly ConcurrentDictionary<string, Tried> _last = new(StringComparer.Ordinal);

    /// <param name="teams">Whose channels; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>By team, what is wrong.</returns>
    public async Task<IReadOnlyDictionary<string, ChannelTrouble>> RunAsync(IReadOnlyCollection<string>? teams, CancellationToken cancellationToken)
    {
        var wrong = new Dictionary<string, ChannelTrouble>();
        foreach (var team in rulebook.Organization.Teams.Values.Where(team => teams?.Contains(team.Key) ?? true))
        {
            try
            {
                if (await TryAsync(team, cancellationToken) is { } why)
                    wrong[team.Key] = why;
            }
            catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                if (_troubles.IsNews(team.Key, error.Message))
                    Failed(error, team.Key);
            }
        }

        return wrong;
    }

    /// <summary>The same for who waits for it: what a platform does not say in time is what it said last.</summary>
    public async Task<IReadOnlyDictionary<string, ChannelTrouble>> LookAsync(CancellationToken cancellationToken)
    {
        var teams = rulebook.Organization.Teams.Values;
        await LookAsync([.. teams.Where(team => !IsFresh(team))], cancellationToken);
        var wrong = new Dictionary<string, ChannelTrouble>();
        foreach (var team in teams)
        {
            if (Last(team)?.Wrong is { } why)
                wrong[team.Key] = why;
        }

        return wrong;
    }

    /// <summary>Whatever has been answered when the time is over is known; what has not stays as it was.</summary>
    private async Task LookAsync(List<Team> teams, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(most.Channel, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await Parallel.ForEachAsync(teams, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = either.Token }, LookAsync);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    private async ValueTask LookAsync(Team team, CancellationToken cancellationToken)
    {
        try
        {
            await TryAsync(team, cancellationToken);
        }
        catch (HttpRequestException)
        {
            // It is as it was found last.
        }
    }

    private async Task<ChannelTrouble?> TryAsync(Team team, CancellationToken cancellationToken)
    {
        var channel = platforms.ChannelOf(team);
        var wrong = channel is null
            ? ChannelTrouble.Obstacle(rulebook.WhyUnreachable(team.Key) ?? "It has no channel.")
            : await trying.FindAsync(channel, cancellationToken);
        _last[team.Key] = new(channel, wrong, time.GetUtcNow());
        if (wrong is null)
            _troubles.IsOver(team.Key);
        else if (_troubles.IsNews(team.Key, $"{channel?.Channel}: {wrong.Says}"))
            Tell(team.Key, channel, wrong);
        return wrong;
    }

    /// <summary>What was found where the team receives now; null where that is not known.</summary>
    private Tried? Last(Team team) => _last.GetValueOrDefault(team.Key) is { } last && last.Channel == platforms.ChannelOf(team) ? last : null;

    private bool IsFresh(Team team) => Last(team) is { Wrong: null } last && time.GetUtcNow() - last.At < Fresh;

    private void Tell(string team, ChannelRef? channel, ChannelTrouble wrong)
    {
        if (channel is null)
            Unreachable(team, wrong.Says);
        else
            Wrong(team, channel.Channel, wrong.Says);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Team {Team} cannot receive: {Why}")]
    private partial void Unreachable(string team, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Team {Team}, channel {Channel}: {Wrong}")]
    private partial void Wrong(string team, string channel, string wrong);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The channel of team {Team} could not be tried")]
    private partial void Failed(Exception error, string team);

    private sealed record Tried(ChannelRef? Channel, ChannelTrouble? Wrong, DateTimeOffset At);
}
