using System.Text.RegularExpressions;
using NodaTime;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>One team in Slack, the other in Microsoft Teams: what one of them sees, the other sees, and who is in both is one person.</summary>
public abstract partial class Across_platforms(AcmeOffice acme)
{
    private const string NewYork = "America/New_York";
    private readonly Office _office = acme.Office;

    [Fact]
    public async Task At_every_turn_both_cards_show_the_same_state()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        await sam.HandsOver(_office, "Bluebird Ltd");
        await BothShow("Bluebird Ltd", "Waiting for Onboarding's answer");

        await kim.Rejects("Bluebird Ltd", "What was sold");
        await kim.Closes();
        await BothShow("Bluebird Ltd", "Rejected by Kim", "Scope is unclear or missing");

        await sam.Mends("Bluebird Ltd", "What was sold", "Sixty seats of the help desk: forty agents, twenty light users");
        await sam.SendsAgain();
        await BothShow("Bluebird Ltd", "Waiting for Onboarding's answer", "Round");

        await sam.InDirect().Presses("Withdraw", "Bluebird Ltd");
        await BothShow("Bluebird Ltd", "Taken back by Sales to be changed");
        await sam.Presses("Continue", "You took");
        await sam.SendsAgain();
        await BothShow("Bluebird Ltd", "Waiting for Onboarding's answer");

        await kim.Accepts("Bluebird Ltd", "They need single sign-on before Monday");
        await BothShow("Bluebird Ltd", "Accepted by Kim", "They need single sign-on before Monday");

        await kim.In(Acme.Onboarding).Presses("Kick off", "Bluebird Ltd");
        await kim.Submits();
        await BothShow("Bluebird Ltd", "Kicked off by Kim");
    }

    [Fact]
    public async Task Who_has_both_accounts_goes_on_with_a_draft_on_the_other_platform_and_is_written_to_where_their_team_works()
    {
        var (sam, there) = (_office.As("Sam"), _office.Lets("sam@acme.example", Acme.Onboarding));
        await sam.In(Acme.Sales).Types("/handoff new \"Heron AG\"");
        await sam.FillsTheDeal(_office);
        await sam.Submits();
        await sam.Closes();

        await there.Types("/handoff new \"Heron AG\"");
        await there.SeesForm("Step 2 of 3", "4 of");
        await there.FillsTheWork();
        await there.Submits();
        await there.Fills("Who sold it", "Sam");
        await there.SendsAgain();

        await sam.InDirect().Sees("Heron AG", "Waiting for Onboarding's answer", "[Withdraw]");
        await sam.Sees("Heron AG", "is with Onboarding", "Open the brief");
        Assert.DoesNotContain(await there.InDirect().MessagesAsync(), message => message.Says("is with Onboarding"));
        await there.In(Acme.Onboarding).Presses("Accept", "Heron AG");
        await there.SeesPrivately("Only Onboarding can answer");
    }

    [Fact]
    public async Task What_is_answered_from_the_other_platform_is_seen_on_both()
    {
        var sam = _office.As("Sam");
        var brief = await sam.HandsOver(_office, "Kestrel Inc");
        var elsewhere = _office.Lets("kim@acme.example", Acme.Sales);

        await elsewhere.Types($"/handoff show {brief.Text.Split(' ')[0]}");
        await elsewhere.Presses("Accept", "Kestrel Inc");
        await elsewhere.FillsTheCriteria("A call with their agents");
        await elsewhere.Submits();
        await elsewhere.SeesForm("You accepted");
        await elsewhere.Closes();

        await BothShow("Kestrel Inc", "Accepted by Kim", "A call with their agents");
        await _office.As("Kim").In(Acme.Onboarding).Presses("Kick off", "Kestrel Inc");
        await _office.As("Kim").Submits();
        await BothShow("Kestrel Inc", "Kicked off by Kim");
    }

    /// <summary>The brief where the receivers are, and the sender's card where the sender is.</summary>
    private async Task BothShow(string client, params string[] texts)
    {
        var sent = await _office.AtAnother("Sam").InDirect().Sees([client, "*From*", .. texts]);
        var received = await _office.AtAnother("Kim").In(Acme.Onboarding).Sees([client, "*From*", .. texts]);
        Assert.Equal(StateOf(sent), StateOf(received));
    }

    /// <summary>The first lines, without the times, which each client writes in its own way.</summary>
    private static string StateOf(Posted card) => Time().Replace(string.Join('\n', card.Text.Split('\n', StringSplitOptions.TrimEntries).Take(2)), "…");

    [GeneratedRegex(@"\d+ \w{3} \d{4}, \d\d:\d\d( \w+)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();

    public sealed partial class From_Slack_to_Microsoft_Teams(AcmeOffice.FromSlackToMicrosoftTeams acme)
        : Across_platforms(acme), IClassFixture<AcmeOffice.FromSlackToMicrosoftTeams>
    {
        [Fact]
        public async Task Each_client_writes_the_same_moment_in_its_readers_zone()
        {
            await using var office = await Office.OpenAsync(Setting.FromSlackToMicrosoftTeams, differs: around => around with
            {
                MsTeams = around.MsTeams! with { People = [.. around.MsTeams.People.Select(person => person with { TimeZone = NewYork })] },
            });
            var sam = office.As("Sam");
            var brief = await sam.HandsOver(office, "Puffin plc");

            var card = await sam.InDirect().Sees("Puffin plc", "Answer due", "[Withdraw]");
            var moment = Instant.FromUnixTimeSeconds(long.Parse(Moment().Match(card.Json.ToJsonString()).Groups["at"].Value));
            Assert.Contains($"{MsTeamsScreen.Shown($"{moment}", "Europe/London")} BST", card.Text, StringComparison.Ordinal);
            Assert.Contains(MsTeamsScreen.Shown($"{moment}", NewYork), brief.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(MsTeamsScreen.Shown($"{moment}", "Europe/London"), brief.Text, StringComparison.Ordinal);
        }

        [GeneratedRegex(@"!date\^(?<at>\d+)\^", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Moment();
    }

    public sealed class From_Microsoft_Teams_to_Slack(AcmeOffice.FromMicrosoftTeamsToSlack acme)
        : Across_platforms(acme), IClassFixture<AcmeOffice.FromMicrosoftTeamsToSlack>;
}
