using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Blocks;

namespace HandoffBot.Slack.Tests.Inbound;

/// <summary>What Slack sends becomes what a person did.</summary>
public sealed class InteractionTests
{
    private static readonly AccountRef Sam = new(Platform.Slack, "T0ACME", "U0SAM");
    private static readonly AccountRef Kim = new(Platform.Slack, "T0ACME", "U0KIM");

    [Fact]
    public async Task A_command_is_what_was_typed_behind_it()
    {
        await using var stage = await Stage.SetAsync();

        await Stage.EmptyAsync(await stage.CommandAsync());

        Assert.Equal(
            new Interaction.CommandTyped(
                Sam, "slack:trigger:13345224609.738474920.8088930838d88f008e0", "own Fish & Chips <@U0KIM>", new(Platform.Slack, "T0ACME", "C0SALES")),
            Assert.Single(stage.Bot.Heard));
    }

    [Fact]
    public async Task A_button_in_a_message_says_what_it_carries_and_where_it_stands()
    {
        await using var stage = await Stage.SetAsync();

        await Stage.EmptyAsync(await stage.InteractAsync("button.json"));

        Assert.Equal(
            new Interaction.ButtonPressed(
                Kim, "slack:trigger:12466734323.1395872398.aaaa", new(Act.Accept, 1042, 1, 3), new(Platform.Slack, "T0ACME", "C0ONB", "1763892000.000100")),
            Assert.Single(stage.Bot.Heard));
    }

    [Fact]
    public async Task A_button_in_a_private_message_stands_on_no_card()
    {
        await using var stage = await Stage.SetAsync();

        await stage.InteractAsync("button.json", payload => payload["container"]!["is_ephemeral"] = true);

        Assert.Null(Assert.IsType<Interaction.ButtonPressed>(Assert.Single(stage.Bot.Heard)).On);
    }

