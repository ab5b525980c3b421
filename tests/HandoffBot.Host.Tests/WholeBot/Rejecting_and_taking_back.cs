namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What comes back to the sender, and what the receiver thinks better of.</summary>
public abstract class Rejecting_and_taking_back(AcmeOffice acme)
{
    private readonly Office _office = acme.Office;

    [Fact]
    public async Task A_rejection_teaches_and_the_mended_handoff_comes_back_as_round_two_for_all_to_see()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        var brief = await sam.HandsOver(_office, "Bluebird Ltd");

        await kim.In(Acme.Onboarding).Presses("Reject", "Bluebird Ltd");
        await kim.Submits();
        Assert.NotNull(kim.Form.ErrorBeside("Why?"));
        Assert.NotNull(kim.Form.ErrorBeside("Which fields is it about?"));
        await kim.Closes();
        await kim.Rejects("Bluebird Ltd", "What was sold", "How many of the seats are for agents?");
        await kim.Closes();

        await kim.Sees("Bluebird Ltd", "Rejected by Kim", "Scope is unclear or missing");
        await sam.InDirect().Sees("needs another look", "Scope is unclear or missing", "What was sold", "How many of the seats are for agents?", "[Mend it]");
        await sam.Mends("Bluebird Ltd", "What was sold", "Sixty seats of the help desk: forty agents, twenty light users");
        await sam.Submits();
        await sam.Submits();
        await sam.SeesForm("[Resubmit]");
        await sam.SendsAgain();

        var back = await kim.In(Acme.Onboarding).Sees("is back from Sam (Sales), mended, and waits for your answer (round 2)");
        Assert.True(back.IsBroadcast, back.Text);
        var again = await kim.Sees("Bluebird Ltd", "forty agents", "[Accept]");
        Assert.Equal(brief.Id, again.Id);

        await kim.Accepts("Bluebird Ltd");
        await kim.Sees("Bluebird Ltd", "Accepted by Kim");
    }

    [Fact]
    public async Task An_acceptance_can_be_taken_back_within_five_minutes()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        await sam.HandsOver(_office, "Heron AG");
        await kim.FillsTheAcceptance("Heron AG");
        await kim.Submits();

        await _office.MovesAsync("4m");
        await kim.PressesInForm("Undo");
        await kim.SeesForm("Taken back");

        await kim.In(Acme.Onboarding).Sees("Heron AG", "Waiting for Onboarding's answer", "[Accept]");
        await sam.InDirect().Sees("the acceptance of", "Heron AG was taken back");
    }

    [Fact]
    public async Task A_rejection_can_be_taken_back_within_five_minutes()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        await sam.HandsOver(_office, "Kestrel Inc");
        await kim.Rejects("Kestrel Inc", "What was sold");

        await kim.PressesInForm("Undo");
        await kim.SeesForm("Taken back");

        await kim.In(Acme.Onboarding).Sees("Kestrel Inc", "Waiting for Onboarding's answer", "[Accept]");
        await sam.InDirect().Sees("the rejection of", "Kestrel Inc was taken back");
    }

    [Fact]
    public async Task After_five_minutes_an_answer_stands()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        await sam.HandsOver(_office, "Osprey GmbH");
        await kim.FillsTheAcceptance("Osprey GmbH");
        await kim.Submits();

        await _office.MovesAsync("6m");
        await kim.PressesInForm("Undo");

        await kim.SeesForm("an answer can be taken back for five minutes");
        await kim.In(Acme.Onboarding).Sees("Osprey GmbH", "Accepted by Kim");
    }

    [Fact]
    public async Task Work_that_has_begun_is_not_swept_away_by_taking_the_rejection_back()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        await sam.HandsOver(_office, "Puffin plc");
        await kim.Rejects("Puffin plc", "What was sold");

        await sam.Mends("Puffin plc", "What was sold", "Sixty seats of the help desk and the reports");
        await sam.Submits();

        await kim.PressesInForm("Undo");
        await kim.SeesForm("Sam has begun to change");
    }

    public sealed class In_Slack(AcmeOffice.InSlack acme) : Rejecting_and_taking_back(acme), IClassFixture<AcmeOffice.InSlack>;

    public sealed class In_Microsoft_Teams(AcmeOffice.InMicrosoftTeams acme) : Rejecting_and_taking_back(acme), IClassFixture<AcmeOffice.InMicrosoftTeams>;

    public sealed class From_Slack_to_Microsoft_Teams(AcmeOffice.FromSlackToMicrosoftTeams acme)
        : Rejecting_and_taking_back(acme), IClassFixture<AcmeOffice.FromSlackToMicrosoftTeams>;

    public sealed class From_Microsoft_Teams_to_Slack(AcmeOffice.FromMicrosoftTeamsToSlack acme)
        : Rejecting_and_taking_back(acme), IClassFixture<AcmeOffice.FromMicrosoftTeamsToSlack>;
}
