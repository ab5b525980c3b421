using HandoffBot.Engine.Delivery;

namespace HandoffBot.Engine.Directory;

/// <summary>The teams that could be given a channel in chat.</summary>
internal sealed class Unbound(Rulebook rulebook, Platforms platforms)
{
    /// <returns>Those without a channel, else those whose channel was set in chat; none where a team receives in this one already.</returns>
    public string[] ToBindAt(Lane lane)
    {
        var organization = rulebook.Organization;
        if (organization.Teams.Values.Any(team => platforms.ChannelOf(team) is { } channel && Lane.Of(channel).IsSameChat(lane)))
            return [];

        var free = organization.Teams.Values.Where(team => !organization.BoundAt.ContainsKey(team.Key)).ToList();
        var without = free.Where(team => team is { Slack: null, MsTeams: null }).ToList();
        return [.. (without.Count > 0 ? without : free).Select(team => team.Key)];
    }
}