    [Fact]
    public async Task A_followed_link_is_no_act()
    {
        await using var stage = await Stage.SetAsync();

        await Stage.EmptyAsync(await stage.InteractAsync("button.json", payload => payload["actions"]![0]!["value"] = "{\"a\":\"Open\"}"));

        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task A_sent_form_holds_what_stands_in_each_control()
    {
        await using var stage = await Stage.SetAsync();

        await stage.InteractAsync("view_submission.json");

        var sent = Assert.IsType<Interaction.FormSubmitted>(Assert.Single(stage.Bot.Heard));
        Assert.Equal(new FormToken(FormKind.Checklist, 1042, "sales-to-onboarding", Step: 1, Drawing: 4), sent.Token);
        Assert.Equal(
            new Dictionary<string, Input>
            {
                ["scope"] = new Input.Typed("Fifty seats"),
                ["go_live"] = new Input.Typed("2026-12-01"),
                ["segment"] = new Input.Selected("SMB", "SMB"),
                ["agreed"] = new Input.Selected("yes", "Yes"),
                ["client"] = new Input.Selected("c:1", "Brightwave Ltd"),
                ["modules"] = new Input.Many(["Billing"]),
                ["criteria-0"] = new Input.Ticked(true),
                ["criteria-1"] = new Input.Ticked(false),
            }.ToImmutableSortedDictionary(),
            sent.Inputs.ToImmutableSortedDictionary());
    }

    [Fact]
    public async Task A_form_sent_twice_has_one_receipt_and_a_changed_or_redrawn_one_another()
    {
        await using var stage = await Stage.SetAsync();

        await stage.InteractAsync("view_submission.json");
        await stage.InteractAsync("view_submission.json", payload => payload["trigger_id"] = "another");
        await stage.InteractAsync("view_submission.json", payload => payload["view"]!["state"]!["values"]!["scope"]!["value"]!["value"] = "Sixty seats");
        await stage.InteractAsync("view_submission.json", payload => payload["view"]!["private_metadata"] = "{\"k\":\"Checklist\",\"h\":1042,\"d\":5}");
        await stage.InteractAsync("view_submission.json", payload => payload["view"]!["id"] = "V1VIEW");

        var receipts = stage.Bot.Heard.Select(heard => heard.Receipt).ToList();
        Assert.Equal(receipts[0], receipts[1]);
        Assert.Equal(4, receipts.Distinct().Count());
        Assert.StartsWith("slack:view:V0VIEW:4:", receipts[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_others_depend_on_asks_for_a_redraw_with_all_that_stands_in_the_form()
    {
        await using var stage = await Stage.SetAsync();

        await Stage.EmptyAsync(await stage.InteractAsync("view_action.json"));

        var pressed = Assert.IsType<Interaction.FormPressed>(Assert.Single(stage.Bot.Heard));
        Assert.Equal(new Press(Act.Redraw, Text: "segment"), pressed.Press);
        Assert.Equal(8, pressed.Inputs.Count);
    }

    [Fact]
    public async Task A_button_in_a_form_carries_its_act()
    {
        await using var stage = await Stage.SetAsync();

        await stage.InteractAsync("view_action.json", payload => payload["actions"]![0] = JsonNode.Parse(
            """{"type":"button","block_id":"finding-2","action_id":"fix-0","value":"{\"a\":\"Fix\",\"h\":1042,\"t\":\"scope\"}"}"""));

        Assert.Equal(new Press(Act.Fix, 1042, Text: "scope"), Assert.IsType<Interaction.FormPressed>(Assert.Single(stage.Bot.Heard)).Press);
    }

    [Theory]
    [InlineData(ActionIds.Clients, SuggestionSource.Clients)]
    [InlineData(ActionIds.People, SuggestionSource.People)]
    public async Task A_typed_choice_asks_its_source(string action, SuggestionSource source)
    {
        await using var stage = await Stage.SetAsync(new Reply.Suggestions([new("c:1", "Brightwave Ltd", "Owned by Sam")]));

        var answer = await Stage.JsonAsync(await stage.InteractAsync("suggestion.json", payload => payload["action_id"] = action));

        var asked = Assert.IsType<Interaction.SuggestionsAsked>(Assert.Single(stage.Bot.Heard));
        Assert.Equal((source, "bri", 1042), (asked.Source, asked.Query, asked.Token?.Handoff));
        Assert.Equal("c:1", (string?)answer["options"]![0]!["value"]);
    }

    [Fact]
    public async Task Suggestions_are_a_hundred_at_most_and_short()
    {
        await using var stage = await Stage.SetAsync(new Reply.Suggestions(
            [.. Enumerable.Range(0, 300).Select(place => new Suggestion($"c:{place}", new string('x', 200))), new(new string('i', 151), "too long an id")]));

        var options = (await Stage.JsonAsync(await stage.InteractAsync("suggestion.json")))["options"]!.AsArray();

        Assert.Equal(100, options.Count);
        Assert.All(options, option => Assert.Equal(75, ((string)option!["text"]!["text"]!).Length));
    }

    [Fact]
    public async Task A_message_in_the_direct_chat_is_heard_as_it_was_typed()
    {
        await using var stage = await Stage.SetAsync();

        await Stage.EmptyAsync(await stage.EventAsync("event_message_im.json"));

        Assert.Equal(
            new Interaction.MessageSeen(Sam, "slack:event:Ev0PV52K25", "show H-1042 & example.com", new(Platform.Slack, "T0ACME", "D0SAM")),
            Assert.Single(stage.Bot.Heard));
    }

    [Theory]
    [InlineData("bot_id", "B0BOT")]
    [InlineData("subtype", "message_changed")]
    [InlineData("channel_type", "channel")]
    public async Task A_message_that_no_person_wrote_to_the_bot_is_not_heard(string field, string value)
    {
        await using var stage = await Stage.SetAsync();

        await Stage.EmptyAsync(await stage.EventAsync("event_message_im.json", payload => payload["event"]![field] = value));

        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task A_repeated_event_is_heard_again_with_the_same_receipt()
    {
        await using var stage = await Stage.SetAsync();

        await stage.EventAsync("event_user_change.json");
        await stage.EventAsync("event_user_change.json");

        Assert.Equal(2, stage.Bot.Heard.Count);
        Assert.Single(stage.Bot.Heard.Select(heard => heard.Receipt).Distinct());
    }

    [Fact]
    public async Task A_message_that_is_sent_again_because_its_answer_took_long_is_answered_once()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Card.Says("Hello.")));
        var slow = new TaskCompletionSource();
        stage.Bot.Before = slow.Task;

        var first = stage.EventAsync("event_message_im.json");
        var again = stage.EventAsync("event_message_im.json");
        slow.SetResult();
        await Stage.EmptyAsync(await first);
        await Stage.EmptyAsync(await again);
        await Stage.EmptyAsync(await stage.EventAsync("event_message_im.json"));
        await stage.EventAsync("event_message_im.json", payload => payload["event_id"] = "Ev0OTHER");

        Assert.Equal(2, stage.Bot.Heard.Count);
        Assert.Equal(2, stage.Slack.CallsOf("chat.postMessage").Count());
    }

    [Fact]
    public async Task The_bot_hears_that_it_was_added_but_not_that_others_were()
    {
        await using var stage = await Stage.SetAsync();

        await stage.EventAsync("event_member_joined.json");
        await stage.EventAsync("event_member_joined.json", payload => payload["event"]!["user"] = "U0SAM");

        Assert.Equal(
            new Interaction.BotAdded(Kim, "slack:event:Ev0PV52K25", new(Platform.Slack, "T0ACME", "C0ONB")), Assert.Single(stage.Bot.Heard));
    }

    [Fact]
    public async Task A_changed_account_is_heard_and_sent_again_when_it_broke()
    {
        await using var stage = await Stage.SetAsync();

        await Stage.EmptyAsync(await stage.EventAsync("event_user_change.json"));
        stage.Bot.Answer = _ => throw new InvalidOperationException("the database is away");
        var broke = await stage.EventAsync("event_user_change.json");

        Assert.Equal(new Interaction.AccountChanged(Kim, "slack:event:Ev0PV52K25"), stage.Bot.Heard.First());
        Assert.Equal(HttpStatusCode.InternalServerError, broke.StatusCode);
    }

    [Fact]
    public async Task What_is_unknown_is_taken_and_left_alone()
    {
        await using var stage = await Stage.SetAsync();

        await Stage.EmptyAsync(await stage.InteractAsync("button.json", payload => payload["type"] = "shortcut"));
        await Stage.EmptyAsync(await stage.InteractAsync("view_submission.json", payload => payload["type"] = "view_closed"));
        await Stage.EmptyAsync(await stage.InteractAsync("button.json", payload => payload["actions"] = new JsonArray()));
        await Stage.EmptyAsync(await stage.InteractAsync("button.json", payload => payload["actions"]![0]!["type"] = "workflow_button"));
        await Stage.EmptyAsync(await stage.EventAsync("event_tokens_revoked.json"));
        await Stage.EmptyAsync(await stage.EventAsync("event_message_im.json", payload => payload["event"]!["type"] = "reaction_added"));

        Assert.Empty(stage.Bot.Heard);
    }
}
