using HandoffBot.Core.Playbooks;
using HandoffBot.Playground;

namespace HandoffBot.Host;

/// <summary>
/// The Microsoft Teams tenant that the playground plays beside the Slack workspace: everybody of the teams that work there, the admins, and
/// the teams and channels that the configuration names. Nobody is in it where no team is.
/// </summary>
internal static class PlaygroundTenant
{
    /// <summary>The bot's registration. It never changes, as what people are called by a bot follows from it.</summary>
    public const string AppId = "b07a9d1e-5a1f-4c55-9a3e-0d1c5e3f7a10";

    /// <summary>Where the files name no tenant of their own.</summary>
    private const string UsualTenant = "b07a9d1e-5a1f-4c55-9a3e-7e4a47000001";

    /// <summary>What the app's manifest offers on messages.</summary>
    public static IReadOnlyList<PlaygroundAction> OnMessages { get; } = [new("addToHandoff", "Add to a handoff")];

    /// <summary>What it offers beside the box in which messages are written.</summary>
    public static IReadOnlyList<PlaygroundAction> BesideBox { get; } = [new("newHandoff", "New handoff")];

    public static string Id(Configuration configuration) => configuration.Organization.MsTeamsTenants is [var first, ..] ? first : UsualTenant;

    public static IReadOnlyList<PlaygroundPerson> People(Configuration configuration) =>
        configuration.Organization.Teams.Values.Any(IsHere) ? [.. PlaygroundWorkspace.Known(configuration.Organization, IsHere)] : [];

    /// <summary>Each team with its people, and with the channels in which they receive clients. The admins are in all of them.</summary>
    public static IReadOnlyList<MsTeamsPlaygroundTeam> Teams(Configuration configuration) =>
    [
        .. configuration.Organization.Teams.Values.Where(IsHere).GroupBy(team => team.MsTeams!.Team).Select(shared => new MsTeamsPlaygroundTeam(
            shared.Key,
            string.Join(" and ", shared.Select(team => team.Name)),
            [.. shared.SelectMany(PlaygroundWorkspace.Everybody).Concat(configuration.Organization.Admins).Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. Channels(shared)])),
    ];

    /// <summary>What the app's manifest proposes beside the message box.</summary>
    public static IReadOnlyList<PlaygroundCommand> Completions(Configuration configuration) => PlaygroundWorkspace.Completions(configuration);

    private static bool IsHere(Team team) => team.MsTeams is not null;

    /// <summary>General, which has the team's own id, is there anyway.</summary>
    private static IEnumerable<MsTeamsPlaygroundChannel> Channels(IGrouping<string, Team> shared) => shared
        .Where(team => team.MsTeams!.Channel != shared.Key)
        .GroupBy(team => team.MsTeams!.Channel)
        .Select(bound => new MsTeamsPlaygroundChannel(
            bound.Key, Named(bound.Key), $"Where {string.Join(" and ", bound.Select(team => team.Name))} receives clients"));

    /// <summary>19:delivery-intake@thread.tacv2 is called Delivery intake; of an id as Microsoft makes them nothing can be read.</summary>
    private static string Named(string channel)
    {
        var words = channel.Split(':')[^1].Split('@')[0].Replace('-', ' ');
        return words.Length is > 0 and <= 40 && words.All(sign => char.IsAsciiLetterLower(sign) || sign == ' ') ? char.ToUpperInvariant(words[0]) + words[1..] : "Clients";
    }
}
