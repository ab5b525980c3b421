using HandoffBot.Core.Playbooks;
using HandoffBot.Playground;

namespace HandoffBot.Host;

/// <summary>
/// The workspace that the playground plays: everybody of the teams that work in Slack and the admins, the channels that those teams are
/// bound to, and a guest who may not do anything, so that this can be seen, too.
/// </summary>
internal static class PlaygroundWorkspace
{
    /// <summary>Where the files name no workspace of their own.</summary>
    private const string UsualWorkspace = "T0PLAY";

    /// <summary>What the app's manifest offers on messages.</summary>
    public static IReadOnlyList<PlaygroundAction> OnMessages { get; } = [new("add_to_handoff", "Add to a handoff")];

    public static string Id(Configuration configuration) => configuration.Organization.SlackWorkspaces is [var first, ..] ? first : UsualWorkspace;

    public static IReadOnlyList<PlaygroundPerson> People(Configuration configuration)
    {
        var organization = configuration.Organization;
        return
        [
            .. Known(organization, team => team is { Slack: not null } or { MsTeams: null }),
            new PlaygroundPerson("gil.guest@partner.example", "Gil Guest", "Guest from a partner", Guest: true) { TimeZone = organization.Zone.Id },
        ];
    }

    /// <summary>Everybody of some teams, and the admins, who look after all of them.</summary>
    public static IEnumerable<PlaygroundPerson> Known(Organization organization, Func<Team, bool> works)
    {
        var members = organization.Teams.Values.Where(works).SelectMany(Everybody);
        return members.Concat(organization.Admins).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(email => new PlaygroundPerson(email, NameOf(email), TitleOf(email, organization)) { TimeZone = organization.Zone.Id });
    }

    /// <summary>Each team is in its own channel, everybody in one for all, the guest in that one alone.</summary>
    public static IReadOnlyList<PlaygroundChannel> Channels(Configuration configuration)
    {
        var teams = configuration.Organization.Teams.Values.Where(team => team.Slack is not null).GroupBy(team => team.Slack!.Channel);
        return
        [
            .. teams.Select(shared => new PlaygroundChannel(
                shared.Key,
                ChannelName(shared.First()),
                $"Where {string.Join(" and ", shared.Select(team => team.Name))} receives clients",
                [.. shared.SelectMany(Everybody).Distinct(StringComparer.OrdinalIgnoreCase)])),
            new PlaygroundChannel("C0GENERAL", "general", "For everybody", [.. People(configuration).Select(person => person.Email)]),
        ];
    }

    public static IReadOnlyList<PlaygroundUserGroup> Groups(Configuration configuration) =>
    [
        .. configuration.Organization.Teams.Values
            .Where(team => team.Slack?.UserGroup is not null)
            .Select(team => new PlaygroundUserGroup(team.Slack!.UserGroup!, team.Key, team.Members)),
    ];

    /// <summary>What the app's manifest offers wherever one is.</summary>
    public static IReadOnlyList<PlaygroundShortcut> Shortcuts { get; } = [new("new_handoff", "New handoff")];

    public static IReadOnlyList<PlaygroundCommand> Completions(Configuration configuration) =>
    [
        new("new", "Hand a client over"),
        .. configuration.Playbooks.Values.Select(playbook => new PlaygroundCommand($"new {playbook.Key}", playbook.Name)),
        new("inbox", "What waits for my team's answer"),
        new("drafts", "What I have started"),
        new("mine", "What I sent or own"),
        new("own Acme Ltd @", "Give a client to another owner"),
        new("team", "What my team has to do"),
        new("away until friday", "I am away until then"),
        new("hours 10-18", "I am reminded in these hours"),
        new("help", "What can be said"),
    ];

    public static IEnumerable<string> Everybody(Team team) => team.Lead is null ? team.Members : team.Members.Append(team.Lead);

    private static string ChannelName(Team team) => team.Name.ToLowerInvariant().Replace(' ', '-');

    private static string NameOf(string email)
    {
        var words = email.Split('@')[0].Split(['.', '_', '-'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }

    private static string TitleOf(string email, Organization organization)
    {
        var teams = organization.Teams.Values
            .Where(team => team.Lead == email || team.Members.Contains(email))
            .Select(team => team.Lead == email ? $"{team.Name}, lead" : team.Name)
            .ToList();
        return teams.Count > 0 ? string.Join(" · ", teams) : "Admin";
    }
}
