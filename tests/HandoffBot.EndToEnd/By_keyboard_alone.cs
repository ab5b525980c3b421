using Microsoft.Playwright;

namespace HandoffBot.EndToEnd;

/// <summary>A client is handed over and accepted without a mouse.</summary>
[Trait("Stage", "Browser")]
public sealed class By_keyboard_alone(Stage stage) : IClassFixture<Stage>
{
    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>The next day from three weeks on whose number is its month's.</summary>
    private static DateOnly GoLive =>
        Enumerable.Range(0, 24).Select(month => Today.AddMonths(month)).Select(day => new DateOnly(day.Year, day.Month, day.Month)).First(day => day > Today.AddDays(20));

    [BrowserFact]
    public Task A_client_is_handed_over_and_accepted() => stage.PlaysAsync(async window =>
    {
        var keys = new Keys(window.Page);
        await Assertions.Expect(window.Composer).ToBeFocusedAsync();
        await FillsAsync(window, keys, "Bluebird Ltd");
        await keys.PressesButtonAsync("Submit");
        await window.FormIsGoneAsync();
        await Assertions.Expect(window.Composer).ToBeFocusedAsync();

        await keys.PressesAsync("Alt+4");
        await Assertions.Expect(window.Person("Kim Larsen")).ToHaveAttributeAsync("aria-current", "true");
        await WalksToChannelAsync(window, keys, "onboarding");
        await window.SeesAsync("Bluebird Ltd", "Waiting for Onboarding's answer");
        await WalksToMessageAsync(window, keys, "Bluebird Ltd");
        await keys.PressesButtonAsync("Accept");

        await window.SeesOnTheFormAsync("Tick what you have checked:");
        foreach (var criterion in await window.Form.GetByRole(AriaRole.Checkbox).AllAsync())
        {
            await keys.TabsToAsync((await criterion.EvaluateAsync<string>("box => box.labels[0].innerText")).Trim());
            await keys.PressesAsync("Space");
        }

        await keys.TabsToAsync("What does the client need next?");
        await keys.TypesAsync("A plan for the first month");
        await keys.PressesButtonAsync("Accept");
        await window.SeesOnTheFormAsync("You accepted");
        await Assertions.Expect(window.Page.Locator("dialog [data-announcer]")).ToContainTextAsync("You can take it back until to");
        await keys.PressesAsync("Escape");
        await window.FormIsGoneAsync();
        await window.SeesAsync("Bluebird Ltd", "Accepted by Kim Larsen", "Kick off");
    });

    [BrowserFact]
    public Task A_client_is_accepted_in_Microsoft_Teams() => stage.PlaysAsync(async window =>
    {
        var keys = new Keys(window.Page);
        await window.HandsToDeliveryAsync("Wren BV");
        await Assertions.Expect(window.Person("Dee Dawson")).ToContainTextAsync("unread for them", new() { Timeout = 20_000 });
        for (var part = 0; part < 5 && !await IsInAsync(window, "#sidebar"); part++)
            await keys.PressesAsync("F6");
        await keys.TabsToAsync("DD");
        await keys.PressesAsync("Enter");
        await Assertions.Expect(window.Person("Dee Dawson")).ToHaveAttributeAsync("aria-current", "true");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Delivery intake" })).ToBeVisibleAsync();
        await window.SeesAsync("Wren BV", "Waiting for Delivery's answer");

        for (var part = 0; part < 8 && !await IsInAsync(window, "#posts .messages"); part++)
            await keys.PressesAsync("F6");
        await WalksToArticleAsync(window, keys, "Waiting for Delivery's answer");
        await keys.PressesButtonAsync("Accept");
        await window.SeesOnTheFormAsync("Tick what you have checked:");
        foreach (var criterion in await window.Form.GetByRole(AriaRole.Checkbox).AllAsync())
        {
            var name = (await criterion.EvaluateAsync<string>("box => box.labels[0].innerText")).Trim();
            if (!(await keys.IsOnAsync()).StartsWith(name, StringComparison.Ordinal))
                await keys.TabsToAsync(name);
            await keys.PressesAsync("Space");
        }

        await keys.TabsToAsync("What does the client need next?");
        await keys.TypesAsync("A service review in the first week");
        await keys.PressesButtonAsync("Accept");
        await window.SeesOnTheFormAsync("You accepted");
        await keys.PressesAsync("Escape");
        await window.FormIsGoneAsync();
        await window.SeesAsync("Wren BV", "Accepted by Dee Dawson", "Kick off");
    });

