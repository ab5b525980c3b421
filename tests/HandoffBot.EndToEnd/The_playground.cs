using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace HandoffBot.EndToEnd;

/// <summary>A client is handed over on the page, in a real browser.</summary>
[Trait("Stage", "Browser")]
public sealed class The_playground(Stage stage) : IClassFixture<Stage>
{
    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [BrowserFact]
    public Task One_person_fills_the_checklist_and_another_accepts() => stage.PlaysAsync(async window =>
    {
        await HandsOverAsync(window, "Bluebird Ltd");
        await window.GoesToTheBotAsync();
        await window.SeesAsync("Bluebird Ltd is with Onboarding", "Open the brief");

        await window.BecomesAsync("Kim Larsen");
        await window.GoesToAsync("onboarding");
        await window.Message("Bluebird Ltd", "Waiting for Onboarding's answer").GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        foreach (var place in new[] { 1, 2, 3 })
            await window.Form.GetByRole(AriaRole.Group, new() { Name = $"Criterion {place}" }).GetByRole(AriaRole.Checkbox).CheckAsync();
        await window.FillsAsync("What does the client need next?", "A plan for the first month");
        await window.PressesOnTheFormAsync("Accept");
        await window.SeesOnTheFormAsync("You accepted");
        await window.ClosesTheFormAsync();
        await window.SeesAsync("Bluebird Ltd", "Accepted by Kim Larsen", "Kick off");

        await window.BecomesAsync("Sam Seller");
        await window.GoesToTheBotAsync();
        await window.SeesAsync("was accepted by Kim Larsen", "A plan for the first month");
    });

    [BrowserFact]
    public Task A_third_person_is_refused_in_private() => stage.PlaysAsync(async window =>
    {
        await HandsOverAsync(window, "Heron AG");

        await window.BecomesAsync("Max Weber");
        await window.GoesToAsync("onboarding");
        await window.Message("Heron AG", "Waiting for Onboarding's answer").GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await window.SeesAsync("Only visible to you", "Only Onboarding can answer");
        await window.FormIsGoneAsync();

        await window.BecomesAsync("Kim Larsen");
        await window.GoesToAsync("onboarding");
        await window.SeesAsync("Heron AG", "Waiting for Onboarding's answer");
        await Assertions.Expect(window.Conversation.GetByText("Only Onboarding can answer")).ToHaveCountAsync(0);
    });

    [BrowserFact]
    public Task An_unanswered_one_is_escalated_to_the_lead() => stage.PlaysAsync(async window =>
    {
        await HandsOverAsync(window, "Kestrel Inc");
        await window.BecomesAsync("Olu Okafor");
        await window.GoesToTheBotAsync();
        var escalated = window.Message("Kestrel Inc", "You are told because you lead the team that must move.");

        // Other facts' handoffs run on the same clock; a few deadlines belong to them.
        for (var move = 0; move < 20 && await escalated.CountAsync() == 0; move++)
        {
            await window.MovesToTheNextDeadlineAsync();
            await window.Page.WaitForTimeoutAsync(250);
        }

        await Assertions.Expect(escalated).ToBeVisibleAsync();
        await Assertions.Expect(escalated.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" })).ToBeVisibleAsync();
        await window.GoesToAsync("onboarding");
        await window.SeesAsync("Kestrel Inc", ", overdue");
    });

    [BrowserFact]
    public Task Nothing_on_the_page_or_its_forms_shuts_anybody_out() => stage.PlaysAsync(async window =>
    {
        await HandsOverAsync(window, "Osprey GmbH");
        await window.BecomesAsync("Kim Larsen");
        await window.GoesToAsync("onboarding");
        await window.SeesAsync("Osprey GmbH", "Waiting for Onboarding's answer");
        await JudgesAsync(window);

        await window.Message("Osprey GmbH", "Waiting for Onboarding's answer").GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await window.SeesOnTheFormAsync("Tick what you have checked:");
        await window.PressesOnTheFormAsync("Accept");
        await window.SeesOnTheFormAsync("Tick it when it holds");
        await JudgesAsync(window);
        await window.ClosesTheFormAsync();
    });

    private static async Task JudgesAsync(Window window)
    {
        var judged = await window.Page.RunAxe();
        var serious = judged.Violations.Where(one => one.Impact is "serious" or "critical")
            .Select(one => $"{one.Id}: {one.Help}, at {string.Join("; ", one.Nodes.Select(node => node.Html))}");
        Assert.Empty(serious);
    }

    private static async Task HandsOverAsync(Window window, string client)
    {
        await window.BecomesAsync("Sam Seller");
        await window.GoesToAsync("sales");
        await window.TypesAsync("/handoff new sales-to-onboarding");
        await window.SeesOnTheFormAsync("Step 1 of 4");
        await window.ChoosesAsync("Client", client);
        await window.ChoosesAsync("Segment", "Mid-market");
        await window.FillsAsync("Contract value", "40,000");
        await window.PicksADateAsync("Signed on", Today.AddDays(-3));
        await window.PressesOnTheFormAsync("Next");

        await window.SeesOnTheFormAsync("Step 2 of 4");
        await window.FillsAsync("What must be true in 90 days", "Tickets are answered within four hours");
        await window.TicksAsync("What did they buy?", "Core");
        await window.PicksADateAsync("Promised go-live", Today.AddDays(60));
        await window.SaysAsync("Is that date in the contract?", "No");
        await window.PressesOnTheFormAsync("Next");

        await window.SeesOnTheFormAsync("Step 3 of 4");
        await window.FillsAsync("Who wanted this to happen?", "Jo Bird, head of support");
        await window.FillsAsync("Their e-mail", "jo@client.example");
        await window.ChoosesAsync("Who sold it and joins the kickoff?", "Sam Seller");
        await window.PressesOnTheFormAsync("Next");

        await window.SeesOnTheFormAsync("Step 4 of 4");
        await window.SaysAsync("Was anything promised", "No");
        await window.PressesOnTheFormAsync("Next");

        await window.SeesOnTheFormAsync("Everything that is needed is there.");
        await window.PressesOnTheFormAsync("Submit");
        await window.FormIsGoneAsync();
    }
}
