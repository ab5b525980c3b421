using HandoffBot.Core.Playbooks;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Directory;

/// <summary>Tries every bound channel at start, so that what is wrong is known before a client waits, with how to mend it.</summary>
internal sealed partial class Probing(Rulebook rulebook, Platforms platforms, ILogger<Probing> log)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var team in rulebook.Organization.Teams.Values)
        {
            try
            {
                await ProbeAsync(team, cancellationToken);
            }
            catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                Failed(error, team.Key);
            }
        }
    }

    private async Task ProbeAsync(Team team, CancellationToken cancellationToken)
    {
        if (platforms.ChannelOf(team) is not { } channel)
        {
            Unreachable(team.Key, rulebook.WhyUnreachable(team.Key) ?? "It has no channel.");
            return;
        }

        var wrong = platforms.Directory(channel.Platform) is { } directory ? await directory.ProbeAsync(channel, cancellationToken) : null;
        if (wrong is not null)
            Wrong(team.Key, channel.Channel, wrong);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Team {Team} cannot receive: {Why}")]
    private partial void Unreachable(string team, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Team {Team}, channel {Channel}: {Wrong}")]
    private partial void Wrong(string team, string channel, string wrong);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The channel of team {Team} could not be tried")]
    private partial void Failed(Exception error, string team);
}
