namespace HandoffBot.EndToEnd;

/// <summary>A stage on which clients go from Microsoft Teams to Slack, too: the shipped playbooks with one more.</summary>
public sealed class BothWays : Stage
{
    private const string ToAccountManagement = """
        playbook: delivery-to-account-management
        name: Delivery to Accounts
        from: delivery
        to: account-management
        owner: maya.haddad@northstar.example

        clocks:
          acceptance: { within: 1 business day, ladder: standard }

        checklist:
          - step: The client
            fields:
              - { id: client, label: Client, type: client, required: true }
              - { id: live, label: Live since, type: date, required: true, not-after: today }
              - { id: mood, label: How happy are they?, type: choice, required: true, options: [Delighted, Content, Unhappy] }
          - step: What is still open
            fields:
              - { id: open, label: Is anything still open?, type: yes-no, required: true }
              - { id: open_what, label: What is still open?, type: long-text, required: true, when: { field: open, is: yes } }
              - { id: contact, label: Whom do they call?, type: text, required: true }
              - { id: engineer, label: Who set it up?, type: person, required: true }

        criteria: [The client knows our name]

        reject-reasons:
          - { id: too-early, label: Too much is still open }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("playbooks").FullName;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private protected override string? Playbooks()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(BuiltHost.Sources, "src", "HandoffBot.Host", "playbooks")))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(_folder, "delivery-to-account-management.yml"), ToAccountManagement);
        return _folder;
    }
}
