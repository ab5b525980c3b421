using Microsoft.Playwright;

namespace HandoffBot.EndToEnd;

/// <summary>Delivery works in Microsoft Teams, Account Management in Slack: the checklist is a row of dialogs, the answer one of Slack's forms.</summary>
[Trait("Stage", "Browser")]
public sealed class From_Microsoft_Teams_to_Slack(BothWays stage) : IClassFixture<BothWays>
{
    private static DateOnly LastMonth => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-30);

    [BrowserFact]
    public Task A_checklist_of_dialogs_is_sent_and_both_cards_change() => stage.PlaysAsync(async window =>
    {
        await window.BecomesAsync("Max Weber");
        await window.GoesToTheChatAsync();
        await window.WritesAsync("new delivery-to-account-management");
        await window.Message("Delivery to Accounts").GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await FillsAsync(window);

        await window.SeesOnTheFormAsync("1 answer is missing");
        await window.PressesOnTheFormAsync("Submit");
        await window.SeesOnTheFormAsync("Whom do they call?");
        await window.PressesOnTheFormAsync("Fix");
        await window.FillsAsync("Whom do they call?", "Jo Bird, head of support");
        await window.GoesOnToAsync("Everything that is needed is there.");
        await window.PressesOnTheFormAsync("Submit");
        await window.FormIsGoneAsync();
        await window.SeesAsync("Bluebird Ltd", "Waiting for Account Management's answer");

        await window.BecomesAsync("Noah Brooks");
        await window.GoesToAsync("account-management");
        var brief = window.Message("Bluebird Ltd", "Waiting for Account Management's answer");
        await window.SeesAsync("Bluebird Ltd", "The sandbox is not closed yet", "Yuki Tanaka");
        await brief.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await window.SeesOnTheFormAsync("Tick what you have checked:");
        await window.Form.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await window.PressesOnTheFormAsync("Accept");
        await window.SeesOnTheFormAsync("You accepted");
        await window.ClosesTheFormAsync();
        await window.SeesAsync("Bluebird Ltd", "Accepted by Noah Brooks");

        await window.BecomesAsync("Max Weber");
        await window.GoesToTheChatAsync();
        await window.SeesAsync("Bluebird Ltd", "Accepted by Noah Brooks");
        await window.SeesAsync("was accepted by Noah Brooks");
        await Assertions.Expect(window.Conversation.GetByText("Waiting for Account Management's answer")).ToHaveCountAsync(0);
    });

    /// <summary>All but whom they call: that may wait until it is sent.</summary>
    private static async Task FillsAsync(Window window)
    {
        await window.SeesOnTheFormAsync("Step 1 of 2");
        await window.ChoosesAsync("Client", "Bluebird Ltd");
        await window.PicksADateAsync("Live since", LastMonth);
        await window.SaysAsync("How happy are they?", "Content");
        await window.GoesOnToAsync("Step 2 of 2");

        await window.SaysAsync("Is anything still open?", "Yes");
        await window.ChoosesAsync("Who set it up?", "Yuki Tanaka");
        await window.GoesOnToAsync("What is still open?");
        await window.FillsAsync("What is still open?", "The sandbox is not closed yet");
        await window.PressesOnTheFormAsync("Next");
    }
}
