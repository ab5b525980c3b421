using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Tests.Playbooks;

/// <summary>
/// A small folder without mistakes, to break in one place at a time. What takes the place of a text carries a § where the mistake is
/// expected, so that a test shows its position instead of counting lines.
/// </summary>
internal static class Small
{
    public const string Organization = """
        organization: Acme
        timezone: Europe/London
        currency: GBP
        admins: [root@acme.example]
        calendars:
          office:
            hours:
              mon-fri: ["09:00-17:00"]
            holidays: [2026-12-25]
        ladders:
          standard:
            - { at: 100%, notify: [holder] }
        clocks:
          client-idle: { within: 10 business days, ladder: standard }
        teams:
          sales:
            name: Sales
            slack: { channel: C0SALES }
            lead: ana@acme.example
            members: [sam@acme.example]
            calendar: office
          onboarding:
            name: Onboarding
            slack: { channel: C0ONB }
            members: [kim@acme.example]
        assignment:
          - { when: { field: segment, is: Enterprise }, team: sales }
        webhooks:
          billing: { url: "https://billing.example/hook", secret: BILLING_SECRET }

        """;

    public const string Playbook = """
        playbook: sales-to-onboarding
        name: Sales to Onboarding
        from: sales
        to: onboarding
        owner: root@acme.example
        clocks:
          acceptance: { within: 4h, ladder: standard }
        checklist:
          - step: The deal
            fields:
              - { id: client, label: Client, type: client, required: true }
              - { id: segment, label: Segment, type: choice, options: [SMB, Enterprise] }
              - { id: value, label: Value, type: money, min: 0 }
              - { id: seats, label: Seats, type: number }
              - { id: trial, label: Trial, type: yes-no }
              - { id: start, label: Start, type: date }
              - { id: scope, label: Scope, type: long-text, when: { field: segment, is: Enterprise } }
          - step: More
            fields:
              - { id: note, label: Note, type: text }
        criteria: [It can be done]
        read-back: true
        reject-reasons:
          - { id: unclear, label: It is not clear }
        routing:
          - { when: { field: segment, is: Enterprise }, owner: olu@acme.example }

        """;

    public const string PlaybookFile = "sales-to-onboarding.yml";

    public static IReadOnlyList<ConfigurationFile> Folder(string organization = Organization, string playbook = Playbook) =>
        [new(PlaybookReader.OrganizationFile, organization), new(PlaybookFile, playbook)];

    public static Configuration Good(string organization = Organization, string playbook = Playbook) => Folders.Good(Folder(organization, playbook));

    public static string Changed(string text, string from, string to)
    {
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }

    /// <summary>Exactly this one mistake, exactly there.</summary>
    public static void AssertMistake(string file, string from, string to, string says) =>
        AssertMistakeIn(file, Changed(file == PlaybookReader.OrganizationFile ? Organization : Playbook, from, to), says);

    public static void AssertMistakeIn(string file, string whole, string says)
    {
        var mark = whole.IndexOf('§', StringComparison.Ordinal);
        Assert.True(mark >= 0, "no § says where the mistake is");
        var line = whole[..mark].Count(letter => letter == '\n') + 1;
        var column = mark - whole.LastIndexOf('\n', mark);
        var text = whole.Remove(mark, 1);

        var mistakes = Folders.Mistakes(file == PlaybookReader.OrganizationFile ? Folder(organization: text) : Folder(playbook: text));
        Assert.Equal([new Mistake(file, line, column, says)], mistakes);
    }
}
