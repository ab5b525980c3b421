using HandoffBot.Core.Chat;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>From one colleague to another, from one team to another, and back to whom it came from.</summary>
public abstract class Changing_hands(AcmeOffice acme)
{
    private const string Delivery = "19:delivery-intake@thread.tacv2";
    private readonly Office _office = acme.Office;

    [Fact]
    public async Task It_is_given_up_given_to_a_colleague_and_goes_to_another_team_which_answers()
    {
        var (sam, ana, kim, olu) = (_office.As("Sam"), _office.As("Ana"), _office.As("Kim"), _office.As("Olu"));
        var max = _office.As("Max", Platform.MsTeams).In(Delivery);
        var brief = await sam.HandsOver(_office, "Bluebird Ltd", "Enterprise");
        var reference = Reference(brief);

        // Within the receiving team.
        await kim.In(Acme.Onboarding).Types($"/handoff show {reference}");
        await kim.Presses("Claim", "Bluebird Ltd");
        await olu.In(Acme.Onboarding).Sees("Bluebird Ltd", "Claimed by", "Kim", "[Accept]");
        await kim.In(Acme.Onboarding).Types($"/handoff show {reference}");
        await kim.Presses("Release", "Bluebird Ltd");
        await kim.In(Acme.Onboarding).SeesInThread(brief.Id, "nobody has", "Bluebird Ltd", "in hand any more");
        await olu.In(Acme.Onboarding).Types($"/handoff show {reference}");
        await olu.Presses("Reassign", "Bluebird Ltd");
        await olu.Fills("Who of Onboarding answers it?", "Kim");
        await olu.Submits();
        await olu.SeesForm("is Kim's to answer now");
        await olu.Closes();
        await olu.In(Acme.Onboarding).SeesInThread(brief.Id, "@Kim", "Bluebird Ltd", "was given to you");
        await olu.Sees("Bluebird Ltd", "Kim, because Olu gave it to them", "[Accept]");

        // On the sending side.
        await ana.In(Acme.Sales).Types($"/handoff show {reference}");
        await ana.Presses("Change the sender", "Bluebird Ltd");
        await ana.Fills("Who of Sales sends it from now on?", "Ana");
        await ana.Submits();
        await ana.SeesForm("Ana is the sender of");
        await ana.Closes();
        await sam.InDirect().Sees("Bluebird Ltd", "Ana (Sales) is the sender now");
        await ana.InDirect().Sees("Bluebird Ltd", "Waiting for Onboarding's answer", "[Withdraw]");

        // To another team, on the other platform where this one is in Slack.
        await kim.In(Acme.Onboarding).Types($"/handoff show {reference}");
        await kim.Presses("Re-route", "Bluebird Ltd");
        await kim.Fills("Which team is it for?", "Delivery");
        await kim.Submits();
        Assert.Contains("say in a sentence why", kim.Form.ErrorBeside("Why?"), StringComparison.Ordinal);
        await kim.Fills("Why?", "They are *live* already");
        await kim.Submits();
        await kim.SeesForm("is with Delivery now");
        await kim.Closes();
        var moved = await kim.In(Acme.Onboarding).Sees("Bluebird Ltd", "With Delivery now", "Re-routed from Onboarding by Kim", "They are", "Open the brief there");
        Assert.Equal(brief.Id, moved.Id);
        await max.Sees("Bluebird Ltd", "Re-routed from Onboarding by Kim", "[Accept]");
        await ana.InDirect().Sees("Bluebird Ltd", "is with Delivery now, re-routed from Onboarding by Kim");
        await kim.PressesOnAsItWas(brief, "Accept");
        await kim.SeesPrivately("Only Delivery can answer");

        await max.Presses("Accept", "Bluebird Ltd");
        await max.FillsTheCriteria();
        await max.Fills("Owner of the client from now on", "Max");
        await max.Submits();
        await max.SeesForm("You accepted");
        await max.Closes();
        await kim.In(Acme.Onboarding).Sees("Bluebird Ltd", "Accepted by Max");
    }

