using Microsoft.Playwright;

namespace HandoffBot.EndToEnd;

/// <summary>A client is handed over on the page, in a real browser.</summary>
[Trait("Stage", "Browser")]
public sealed class The_playground(Stage stage) : IClassFixture<Stage>
{
    [BrowserFact]
    public Task One_person_fills_the_checklist_and_another_accepts() => stage.PlaysAsync(async window =>
    {
        await window.HandsOverAsync("Bluebird Ltd");
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
        await window.HandsOverAsync("Heron AG");

        await window.BecomesAsync("Noah Brooks");
        await window.GoesToAsync("onboarding");
        await window.Message("Heron AG", "Waiting for Onboarding's answer").GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await window.SeesAsync("Only visible to you", "Only Onboarding can answer");
        await window.FormIsGoneAsync();

        await window.BecomesAsync("Kim Larsen");
        await window.GoesToAsync("onboarding");
        await window.SeesAsync("Heron AG", "Waiting for Onboarding's answer");
        await Assertions.Expect(window.Conversation.GetByText("Only Onboarding can answer")).ToHaveCountAsync(0);
    });

    /// <summary>An answer redraws the form, with the field that depends on it, while the button that goes on is held down.</summary>
    [BrowserFact]
    public Task A_press_is_not_lost_when_what_is_pressed_is_drawn_anew() => stage.PlaysAsync(async window =>
    {
        await window.BecomesAsync("Sam Seller");
        await window.GoesToAsync("sales");
        await window.TypesAsync("/handoff new sales-to-onboarding");
        await HandingOver.FillsTheDealAsync(window, "Wagtail Ltd");
        var (held, asked) = (new TaskCompletionSource(), new TaskCompletionSource());
        await window.Page.RouteAsync("**/player/view?*", async route =>
        {
            asked.TrySetResult();
            await held.Task;
            await route.ContinueAsync();
        });
        await window.SaysAsync("Is that date in the contract?", "Yes");
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await window.Form.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).HoverAsync();
        await window.Page.Mouse.DownAsync();
        var drawn = window.Page.WaitForResponseAsync(answer => answer.Url.Contains("/player/view?", StringComparison.Ordinal));
        held.SetResult();
        await (await drawn).FinishedAsync();
        await Assertions.Expect(window.Form.GetByText("What happens if it slips?")).ToHaveCountAsync(0);
        await window.Page.Mouse.UpAsync();

        await window.SeesOnTheFormAsync("Step 3 of 4");
        await window.ClosesTheFormAsync();
    });

    /// <summary>An answer to what was said before a date comes between its month and its year.</summary>
    [BrowserFact]
    public Task A_date_is_not_lost_when_its_form_is_drawn_anew_while_it_is_typed() => stage.PlaysAsync(async window =>
    {
        await window.BecomesAsync("Sam Seller");
        await window.GoesToAsync("sales");
        await window.TypesAsync("/handoff new sales-to-onboarding");
        await HandingOver.FillsTheDealAsync(window, "Dunlin Ltd");
        var (held, asked) = (new TaskCompletionSource(), new TaskCompletionSource());
        await window.Page.RouteAsync("**/player/view?*", async route =>
        {
            asked.TrySetResult();
            await held.Task;
            await route.ContinueAsync();
        });
        await window.SaysAsync("Is that date in the contract?", "Yes");
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await window.Form.GetByLabel("Promised go-live").FocusAsync();
        await window.Page.Keyboard.TypeAsync("0909");
        var drawn = window.Page.WaitForResponseAsync(answer => answer.Url.Contains("/player/view?", StringComparison.Ordinal));
        held.SetResult();
        await (await drawn).FinishedAsync();
        await Assertions.Expect(window.Form.GetByText("What happens if it slips?")).ToHaveCountAsync(0);
        await window.Page.Keyboard.TypeAsync("2031");

        await Assertions.Expect(window.Form.GetByLabel("Promised go-live")).ToHaveValueAsync("2031-09-09");
        await window.SeesOnTheFormAsync("What happens if it slips?");
        await Assertions.Expect(window.Form.GetByLabel("Promised go-live")).ToHaveValueAsync("2031-09-09");
        await window.ClosesTheFormAsync();
    });

    [BrowserFact]
    public Task An_open_list_is_not_lost_when_its_form_is_drawn_anew() => stage.PlaysAsync(async window =>
    {
        await window.BecomesAsync("Sam Seller");
        await window.GoesToAsync("sales");
        await window.TypesAsync("/handoff new sales-to-onboarding");
        await window.SeesOnTheFormAsync("Step 1 of 4");
        await window.Form.GetByLabel("Segment").FocusAsync();
        await window.Page.Keyboard.TypeAsync("Mid");
        var option = window.Page.GetByRole(AriaRole.Option, new() { Name = "Mid-market" });
        await Assertions.Expect(option).ToBeVisibleAsync();

        var number = await window.Page.EvaluateAsync<int>("""
            async () => {
              const { store, show } = await import("/js/store.js");
              document.querySelector("dialog form").dataset.number = 1;
              store.view = { ...store.view, hash: "another" };
              show("view");
              return document.querySelector("dialog form").dataset.number;
            }
            """);
        await window.Page.Keyboard.TypeAsync("-market");
        await Assertions.Expect(option).ToBeVisibleAsync();
        await window.Page.Keyboard.PressAsync("Enter");

        Assert.Equal(1, number);
        await Assertions.Expect(window.Form.Locator("form[data-number]")).ToHaveCountAsync(0);
        await Assertions.Expect(window.Form.GetByLabel("Segment")).ToHaveValueAsync("Mid-market");
        await window.ClosesTheFormAsync();
    });

    [BrowserFact]
    public Task Signs_that_were_disarmed_are_drawn_as_they_are() => stage.PlaysAsync(async window =>
    {
        const string Breaker = "\u200B";
        foreach (var sign in new[] { "*", "_", "~", "`" })
        {
            Assert.Matches("^<(strong|em|s|code)[ >]", await DrawnAsync($"{sign}x{sign}"));
            Assert.Equal(
                $"{Breaker}{sign}{Breaker}x{Breaker}{sign}{Breaker}", await DrawnAsync($"{Breaker}{sign}{Breaker}x{Breaker}{sign}{Breaker}"));
        }

        Task<string> DrawnAsync(string text) => window.Page.EvaluateAsync<string>(
            "async text => { const node = document.createElement('p'); node.append(...(await import('/js/mrkdwn.js')).mrkdwn(text)); return node.innerHTML; }", text);
    });

    [BrowserFact]
    public Task An_unanswered_one_is_escalated_to_the_lead() => stage.PlaysAsync(async window =>
    {
        await window.HandsOverAsync("Kestrel Inc");
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
}
