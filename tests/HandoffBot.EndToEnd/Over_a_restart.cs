using Microsoft.Playwright;

namespace HandoffBot.EndToEnd;

/// <summary>The host is killed under an open page and comes back; the page was never reloaded.</summary>
[Trait("Stage", "Browser")]
public sealed class Over_a_restart(Stage stage) : IClassFixture<Stage>
{
    [BrowserFact]
    public Task What_was_begun_is_finished_on_the_same_page() => stage.PlaysAsync(async window =>
    {
        await window.Page.EvaluateAsync("() => { window.sameAsBefore = true; }");
        await window.TypesAsync("/handoff new sales-to-onboarding");
        await window.SeesOnTheFormAsync("Step 1 of 4");
        await window.ChoosesAsync("Client", "Bluebird Ltd");
        await window.FillsAsync("Contract value", "40,000");
        await stage.Host.KeepsAsync("Step 1 of 4");

        await stage.Host.KillAsync();
        await Assertions.Expect(window.Banner).ToContainTextAsync("The playground is away");
        await window.PressesOnTheFormAsync("Next");
        await window.SeesOnTheFormAsync("What you typed stays here");
        await stage.Host.StartAgainAsync();
        await Assertions.Expect(window.Banner).ToBeHiddenAsync(new() { Timeout = 60_000 });

        await Assertions.Expect(window.Form.GetByText("What you typed stays here")).ToHaveCountAsync(0);
        await Assertions.Expect(window.Form.GetByRole(AriaRole.Textbox, new() { Name = "Contract value" })).ToHaveValueAsync("40,000");
        await HandingOver.FillsTheDealAsync(window, "Bluebird Ltd");
        await HandingOver.FillsTheRestAsync(window);
        await window.PressesOnTheFormAsync("Submit");
        await window.FormIsGoneAsync();

        await window.BecomesAsync("Kim Larsen");
        await window.GoesToAsync("onboarding");
        await window.SeesAsync("Bluebird Ltd", "Waiting for Onboarding's answer");
        Assert.True(await window.Page.EvaluateAsync<bool>("() => window.sameAsBefore === true"));
    });

    [BrowserFact]
    public Task Words_that_could_not_be_sent_stay_and_messages_stand_there_once() => stage.PlaysAsync(async window =>
    {
        await window.GoesToAsync("general");
        await window.TypesAsync("before the restart");
        await window.SeesAsync("before the restart");
        await stage.Host.KeepsAsync("before the restart");

        await stage.Host.KillAsync();
        await Assertions.Expect(window.Banner).ToContainTextAsync("The playground is away");
        await window.TypesAsync("after the restart");
        await Assertions.Expect(window.Composer).ToHaveValueAsync("after the restart");
        await stage.Host.StartAgainAsync();
        await Assertions.Expect(window.Banner).ToBeHiddenAsync(new() { Timeout = 60_000 });

        await Assertions.Expect(window.Composer).ToHaveValueAsync("after the restart");
        await window.Composer.PressAsync("Enter");
        await window.SeesAsync("after the restart");
        await Assertions.Expect(window.Conversation.GetByText("before the restart")).ToHaveCountAsync(1);
        await Assertions.Expect(window.Conversation.GetByText("after the restart")).ToHaveCountAsync(1);
    });
}
