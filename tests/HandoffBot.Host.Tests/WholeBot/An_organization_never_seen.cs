using HandoffBot.Playground;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>
/// Other people, zones, playbooks and a workspace of its own, told to the bot by nothing but its configuration keys, as a stranger does.
/// </summary>
public sealed class An_organization_never_seen
{
    private const string Organization = """
        organization: Meridian
        timezone: Asia/Tokyo
        currency: JPY
        admins: [haruka@meridian.example]
        slack: { workspaces: [T0MERIDIAN] }
        calendars:
          tokyo:
            timezone: Asia/Tokyo
            hours: { mon-fri: ["10:00-19:00"] }
        ladders:
          quick:
            - { at: 50%, notify: [holder] }
            - { at: 100%, notify: [holder, channel, lead], urgent: true }
        teams:
          field:
            name: Field
            slack: { channel: C0FIELD }
            lead: ines@meridian.example
            members: [jonas@meridian.example]
            calendar: tokyo
          care:
            name: Care
            slack: { channel: G0CARE, usergroup: S0CARERS }
            lead: marek@meridian.example
            calendar: tokyo
            assign: lead
            announce: true
        """;

    private const string Rollout = """
        playbook: rollout
        name: Field to Care
        from: field
        to: care
        owner: haruka@meridian.example
        clocks:
          acceptance: { within: 2 business hours, ladder: quick }
        checklist:
          - step: Everything
            fields:
              - { id: client, label: Client, type: client, required: true }
              - { id: sites, label: How many sites?, type: number, required: true, min: 1 }
              - { id: vpn, label: Is there a VPN?, type: yes-no, required: true }
              - { id: vpn_how, label: How do we get in?, type: text, required: true, when: { field: vpn, is: yes } }
        criteria: [We can get in]
        reject-reasons:
          - { id: no-access, label: We cannot get in }
        """;

    private const string Back = """
        playbook: back-to-field
        name: Care to Field
        from: care
        to: field
        owner: haruka@meridian.example
        clocks:
          acceptance: { within: 1h, ladder: quick }
        checklist:
          - step: Why
            fields:
              - { id: client, label: Client, type: client, required: true }
              - { id: why, label: Why?, type: long-text, required: true }
        reject-reasons:
          - { id: no, label: Not now }
        """;

    private static readonly string[] Everybody =
        ["haruka@meridian.example", "ines@meridian.example", "jonas@meridian.example", "marek@meridian.example", "noor@meridian.example"];

    private static PlaygroundOptions Workspace => new()
    {
        SigningSecret = "2b1f0e9d8c7b6a5948372615f0e1d2c3",
        BotToken = "xoxb-77-meridian",
        Workspace = "T0MERIDIAN",
        WorkspaceName = "Meridian KK",
        BotName = "Relay",
        Command = "/relay",
        People =
        [
            new("haruka@meridian.example", "Haruka Sato", "IT") { TimeZone = "Asia/Tokyo" },
            new("ines@meridian.example", "Inês Costa", "Field") { TimeZone = "America/Sao_Paulo" },
            new("jonas@meridian.example", "Jonas Weiß", "Field") { TimeZone = "Europe/Berlin" },
            new("marek@meridian.example", "Marek Nowak", "Care") { TimeZone = "Europe/Warsaw" },
            new("noor@meridian.example", "Noor Haddad", "Care") { TimeZone = "Asia/Dubai" },
        ],
        Channels =
        [
            new("C0FIELD", "field", "", Everybody),
            new("G0CARE", "care", "", Everybody) { Private = true },
        ],
        UserGroups = [new("S0CARERS", "carers", ["marek@meridian.example", "noor@meridian.example"])],
    };

    [Fact]
    public async Task Its_clients_are_handed_over_both_ways_and_its_silence_is_noticed()
    {
        var folder = Directory.CreateTempSubdirectory("meridian").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "organization.yml"), Organization);
        await File.WriteAllTextAsync(Path.Combine(folder, "rollout.yml"), Rollout);
        await File.WriteAllTextAsync(Path.Combine(folder, "back.yml"), Back);
        await using var office = await Office.OpenAsync(folder, Workspace);
        var (jonas, marek, noor) = (office.As("Jonas"), office.As("Marek"), office.As("Noor"));

        await jonas.In("C0FIELD").Types("/relay help");
        await jonas.SeesPrivately("/relay new", "[New: Field to Care]");
        await jonas.Types("/relay new 富士 Logistics");
        await jonas.Fills("How many sites?", "3");
        await jonas.Fills("Is there a VPN?", "Yes");
        await jonas.Fills("How do we get in?", "Through their jump host");
        await jonas.Submits();
        await jonas.SeesForm("Everything that is needed is there.");
        await jonas.Submits();
        await jonas.SeesNoForm();

        var brief = await marek.In("G0CARE").Sees("富士 Logistics", "Jonas Weiß (Field)", "Marek Nowak, because", "Through their jump host", "[Accept]");
        await office.MovesUntilAsync(
            async () => (await marek.InDirect().MessagesAsync()).Any(message => message.Says("overdue") || message.Says("due now")), "A ping to who is proposed");
        await marek.Sees("富士 Logistics", "waits for Care's answer");

        // A member by the user group alone may answer; the form asks for no read-back, because the playbook does not.
        await noor.In("G0CARE").Presses("Accept", "富士 Logistics");
        Assert.False(noor.Form.Asks("What does the client need next?"), noor.Form.Text);
        noor.Ticks("We can get in");
        await noor.Submits();
        await noor.SeesForm("You accepted", "Marek Nowak owns 富士 Logistics now");
        await noor.Closes();
        await jonas.InDirect().Sees("was accepted by Noor Haddad", "Marek Nowak owns the client now");
        await marek.In("G0CARE").SeesInThread(brief.Id, "you own 富士 Logistics now", "accepted by Noor Haddad");

        await noor.In("G0CARE").Types("/relay new back-to-field 富士 Logistics");
        await noor.Fills("Why?", "They open a fourth site");
        await noor.Submits();
        await noor.Submits();
        await noor.SeesNoForm();
        await noor.In("G0CARE").Sees("富士 Logistics", "Care to Field", "Waiting for Field's answer");
        await office.As("Inês").In("C0FIELD").Presses("Accept", "They open a fourth site");
        await office.As("Inês").Submits();
        await office.As("Inês").SeesForm("You accepted");
        await marek.InDirect().Sees("Inês Costa owns 富士 Logistics now");
    }
}
