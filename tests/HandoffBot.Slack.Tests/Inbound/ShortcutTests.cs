using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;

namespace HandoffBot.Slack.Tests.Inbound;

/// <summary>"New handoff", wherever one is in Slack.</summary>
public sealed class ShortcutTests
{
    private static readonly Form Form = new(new(FormKind.ChoosePlaybook), "New handoff", [new FormPart.TextField("note", "Note", null, false, false, 100, null, null)], "Next");

    [Fact]
    public async Task It_says_new_and_opens_what_comes_of_it()
    {
        await using var stage = await Stage.SetAsync(new Reply.OpenForm(Form));

        await Stage.EmptyAsync(await stage.InteractAsync("shortcut.json"));

        var pressed = Assert.IsType<Interaction.ButtonPressed>(Assert.Single(stage.Bot.Heard));
        Assert.Equal((Presses.Say("new"), "U0SAM", null), (pressed.Press, pressed.By.Account, pressed.On));
        var opened = JsonNode.Parse(Assert.Single(stage.Slack.CallsOf("views.open")).Body)!;
        Assert.Equal(("12466734323.1395872398.shortcut", "handoff-form"), ((string?)opened["trigger_id"], (string?)opened["view"]!["callback_id"]));
    }

    [Fact]
    public async Task What_is_said_instead_stands_in_a_modal()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Card.Says("You are in no team that hands clients over.")));

        await Stage.EmptyAsync(await stage.InteractAsync("shortcut.json"));

        Assert.Contains("You are in no team", Assert.Single(stage.Slack.CallsOf("views.open")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "gave up waiting")]
    [InlineData(false, "You are in no team")]
    public async Task Where_no_modal_opens_it_is_said_in_the_direct_chat(bool isForm, string says)
    {
        await using var stage = await Stage.SetAsync(isForm ? new Reply.OpenForm(Form) : new Reply.Notice(Card.Says("You are in no team that hands clients over.")));
        stage.Slack.Answers("views.open", """{"ok":false,"error":"expired_trigger_id"}""").Answers("chat.postMessage", """{"ok":true,"ts":"1.1","channel":"D0SAM"}""");

        await Stage.EmptyAsync(await stage.InteractAsync("shortcut.json"));

        var posted = JsonNode.Parse(Assert.Single(stage.Slack.CallsOf("chat.postMessage")).Body)!;
        Assert.Equal("U0SAM", (string?)posted["channel"]);
        Assert.Contains(says, (string?)posted["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_apps_words_are_left_alone()
    {
        await using var stage = await Stage.SetAsync(new Reply.OpenForm(Form));

        await Stage.EmptyAsync(await stage.InteractAsync("shortcut.json", payload => payload["callback_id"] = "something-else"));

        Assert.Empty(stage.Bot.Heard);
    }
}
