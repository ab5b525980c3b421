namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What a playbook can ask for beside a checklist: that its leads agree to it, another subject than a client, and a day from which all of it counts.</summary>
public abstract class Playbooks_of_two_teams : IAsyncLifetime
{
    private const string TheRelease = "release-to-onboarding.yml";
    private readonly Written _written;
    private readonly Setting _setting;
    private Office _office = null!;

    private Playbooks_of_two_teams(Setting setting) => (_setting, _written) = (setting, new Written(setting.Playbooks));

    public async Task InitializeAsync()
    {
        _written.Change(Written.ThePlaybook, "read-back: true", "read-back: true\nagreed: true");
        _written.Write(TheRelease, """
            playbook: release-to-onboarding
            name: Release to Onboarding
            subject: release
            from: sales
            to: onboarding
            starts: built_on
            clocks:
              handover:   { within: 2 business days, ladder: standard }
              draft-idle: { within: 60d, ladder: gentle }
            checklist:
              - step: The release
                fields:
                  - { id: release, label: Release, type: release, required: true }
                  - { id: built_on, label: Built on, type: date, required: true }
                  - { id: notes, label: Release notes, type: url, required: true }
            reject-reasons:
              - { id: too-soon, label: It goes out too soon }
            """);
        _office = await Office.OpenAsync(_setting, folder: _written.Folder);
    }

    public async Task DisposeAsync()
    {
        // Where it could not be opened, as without a server, there is less to close.
        if (_office is not null)
            await _office.DisposeAsync();
        _written.Dispose();
    }

    [Fact]
    public async Task A_change_that_the_leads_must_agree_to_counts_once_both_have()
    {
        var (sam, ana, olu, kim) = (_office.As("Sam"), _office.As("Ana"), _office.As("Olu"), _office.As("Kim"));
        var asked = "      - { id: segment,";
        _written.Change(Written.ThePlaybook, asked, $"      - {{ id: order, label: Order number, type: text }}\n{asked}");
        await _office.LooksAtTheFolderAsync();

        var waits = await olu.InDirect().Sees("was changed", "[Agree]", "[Not yet]");
        var shown = await ana.InDirect().Sees("was changed", "New, if there is something to say: “Order number”", "[Agree]", "[Not yet]");
        await sam.In(Acme.Sales).Types("/handoff new sales-to-onboarding \"Heron AG\"");
        await sam.SeesForm("Contract value");
        Assert.False(sam.Form.Asks("Order number"), sam.Form.Text);
        await sam.Closes();
        await ana.Presses("Agree", "was changed");
        await ana.SeesPrivately("Noted.", "Olu (Onboarding) agreed as well");
        var agreed = await ana.InDirect().SeesAgain(shown, "Ana agreed to the playbook", "once Olu (Onboarding) has agreed");
        Assert.False(agreed.Says("[Agree]"), agreed.Text);

        await olu.InDirect().Presses("Not yet", "was changed");
        await olu.Submits();
        Assert.Contains("say in a sentence why", olu.Form.ErrorBeside("What is wrong or missing?"), StringComparison.Ordinal);
        await olu.Fills("What is wrong or missing?", "Ours, or *theirs*?");
        await olu.Submits();
        await olu.SeesForm("the other leads are told");
        await olu.Closes();
        await ana.InDirect().Sees("Olu does not agree", "Ours, or");

        await olu.InDirect().Presses("Agree", "was changed");
        await olu.SeesPrivately("is in force now");
        await ana.InDirect().Sees("is in force as it was changed", "Ana and Olu agreed");
        foreach (var (who, message) in new[] { (ana, shown), (olu, waits) })
        {
            var over = await who.InDirect().SeesAgain(message, "is in force as it was changed", "Ana and Olu agreed");
            Assert.False(over.Says("[Agree]"), over.Text);
        }

        // What begins now follows it, and the brief says who agreed.
        await sam.In(Acme.Sales).Types("/handoff new sales-to-onboarding \"Heron AG\"");
        await sam.Fills("Order number", "PO-7");
        await sam.FillsTheDeal(_office);
        await sam.Submits();
        await sam.FillsTheWork();
        await sam.Submits();
        await sam.Fills("Who sold it", "Sam");
        await sam.Submits();
        await sam.Submits();
        await sam.SeesNoForm();
        await kim.In(Acme.Onboarding).Sees("Heron AG", "PO-7", "As agreed", "by Ana and Olu", "[Accept]");
    }

    [Fact]
    public async Task A_release_that_is_late_is_noticed_and_changes_its_owner_like_a_client()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        await sam.In(Acme.Sales).Types("/handoff new release-to-onboarding 4.2");
        await sam.Fills("Built on", await _office.InDaysAsync(-1));
        await sam.Submits();
        await sam.SeesForm("Release notes", "[Fix]");
        await sam.Closes();

        // The draft alone would be idle for weeks; from the day on which it was built it is two of work.
        await _office.MovesUntilAsync(
            async () => (await sam.InDirect().MessagesAsync()).Any(one => one.Says("waits for Sam to send it (Built on: ") && one.Says("due now")), "The reminder of a late brief");
        await sam.InDirect().Presses("Continue", "waits for Sam to send it");
        await sam.PressesInForm("Fix", beside: "Release notes");
        await sam.Fills("Release notes", "https://acme.example/notes/4.2");
        await sam.SendsAgain();

        await kim.In(Acme.Onboarding).Sees("release 4.2", "Sam (Sales)", "[Accept]");
        await kim.Presses("Accept", "release 4.2");
        await kim.Fills("Owner of the release from now on", "Kim");
        await kim.Submits();
        await kim.SeesForm("owns release 4.2 now");
        await kim.Closes();
        await sam.InDirect().Sees("release 4.2", "was accepted by Kim, who owns the release now");
        await kim.In(Acme.Onboarding).Types("/handoff own release 4.2 @Olu");
        await kim.SeesForm("release 4.2", "is Kim's");
        await kim.Closes();
    }

    public sealed class In_Slack() : Playbooks_of_two_teams(Setting.InSlack);

    public sealed class In_Microsoft_Teams() : Playbooks_of_two_teams(Setting.InMicrosoftTeams);

    public sealed class From_Slack_to_Microsoft_Teams() : Playbooks_of_two_teams(Setting.FromSlackToMicrosoftTeams);

    public sealed class From_Microsoft_Teams_to_Slack() : Playbooks_of_two_teams(Setting.FromMicrosoftTeamsToSlack);
}
