using System.Globalization;
using System.Text;
using HandoffBot.Playground;

namespace HandoffBot.Faults;

/// <summary>
/// The organization that is played: so many senders, each of whom hands clients to a receiving team of two with a channel of its own, so
/// that the platform's pace of one message a second and channel does not set the pace of everything.
/// </summary>
internal static class Company
{
    public const string Workspace = "T0FAULTS";
    public const string SenderChannel = "C0SENDERS";

    /// <summary>How many steps its ladder has.</summary>
    public const int Steps = 3;

    public static string Sender(int pair) => string.Create(CultureInfo.InvariantCulture, $"sender{pair}@example.com");

    public static string Receiver(int pair) => string.Create(CultureInfo.InvariantCulture, $"receiver{pair}@example.com");

    public static string Lead(int pair) => string.Create(CultureInfo.InvariantCulture, $"lead{pair}@example.com");

    public static string Channel(int pair) => string.Create(CultureInfo.InvariantCulture, $"C0TEAM{pair:00}");

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
              senders: {name: Senders, slack: {channel: {{{SenderChannel}}}}, members: [{{{string.Join(", ", all.Select(Sender))}}}]}

            """);
        foreach (var pair in all)
        {
            organization.AppendLine(CultureInfo.InvariantCulture,
                $"  team{pair}: {{name: Team {pair}, slack: {{channel: {Channel(pair)}}}, lead: {Lead(pair)}, members: [{Receiver(pair)}], assign: round-robin}}");
            File.WriteAllText(Path.Combine(folder, $"{Playbook(pair)}.yml"), $$"""
                playbook: {{Playbook(pair)}}
                name: To Team {{pair}}
                from: senders
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

    public static PlaygroundOptions Slack(int pairs, Uri bot)
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
            People =
            [
                new("admin@example.com", "Admin", "Admin"),
                .. all.SelectMany(pair => new PlaygroundPerson[]
                {
                    new(Sender(pair), $"Sender {pair}", "Seller"), new(Receiver(pair), $"Receiver {pair}", "Onboarding"), new(Lead(pair), $"Lead {pair}", "Lead"),
                }),
            ],
            Channels =
            [
                new(SenderChannel, "senders", "", [.. all.Select(Sender)]),
                .. all.Select(pair => new PlaygroundChannel(Channel(pair), $"team{pair}", "", [Receiver(pair), Lead(pair), Sender(pair)])),
            ],
        };
    }
}