    [Fact]
    public async Task What_should_not_have_been_accepted_is_sent_back_and_what_was_completed_is_opened_again()
    {
        var (sam, kim, olu) = (_office.As("Sam"), _office.As("Kim"), _office.As("Olu"));
        var brief = await sam.HandsOver(_office, "Heron AG");
        await kim.FillsTheAcceptance("Heron AG");
        await kim.Fills("Owner of the client from now on", "Kim");
        await kim.Submits();
        await kim.SeesForm("You accepted");
        await kim.Closes();

        await kim.In(Acme.Onboarding).Presses("Send back", "Heron AG");
        await kim.SeesForm("the client goes back to Sam");
        await kim.Submits();
        Assert.NotNull(kim.Form.ErrorBeside("Why?"));
        await kim.Fills("Why?", "Scope is unclear or missing");
        await kim.Fills("Which fields is it about?", "What was sold");
        await kim.Fills("What would make it right?", "They tell us of three sites");
        await kim.Submits();
        await kim.SeesForm("Sam owns Heron AG now");
        await kim.Closes();
        await kim.In(Acme.Onboarding).Sees("Heron AG", "Sent back by Kim", "They tell us of three sites");
        await sam.InDirect().Sees("Heron AG needs another look, though it was accepted", "Sent back by Kim", "[Mend it]");

        await sam.Presses("Mend it", "Heron AG needs another look");
        await sam.SeesForm("Sent back by Kim");
        await sam.PressesInForm("Fix", beside: "What was sold");
        await sam.Fills("What was sold", "Sixty seats of the help desk at three sites");
        await sam.SendsAgain();
        await kim.In(Acme.Onboarding).Sees("Heron AG", "three sites", "[Accept]");
        await olu.Accepts("Heron AG");
        await olu.In(Acme.Onboarding).Presses("Kick off", "Heron AG");
        await olu.Submits();
        await olu.In(Acme.Onboarding).Sees("Heron AG", "Kicked off by Olu");

        await _office.MovesAsync("6d");
        await olu.In(Acme.Onboarding).Types($"/handoff show {Reference(brief)}");
        await olu.Presses("Open again", "Heron AG");
        var open = await olu.In(Acme.Onboarding).Sees("Heron AG", "Opened again by Olu", "[Kick off]");
        Assert.Equal(brief.Id, open.Id);
        await sam.InDirect().Sees("Heron AG", "was opened again by Olu");
    }

    [Fact]
    public async Task A_client_changes_owner_at_once_and_what_was_not_handed_over_is_owed()
    {
        var (sam, ana, kim) = (_office.As("Sam"), _office.As("Ana"), _office.As("Kim"));
        var brief = await sam.HandsOver(_office, "Kestrel Inc");
        await sam.InDirect().Presses("Withdraw", "Kestrel Inc");
        await sam.SeesPrivately("You took", "It is a draft again.");

        await sam.In(Acme.Sales).Types("/handoff own Kestrel Inc @Kim");
        await sam.SeesPrivately("goes to Kim by a handoff", "[Hand over:");
        await kim.In(Acme.Onboarding).Types("/handoff own Kestrel Inc @Kim");
        await kim.SeesPrivately("Only Sam, who owns it, the lead of Sales and admins can transfer Kestrel Inc");

        await ana.In(Acme.Sales).Types("/handoff own Kestrel Inc @Kim Sam moves away");
        await ana.SeesForm("Kestrel Inc", "is Sam's");
        await ana.Submits();
        await ana.SeesForm("Kim owns Kestrel Inc now", $"Sam owes them the handoff, {Reference(brief)}");
        await ana.Closes();
        await kim.InDirect().Sees("Ana gave Kestrel Inc to you", "Sam moves away", "Sam owes you the handoff");
        await sam.InDirect().Sees("Ana gave Kestrel Inc to Kim", "you owe Kim the handoff", "[Continue]");

        await sam.Presses("Continue", "you owe Kim the handoff");
        await sam.SendsAgain();
        await kim.In(Acme.Onboarding).Sees("Kestrel Inc", "Kim, because they own the client already", "[Accept]");
        await kim.Accepts("Kestrel Inc");
        await kim.In(Acme.Onboarding).Sees("Kestrel Inc", "Accepted by Kim");
    }

    private static string Reference(Posted brief) => brief.Text.Split(' ')[0];

    public sealed class In_Slack(AcmeOffice.InSlack acme) : Changing_hands(acme), IClassFixture<AcmeOffice.InSlack>;

    public sealed class In_Microsoft_Teams(AcmeOffice.InMicrosoftTeams acme) : Changing_hands(acme), IClassFixture<AcmeOffice.InMicrosoftTeams>;

    public sealed class From_Slack_to_Microsoft_Teams(AcmeOffice.FromSlackToMicrosoftTeams acme)
        : Changing_hands(acme), IClassFixture<AcmeOffice.FromSlackToMicrosoftTeams>;

    public sealed class From_Microsoft_Teams_to_Slack(AcmeOffice.FromMicrosoftTeamsToSlack acme)
        : Changing_hands(acme), IClassFixture<AcmeOffice.FromMicrosoftTeamsToSlack>;
}
