using NodaTime.Text;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What was promised to a client: handed over with it, disputed, agreed upon, asked about first, and kept in time.</summary>
public abstract class Promising_and_keeping(AcmeOffice acme)
{
    private readonly Office _office = acme.Office;

    [Fact]
    public async Task A_promise_is_handed_over_disputed_agreed_upon_and_kept()
    {
        var (sam, ana, kim) = (_office.As("Sam"), _office.As("Ana"), _office.As("Kim"));
        var soon = await _office.InDaysAsync(20);

        // Written down on the last screen, where one that is no promise after all is taken off again.
        await sam.FillsTheChecklist(_office, "Bluebird Ltd");
        await PromisesAsync(sam, "Five sites, and <!channel> too", soon);
        await PromisesAsync(sam, "A free upgrade", soon);
        await PromisesAsync(sam, "Nothing at all", soon);
        await sam.PressesInForm("Remove “Nothing at all”");
        Assert.False(sam.Form.Says("Nothing at all"), sam.Form.Text);
        await sam.Submits();
        await sam.SeesNoForm();

        // The receivers read them, and answer each when they accept.
        var (sites, upgrade) = (Titled("Five sites, and <!channel> too", soon), Titled("A free upgrade", soon));
        await kim.In(Acme.Onboarding).Sees("Bluebird Ltd", "Promised to the client:", "A free upgrade", "[Accept]");
        await kim.FillsTheAcceptance("Bluebird Ltd");
        await kim.Fills("Owner of the client from now on", "Kim");
        await kim.Fills(sites, "Acknowledge: we keep it");
        await kim.Submits();
        Assert.NotNull(kim.Form.ErrorBeside(upgrade));
        await kim.Fills(upgrade, "Dispute: say why below");
        await kim.Fills("Why, if you dispute “A free upgrade”", "We give nothing away");
        await kim.Submits();
        await kim.SeesForm("You accepted");
        await kim.Closes();
        await kim.In(Acme.Onboarding).Sees("Accepted by Kim", "acknowledged by Kim", "disputed by Kim: it stays with Sam");

        // The sender and their lead are told; the sender proposes something else, and the receiver agrees.
        await ana.InDirect().Sees("Kim disputes the promise", "A free upgrade", "[Decide]");
        await sam.InDirect().Presses("Propose other words", "Kim disputes the promise");
        await sam.SeesForm("We give nothing away");
        await sam.Fills("What was promised", "An upgrade at half the price");
        await sam.Submits();
        await sam.SeesForm("The other side is asked to agree.");
        await sam.Closes();
        await kim.InDirect().Presses("Agree", "Sam proposes, for the disputed promise");
        await kim.SeesPrivately("The dispute has ended");
        await sam.InDirect().Sees("has ended: “An upgrade at half the price”");
        await kim.In(Acme.Onboarding).Sees("Accepted by Kim", "“An upgrade at half the price”, by Sam");

        // Its owner is reminded before the day, and says what became of it.
        await kim.In(Acme.Onboarding).Presses("Kick off", "Bluebird Ltd");
        await kim.Submits();
        await _office.MovesUntilAsync(
            async () => (await kim.InDirect().MessagesAsync()).Any(one => one.Says(": the promise “")), "The reminder of a promise");
        await kim.Types("/handoff mine");
        var mine = await kim.SeesPrivately("Promised to clients of yours", "An upgrade at half the price");
        await kim.PressesBelow(mine, "An upgrade at half the price", "Kept");
        await kim.SeesPrivately("An upgrade at half the price", "was kept");
        await kim.PressesBelow(mine, "Five sites", "Broken");
        await kim.Fills("Why was it not kept?", "They closed two of them");
        await kim.Submits();
        await kim.SeesForm("was broken");
        await kim.Closes();
        await kim.In(Acme.Onboarding).Presses("Details", "Kicked off");
        await kim.SeesForm("They closed two of them", "was kept", "disputed the promise");
    }

    [Fact]
    public async Task A_team_is_asked_first_and_names_another_day()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        await sam.HandsOver(_office, "Heron AG");
        var (soon, later) = (await _office.InDaysAsync(10), await _office.InDaysAsync(30));

        await sam.In(Acme.Sales).Types("/handoff promise \"Heron AG\"");
        await sam.Fills("What was promised", "A training in Basel");
        await sam.Fills("Until when", soon);
        await sam.Fills("Ask the delivering team first", "Onboarding");
        await sam.Submits();
        await sam.SeesForm("Onboarding is asked whether", "until then it is not promised");
        await sam.Closes();

