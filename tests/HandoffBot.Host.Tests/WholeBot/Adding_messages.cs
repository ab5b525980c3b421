namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>"Add to a handoff" on a message that somebody wrote: kept for both teams, once, or gone on with as a promise.</summary>
public abstract class Adding_messages(AcmeOffice acme)
{
    private readonly Office _office = acme.Office;

    [Fact]
    public async Task What_was_said_in_the_chat_is_kept_with_the_handoff_and_read_by_the_other_team()
    {
        var (sam, ana, kim) = (_office.As("Sam"), _office.As("Ana"), _office.As("Kim"));
        await sam.HandsOver(_office, "Bluebird Ltd");
        var said = await ana.In(Acme.Sales).Says("Bluebird Ltd signs on Friday, *if* five <sites> & a trainer are in");

        // The handoff whose client it names stands there already.
        await sam.Chooses("Add to a handoff", said);
        await sam.SeesForm("Ana", "wrote", "five <sites> & a trainer", "· Bluebird Ltd", "Both teams of the handoff see its text");
        await sam.Submits();
        await sam.SeesForm("Added to H-", "Bluebird Ltd", "Details shows it to both teams");
        await sam.Closes();

        await kim.In(Acme.Onboarding).Sees("Bluebird Ltd", "1 message, in Details");
        await kim.Presses("Details", "Bluebird Ltd");
        await kim.SeesForm("Evidence", "five <sites> & a trainer", "Added by Sam", "Open the message");
        await kim.Closes();

        await ana.Chooses("Add to a handoff", said);
        await ana.Submits();
        await ana.SeesForm("Sam added this message to H-", "already");
        await ana.Closes();

        // Another one is a promise: its form goes on with what it says.
        await sam.Chooses("Add to a handoff", await ana.Says("We train them in Basel"));
        await sam.Fills("What it is", "A promise to the client");
        await sam.Fills("Handoff", "· Bluebird Ltd", search: "bluebird");
        await sam.Submits();
        await sam.SeesForm("What was promised to", "We train them in Basel");
        await sam.Fills("Until when", await _office.InDaysAsync(20));
        await sam.Submits();
        await sam.SeesForm("Added to the promises of H-", "Bluebird Ltd", "acknowledges or disputes it when accepting");
        await sam.Closes();

        // It is handed over with the client: the receivers read it, with a way to the message, and answer it when they accept.
        await kim.In(Acme.Onboarding).Sees("Bluebird Ltd", "We train them in Basel", "Open the message");
        await kim.FillsTheAcceptance("Bluebird Ltd");
        await kim.SeesForm("We train them in Basel", "was said in a message: ", "Open the message");
        await kim.Closes();

        // What was added as evidence is taken back by who added it.
        await sam.InDirect().Presses("Details", "Bluebird Ltd");
        await sam.PressesInForm("Take back “Bluebird Ltd signs on Friday,…”");
        await sam.SeesForm("Sam took back the message of Ana");
        Assert.False(sam.Form.Says("five <sites>"), sam.Form.Text);
        await sam.Closes();
    }

    public sealed class In_Slack(AcmeOffice.InSlack acme) : Adding_messages(acme), IClassFixture<AcmeOffice.InSlack>;

    public sealed class In_Microsoft_Teams(AcmeOffice.InMicrosoftTeams acme) : Adding_messages(acme), IClassFixture<AcmeOffice.InMicrosoftTeams>
    {
        private readonly AcmeOffice _acme = acme;

        [Fact]
        public async Task A_handoff_is_begun_beside_the_box_in_which_messages_are_written()
        {
            var sam = Assert.IsType<MsTeamsPlayer>(_acme.Office.As("Sam"));
            sam.In(Acme.Sales);
            await sam.ChoosesBesideBox("New handoff");
            await sam.Fills("Client", "Heron AG", "Heron AG");
            await sam.Submits();
            await sam.SeesForm("Step 2 of");
            await sam.Closes();
        }
    }

    public sealed class From_Slack_to_Microsoft_Teams(AcmeOffice.FromSlackToMicrosoftTeams acme)
        : Adding_messages(acme), IClassFixture<AcmeOffice.FromSlackToMicrosoftTeams>;

    public sealed class From_Microsoft_Teams_to_Slack(AcmeOffice.FromMicrosoftTeamsToSlack acme)
        : Adding_messages(acme), IClassFixture<AcmeOffice.FromMicrosoftTeamsToSlack>;
}
