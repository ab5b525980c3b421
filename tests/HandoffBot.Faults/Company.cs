using System.Globalization;
using System.Text;
using HandoffBot.Core.Chat;
using HandoffBot.Playground;

namespace HandoffBot.Faults;

/// <summary>
/// The organization that is played: so many senders, each of whom hands clients to a receiving team of two with a channel of its own, so
/// that the platforms' pace in one channel does not set the pace of everything. Of four pairs one is in Slack, one in Microsoft Teams, and
/// two are between them, in either direction.
/// </summary>
internal static class Company
{
    public const string Workspace = "T0FAULTS";
    public const string SenderChannel = "C0SENDERS";
    public const string AppId = "3f0a6c52-0000-4000-8000-0000000fa017";
    private const string Tenant = "3f0a6c52-0000-4000-8000-0000000fa018";
    private const string SenderTeam = "19:senders@thread.tacv2";
    private const string SenderClients = "19:senders-clients@thread.tacv2";

    /// <summary>How many steps its ladder has.</summary>
    public const int Steps = 3;

    public static string Sender(int pair) => string.Create(CultureInfo.InvariantCulture, $"sender{pair}@example.com");

    public static string Receiver(int pair) => string.Create(CultureInfo.InvariantCulture, $"receiver{pair}@example.com");

    public static string Lead(int pair) => string.Create(CultureInfo.InvariantCulture, $"lead{pair}@example.com");

    public static Platform Sends(int pair) => pair % 4 is 0 or 1 ? Platform.Slack : Platform.MsTeams;

    public static Platform Receives(int pair) => pair % 2 == 1 ? Platform.Slack : Platform.MsTeams;

    /// <summary>Where the receiving team has its channel.</summary>
    public static string Channel(int pair) => Receives(pair) == Platform.Slack
        ? string.Create(CultureInfo.InvariantCulture, $"C0TEAM{pair:00}")
        : string.Create(CultureInfo.InvariantCulture, $"19:team{pair}-clients@thread.tacv2");

    private static string Team(int pair) => string.Create(CultureInfo.InvariantCulture, $"19:team{pair}@thread.tacv2");

    public static string Playbook(int pair) => string.Create(CultureInfo.InvariantCulture, $"to-team{pair}");

    /// <summary>Writes its files into a folder. Clocks are short, so that ladders run out while everything breaks.</summary>
    public static void Write(string folder, int pairs)
    {
        var all = Enumerable.Range(1, pairs).ToList();
        var organization = new StringBuilder($$$"""
            organization: Faults
            timezone: Europe/London
            currency: EUR
            admins: [admin@example.com]
            slack: {workspaces: [{{{Workspace}}}]}
            ladders:
              quick:
                - {at: 50%, notify: [holder]}
                - {at: 100%, notify: [holder, lead], urgent: true}
                - {at: +4s, notify: [channel], repeat: {every: 4s, times: 2}}
            teams:
              senders: {name: Senders, slack: {channel: {{{SenderChannel}}}}, members: [{{{Senders(all, Platform.Slack)}}}]}
              msteams-senders: {name: Other senders, msteams: {team: "{{{SenderTeam}}}", channel: "{{{SenderClients}}}"}, members: [{{{Senders(all, Platform.MsTeams)}}}]}

            """);
        foreach (var pair in all)
        {
            organization.AppendLine(CultureInfo.InvariantCulture,
                $"  team{pair}: {{name: Team {pair}, {Bound(pair)}, lead: {Lead(pair)}, members: [{Receiver(pair)}], assign: round-robin}}");
            File.WriteAllText(Path.Combine(folder, $"{Playbook(pair)}.yml"), $$"""
                playbook: {{Playbook(pair)}}
                name: To Team {{pair}}
                from: {{(Sends(pair) == Platform.Slack ? "senders" : "msteams-senders")}}
                to: team{{pair}}
                clocks:
                  acceptance: {within: 8s, ladder: quick}
                checklist:
                  - step: Client
                    fields:
                      - {id: client, label: Client, type: client, required: true}
                      - {id: scope, label: Scope, type: text, required: true}
                criteria: [The scope is clear]
                reject-reasons: [{id: unclear, label: Scope is unclear}]
                """);
        }

        File.WriteAllText(Path.Combine(folder, "organization.yml"), organization.ToString());
    }

    /// <summary>The workspace and the tenant, in each of which is who works there.</summary>
    public static PlaygroundOptions Around(int pairs, Uri bot)
    {
        var all = Enumerable.Range(1, pairs).ToList();
        return new PlaygroundOptions
        {
            Port = 0,
            Bot = bot,
            SigningSecret = "faults-signing-secret",
            BotToken = "xoxb-faults",
            Workspace = Workspace,
            WorkspaceName = "Faults",
            People = [new("admin@example.com", "Admin", "Admin"), .. People(all, Platform.Slack)],
            Channels =
            [
                new(SenderChannel, "senders", "", [.. all.Where(pair => Sends(pair) == Platform.Slack).Select(Sender)]),
                .. all.Where(pair => Receives(pair) == Platform.Slack)
                    .Select(pair => new PlaygroundChannel(Channel(pair), $"team{pair}", "", [Receiver(pair), Lead(pair)])),
            ],
            MsTeams = new()
            {
                AppId = AppId,
                AppPassword = "a-secret-of-faults",
                TenantId = Tenant,
                TenantName = "Faults",
                People = [.. People(all, Platform.MsTeams)],
                Teams =
                [
                    new(SenderTeam, "Other senders", [.. all.Where(pair => Sends(pair) == Platform.MsTeams).Select(Sender)], [new(SenderClients, "Clients")]),
                    .. all.Where(pair => Receives(pair) == Platform.MsTeams)
                        .Select(pair => new MsTeamsPlaygroundTeam(Team(pair), $"Team {pair}", [Receiver(pair), Lead(pair)], [new(Channel(pair), "Clients")])),
                ],
            },
        };
    }

    private static IEnumerable<PlaygroundPerson> People(IEnumerable<int> all, Platform platform) => all.SelectMany(pair => new (Platform Where, PlaygroundPerson Person)[]
    {
        (Sends(pair), new(Sender(pair), $"Sender {pair}", "Seller")),
        (Receives(pair), new(Receiver(pair), $"Receiver {pair}", "Onboarding")),
        (Receives(pair), new(Lead(pair), $"Lead {pair}", "Lead")),
    }).Where(one => one.Where == platform).Select(one => one.Person);

    private static string Senders(IEnumerable<int> all, Platform platform) => string.Join(", ", all.Where(pair => Sends(pair) == platform).Select(Sender));

    private static string Bound(int pair) => Receives(pair) == Platform.Slack
        ? $"slack: {{channel: {Channel(pair)}}}"
        : $"msteams: {{team: \"{Team(pair)}\", channel: \"{Channel(pair)}\"}}";
}
