using System.Text.Json.Nodes;
using HandoffBot.Playground;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Clicks and words of people who may not, and clicks that come too late or twice.</summary>
public sealed class Who_may_not(AcmeOffice acme) : IClassFixture<AcmeOffice>
{
    private readonly Office _office = acme.Office;

    [Fact]
    public async Task The_sender_and_a_third_team_read_privately_who_may_answer()
    {
        var (sam, max) = (_office.As("Sam"), _office.As("Max"));
        await sam.HandsOver(_office, "Bluebird Ltd");

        foreach (var player in new[] { sam, max })
        {
            await player.In(Acme.Onboarding).Presses("Accept", "Bluebird Ltd");
            await player.SeesNoForm();
            await player.SeesPrivately("Only Onboarding can answer", "Olu", "Kim");
        }

        var everybody = await _office.As("Kim").In(Acme.Onboarding).MessagesAsync();
        Assert.DoesNotContain(everybody, message => message.Says("Only Onboarding can answer"));
    }

    [Fact]
    public async Task A_third_team_sees_nothing_of_a_handoff()
    {
        var (sam, max) = (_office.As("Sam"), _office.As("Max"));
        var brief = await sam.HandsOver(_office, "Heron AG");
        var reference = brief.Text.Split(' ')[0];

        await max.In(Acme.General).Types($"/handoff show {reference}");
        var refused = await max.SeesPrivately(reference);
        Assert.DoesNotContain("Heron AG", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Acme.WhatWasSold, refused.Text, StringComparison.Ordinal);

        await max.In(Acme.Onboarding).Presses("Details", "Heron AG");
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
        var gil = _office.As("Gil Guest").In(Acme.General);
        await gil.Types("/handoff help");
        await gil.SeesPrivately("Root");

        await gil.Types("/handoff new Kestrel");
        await gil.SeesNoForm();
    }

    [Fact]
    public async Task Somebody_whom_the_configuration_does_not_know_may_not_either()
    {
        _office.StandIn.Admit(new PlaygroundPerson("stella@acme.example", "Stella Stranger", "Nobody knows"));
        _office.StandIn.Invite(Acme.Sales, "stella@acme.example");
        var stella = _office.As("Stella").In(Acme.Sales);

        await stella.Types("/handoff new Kestrel");
        await stella.SeesNoForm();
        Assert.Contains(await stella.MessagesAsync(), message => message.IsPrivate);
    }

    [Fact]
    public async Task A_guest_pressing_a_button_opens_nothing()
    {
        var (sam, gil) = (_office.As("Sam"), _office.As("Gil Guest"));
        _office.StandIn.Invite(Acme.Onboarding, "gil.guest@partner.example");
        await sam.HandsOver(_office, "Osprey GmbH");

        await gil.In(Acme.Onboarding).Presses("Accept", "Osprey GmbH");
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
