namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What waits for a person stands on their home, and is done there: Slack's Home tab, a card in the personal chat of Microsoft Teams.</summary>
public abstract class At_home(AcmeOffice acme)
{
    private readonly Office _office = acme.Office;

    [Fact]
    public async Task A_handoff_is_begun_continued_thrown_away_and_accepted_without_leaving_it()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        await kim.OpensHome();
        await kim.SeesHome("I take clients from one team to the next", "Nothing waits for your team's answer.", "[Refresh] [Help]");

        // What is begun there is a draft there, as soon as its first step was sent.
        await sam.OpensHome();
        await sam.PressesOn(await sam.SeesHome("You have no drafts."), "New handoff");
        await sam.Fills("Client", "Bluebird Ltd");
        await sam.FillsTheDeal(_office);
        await sam.Submits();
        await sam.Closes();
        await sam.PressesBelow(await sam.SeesHome("Your drafts: 1", "Bluebird Ltd"), "Bluebird Ltd", "Continue");
        await sam.SeesForm("Step 2 of 3");
        await sam.Closes();

        await sam.PressesBelow(await sam.SeesHome("Bluebird Ltd"), "Bluebird Ltd", "Discard");
        await sam.SeesHome("You have no drafts.");

        // What waits for the team is answered there, and is no longer there once it was.
        await sam.HandsOver(_office, "Heron AG");
        await kim.OpensHome();
        var home = await kim.SeesHome("Waiting for your team: 1", "Heron AG", "Waiting for Onboarding's answer", "[Open]");
        await kim.PressesBelow(home, "Heron AG", "Accept");
        await kim.FillsTheCriteria();
        await kim.Fills("Owner of the client from now on", "Kim");
        await kim.Submits();
        await kim.SeesForm("You accepted", "[Undo]");
        await kim.Closes();
        await kim.SeesHome("Nothing waits for your team's answer.", "Your clients: 1", "Heron AG", "Accepted by Kim");

        // A home shows many handoffs, and is the card of none of them.
        await kim.In(Acme.Onboarding).Sees("Heron AG", "Accepted by Kim", "[Kick off]");
        await sam.InDirect().Sees("Heron AG", "Accepted by Kim");
        await sam.OpensHome();
        await sam.SeesHome("You own no client.");
    }

    public sealed class In_Slack(AcmeOffice.InSlack acme) : At_home(acme), IClassFixture<AcmeOffice.InSlack>;

    public sealed class In_Microsoft_Teams(AcmeOffice.InMicrosoftTeams acme) : At_home(acme), IClassFixture<AcmeOffice.InMicrosoftTeams>;

    public sealed class From_Slack_to_Microsoft_Teams(AcmeOffice.FromSlackToMicrosoftTeams acme)
        : At_home(acme), IClassFixture<AcmeOffice.FromSlackToMicrosoftTeams>;

    public sealed class From_Microsoft_Teams_to_Slack(AcmeOffice.FromMicrosoftTeamsToSlack acme)
        : At_home(acme), IClassFixture<AcmeOffice.FromMicrosoftTeamsToSlack>;
}
