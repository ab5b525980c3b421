using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Playbooks;
using HandoffBot.Core.Tests.Chat;
using HandoffBot.Slack.Tests.Blocks;

namespace HandoffBot.Slack.Tests.Inbound;

/// <summary>Whatever the bot answers, the person sees it where they are.</summary>
public sealed class ReplyTests
{
    private static readonly Form Form = new(new(FormKind.Accept, 1042), "Accept H-1042", [new FormPart.TextField("note", "Note", null, false, false, 100, null, null)], "Accept");

    private static readonly Reply[] EveryReply =
    [
        new Reply.OpenForm(Form),
        new Reply.NextForm(Form),
        new Reply.FormErrors(ImmutableDictionary<string, string>.Empty.Add("note", "Too short."), Form),
        new Reply.CloseForm(),
        new Reply.Notice(Card.Says("Only Onboarding can accept this.")),
        new Reply.Suggestions([]),
        new Reply.Done(),
    ];

    public static TheoryData<int> Replies => [.. Enumerable.Range(0, EveryReply.Length)];

    [Fact]
    public void Every_reply_is_tried() => Assert.Equal(
        typeof(Reply).GetNestedTypes(BindingFlags.Public).ToHashSet(), EveryReply.Select(reply => reply.GetType()).ToHashSet());

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task Every_reply_is_an_answer_on_every_surface(int which)
    {
        await using var stage = await Stage.SetAsync(EveryReply[which]);
        HttpResponseMessage[] answers =
        [
            await stage.CommandAsync(),
            await stage.InteractAsync("button.json"),
            await stage.InteractAsync("view_submission.json"),
            await stage.InteractAsync("view_action.json"),
            await stage.InteractAsync("suggestion.json"),
            await stage.EventAsync("event_message_im.json"),
            await stage.EventAsync("event_member_joined.json"),
            await stage.EventAsync("event_user_change.json"),
        ];

        Assert.All(answers, answer => Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(answers.Length, stage.Bot.Heard.Count);
    }

    [Fact]
    public async Task A_command_opens_a_form_with_its_trigger_and_answers_nothing_else()
    {
        await using var stage = await Stage.SetAsync(new Reply.OpenForm(Form));

        await Stage.EmptyAsync(await stage.CommandAsync());

        var opened = Assert.Single(stage.Slack.CallsOf("views.open"));
        var body = JsonNode.Parse(opened.Body)!;
        Assert.Equal("13345224609.738474920.8088930838d88f008e0", (string?)body["trigger_id"]);
        Assert.Equal("modal", (string?)body["view"]!["type"]);
        Assert.Equal("Bearer xoxb-secret", opened.Authorization);
        Assert.Equal("application/json; charset=utf-8", opened.ContentType);
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"expired_trigger_id"}""", "try again")]
    [InlineData("""{"ok":false,"error":"trigger_exchanged"}""", "try again")]
    [InlineData("""{"ok":false,"error":"invalid_arguments","response_metadata":{"messages":["[ERROR] invalid `trigger_id`"]}}""", "gave up waiting")]
    [InlineData("""{"ok":false,"error":"view_too_large"}""", "view_too_large")]
    [InlineData("<html>", "try again")]
    public async Task A_form_that_does_not_open_is_explained_privately(string answer, string says)
    {
        await using var stage = await Stage.SetAsync(new Reply.OpenForm(Form));
        stage.Slack.Answers("views.open", answer);

        var command = await Stage.JsonAsync(await stage.CommandAsync());
        await Stage.EmptyAsync(await stage.InteractAsync("button.json"));

        Assert.Equal("ephemeral", (string?)command["response_type"]);
        Assert.Contains(says, (string?)command["text"], StringComparison.Ordinal);
        Assert.Contains(says, Assert.Single(stage.Slack.CallsOf("/respond/1")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_to_a_button_goes_to_its_response_url_once_without_the_token_and_leaves_the_message()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Card.Says("Already accepted by Kim, 14:02.")));

        await Stage.EmptyAsync(await stage.InteractAsync("button.json"));

        var said = Assert.Single(stage.Slack.CallsOf("/respond/1"));
        var body = JsonNode.Parse(said.Body)!;
        Assert.Equal("", said.Authorization);
        Assert.False((bool?)body["replace_original"]);
        Assert.Equal("ephemeral", (string?)body["response_type"]);
        Assert.Equal("Already accepted by Kim, 14:02.", (string?)body["text"]);
    }

    [Fact]
    public async Task A_sent_form_closes_by_an_empty_answer_and_shows_the_next_by_an_update()
    {
        await using var stage = await Stage.SetAsync(new Reply.CloseForm());

        await Stage.EmptyAsync(await stage.InteractAsync("view_submission.json"));
        stage.Bot.Answer = _ => new Reply.NextForm(Form);
        var next = await Stage.JsonAsync(await stage.InteractAsync("view_submission.json"));

        Assert.Equal("update", (string?)next["response_action"]);
        Assert.Equal("Accept H-1042", (string?)next["view"]!["title"]!["text"]);
    }

    [Fact]
    public async Task A_notice_to_a_sent_form_is_shown_in_its_place()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Card.Says("It was withdrawn meanwhile.")));

        var shown = await Stage.JsonAsync(await stage.InteractAsync("view_submission.json"));

        Assert.Equal("update", (string?)shown["response_action"]);
        Assert.Contains("withdrawn meanwhile", shown["view"]!["blocks"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_stand_beside_their_inputs()
    {
        await using var stage = await Stage.SetAsync(Errors("note"));

        var answer = await Stage.JsonAsync(await stage.InteractAsync("view_submission.json"));

        Assert.Equal("errors", (string?)answer["response_action"]);
        Assert.Equal("Look at note.", (string?)answer["errors"]!["note"]);
    }

    [Theory]
    [InlineData("seller")]
    [InlineData("client")]
    [InlineData("criteria-0")]
    [InlineData("elsewhere")]
    public async Task An_error_that_Slack_would_not_show_is_drawn_into_the_form(string input)
    {
        await using var stage = await Stage.SetAsync(Errors("note", input));

        var answer = await Stage.JsonAsync(await stage.InteractAsync("view_submission.json"));

        Assert.Equal("update", (string?)answer["response_action"]);
        SlackRules.Obeyed(answer["view"]!);
        foreach (var id in new[] { "note", input })
        {
            var drawn = Assert.Single(answer["view"]!["blocks"]!.AsArray(), block => (string?)block!["block_id"] == $"{id}:error");
            Assert.Contains($"Look at {id}.", drawn!.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_error_that_was_drawn_before_does_not_stay_behind()
    {
        await using var stage = await Stage.SetAsync(Errors("note"));

        var answer = await Stage.JsonAsync(await stage.InteractAsync(
            "view_submission.json", payload => payload["view"]!["blocks"]!.AsArray().Add(JsonNode.Parse("""{"type":"context","block_id":"scope:error"}"""))));

        Assert.Equal("update", (string?)answer["response_action"]);
    }

    [Fact]
    public async Task A_button_in_a_form_redraws_the_view_that_it_stands_in()
    {
        await using var stage = await Stage.SetAsync(new Reply.NextForm(Form));

        await Stage.EmptyAsync(await stage.InteractAsync("view_action.json"));

        var body = JsonNode.Parse(Assert.Single(stage.Slack.CallsOf("views.update")).Body)!;
        Assert.Equal(("V0VIEW", "156663117.cd33ad1f"), ((string?)body["view_id"], (string?)body["hash"]));
    }

    [Fact]
    public async Task A_view_that_was_redrawn_meanwhile_is_redrawn_once_more_without_its_hash()
    {
        await using var stage = await Stage.SetAsync(new Reply.NextForm(Form));
        stage.Slack.Answers("views.update", """{"ok":false,"error":"hash_conflict"}""", """{"ok":true}""");

        await Stage.EmptyAsync(await stage.InteractAsync("view_action.json"));

        var calls = stage.Slack.CallsOf("views.update").Select(call => JsonNode.Parse(call.Body)!).ToList();
        Assert.Equal(2, calls.Count);
        Assert.Null(calls[1]["hash"]);
    }

    [Fact]
    public async Task A_message_is_answered_in_the_direct_chat_and_a_form_is_offered_in_words()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Card.Says("Nothing waits for you.")));

        await stage.EventAsync("event_message_im.json");
        stage.Bot.Answer = _ => new Reply.OpenForm(Form);
        await stage.EventAsync("event_message_im.json", payload => payload["event_id"] = "Ev0OTHER");

        var said = stage.Slack.CallsOf("chat.postMessage").Select(call => JsonNode.Parse(call.Body)!).ToList();
        Assert.All(said, body => Assert.Equal("D0SAM", (string?)body["channel"]));
        Assert.Equal("Nothing waits for you.", (string?)said[0]["text"]);
        Assert.Contains("`/handoff`", (string?)said[1]["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_is_not_known_whether_something_was_carried_out_nobody_is_told_that_nothing_was_changed()
    {
        await using var stage = await Stage.SetAsync();

        stage.Bot.Answer = _ => throw new InvalidOperationException("secret detail");
        var broke = (await Stage.JsonAsync(await stage.CommandAsync())).ToJsonString();
        stage.Bot.Answer = _ => throw new UnknownOutcomeException("secret detail");
        var unknown = (await Stage.JsonAsync(await stage.CommandAsync())).ToJsonString();

        Assert.Contains("nothing was changed", broke, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing was changed", unknown, StringComparison.Ordinal);
        Assert.Contains("is not known. Please look before you try again", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_breaks_is_said_politely_on_every_surface_where_somebody_waits()
    {
        await using var stage = await Stage.SetAsync();
        stage.Bot.Answer = _ => throw new InvalidOperationException("secret detail");

        var command = await stage.CommandAsync();
        var form = await stage.InteractAsync("view_submission.json");
        await Stage.EmptyAsync(await stage.InteractAsync("button.json"));
        await Stage.EmptyAsync(await stage.EventAsync("event_message_im.json"));
        var options = await Stage.JsonAsync(await stage.InteractAsync("suggestion.json"));

        string[] said =
        [
            (await Stage.JsonAsync(command)).ToJsonString(),
            (await Stage.JsonAsync(form)).ToJsonString(),
            Assert.Single(stage.Slack.CallsOf("/respond/1")).Body,
            Assert.Single(stage.Slack.CallsOf("chat.postMessage")).Body,
        ];
        Assert.All(said, text => Assert.Contains("Please try again", text, StringComparison.Ordinal));
        Assert.All(said, text => Assert.DoesNotContain("secret detail", text, StringComparison.Ordinal));
        Assert.Empty(options["options"]!.AsArray());
    }

    [Fact]
    public async Task What_an_older_version_drew_is_said_to_be_old()
    {
        await using var stage = await Stage.SetAsync();

        await Stage.EmptyAsync(await stage.InteractAsync("button.json", payload => payload["actions"]![0]!["value"] = "accept_1042"));
        var form = await Stage.JsonAsync(await stage.InteractAsync("view_submission.json", payload => payload["view"]!["private_metadata"] = "old"));

        Assert.Contains("another version", Assert.Single(stage.Slack.CallsOf("/respond/1")).Body, StringComparison.Ordinal);
        Assert.Contains("another version", form.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(stage.Bot.Heard);
    }

    private static Reply.FormErrors Errors(params string[] inputs)
    {
        string? Of(string id) => inputs.Contains(id, StringComparer.Ordinal) ? $"Look at {id}." : null;
        return new(
            inputs.ToImmutableDictionary(id => id, id => $"Look at {id}."),
            Form with
            {
                Parts =
                [
                    new FormPart.ChecklistField(Scene.Field("note", "Note", new FieldKind.LongText(null, null, null, null)), null, false, Of("note")),
                    new FormPart.PersonField("seller", "Seller", null, true, null, false, Of("seller")),
                    new FormPart.ClientField("client", "Client", null, true, null, false, Of("client")),
                    new FormPart.Criteria("criteria", [new("It is so", false, Of("criteria-0"))]),
                ],
            });
    }
}
