using Microsoft.Playwright;

namespace HandoffBot.EndToEnd;

/// <summary>The playground's page, used by what a person sees and hears read out: roles, labels and words.</summary>
internal sealed class Window(IPage page)
{
    public IPage Page => page;

    public ILocator Form => page.GetByRole(AriaRole.Dialog);

    public ILocator Conversation => page.GetByRole(AriaRole.Region, new() { Name = "Conversation" });

    /// <summary>The box in which one types into the open conversation.</summary>
    public ILocator Composer => Conversation.GetByRole(AriaRole.Textbox);

    /// <summary>What the page says about itself.</summary>
    public ILocator Banner => page.Locator("#banner");

    private ILocator Sidebar => page.GetByRole(AriaRole.Navigation, new() { Name = "People and conversations" });

    /// <summary>What opens the left side where the window is narrow.</summary>
    public ILocator Drawer => page.GetByRole(AriaRole.Button, new() { Name = "people and conversations" });

    public async Task OpensTheDrawerAsync()
    {
        await Drawer.ClickAsync();
        await Assertions.Expect(Drawer).ToHaveAttributeAsync("aria-expanded", "true");
    }

    /// <summary>A form stays with its person, also when the window is closed in which it was opened: what a failure left open goes.</summary>
    public async Task StartsAfreshAsync()
    {
        for (var form = 0; form < 3 && await Form.CountAsync() > 0; form++)
        {
            await page.Keyboard.PressAsync("Escape");
            await page.WaitForTimeoutAsync(500);
        }
    }

    /// <summary>Somebody whom one can play.</summary>
    public ILocator Person(string name) => Group("You play").GetByRole(AriaRole.Button, new() { Name = name });

    public async Task BecomesAsync(string person)
    {
        await Person(person).ClickAsync();
        await Assertions.Expect(Person(person)).ToHaveAttributeAsync("aria-current", "true");
    }

    public Task GoesToAsync(string channel) => Group("Channels").GetByRole(AriaRole.Button, new() { Name = channel, Exact = false }).First.ClickAsync();

    /// <summary>Brings the other half of the page to the front.</summary>
    public Task GoesToPlatformAsync(string platform) =>
        Sidebar.GetByRole(AriaRole.Group, new() { Name = "Platform" }).GetByRole(AriaRole.Button, new() { Name = platform }).ClickAsync();

    public Task GoesToTheBotAsync() => Group("Direct messages").GetByRole(AriaRole.Button, new() { Name = "HandoffBot" }).ClickAsync();

    public async Task TypesAsync(string text)
    {
        await Composer.FillAsync(text);
        await Conversation.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
    }

    /// <summary>The newest message that says all this.</summary>
    public ILocator Message(params ReadOnlySpan<string> texts)
    {
        var found = Conversation.GetByRole(AriaRole.Article);
        foreach (var text in texts)
            found = found.Filter(new() { HasText = text });
        return found.Last;
    }

    public Task SeesAsync(params ReadOnlySpan<string> texts) => Assertions.Expect(Message(texts)).ToBeVisibleAsync(new() { Timeout = 20_000 });

    public Task SeesOnTheFormAsync(string text) => Assertions.Expect(Form.GetByText(text).First).ToBeVisibleAsync(new() { Timeout = 20_000 });

    public Task FillsAsync(string label, string text) => Form.GetByRole(AriaRole.Textbox, new() { Name = label }).FillAsync(text);

    public async Task PicksADateAsync(string label, DateOnly date)
    {
        var picker = Form.GetByLabel(label);
        await picker.FillAsync(date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await picker.BlurAsync();
    }

    /// <summary>Types into a select and takes what it offers.</summary>
    public async Task ChoosesAsync(string label, string option)
    {
        await Form.GetByRole(AriaRole.Combobox, new() { Name = label }).FillAsync(option);
        await page.GetByRole(AriaRole.Option, new() { Name = option }).First.ClickAsync();
    }

    /// <summary>Opens a channel of Microsoft Teams.</summary>
    public async Task GoesToTheChannelAsync(string channel)
    {
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Microsoft Teams" }).GetByRole(AriaRole.Button, new() { Name = "Teams" }).ClickAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Teams and channels" }).GetByRole(AriaRole.Button, new() { Name = channel }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = channel })).ToBeVisibleAsync();
    }

    /// <summary>Opens the chat with the bot in Microsoft Teams.</summary>
    public async Task GoesToTheChatAsync()
    {
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Microsoft Teams" }).GetByRole(AriaRole.Button, new() { Name = "Chat" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "HandoffBot" })).ToBeVisibleAsync();
    }

    /// <summary>Types into the box below the chat or channel.</summary>
    public async Task WritesAsync(string text)
    {
        var box = page.Locator("#post-input");
        await box.FillAsync(text);
        await page.Keyboard.PressAsync("Escape");
        await Conversation.GetByRole(AriaRole.Button, new() { Name = "Send" }).Last.ClickAsync();
    }

    public Task TicksAsync(string group, string box) => Form.GetByRole(AriaRole.Group, new() { Name = group }).GetByRole(AriaRole.Checkbox, new() { Name = box }).CheckAsync();

    public Task SaysAsync(string question, string answer) => Form.GetByRole(AriaRole.Radiogroup, new() { Name = question }).GetByLabel(answer).CheckAsync();

    /// <summary>Once what was pressed before is answered: until then nothing else on it acts.</summary>
    public async Task PressesOnTheFormAsync(string button)
    {
        await Assertions.Expect(Form.Locator("button[aria-busy=true]")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        await Form.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    }

    /// <summary>Goes on to the screen that says this. A machine that is slow to answer says so, and is asked again, as a person would.</summary>
    public async Task GoesOnToAsync(string text)
    {
        var there = Form.GetByText(text).First;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await PressesOnTheFormAsync("Next");
            await Assertions.Expect(Form.Locator("button[aria-busy=true]")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
            await Assertions.Expect(there.Or(Form.GetByRole(AriaRole.Alert)).First).ToBeVisibleAsync(new() { Timeout = 20_000 });
            if (await there.IsVisibleAsync())
                return;
        }

        await SeesOnTheFormAsync(text);
    }

    /// <summary>By the cross in its corner: a form stays with the person, whichever window it is looked at in.</summary>
    public async Task ClosesTheFormAsync()
    {
        await Form.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).First.ClickAsync();
        await FormIsGoneAsync();
    }

    public Task FormIsGoneAsync() => Assertions.Expect(Form).ToHaveCountAsync(0, new() { Timeout = 20_000 });

    /// <summary>Moves business time to what falls due next; what time it is then.</summary>
    public async Task<string> MovesToTheNextDeadlineAsync()
    {
        var clock = page.GetByRole(AriaRole.Group, new() { Name = "Business time" });
        var button = clock.GetByRole(AriaRole.Button, new() { Name = "To next deadline" });
        await button.ClickAsync();
        await Assertions.Expect(button).Not.ToHaveAttributeAsync("aria-busy", "true", new() { Timeout = 20_000 });
        return await clock.InnerTextAsync();
    }

    private ILocator Group(string title) => Sidebar.Locator("section").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }) });
}
