using System.Net;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.MsTeams.Cards;
using HandoffBot.MsTeams.Text;

namespace HandoffBot.MsTeams.Tests.Inbound;

/// <summary>The app's actions on messages and beside the box: "Add to a handoff", "New handoff".</summary>
public sealed class ExtensionTests
{
    private static readonly AccountRef Kim = new(Platform.MsTeams, Stage.Tenant, "3d7c7a4e-0000-4000-8000-0000000000a1");
    private static readonly FormToken Token = new(FormKind.AddMessage, Text: "0123456789abcdef0123456789abcdef");
    private static readonly Form Form = new(Token, "Add to a handoff", [new FormPart.HandoffField("where", "Handoff", null, true, null, null)], "Add");

    [Fact]
    public async Task The_message_comes_as_it_was_written_and_the_dialog_is_the_answer()
    {
        await using var stage = await Stage.SetAsync(new Reply.OpenForm(Form));

        var answer = await JsonAsync(stage.SendAsync("extension_fetch.json"));

        var picked = Assert.IsType<Interaction.MessagePicked>(stage.Bot.Heard.First());
        Assert.Equal(Kim, picked.By);
        Assert.Equal(
            new Quote(
                new(Platform.MsTeams, Stage.Tenant, "19:delivery-channel@thread.tacv2", "1763890000777"),
                "Fish & Chips sign on Friday, says Sam:\n\n• five sites\n• 5 < 6 😀")
            {
                Author = new(Platform.MsTeams, Stage.Tenant, "3d7c7a4e-0000-4000-8000-0000000000b1"),
                AuthorName = "Lee Ives",
                Link = new("https://teams.microsoft.com/l/message/19:delivery-channel@thread.tacv2/1763890000777?parentMessageId=1763890000001"),
                Thread = "1763890000001",
            },
            picked.Quote);
        Assert.Equal(("continue", "Add to a handoff"), ((string?)answer["task"]!["type"], (string?)answer["task"]!["value"]!["title"]));
        Assert.Equal((SuggestionSource.Handoffs, ""), Assert.IsType<Interaction.SuggestionsAsked>(stage.Bot.Heard.Last()) is var asked ? (asked.Source, asked.Query) : default);
    }

    [Fact]
    public async Task What_is_sent_from_there_goes_on_as_any_dialog_does()
    {
        await using var stage = await Stage.SetAsync(new Reply.CloseForm());

        using var closed = await stage.SendAsync("task_submit.json", change: activity => activity["name"] = "composeExtension/submitAction");

        Assert.Equal((HttpStatusCode.OK, ""), (closed.StatusCode, await closed.Content.ReadAsStringAsync()));
        Assert.IsType<Interaction.FormSubmitted>(Assert.Single(stage.Bot.Heard));
    }