        await kim.In(Acme.Onboarding).Presses("Another date", "can we do this? Sam wants to promise “A training in Basel” to Heron AG");
        await kim.Fills("Until when", later);
        await kim.Fills("Why then?", "The trainer is away");
        await kim.Submits();
        await kim.SeesForm("who asked is told");
        await kim.Closes();
        // Where it was asked stands who answered what, and no button any more.
        var asked = await kim.In(Acme.Onboarding).Sees("was asked whether Sam can promise “A training in Basel”", "Kim said", "The trainer is away", "is up to Sam");
        Assert.False(asked.Says("[Yes]"), asked.Text);

        var told = await sam.InDirect().Sees("Kim of Onboarding says", "The trainer is away", "It is not promised yet.");
        await sam.PressesOn(told, $"Promise it by {Shown(later)}");
        await sam.SeesPrivately("A training in Basel", $"due {Shown(later)}");
        await DecidedAsync(sam, told, "A training in Basel", $"It is promised, due {Shown(later)}.");
        await kim.In(Acme.Onboarding).Sees("“A training in Basel”", $"It is promised, due {Shown(later)}.");
        await kim.InDirect().Sees("Sam took your word", "A training in Basel");
        await sam.InDirect().Types("/handoff mine");
        await sam.SeesPrivately("Promised to clients of yours", "A training in Basel", Shown(later));

        // The other way round: what is not promised after all.
        await sam.In(Acme.Sales).Types("/handoff promise \"Heron AG\"");
        await sam.Fills("What was promised", "A second trainer");
        await sam.Fills("Until when", soon);
        await sam.Fills("Ask the delivering team first", "Onboarding");
        await sam.Submits();
        await sam.Closes();
        await kim.In(Acme.Onboarding).Presses("Another date", "can we do this? Sam wants to promise “A second trainer” to Heron AG");
        await kim.Fills("Until when", later);
        await kim.Fills("Why then?", "There is but one");
        await kim.Submits();
        await kim.Closes();
        var asked2 = await sam.InDirect().Sees("Kim of Onboarding says", "There is but one", "It is not promised yet.");
        await sam.PressesOn(asked2, "Do not promise it");
        await DecidedAsync(sam, asked2, "A second trainer", "It is not promised.");
        await sam.PressesOnAsItWas(asked2, $"Promise it by {Shown(later)}");
        await sam.SeesPrivately("is not promised");
    }

    /// <summary>The message that asked for a decision says what it was, and offers none any more.</summary>
    private static async Task DecidedAsync(Player asker, Posted told, string what, string became)
    {
        var decided = await asker.InDirect().Sees("Kim of Onboarding says", what, became);
        Assert.Equal(told.Id, decided.Id);
        Assert.False(decided.Says("[Promise it by"), decided.Text);
        Assert.False(decided.Says("[Do not promise it]"), decided.Text);
    }

    private static async Task PromisesAsync(Player sender, string what, string day)
    {
        await sender.PressesInForm("Add a promise");
        await sender.SeesForm("What was promised to");
        await sender.Fills("What was promised", what);
        await sender.Fills("Until when", day);
        await sender.Fills("Where it was said", "On the phone");
        await sender.Submits();
        await sender.SeesForm("[Add a promise]", what);
    }

    private static string Titled(string what, string day) => $"“{what}”, by Sam, due {Shown(day)}";

    private static string Shown(string day) =>
        LocalDatePattern.Iso.Parse(day).Value.ToString("d MMM uuuu", System.Globalization.CultureInfo.InvariantCulture);

    public sealed class In_Slack(AcmeOffice.InSlack acme) : Promising_and_keeping(acme), IClassFixture<AcmeOffice.InSlack>;

    public sealed class In_Microsoft_Teams(AcmeOffice.InMicrosoftTeams acme) : Promising_and_keeping(acme), IClassFixture<AcmeOffice.InMicrosoftTeams>;

    public sealed class From_Slack_to_Microsoft_Teams(AcmeOffice.FromSlackToMicrosoftTeams acme)
        : Promising_and_keeping(acme), IClassFixture<AcmeOffice.FromSlackToMicrosoftTeams>;

    public sealed class From_Microsoft_Teams_to_Slack(AcmeOffice.FromMicrosoftTeamsToSlack acme)
        : Promising_and_keeping(acme), IClassFixture<AcmeOffice.FromMicrosoftTeamsToSlack>;
}
