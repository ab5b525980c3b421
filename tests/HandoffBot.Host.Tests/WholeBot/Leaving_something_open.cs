using NodaTime.Text;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What is not known yet stays open for a while: asked for, refused, asked for again, approved, filled in, and asked after once its day has come.</summary>
public abstract class Leaving_something_open(AcmeOffice acme)
{
    private const string Champion = "Client's champion (e-mail)";
    private readonly Office _office = acme.Office;

    [Fact]
    public async Task An_exception_is_asked_for_refused_approved_and_filled_in()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        var until = await _office.InDaysAsync(20);

        // Three answers are missing, and stay open with a reason and a day each.
        await sam.In(Acme.Sales).Types("/handoff new \"Osprey Ltd\"");
        await sam.Fills("Segment", "SMB");
        await sam.Fills("Promised go-live", await _office.InDaysAsync(40));
        await sam.Submits();
        await sam.Fills("What was sold", Acme.WhatWasSold);
        await sam.Submits();
        await sam.Submits();
        await AsksAsync(sam, "Who sold it", "It is between two of us", until);
        await AsksAsync(sam, Champion, "Their project lead starts next week", until);
        await AsksAsync(sam, "Contract value", "Legal has not signed, and <!channel> knows", until);
        await sam.PressesInForm("Take back “Contract value”");
        await sam.SeesForm("1 answer is missing or needs correcting:");
        await AsksAsync(sam, "Contract value", "Legal has not signed, and <!channel> knows", until);
        await sam.SeesForm("Everything that is needed is there.", "3 exceptions");
        await sam.Submits();
        await sam.SeesNoForm();

        // The receiver reads of both and does not approve one of them.
        await kim.In(Acme.Onboarding).Sees("Osprey Ltd", "Exceptions:", $"“Contract value”, open until {Shown(until)}, asked for by Sam", "[Accept]");
        await kim.Presses("Reject", "Osprey Ltd");
        await kim.Fills("Which fields is it about?", Champion);
        await kim.Submits();
        await kim.SeesForm("You rejected", "[Undo]");
        await kim.Closes();
        await sam.InDirect().Presses("Mend it", "Osprey Ltd needs another look");
        await sam.SeesForm("Rejected by", "An exception is not approved", "The receiver does not approve leaving it open.");
        await sam.PressesInForm("Fix", beside: Champion);
        await sam.Fills(Champion, "jo@client.example");
        await sam.SendsAgain();

        // Accepting approves what is left, as the form says.
        await kim.In(Acme.Onboarding).Sees("Osprey Ltd", "jo@client.example", "[Accept]");
        await kim.FillsTheAcceptance("Osprey Ltd");
        await kim.Fills("Owner of the client from now on", "Kim");
        await kim.SeesForm("By accepting you approve that these 2 answers stay open:", "Contract value", "Legal has not signed");
        await kim.Submits();
        await kim.SeesForm("You accepted");
        await kim.Closes();
        await kim.In(Acme.Onboarding).Sees("Accepted by Kim", "approved by Kim", "[Fill in “Contract value”]");
        await sam.InDirect().Sees("was accepted by Kim", $"Still to be filled in: “Who sold it” by {Shown(until)} and “Contract value” by {Shown(until)}.");

        // The sender fills it in from the list, as in the checklist, and the receiver hears of it.
        await sam.Types("/handoff mine");
        var mine = await sam.SeesPrivately("Exceptions to be filled in", "Contract value");
        await sam.PressesBelow(mine, "· “Contract value” ·", "Fill in");
        await sam.Fills("Contract value", "a lot");
        await sam.Submits();
        Assert.NotNull(sam.Form.ErrorBeside("Contract value"));
        await sam.Fills("Contract value", "9,900");
        await sam.Submits();
        await sam.SeesForm("“Contract value” of", "is filled in, and both sides see it.");
        await sam.Closes();
        var brief = await kim.In(Acme.Onboarding).Sees("Osprey Ltd", "Accepted by Kim", "9,900", "“Contract value” was filled in by Sam");
        Assert.Equal(["Fill in “Who sold it”"], brief.Buttons.Where(button => button.StartsWith("Fill in", StringComparison.Ordinal)));
        await kim.SeesInThread(brief.Id, "which was left open, was filled in by Sam.", "9,900");
        await kim.Presses("Details", "Osprey Ltd");
        await kim.SeesForm("asked to leave “Contract value” open until", "took the exception for “Contract value” back", "approved leaving open “Who sold it”");
        await kim.Closes();

        // What nobody fills in asks for itself when its day has come, after the kick-off as well, and stands on the home of who owns the client.
        await kim.In(Acme.Onboarding).Presses("Kick off", "Osprey Ltd");
        await kim.Submits();
        await kim.SeesNoForm();
        await kim.OpensHome();
        await kim.SeesHome("To be filled in: 1", $"“Who sold it” · by {Shown(until)}");
        await _office.MovesUntilAsync(
            async () => (await kim.InDirect().MessagesAsync()).Any(one => one.Says("waits for “Who sold it” to be filled in: overdue")), "A reminder of what was left open");
        await kim.OpensHome();
        await kim.SeesHome("Overdue, sent or owned by you: 1", $"“Who sold it” · by {Shown(until)} · overdue", "[Fill in]");
        await kim.InDirect().Presses("Fill in", "waits for “Who sold it” to be filled in: overdue");
        await kim.Fills("Who sold it", "Sam");
        await kim.Submits();
        await kim.SeesForm("“Who sold it” of", "is filled in, and both sides see it.");
        await kim.Closes();
        await kim.In(Acme.Onboarding).Sees("Osprey Ltd", "“Who sold it” was filled in by Kim");
        await sam.InDirect().Sees("Osprey Ltd, which was left open, was filled in by Kim.");
    }

    private static async Task AsksAsync(Player sender, string field, string reason, string until)
    {
        await sender.PressesInForm("Ask for an exception", beside: field);
        await sender.SeesForm("open for now?", field);
        await sender.Fills("Why does it stay open?", reason);
        await sender.Fills("Until when?", until);
        await sender.Submits();
        await sender.SeesForm("Exception:", field, $"open until {Shown(until)}");
    }

    private static string Shown(string day) =>
        LocalDatePattern.Iso.Parse(day).Value.ToString("d MMM uuuu", System.Globalization.CultureInfo.InvariantCulture);

    public sealed class In_Slack(AcmeOffice.InSlack acme) : Leaving_something_open(acme), IClassFixture<AcmeOffice.InSlack>;

    public sealed class In_Microsoft_Teams(AcmeOffice.InMicrosoftTeams acme) : Leaving_something_open(acme), IClassFixture<AcmeOffice.InMicrosoftTeams>;

    public sealed class From_Slack_to_Microsoft_Teams(AcmeOffice.FromSlackToMicrosoftTeams acme)
        : Leaving_something_open(acme), IClassFixture<AcmeOffice.FromSlackToMicrosoftTeams>;

    public sealed class From_Microsoft_Teams_to_Slack(AcmeOffice.FromMicrosoftTeamsToSlack acme)
        : Leaving_something_open(acme), IClassFixture<AcmeOffice.FromMicrosoftTeamsToSlack>;
}
