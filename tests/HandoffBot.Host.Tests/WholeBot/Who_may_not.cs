using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.MsTeams.Activities;
using HandoffBot.Playground.MsTeams.Tenant;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Clicks and words of people who may not, and clicks that come too late or twice.</summary>
public abstract class Who_may_not(AcmeOffice acme)
{
    private readonly Office _office = acme.Office;

    [Fact]
    public async Task The_sender_and_a_third_team_read_privately_who_may_answer()
    {
        await _office.As("Sam").HandsOver(_office, "Bluebird Ltd");

        foreach (var player in new[] { _office.Lets("sam@acme.example", Acme.Onboarding), _office.Lets("max@acme.example", Acme.Onboarding) })
        {
            await player.Presses("Accept", "Bluebird Ltd");
            await player.SeesNoForm();
            await player.SeesPrivately("Only Onboarding can answer", "Olu", "Kim");
        }

        var everybody = await _office.As("Kim").In(Acme.Onboarding).MessagesAsync();
        Assert.DoesNotContain(everybody, message => message.Says("Only Onboarding can answer"));
    }

    [Fact]
    public async Task A_third_team_sees_nothing_of_a_handoff()
    {
        var max = _office.Lets("max@acme.example", Acme.Onboarding);
        var brief = await _office.As("Sam").HandsOver(_office, "Heron AG");
        var reference = brief.Text.Split(' ')[0];

        await max.Types($"/handoff show {reference}");
        var refused = await max.SeesPrivately(reference);
        Assert.DoesNotContain("Heron AG", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Acme.WhatWasSold, refused.Text, StringComparison.Ordinal);

        await max.Presses("Details", "Heron AG");
        await max.SeesNoForm();
    }

    [Fact]
    public async Task Only_the_sending_team_starts()
    {
        var kim = _office.As("Kim").In(Acme.Onboarding);
        await kim.Types("/handoff new sales-to-onboarding Kestrel");
        await kim.SeesNoForm();
        await kim.SeesPrivately("Only Sales can start Sales to Onboarding");
    }

    [Fact]
    public async Task A_guest_gets_the_help_and_whom_to_ask()
    {
        var gil = _office.Lets("gil.guest@partner.example", Acme.Sales, guest: true);
        await gil.Types("/handoff help");
        await gil.SeesPrivately("Root");

        await gil.Types("/handoff new Kestrel");
        await gil.SeesNoForm();
    }

    [Fact]
    public async Task Somebody_whom_the_configuration_does_not_know_may_not_either()
    {
        var stella = _office.Lets("stella@acme.example", Acme.Sales);

        await stella.Types("/handoff new Kestrel");
        await stella.SeesNoForm();
        await stella.SeesPrivately("Only Sales can start");
    }

    [Fact]
    public async Task A_guest_pressing_a_button_opens_nothing()
    {
        var gil = _office.Lets("gil.guest@partner.example", Acme.Onboarding, guest: true);
        await _office.As("Sam").HandsOver(_office, "Osprey GmbH");

        await gil.Presses("Accept", "Osprey GmbH");
        await gil.SeesNoForm();
        await gil.Presses("Details", "Osprey GmbH");
        await gil.SeesNoForm();
    }

    [Fact]
    public async Task The_second_click_says_that_you_did_it_and_anothers_click_says_who()
    {
        var (sam, kim, olu) = (_office.As("Sam"), _office.As("Kim"), _office.As("Olu"));
        var brief = await sam.HandsOver(_office, "Puffin plc");
        await olu.FillsTheAcceptance("Puffin plc");
        await kim.Accepts("Puffin plc");

        await kim.In(Acme.Onboarding).PressesOnAsItWas(brief, "Accept");
        await kim.SeesPrivately("You accepted it");
        await olu.Submits();
        await olu.SeesForm("Already accepted by Kim");
        await olu.Closes();
        await olu.In(Acme.Onboarding).PressesOnAsItWas(brief, "Reject");
        await olu.SeesPrivately("Already accepted by Kim");
    }

    [Fact]
    public async Task A_click_on_an_older_round_never_acts_on_a_newer_one()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        var old = await sam.HandsOver(_office, "Wren Oy");
        await kim.Rejects("Wren Oy", "What was sold");
        await kim.Closes();
        await sam.Mends("Wren Oy", "What was sold", "Sixty seats, of which ten are light ones");
        await sam.SendsAgain();
        await kim.In(Acme.Onboarding).Sees("Wren Oy", "(round 2)");

        await kim.PressesOnAsItWas(old, "Accept");
        await kim.SeesNoForm();
        await kim.SeesPrivately("That was round 1 of", "which is now in round 2");
    }

    public sealed class In_Slack(AcmeOffice.InSlack acme) : Who_may_not(acme), IClassFixture<AcmeOffice.InSlack>
    {
        [Fact]
        public async Task Requests_of_another_workspace_are_answered_with_a_refusal_only()
        {
            var kim = await _office.As("Kim").IdAsync();
            var answer = await _office.SignedAsync(
                "slack/commands", ("team_id", "T0ELSEWHERE"), ("user_id", kim), ("channel_id", "C0X"), ("text", "inbox"), ("trigger_id", "1.2.abc"));

            Assert.Equal(200, answer.Status);
            Assert.DoesNotContain("H-", answer.Body, StringComparison.Ordinal);
            Assert.NotEmpty(JsonNode.Parse(answer.Body)!.AsObject());
        }
    }

    public sealed class In_Microsoft_Teams(AcmeOffice.InMicrosoftTeams acme) : Who_may_not(acme), IClassFixture<AcmeOffice.InMicrosoftTeams>
    {
        private const string Elsewhere = "6a1f0d2c-0000-4000-8000-00000e15ec0e";

        /// <summary>Genuine, as Microsoft signs for every tenant alike.</summary>
        [Fact]
        public async Task What_comes_from_another_tenant_is_not_let_in()
        {
            var kim = _office.MsTeamsAccount(await _office.As("Kim").IdAsync());
            var tenant = _office.MsTeams<MsTeamsTenant>();
            JsonObject activity;
            lock (tenant.Gate)
                activity = _office.MsTeams<ActivityWriter>().Begin("message", "1811840820001", kim, tenant.ChatOf(kim), null);
            activity["text"] = "inbox";
            activity["conversation"]!["tenantId"] = Elsewhere;
            activity["channelData"]!["tenant"]!["id"] = Elsewhere;

            var answer = await _office.MsTeams<BotEndpoint>().PostAsync(activity, TimeSpan.FromMinutes(1), CancellationToken.None);

            Assert.Equal(403, Assert.IsType<BotAnswer.Answered>(answer).Status);
            Assert.DoesNotContain(await _office.As("Kim").InDirect().MessagesAsync(), message => message.Says("Waiting for your team"));
        }
    }

    public sealed class From_Slack_to_Microsoft_Teams(AcmeOffice.FromSlackToMicrosoftTeams acme)
        : Who_may_not(acme), IClassFixture<AcmeOffice.FromSlackToMicrosoftTeams>;

    public sealed class From_Microsoft_Teams_to_Slack(AcmeOffice.FromMicrosoftTeamsToSlack acme)
        : Who_may_not(acme), IClassFixture<AcmeOffice.FromMicrosoftTeamsToSlack>;
}
