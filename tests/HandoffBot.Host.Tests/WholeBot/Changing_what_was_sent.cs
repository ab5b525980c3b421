namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What the sender does while the receiver reads.</summary>
public abstract class Changing_what_was_sent(AcmeOffice acme)
{
    private readonly Office _office = acme.Office;

    [Fact]
    public async Task Who_accepts_an_older_revision_is_told_what_changed_and_keeps_the_ticks()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        await sam.HandsOver(_office, "Bluebird Ltd");
        await kim.FillsTheAcceptance("Bluebird Ltd", "A call with their agents");

        await sam.InDirect().Presses("Correct", "Bluebird Ltd");
        await sam.Fills("What needs correcting?", "The work");
        await sam.Submits();
        await sam.Fills("What was sold", "Eighty seats of the help desk, not sixty");
        await sam.Submits();
        await sam.SeesNoForm();
        await kim.Submits();

        await kim.SeesForm("was changed since you opened it: What was sold", "Eighty seats");
        Assert.True(kim.Form.IsTicked(Acme.Deliverable), kim.Form.Text);
        Assert.True(kim.Form.Says("A call with their agents"), kim.Form.Text);
        await kim.In(Acme.Onboarding).Sees("Bluebird Ltd", "Eighty seats", "[Accept]");

        await kim.Submits();
        await kim.SeesForm("You accepted");
        await kim.Closes();
    }

    [Fact]
    public async Task A_correction_cannot_open_the_gate()
    {
        var sam = _office.As("Sam");
        await sam.HandsOver(_office, "Heron AG");

        await sam.InDirect().Presses("Correct", "Heron AG");
        await sam.Fills("What needs correcting?", "The work");
        await sam.Submits();
        sam.Clears("Client's champion (e-mail)");
        await sam.Submits();

        await sam.SeesForm("Step 2 of 3", "[Save]");
        Assert.NotNull(sam.Form.ErrorBeside("Client's champion (e-mail)"));
    }

    [Fact]
    public async Task Taken_back_it_is_a_draft_again_and_old_buttons_do_nothing()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        var brief = await sam.HandsOver(_office, "Kestrel Inc");

        await sam.InDirect().Presses("Withdraw", "Kestrel Inc");
        await sam.SeesPrivately("You took", "It is a draft again.");
        await kim.In(Acme.Onboarding).Sees("Kestrel Inc", "Taken back by Sales to be changed");
        await kim.SeesInThread(brief.Id, "took it back to change it. Nothing to do for now.");

        await kim.PressesOnAsItWas(brief, "Accept");
        await kim.SeesNoForm();
        await kim.SeesPrivately("is a draft and waits for Sam to submit it");
    }

    [Fact]
    public async Task What_was_taken_back_is_changed_and_sent_again()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        await sam.HandsOver(_office, "Osprey GmbH");
        await sam.InDirect().Presses("Withdraw", "Osprey GmbH");
        await sam.Presses("Continue", "You took");

        await sam.SendsAgain();

        await kim.In(Acme.Onboarding).Sees("Osprey GmbH", "Waiting for Onboarding's answer", "[Accept]");
    }

    [Fact]
    public async Task Discarded_it_is_gone_from_the_lists_and_its_card_says_so()
    {
        var ana = _office.As("Ana").In(Acme.Sales);
        await ana.Types("/handoff new \"Puffin plc\"");
        await ana.FillsTheDeal(_office);
        await ana.Submits();
        for (var step = 0; step < 2; step++)
            await ana.Submits();
        await ana.PressesInForm("Discard");

        await ana.SeesForm("is discarded");
        await ana.Closes();
        await ana.Types("/handoff drafts");
        var drafts = await ana.SeesPrivately("raft");
        Assert.DoesNotContain("Puffin plc", drafts.Text, StringComparison.Ordinal);
    }

    public sealed class In_Slack(AcmeOffice.InSlack acme) : Changing_what_was_sent(acme), IClassFixture<AcmeOffice.InSlack>;

    public sealed class In_Microsoft_Teams(AcmeOffice.InMicrosoftTeams acme) : Changing_what_was_sent(acme), IClassFixture<AcmeOffice.InMicrosoftTeams>;

    public sealed class From_Slack_to_Microsoft_Teams(AcmeOffice.FromSlackToMicrosoftTeams acme)
        : Changing_what_was_sent(acme), IClassFixture<AcmeOffice.FromSlackToMicrosoftTeams>;

    public sealed class From_Microsoft_Teams_to_Slack(AcmeOffice.FromMicrosoftTeamsToSlack acme)
        : Changing_what_was_sent(acme), IClassFixture<AcmeOffice.FromMicrosoftTeamsToSlack>;
}
