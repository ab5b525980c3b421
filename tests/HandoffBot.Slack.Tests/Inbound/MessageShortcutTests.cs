using System.Net;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;

namespace HandoffBot.Slack.Tests.Inbound;

/// <summary>"Add to a handoff" on a message, whoever wrote it and wherever it stands.</summary>
public sealed class MessageShortcutTests
{
    private static readonly Form Form = new(new(FormKind.AddMessage, Text: "id"), "Add to a handoff", [new FormPart.HandoffField("where", "Handoff", null, true, null, null)], "Add");

    [Fact]
    public async Task The_message_comes_as_it_was_written_and_the_form_opens()
    {
        await using var stage = await Stage.SetAsync(new Reply.OpenForm(Form));
        stage.Slack.Answers("views.open", """{"ok":true,"view":{"id":"V1"}}""");

        await Stage.EmptyAsync(await stage.InteractAsync("message_action.json"));

        var picked = Assert.IsType<Interaction.MessagePicked>(Assert.Single(stage.Bot.Heard));
        Assert.Equal((new AccountRef(Platform.Slack, "T0ACME", "U0KIM"), "slack:trigger:12466734323.1395872398.bbbb"), (picked.By, picked.Receipt));
        Assert.Equal(
            new Quote(new(Platform.Slack, "T0ACME", "C0DEALS", "1763892000.000100"), "Fish & Chips sign on Friday, says <@U0SAM>: the offer <final>")
            {
                Author = new(Platform.Slack, "T0ACME", "U0INES"),
                Thread = "1763891000.000100",
            },
            picked.Quote);
        var opened = JsonNode.Parse(Assert.Single(stage.Slack.CallsOf("views.open")).Body)!;
        Assert.Equal("12466734323.1395872398.bbbb", (string?)opened["trigger_id"]);
        Assert.Equal(("external_select", "handoffs"), ((string?)opened["view"]!["blocks"]![0]!["element"]!["type"], (string?)opened["view"]!["blocks"]![0]!["element"]!["action_id"]));
    }

    [Fact]
    public async Task What_an_app_posted_is_told_with_its_name_and_all_of_its_words()
    {
        var quote = await QuoteAsync(payload =>
        {
            var message = payload["message"]!.AsObject();
            message["bot_id"] = "B0CRM";
            message["bot_profile"] = new JsonObject { ["id"] = "B0CRM", ["name"] = "The CRM" };
            message["attachments"] = new JsonArray(new JsonObject { ["text"] = "Stage: *won*" }, new JsonObject { ["fallback"] = "Value: 12,500" }, new JsonObject());
            message["text"] = "";
        });

        Assert.Equal(("The CRM", "Stage: *won*\n\nValue: 12,500"), (quote.AuthorName, quote.Text));
    }

    [Theory]
    [InlineData("C0DEALS", "deals", false)]
    [InlineData("C0DEALS", "privategroup", true)]
    [InlineData("D0KIM", "directmessage", true)]
    [InlineData("G0FEW", "mpdm-kim--sam--ana-1", true)]
    [InlineData("D0KIM", null, true)]
    public async Task Where_only_some_can_read_is_private(string id, string? name, bool isPrivate) => Assert.Equal(
        isPrivate, (await QuoteAsync(payload => payload["channel"] = new JsonObject { ["id"] = id, ["name"] = name })).IsPrivate);

    [Fact]
    public async Task What_is_deleted_or_seen_by_one_alone_or_files_only_is_told_as_such()
    {
        Assert.True((await QuoteAsync(payload => payload["message"]!["subtype"] = "tombstone")).IsDeleted);
        Assert.True((await QuoteAsync(payload => payload["message"]!["is_ephemeral"] = true)).IsEphemeral);
        var files = await QuoteAsync(payload =>
        {
            payload["message"]!["text"] = "";
            payload["message"]!["files"] = new JsonArray(new JsonObject { ["id"] = "F1" });
        });
        Assert.Equal((true, ""), (files.HasFiles, files.Text));
    }

    [Fact]
    public async Task A_sentence_stands_in_a_modal_and_beside_the_message_where_none_opens()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Card.Says("This message has been deleted.")));
        stage.Slack.Answers("views.open", """{"ok":true,"view":{"id":"V1"}}""", """{"ok":false,"error":"expired_trigger_id"}""");

        await Stage.EmptyAsync(await stage.InteractAsync("message_action.json"));
        Assert.Contains("has been deleted", Assert.Single(stage.Slack.CallsOf("views.open")).Body, StringComparison.Ordinal);
        Assert.Empty(stage.Slack.CallsOf("/respond/1"));

        await Stage.EmptyAsync(await stage.InteractAsync("message_action.json"));
        Assert.Contains("has been deleted", Assert.Single(stage.Slack.CallsOf("/respond/1")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_does_not_open_is_said_beside_the_message()
    {
        await using var stage = await Stage.SetAsync(new Reply.OpenForm(Form));
        stage.Slack.Answers("views.open", """{"ok":false,"error":"expired_trigger_id"}""");

        await Stage.EmptyAsync(await stage.InteractAsync("message_action.json"));

        Assert.Contains("Slack gave up waiting", Assert.Single(stage.Slack.CallsOf("/respond/1")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_shortcut_is_none_of_ours_and_one_without_its_message_makes_no_sense()
    {
        await using var stage = await Stage.SetAsync();

        await Stage.EmptyAsync(await stage.InteractAsync("message_action.json", payload => payload["callback_id"] = "another"));
        using var without = await stage.InteractAsync("message_action.json", payload => payload.AsObject().Remove("message"));

        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task Typing_in_its_form_asks_for_handoffs()
    {
        await using var stage = await Stage.SetAsync(new Reply.Suggestions([new("h:1042", "H-1042 · Brightwave Ltd", "Sales to Onboarding")]));

        var answer = await Stage.JsonAsync(await stage.InteractAsync("suggestion.json", payload => payload["action_id"] = "handoffs"));

        Assert.Equal(SuggestionSource.Handoffs, Assert.IsType<Interaction.SuggestionsAsked>(Assert.Single(stage.Bot.Heard)).Source);
        Assert.Equal("h:1042", (string?)answer["options"]![0]!["value"]);
    }

    private static async Task<Quote> QuoteAsync(Action<JsonNode> change)
    {
        await using var stage = await Stage.SetAsync();
        await Stage.EmptyAsync(await stage.InteractAsync("message_action.json", change));
        return Assert.IsType<Interaction.MessagePicked>(Assert.Single(stage.Bot.Heard)).Quote;
    }
}