    [Fact]
    public async Task New_handoff_says_the_word()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Card.Says("You are in no team that hands clients over.")));

        var answer = await JsonAsync(stage.SendAsync("extension_fetch.json", change: activity => activity["value"] = Chosen("newHandoff", "compose")));

        Assert.Equal("new", Assert.IsType<Interaction.CommandTyped>(Assert.Single(stage.Bot.Heard)).Text);

        // Where it was used the bot may not be: nobody is to be written to there.
        Assert.Empty(stage.Book.Remembered);
        Assert.Equal(("message", "You are in no team that hands clients over."), ((string?)answer["task"]!["type"], (string?)answer["task"]!["value"]));
    }

    [Fact]
    public async Task An_action_of_another_version_and_one_without_its_message_are_told_apart()
    {
        await using var stage = await Stage.SetAsync();

        var old = await JsonAsync(stage.SendAsync("extension_fetch.json", change: activity => activity["value"] = Chosen("another", "message")));
        Assert.Contains("another version", (string?)old["task"]!["value"], StringComparison.Ordinal);
        foreach (var broken in new[] { Chosen("addToHandoff", "message"), With(Chosen("addToHandoff", "message"), new JsonObject { ["id"] = 5 }) })
        {
            using var answer = await stage.SendAsync("extension_fetch.json", change: activity => activity["value"] = broken);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task Who_wrote_it_what_it_carries_and_who_can_read_it_are_told()
    {
        var app = await QuoteAsync(activity => activity["value"]!["messagePayload"]!["from"] = JsonNode.Parse("""{"application":{"id":"x","displayName":"The CRM"},"user":null}"""));
        Assert.Equal((null, "The CRM", false), (app.Author, app.AuthorName, app.IsPrivate));
        var guest = await QuoteAsync(activity => activity["value"]!["messagePayload"]!["from"] = JsonNode.Parse("""{"user":{"userIdentityType":"anonymousGuest","id":"3D7C7A4E-0000-4000-8000-0000000000B1"}}"""));
        Assert.Equal((null, null), (guest.Author, guest.AuthorName));
        Assert.True((await QuoteAsync(activity => activity["channelData"]!["channel"]!["type"] = "private")).IsPrivate);
        Assert.True((await QuoteAsync(activity =>
        {
            activity["conversation"] = JsonNode.Parse("""{"id":"19:few@thread.v2","conversationType":"groupChat"}""");
            activity["channelData"]!.AsObject().Remove("channel");
            activity["channelData"]!.AsObject().Remove("team");
        })).IsPrivate);
        var files = await QuoteAsync(activity =>
        {
            var message = activity["value"]!["messagePayload"]!;
            message["body"] = JsonNode.Parse("""{"contentType":"html","content":"<attachment id=\"1\"></attachment>"}""");
            message["attachments"] = new JsonArray(new JsonObject { ["id"] = "1" });
            message["linkToMessage"] = "javascript:alert(1)";
            message["deleted"] = true;
        });
        Assert.Equal((true, true, "", null), (files.HasFiles, files.IsDeleted, files.Text, files.Link));
        Assert.Equal("a <b>", (await QuoteAsync(activity => activity["value"]!["messagePayload"]!["body"] = JsonNode.Parse("""{"contentType":"text","content":"a <b>"}"""))).Text);
    }

    [Fact]
    public void What_typing_looks_through_names_the_form_that_asks()
    {
        Assert.Equal((SuggestionSource.Handoffs, Subject.Client, new FormToken(FormKind.AddMessage, Text: Token.Text)), Pickers.Read(Pickers.Dataset(SuggestionSource.Handoffs, Subject.Client, Token)));
        Assert.Null(Pickers.Read("hb.handoffs.Nothing.x"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("plain &amp; simple", "plain & simple")]
    [InlineData("<p>one</p><p>two</p>", "one\ntwo")]
    [InlineData("a<br/>b<br>c", "a\nb\nc")]
    [InlineData("&lt;script&gt;", "<script>")]
    [InlineData("<script>alert(1)</script>", "alert(1)")]
    [InlineData("unclosed <b", "unclosed")]
    [InlineData("<tr><td>a</td><td>b</td></tr>", "a b")]
    [InlineData("<p>&nbsp;</p><p>&nbsp;</p><p>x</p>", "x")]
    [InlineData("<emoji alt=\"🎉\"></emoji>", "🎉")]
    public void Markup_becomes_text(string html, string text) => Assert.Equal(text, HtmlText.Of(html));

    private static async Task<Quote> QuoteAsync(Action<JsonNode> change)
    {
        await using var stage = await Stage.SetAsync();
        using var _ = await stage.SendAsync("extension_fetch.json", change: change);
        return Assert.IsType<Interaction.MessagePicked>(Assert.Single(stage.Bot.Heard)).Quote;
    }

    private static JsonObject Chosen(string command, string context) => new() { ["commandId"] = command, ["commandContext"] = context };

    private static JsonObject With(JsonObject value, JsonObject message)
    {
        value["messagePayload"] = message;
        return value;
    }

    private static async Task<JsonNode> JsonAsync(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
