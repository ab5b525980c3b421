namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What can be said, and what the lists show.</summary>
public abstract class Lists_and_words(AcmeOffice acme)
{
    private readonly Office _office = acme.Office;

    [Fact]
    public async Task Each_list_shows_what_is_the_persons_and_where_it_stands()
    {
        var (sam, ana, kim) = (_office.As("Sam"), _office.As("Ana"), _office.As("Kim"));
        await sam.In(Acme.Sales).Types("/handoff inbox");
        await sam.SeesPrivately("Nothing waits for your team's answer.");

        await sam.Types("/handoff new Bluebird");
        await sam.FillsTheDeal(_office);
        await sam.Submits();
        await sam.Closes();
        await sam.HandsOver(_office, "Heron AG");

        await sam.In(Acme.Sales).Types("/handoff drafts");
        await sam.SeesPrivately("Drafts: 1", "Bluebird", "[Continue]");
        await sam.Types("/handoff mine");
        await sam.SeesPrivately("Heron AG", "Waiting for Onboarding's answer");
        await kim.In(Acme.Onboarding).Types("/handoff inbox");
        await kim.SeesPrivately("Waiting for your team: ", "Heron AG", "due");
        await kim.Types("/handoff drafts");
        await kim.SeesPrivately("You have no drafts.");
        await ana.In(Acme.Sales).Types("/handoff drafts");
        await ana.SeesPrivately("Bluebird");

        await sam.Presses("Continue", "Drafts: 1");
        await sam.SeesForm("Step 2 of 3");
        await sam.Closes();
        await sam.Types("/handoff new Bluebird");
        await sam.SeesForm("Step 2 of 3");
    }

    [Fact]
    public async Task Show_has_what_the_person_may_do_and_an_open_one_is_not_started_twice()
    {
        var (sam, kim, ana) = (_office.As("Sam"), _office.As("Kim"), _office.As("Ana"));
        var brief = await sam.HandsOver(_office, "Egret plc");
        var reference = brief.Text.Split(' ')[0];

        await kim.In(Acme.Onboarding).Types($"/handoff show {reference}");
        await kim.SeesPrivately("Egret plc", "[Accept] [Reject]", "Open the brief in its channel");
        await sam.In(Acme.Sales).Types($"/handoff show {reference.ToLowerInvariant()}");
        await sam.SeesPrivately("Egret plc", "[Correct]", "[Withdraw]");
        await ana.In(Acme.Sales).Types("/handoff new egret plc");
        await ana.SeesNoForm();
        await ana.SeesPrivately("is being handed over already", reference);
        await kim.Types("/handoff show H-999999");
        await kim.SeesPrivately("H-999999");
    }

    [Theory]
    [InlineData("inbx", "Did you mean", "inbox")]
    [InlineData("hlep", "Did you mean", "help")]
    [InlineData("flibbertigibbet", "I do not know", "drafts")]
    [InlineData("", "nothing is forgotten", "inbox")]
    public async Task Unknown_words_get_the_nearest_and_the_help_never_silence(string words, string says, string offers)
    {
        var sam = _office.As("Sam").In(Acme.Sales);
        await sam.Types($"/handoff {words}");
        await sam.SeesPrivately(says, offers);
    }

    [Fact]
    public async Task The_same_words_work_in_the_direct_chat()
    {
        var sam = _office.As("Sam").InDirect();
        await sam.Types("help");
        await sam.Sees("nothing is forgotten");
        await sam.Types("new Kestrel");
        await sam.Presses("Open", "press the button to open the form");
        await sam.SeesForm("Step 1 of 3");
    }

    public sealed class In_Slack(AcmeOffice.InSlack acme) : Lists_and_words(acme), IClassFixture<AcmeOffice.InSlack>;

    public sealed class In_Microsoft_Teams(AcmeOffice.InMicrosoftTeams acme) : Lists_and_words(acme), IClassFixture<AcmeOffice.InMicrosoftTeams>;

    public sealed class From_Slack_to_Microsoft_Teams(AcmeOffice.FromSlackToMicrosoftTeams acme)
        : Lists_and_words(acme), IClassFixture<AcmeOffice.FromSlackToMicrosoftTeams>;

    public sealed class From_Microsoft_Teams_to_Slack(AcmeOffice.FromMicrosoftTeamsToSlack acme)
        : Lists_and_words(acme), IClassFixture<AcmeOffice.FromMicrosoftTeamsToSlack>;
}
