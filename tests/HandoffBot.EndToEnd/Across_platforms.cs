using Microsoft.Playwright;

namespace HandoffBot.EndToEnd;

/// <summary>Onboarding works in Slack, Delivery in Microsoft Teams, and one handoff spans both.</summary>
[Trait("Stage", "Browser")]
public sealed class Across_platforms(Stage stage) : IClassFixture<Stage>
{
    private const string Intake = "Delivery intake";

    [BrowserFact]
    public Task A_client_goes_from_Slack_to_Microsoft_Teams_and_both_cards_change() => stage.PlaysAsync(async window =>
    {
        await window.HandsToDeliveryAsync("Bluebird Ltd");
        await window.GoesToTheBotAsync();
        await window.SeesAsync("Bluebird Ltd", "Waiting for Delivery's answer");

        await window.BecomesAsync("Dee Dawson");
        await window.GoesToTheChannelAsync(Intake);
        await window.SeesAsync("Dee Dawson", "Bluebird Ltd", "waits for your answer");
        await window.Message("Bluebird Ltd", "Waiting for Delivery's answer").GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await window.SeesOnTheFormAsync("Tick what you have checked:");
        await window.PressesOnTheFormAsync("Accept");
        await window.SeesOnTheFormAsync("Say in one sentence what the client needs next.");
        foreach (var criterion in await window.Form.GetByRole(AriaRole.Checkbox).AllAsync())
            await criterion.CheckAsync();
        await window.FillsAsync("What does the client need next?", "A service review in the first week");
        await window.PressesOnTheFormAsync("Accept");
        await window.SeesOnTheFormAsync("You accepted");
        await window.ClosesTheFormAsync();
        await window.SeesAsync("Bluebird Ltd", "Accepted by Dee Dawson", "Kick off");

        await window.BecomesAsync("Kim Larsen");
        await window.GoesToTheBotAsync();
        await window.SeesAsync("Bluebird Ltd", "Accepted by Dee Dawson", "A service review in the first week");
        await window.SeesAsync("was accepted by Dee Dawson");
    });

    [BrowserFact]
    public Task The_way_from_a_card_in_Slack_leads_to_one_in_Microsoft_Teams_only_for_who_has_an_account_there() => stage.PlaysAsync(async window =>
    {
        await window.HandsToDeliveryAsync("Heron AG");
        await window.GoesToTheBotAsync();
        await window.Message("Heron AG", "Open the brief").GetByRole(AriaRole.Link, new() { Name = "Open the brief" }).ClickAsync();
        await Assertions.Expect(window.Page.GetByText("in Microsoft Teams, where Kim Larsen has no account")).ToBeVisibleAsync();

        await window.BecomesAsync("Robin Reyes");
        await window.GoesToPlatformAsync("Microsoft Teams");
        await Assertions.Expect(window.Person("Robin Reyes")).ToHaveAttributeAsync("aria-current", "true");
        await window.GoesToTheChannelAsync(Intake);
        await window.SeesAsync("Heron AG", "Waiting for Delivery's answer");
        await window.GoesToPlatformAsync("Slack");
        await Assertions.Expect(window.Person("Robin Reyes")).ToHaveAttributeAsync("aria-current", "true");
        await window.GoesToAsync("general");
    });

    [BrowserFact]
    public Task What_is_asked_in_a_channel_is_answered_in_the_chat_of_who_asked() => stage.PlaysAsync(async window =>
    {
        await window.HandsToDeliveryAsync("Curlew BV");
        await window.BecomesAsync("Max Weber");
        await window.GoesToTheChannelAsync(Intake);
        await window.WritesAsync("@HandoffBot inbox");
        await window.SeesAsync("Max Weber", "HandoffBot inbox");
        await window.GoesToTheChatAsync();
        await window.SeesAsync("Waiting for your team", "Curlew BV");
        await window.WritesAsync("gibberish");
        await window.SeesAsync("gibberish", "help");

        await window.BecomesAsync("Yuki Tanaka");
        await window.GoesToTheChannelAsync(Intake);
        await window.SeesAsync("Max Weber", "HandoffBot inbox");
        await Assertions.Expect(window.Conversation.GetByText("Waiting for your team")).ToHaveCountAsync(0);
    });

    [BrowserFact]
    public Task Who_is_pinged_is_pinged_where_they_are() => stage.PlaysAsync(async window =>
    {
        await window.HandsToDeliveryAsync("Kestrel Inc");
        await window.BecomesAsync("Dee Dawson");
        await window.GoesToTheChatAsync();
        var ping = window.Message("Kestrel Inc", "waits for Delivery's answer");

        // Other facts' handoffs run on the same clock; a few deadlines belong to them.
        for (var move = 0; move < 20 && await ping.CountAsync() == 0; move++)
        {
            await window.MovesToTheNextDeadlineAsync();
            await window.Page.WaitForTimeoutAsync(250);
        }

        await ping.GetByRole(AriaRole.Button, new() { Name = "Claim" }).ClickAsync();
        await Assertions.Expect(window.Conversation.GetByRole(AriaRole.Note).Last).ToContainTextAsync("Only visible to you");
    });

    [BrowserFact]
    public Task A_dialog_lives_on_over_a_restart_of_the_host() => stage.PlaysAsync(async window =>
    {
        await window.HandsToDeliveryAsync("Osprey GmbH");
        await window.BecomesAsync("Dee Dawson");
        await window.GoesToTheChannelAsync(Intake);
        await window.Message("Osprey GmbH", "Waiting for Delivery's answer").GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await window.SeesOnTheFormAsync("Why?");
        await stage.Host.KeepsAsync("The runbook is missing or wrong");

        await stage.Host.KillAsync();
        await Assertions.Expect(window.Banner).ToContainTextAsync("The playground is away");
        await window.Form.GetByRole(AriaRole.Checkbox, new() { Name = "The runbook is missing or wrong" }).CheckAsync();
        await window.PressesOnTheFormAsync("Reject");
        await window.SeesOnTheFormAsync("What you typed stays here");
        await stage.Host.StartAgainAsync();
        await Assertions.Expect(window.Banner).ToBeHiddenAsync(new() { Timeout = 60_000 });

        await Assertions.Expect(window.Form.GetByText("What you typed stays here")).ToHaveCountAsync(0);
        await Assertions.Expect(window.Form.GetByRole(AriaRole.Checkbox, new() { Name = "The runbook is missing or wrong" })).ToBeCheckedAsync();
        await window.TicksAsync("Which fields is it about?", "Runbook");
        await window.PressesOnTheFormAsync("Reject");
        await window.SeesOnTheFormAsync("You rejected");
        await window.ClosesTheFormAsync();
        await window.SeesAsync("Osprey GmbH", "Rejected by Dee Dawson");
    });
}