    [BrowserFact]
    public Task A_message_is_added_to_a_handoff() => stage.PlaysAsync(async window =>
    {
        var keys = new Keys(window.Page);
        await keys.TypesAsync("/handoff new sales-to-onboarding \"Plover Oy\"");
        await keys.PressesAsync("Enter");
        await window.SeesOnTheFormAsync("Step 1 of 4");
        await keys.PressesButtonAsync("Next");
        await window.SeesOnTheFormAsync("Step 2 of 4");
        await keys.PressesAsync("Escape");
        await window.FormIsGoneAsync();
        await keys.TypesAsync("Plover Oy signs on Friday");
        await keys.PressesAsync("Enter");
        await window.SeesAsync("Plover Oy signs on Friday");
        await WalksToMessageAsync(window, keys, "Plover Oy signs on Friday");
        await keys.PressesButtonAsync("More actions");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Add to a handoff" })).ToBeFocusedAsync();
        await Open_to_everybody.JudgesAsync(window, "what is offered on a message");
        await keys.PressesAsync("Enter");

        await window.SeesOnTheFormAsync("Plover Oy signs on Friday");
        await Open_to_everybody.JudgesAsync(window, "the form of a message");
        await keys.PressesButtonAsync("Add");
        await window.SeesOnTheFormAsync("Added to H-");
        await keys.PressesAsync("Escape");
        await window.FormIsGoneAsync();

        await window.BecomesAsync("Dee Dawson");
        await window.GoesToTheChatAsync();
        await keys.TabsToAsync("Actions and apps");
        await keys.PressesAsync("Enter");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Menuitem, new() { Name = "New handoff" })).ToBeFocusedAsync();
        await Open_to_everybody.JudgesAsync(window, "what is offered beside the box");
        await keys.PressesAsync("Enter");
        await Assertions.Expect(window.Page.GetByText("You are in no team that hands anything over.")).ToBeVisibleAsync();
    });

    [BrowserFact]
    public Task Enter_on_the_bare_command_sends_it() => stage.PlaysAsync(async window =>
    {
        await window.Page.Keyboard.TypeAsync("/handoff");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Option, new() { Name = "/handoff" })).ToBeVisibleAsync();
        await window.Page.Keyboard.PressAsync("Enter");

        await window.SeesAsync("Only visible to you", "/handoff new");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await Assertions.Expect(window.Composer).ToHaveValueAsync("");
    });

    [BrowserFact]
    public Task A_form_keeps_the_focus_in_and_gives_it_back_to_where_one_types_on() => stage.PlaysAsync(async window =>
    {
        var keys = new Keys(window.Page);
        await keys.TypesAsync("/handoff new sales-to-onboarding");
        await keys.PressesAsync("Enter");
        await window.SeesOnTheFormAsync("Step 1 of 4");
        for (var press = 0; press < 20; press++)
        {
            await keys.PressesAsync("Tab");
            Assert.True(
                await window.Page.EvaluateAsync<bool>("() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null"),
                $"The focus left the form for {await keys.IsOnAsync()}");
        }

        await keys.PressesAsync("Escape");
        await window.FormIsGoneAsync();
        await Assertions.Expect(window.Composer).ToBeFocusedAsync();
        await keys.TypesAsync("typed on");
        await Assertions.Expect(window.Composer).ToHaveValueAsync("typed on");
    });

    [BrowserFact]
    public Task What_arrives_is_said_once_and_what_is_wrong_is_said_at_its_input() => stage.PlaysAsync(async window =>
    {
        var keys = new Keys(window.Page);
        await keys.TypesAsync("/handoff inbox");
        await keys.PressesAsync("Enter");
        await Assertions.Expect(window.Page.Locator("#announcer")).ToContainTextAsync("Only visible to you, HandoffBot:");

        await keys.TypesAsync("/handoff new sales-to-onboarding");
        await keys.PressesAsync("Enter");
        await window.SeesOnTheFormAsync("Step 1 of 4");
        await keys.TabsToAsync("Contract value");
        await keys.TypesAsync("a lot");
        await keys.PressesButtonAsync("Next");

        var amount = window.Form.GetByRole(AriaRole.Textbox, new() { Name = "Contract value" });
        await Assertions.Expect(amount).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(amount).ToBeFocusedAsync();
        var said = await amount.EvaluateAsync<string>("input => input.getAttribute('aria-describedby').split(' ').map(id => document.getElementById(id).innerText).join(' ')");
        Assert.Contains("amount", said, StringComparison.Ordinal);
        await keys.PressesAsync("Escape");
        await window.FormIsGoneAsync();
    });

    private static async Task FillsAsync(Window window, Keys keys, string client)
    {
        await keys.TypesAsync("/handoff new sales-to-onboarding");
        await keys.PressesAsync("Enter");
        await window.SeesOnTheFormAsync("Step 1 of 4");
        await keys.TypesAsync(client);
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Option, new() { Name = client }).First).ToBeVisibleAsync();
        await keys.PressesAsync("Enter");
        await keys.ChoosesAsync("Segment", "Mid-market");
        await keys.TabsToAsync("Contract value");
        await keys.TypesAsync("40,000");
        await keys.TabsToAsync("Signed on");
        await keys.TypesADateAsync(1, Today.Year);
        await keys.PressesButtonAsync("Next");

        await window.SeesOnTheFormAsync("Step 2 of 4");
        await Assertions.Expect(window.Form.GetByRole(AriaRole.Textbox, new() { Name = "What must be true in 90 days" })).ToBeFocusedAsync();
        await keys.TypesAsync("Tickets are answered within four hours");
        await keys.TabsToAsync("Core");
        await keys.PressesAsync("Space");
        await keys.TabsToAsync("Promised go-live");
        await keys.TypesADateAsync(GoLive.Month, GoLive.Year);
        await SaysNoAsync(window, keys, "Is that date in the contract?");
        await keys.PressesButtonAsync("Next");

        await window.SeesOnTheFormAsync("Step 3 of 4");
        await keys.TypesAsync("Jo Bird, head of support");
        await keys.TabsToAsync("Their e-mail");
        await keys.TypesAsync("jo@client.example");
        await keys.ChoosesAsync("Who sold it and joins the kickoff?", "Sam Seller");
        await keys.PressesButtonAsync("Next");

        await window.SeesOnTheFormAsync("Step 4 of 4");
        await SaysNoAsync(window, keys, "Was anything promised");
        await keys.PressesButtonAsync("Next");
        await window.SeesOnTheFormAsync("Everything that is needed is there.");
    }

    /// <summary>Into the group by Tab, to the answer by the arrows; a form that is redrawn for it keeps the focus.</summary>
    private static async Task SaysNoAsync(Window window, Keys keys, string question)
    {
        var no = window.Form.GetByRole(AriaRole.Radiogroup, new() { Name = question }).GetByLabel("No");
        if (!await no.EvaluateAsync<bool>("box => box.closest('[role=radiogroup]').contains(document.activeElement)"))
            await keys.TabsToAsync("Yes");
        await keys.PressesAsync("ArrowDown");
        await Assertions.Expect(no).ToBeCheckedAsync();
        await Assertions.Expect(window.Form.Locator("[aria-busy=true]")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
    }

    private static async Task WalksToChannelAsync(Window window, Keys keys, string channel)
    {
        for (var part = 0; part < 5 && !await IsInAsync(window, "#sidebar"); part++)
            await keys.PressesAsync("F6");
        await keys.TabsToAsync(channel);
        await keys.PressesAsync("Enter");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = channel })).ToBeVisibleAsync();
    }

    private static async Task WalksToMessageAsync(Window window, Keys keys, string text)
    {
        for (var part = 0; part < 5 && !await IsInAsync(window, "#conversation .messages"); part++)
            await keys.PressesAsync("F6");
        await WalksToArticleAsync(window, keys, text);
    }

    private static async Task WalksToArticleAsync(Window window, Keys keys, string text)
    {
        for (var message = 0; message < 20; message++)
        {
            await keys.PressesAsync("ArrowUp");
            if (await window.Page.EvaluateAsync<bool>("text => document.activeElement.matches('article') && document.activeElement.innerText.includes(text)", text))
                return;
        }

        Assert.Fail($"The arrows never came to a message about {text}.");
    }

    private static Task<bool> IsInAsync(Window window, string part) =>
        window.Page.EvaluateAsync<bool>("part => document.activeElement.closest(part) !== null", part);
}
