namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>The bot goes down in the middle of everything, and goes on where it was.</summary>
public abstract class Restarting
{
    private readonly Setting _setting;

    private Restarting(Setting setting) => _setting = setting;

    [Fact]
    public async Task A_draft_goes_on_where_it_was_saved()
    {
        await using var office = await Office.OpenAsync(_setting);
        var sam = office.As("Sam").In(Acme.Sales);
        await sam.Types("/handoff new \"Bluebird Ltd\"");
        await sam.FillsTheDeal(office);
        await sam.Submits();

        await office.RestartsAsync();

        await sam.Types("/handoff new bluebird ltd");
        await sam.SeesForm("Step 2 of 3", "4 of");
        await sam.PressesInForm("Back");
        await sam.SeesForm("Step 1 of 3", "12500");
    }

    [Fact]
    public async Task A_form_that_was_open_all_the_time_can_still_be_sent()
    {
        await using var office = await Office.OpenAsync(_setting, isOutside: true);
        var (sam, kim) = (office.As("Sam"), office.As("Kim"));
        await sam.HandsOver(office, "Bluebird Ltd");
        await kim.FillsTheAcceptance("Bluebird Ltd", "A call");
        await sam.FillsTheChecklist(office, "Heron AG");

        await office.StopAsync();
        Assert.NotNull(await kim.TriesToSubmit());
        await office.StartAsync();

        await kim.Submits();
        await kim.SeesForm("You accepted");
        await sam.Submits();
        await sam.SeesNoForm();
        await sam.InDirect().Sees("was accepted by Kim", "A call");
        await kim.In(Acme.Onboarding).Sees("Heron AG", "[Accept]");
    }

    [Fact]
    public async Task What_was_not_sent_yet_is_sent_once()
    {
        await using var office = await Office.OpenAsync(_setting, isOutside: true);
        var (sam, kim) = (office.As("Sam"), office.As("Kim"));
        await sam.FillsTheChecklist(office, "Bluebird Ltd");
        office.PostsMeet(Trouble.Breaks, calls: 100);
        await sam.Submits();
        await sam.SeesNoForm();

        await office.StopAsync();
        Assert.DoesNotContain(await kim.In(Acme.Onboarding).MessagesAsync(), message => message.Says("Bluebird Ltd"));
        office.MeetsNoTrouble();
        await office.StartAsync();

        await kim.Sees("Bluebird Ltd", "[Accept]");
        await sam.InDirect().Sees("is with Onboarding", "Open the brief");
        await office.SettlesAsync();
        Assert.Single(await kim.MessagesAsync(), message => message.Buttons.Contains("Accept"));
        Assert.Single(await sam.MessagesAsync(), message => message.Says("is with Onboarding"));
    }

    [Fact]
    public async Task A_clock_runs_on_and_business_time_never_goes_back()
    {
        await using var office = await Office.OpenAsync(_setting);
        var (sam, olu) = (office.As("Sam"), office.As("Olu"));
        await sam.HandsOver(office, "Bluebird Ltd", "Enterprise");
        await office.MovesAsync("next");
        var before = await office.NowAsync();

        await office.RestartsAsync();

        Assert.True(await office.NowAsync() >= before);
        await office.MovesUntilAsync(
            async () => (await olu.InDirect().MessagesAsync()).Any(message => message.Says("because you lead")), "The lead's ping");
        await olu.Accepts("Bluebird Ltd");
        await sam.InDirect().Sees("was accepted by Olu");
    }

    public sealed class In_Slack() : Restarting(Setting.InSlack);

    public sealed class In_Microsoft_Teams() : Restarting(Setting.InMicrosoftTeams);

    public sealed class From_Slack_to_Microsoft_Teams() : Restarting(Setting.FromSlackToMicrosoftTeams);

    public sealed class From_Microsoft_Teams_to_Slack() : Restarting(Setting.FromMicrosoftTeamsToSlack);
}
