using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace HandoffBot.EndToEnd;

/// <summary>axe finds nothing, whatever its weight, best practices included, on anything that the page shows.</summary>
[Trait("Stage", "Browser")]
public sealed class Open_to_everybody(Stage stage) : IClassFixture<Stage>
{
    [BrowserFact]
    public Task The_workspace_its_lists_and_a_thread() => stage.PlaysAsync(async window =>
    {
        await JudgesAsync(window, "the workspace");
        await window.Composer.FillAsync("/handoff ");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await JudgesAsync(window, "the completion");
        await window.Composer.FillAsync("");

        await window.HandsOverAsync("Osprey GmbH");
        await window.BecomesAsync("Kim Larsen");
        await window.GoesToAsync("onboarding");
        await window.SeesAsync("Osprey GmbH", "Waiting for Onboarding's answer");
        await JudgesAsync(window, "a channel with a brief");
        await window.Conversation.GetByRole(AriaRole.Article).Last.HoverAsync();
        await window.Conversation.GetByRole(AriaRole.Button, new() { Name = "Reply in thread" }).Last.ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Region, new() { Name = "Thread" })).ToBeVisibleAsync();
        await JudgesAsync(window, "a thread");
    });

    [BrowserFact]
    public Task Every_screen_of_the_checklist() => stage.PlaysAsync(window =>
        window.HandsOverAsync("Curlew BV", async () => await JudgesAsync(window, await window.Form.InnerTextAsync())));

    [BrowserFact]
    public Task Forms_with_a_list_open_with_complaints_and_with_much_to_read() => stage.PlaysAsync(async window =>
    {
        await window.HandsOverAsync("Heron AG");
        await window.TypesAsync("/handoff new sales-to-onboarding");
        await window.Form.GetByRole(AriaRole.Combobox, new() { Name = "Segment" }).ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await JudgesAsync(window, "an open list");
        await window.Page.Keyboard.PressAsync("Escape");
        await window.FillsAsync("Contract value", "a lot");
        await window.PressesOnTheFormAsync("Next");
        await Assertions.Expect(window.Form.Locator("[aria-invalid]").First).ToBeVisibleAsync();
        await JudgesAsync(window, "a complaint");
        await window.ClosesTheFormAsync();

        await window.BecomesAsync("Kim Larsen");
        await window.GoesToAsync("onboarding");
        var brief = window.Message("Heron AG", "Waiting for Onboarding's answer");
        await brief.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await window.SeesOnTheFormAsync("Tick what you have checked:");
        await window.PressesOnTheFormAsync("Accept");
        await window.SeesOnTheFormAsync("Tick it when it holds");
        await JudgesAsync(window, "the acceptance");
        await window.ClosesTheFormAsync();
        await brief.GetByRole(AriaRole.Button, new() { Name = "Details" }).ClickAsync();
        await window.SeesOnTheFormAsync("Tickets are answered within four hours");
        await JudgesAsync(window, "the details");
        await window.ClosesTheFormAsync();
    });

    [BrowserFact]
    public Task Microsoft_Teams_with_its_cards_its_lists_and_its_dialogs() => stage.PlaysAsync(async window =>
    {
        await window.HandsToDeliveryAsync("Osprey GmbH");
        await window.BecomesAsync("Dee Dawson");
        await window.GoesToTheChatAsync();
        await window.WritesAsync("help");
        await window.SeesAsync("help", "Inbox");
        await JudgesAsync(window, "the chat");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "What can I say?" }).ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await JudgesAsync(window, "the commands");
        await window.Page.Keyboard.PressAsync("Escape");

        await window.GoesToTheChannelAsync("Delivery intake");
        var brief = window.Message("Osprey GmbH", "Waiting for Delivery's answer");
        await Assertions.Expect(brief).ToBeVisibleAsync();
        await window.Conversation.GetByRole(AriaRole.Button, new() { Name = "Reply" }).Last.ClickAsync();
        await JudgesAsync(window, "the channel");
        foreach (var (button, seen) in new[] { ("Accept", "Tick what you have checked:"), ("Reject", "Why?"), ("Details", "Two environments") })
        {
            await brief.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await window.SeesOnTheFormAsync(seen);
            await JudgesAsync(window, $"the dialog of {button}");
            if (button != "Details")
            {
                await window.PressesOnTheFormAsync(button);
                await Assertions.Expect(window.Form.Locator("[aria-invalid=true]").First).ToBeVisibleAsync();
                await JudgesAsync(window, $"what is wrong in the dialog of {button}");
            }

            await window.ClosesTheFormAsync();
        }

        await FitsAsync(window, 720, 450);
        await FitsAsync(window, 360, 640);
    });

    /// <summary>Tomas has nothing to do with what the other facts hand over.</summary>
    [BrowserFact]
    public Task The_Home_tab_by_keyboard_alone_and_the_shortcut() => stage.PlaysAsync(async window =>
    {
        await window.BecomesAsync("Tomas Novak");
        await window.GoesToTheBotAsync();
        await PressesByKeyAsync(window, window.Conversation.GetByRole(AriaRole.Button, new() { Name = "Home", Exact = true }));
        var home = window.Page.GetByRole(AriaRole.Region, new() { Name = "Home" });
        await SaysAsync("You have no drafts.");
        await PressesByKeyAsync(window, home.GetByRole(AriaRole.Button, new() { Name = "New handoff" }));
        await window.SeesOnTheFormAsync("Step 1 of 4");
        await HandingOver.FillsTheDealAsync(window, "Plover Ltd");
        await window.ClosesTheFormAsync();
        await SaysAsync("Plover Ltd");
        await JudgesAsync(window, "the Home tab");

        // What was pressed keeps the focus over a redraw, or gives it to the tab.
        var discard = home.GetByRole(AriaRole.Button, new() { Name = "Discard" });
        await PressesByKeyAsync(window, discard);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.SeesOnTheFormAsync("is discarded");
        await window.ClosesTheFormAsync();
        await SaysAsync("You have no drafts.");
        await Assertions.Expect(discard).ToHaveCountAsync(0);

        await PressesByKeyAsync(window, window.Conversation.GetByRole(AriaRole.Button, new() { Name = "Messages", Exact = true }));
        await Assertions.Expect(home).ToBeHiddenAsync();
        await PressesByKeyAsync(window, window.Conversation.GetByRole(AriaRole.Button, new() { Name = "Shortcuts" }));
        await JudgesAsync(window, "the shortcuts");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.SeesOnTheFormAsync("Step 1 of 4");
        await window.ClosesTheFormAsync();

        Task SaysAsync(string text) => Assertions.Expect(home.GetByText(text).First).ToBeVisibleAsync(new() { Timeout = 20_000 });
    });

    private static async Task PressesByKeyAsync(Window window, ILocator button)
    {
        await button.First.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
    }

    [BrowserFact]
    public Task A_narrow_window_and_one_at_twice_the_size() => stage.PlaysAsync(async window =>
    {
        await window.HandsOverAsync("Kestrel Inc");
        await FitsAsync(window, 720, 450);
        await Assertions.Expect(window.Person("Kim Larsen")).ToBeVisibleAsync();
        await Assertions.Expect(window.Composer).ToBeVisibleAsync();

        await FitsAsync(window, 360, 640);
        await Assertions.Expect(window.Person("Kim Larsen")).ToBeHiddenAsync();
        await window.OpensTheDrawerAsync();
        await JudgesAsync(window, "the drawer");
        await window.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(window.Person("Kim Larsen")).ToBeHiddenAsync();
        await Assertions.Expect(window.Drawer).ToBeFocusedAsync();
        await window.OpensTheDrawerAsync();
        await window.Person("Kim Larsen").ClickAsync();
        await Assertions.Expect(window.Drawer).ToContainTextAsync("Kim Larsen");
        await window.OpensTheDrawerAsync();
        await window.GoesToAsync("onboarding");
        await Assertions.Expect(window.Person("Kim Larsen")).ToBeHiddenAsync();
        await window.SeesAsync("Kestrel Inc", "Waiting for Onboarding's answer");

        await window.OpensTheDrawerAsync();
        await window.Person("Max Weber").ClickAsync();
        await window.OpensTheDrawerAsync();
        await JudgesAsync(window, "the drawer of Microsoft Teams");
        await window.Page.Locator("#sidebar").GetByRole(AriaRole.Button, new() { Name = "Delivery intake" }).ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Delivery intake" })).ToBeVisibleAsync();
        await FitsAsync(window, 360, 640);
    });

    private static async Task FitsAsync(Window window, int width, int height)
    {
        await window.Page.SetViewportSizeAsync(width, height);
        await JudgesAsync(window, $"a window of {width} by {height}");
        Assert.True(await window.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "It scrolls sideways.");
    }

    internal static async Task JudgesAsync(Window window, string what)
    {
        // What fades in is not judged half way; what only lights up for a while, or turns for as long as something takes, is no fading in.
        await window.Page.EvaluateAsync("""
            async () => {
              for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
              await Promise.all(document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < 1000).map(one => one.finished.catch(() => {})));
            }
            """);
        var judged = await window.Page.RunAxe();
        Assert.NotEmpty(judged.Passes);
        var found = judged.Violations.Select(one => $"{one.Id} ({one.Impact}): {one.Help}, at {string.Join("; ", one.Nodes.Select(node => node.Html))}");
        Assert.True(!found.Any(), $"In {what}:{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }
}
