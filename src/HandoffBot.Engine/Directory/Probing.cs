using HandoffBot.Core.Playbooks;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Directory;

/// <summary>Tries bound channels, so that what is wrong is known before a client waits, with how to mend it.</summary>
internal sealed partial class Probing(Rulebook rulebook, Platforms platforms, ILogger<Probing> log)
{
    private readonly Troubles _troubles = new();

    /// <param name="teams">Whose channels; null for all.</param>
    /// <returns>By team, a sentence about what is wrong and how to mend it.</returns>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(IReadOnlyCollection<string>? teams, CancellationToken cancellationToken)
    {
        var wrong = new Dictionary<string, string>();
        foreach (var team in rulebook.Organization.Teams.Values.Where(team => teams?.Contains(team.Key) ?? true))
        {
            try
            {
                if (await ProbeAsync(team, cancellationToken) is { } why)
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

    private async Task<string?> ProbeAsync(Team team, CancellationToken cancellationToken)
    {
        if (platforms.ChannelOf(team) is not { } channel)
        {
            var why = rulebook.WhyUnreachable(team.Key) ?? "It has no channel.";
            if (_troubles.IsNews(team.Key, why))
                Unreachable(team.Key, why);
            return why;
        }

        var wrong = platforms.Directory(channel.Platform) is { } directory ? await directory.ProbeAsync(channel, cancellationToken) : null;
        if (wrong is null)
            _troubles.IsOver(team.Key);
        else if (_troubles.IsNews(team.Key, $"{channel.Channel}: {wrong}"))
            Wrong(team.Key, channel.Channel, wrong);
        return wrong;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Team {Team} cannot receive: {Why}")]
    private partial void Unreachable(string team, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Team {Team}, channel {Channel}: {Wrong}")]
    private partial void Wrong(string team, string channel, string wrong);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The channel of team {Team} could not be tried")]
    private partial void Failed(Exception error, string team);
}
