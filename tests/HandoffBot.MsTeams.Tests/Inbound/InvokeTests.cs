using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Cards;
using NodaTime;

namespace HandoffBot.MsTeams.Tests.Inbound;

/// <summary>Buttons, dialogs and typed choices: each is answered where it was asked, in the shape that Microsoft Teams takes.</summary>
public sealed class InvokeTests
{
    private static readonly AccountRef Kim = new(Platform.MsTeams, Stage.Tenant, "3d7c7a4e-0000-4000-8000-0000000000a1");
    private static readonly CardRef Brief = new(Platform.MsTeams, Stage.Tenant, "19:delivery-channel@thread.tacv2;messageid=1763890000001", "1763890000001");
    private static readonly FormToken Token = new(FormKind.Accept, 1042, Round: 1, Revision: 3);
    private static readonly Suggestion Lee = new("3d7c7a4e-0000-4000-8000-0000000000b1", "Lee Ives");
    private static readonly Card Sentence = Card.Says(Phrase.Of("Only ", new Inline.Strong("Onboarding"), " can accept this. Say ", new Inline.Command("inbox"), "."));
    private static readonly Card List = new("Two wait.", [new CardPart.Text("Two wait."), new CardPart.Buttons([new("Show", Presses.Say("show H-1042"))])]);

    private static readonly Form Form = new(
        Token, "Accept H-1042",
        [
            new FormPart.PersonField("owner", "Owner", null, true, null, false, null),
            new FormPart.TextField("note", "Note", null, false, false, 100, null, null),
        ],
        "Accept");

    private static readonly Reply[] EveryReply =
    [
        new Reply.OpenForm(Form),
        new Reply.NextForm(Form),
        new Reply.FormErrors(ImmutableDictionary<string, string>.Empty.Add("note", "Too short."), Form),
        new Reply.CloseForm(),
        new Reply.Notice(Sentence),
        new Reply.Suggestions([Lee]),
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

        var action = await JsonAsync(stage.SendAsync("card_action.json"));
        var fetch = await JsonAsync(stage.SendAsync("task_fetch.json"));
        var search = await JsonAsync(stage.SendAsync("search.json"));
        using var submit = await stage.SendAsync("task_submit.json");

        Assert.Equal(HttpStatusCode.OK, submit.StatusCode);
        Assert.All([action, search], answer => Assert.Equal(["statusCode", "type", "value"], answer.AsObject().Select(member => member.Key)));
        Assert.Contains((string?)fetch["task"]!["type"], (string[])["continue", "message"]);
        Assert.DoesNotContain(stage.Log.Lines, line => line.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_button_on_a_card_is_heard_with_the_card_that_it_is_on()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Sentence));

        var answer = await JsonAsync(stage.SendAsync("card_action.json"));

        Assert.Equal(
            new Interaction.ButtonPressed(
                Kim, "msteams:19:delivery-channel@thread.tacv2;messageid=1763890000001:f:6f1d2c3b-card-action", new(Act.Claim, 1042, 1, 3), Brief),
            Assert.Single(stage.Bot.Heard));
        Assert.Equal(
            """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Only Onboarding can accept this. Say inbox."}""",
            answer.ToJsonString());
        Assert.Empty(stage.Edge.Posted);
    }

    [Theory]
    [InlineData("Asia/Kathmandu", "Taken at 22 Nov 2026, 17:45 +0545.")]
    [InlineData("Middle/Earth", "Taken at 22 Nov 2026, 13:00 CET.")]
    [InlineData(null, "Taken at 22 Nov 2026, 12:00 GMT.")]
    public async Task A_sentence_beside_a_card_tells_times_where_its_reader_is(string? zone, string says)
    {
        var taken = new Inline.When(Instant.FromUtc(2026, 11, 22, 12, 0), DateTimeZoneProviders.Tzdb["Europe/Berlin"]);
        await using var stage = await Stage.SetAsync(new Reply.Notice(Card.Says(Phrase.Of("Taken at ", taken, "."))));

        var answer = await JsonAsync(stage.SendAsync("card_action.json", activity => activity["entities"]![0]!["timezone"] = zone));

        Assert.Equal(says, (string?)answer["value"]);
    }

    [Fact]
    public async Task What_is_more_than_a_sentence_goes_to_the_personal_chat_and_is_said_beside_the_card()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(List));

        var answer = await JsonAsync(stage.SendAsync("card_action.json"));
        stage.Edge.Answer = _ => new Outcome.Dead("blocked", "unblock it");
        var blocked = await JsonAsync(stage.SendAsync("card_action.json"));

        Assert.Equal("I answered in our personal chat.", (string?)answer["value"]);
        Assert.Equal("Two wait.", (string?)blocked["value"]);
        Assert.All(stage.Edge.Posted, posted => Assert.Equal((new Destination.ToPerson(Kim), List), posted));
    }

    [Fact]
    public async Task A_form_that_such_a_button_asks_for_stands_in_the_personal_chat()
    {
        await using var stage = await Stage.SetAsync(new Reply.OpenForm(Form));

        var answer = await JsonAsync(stage.SendAsync("card_action.json"));

        Assert.Equal("I answered in our personal chat.", (string?)answer["value"]);
        var (call, body) = stage.Connector.Calls.Last();
        Assert.StartsWith("POST ", call, StringComparison.Ordinal);
        Assert.Contains("Accept H-1042", body["summary"]!.ToString(), StringComparison.Ordinal);
        stage.Connector.Answer = _ => (HttpStatusCode.Forbidden, """{"error":{"code":"BotDisabledByAdmin"}}""");
        Assert.Contains("cannot write to you", (string?)(await JsonAsync(stage.SendAsync("card_action.json")))["value"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"hb":{"v":99,"p":{"a":"Claim"}}}""")]
    [InlineData("""{"hb":{"v":1,"p":{"a":"Nonsense"}}}""")]
    [InlineData("null")]
    public async Task A_button_of_another_version_says_so(string data)
    {
        await using var stage = await Stage.SetAsync();

        var action = await JsonAsync(stage.SendAsync("card_action.json", activity => activity["value"]!["action"]!["data"] = JsonNode.Parse(data)));
        var fetch = await JsonAsync(stage.SendAsync("task_fetch.json", activity => activity["value"]!["data"] = JsonNode.Parse(data)));
        var submit = await JsonAsync(stage.SendAsync("task_submit.json", activity => activity["value"]!["data"] = JsonNode.Parse(data)));

        Assert.Contains("another version", (string?)action["value"], StringComparison.Ordinal);
        Assert.Contains("another version", (string?)fetch["task"]!["value"], StringComparison.Ordinal);
        Assert.Contains("another version", (string?)submit["task"]!["value"], StringComparison.Ordinal);
        Assert.Empty(stage.Bot.Heard);
    }

    [Theory]
    [InlineData("card_action.json", "action")]
    [InlineData("task_fetch.json", "data")]
    [InlineData("task_submit.json", "data")]
    [InlineData("search.json", "dataset")]
    public async Task Whatever_is_missing_is_answered(string fixture, string without)
    {
        await using var stage = await Stage.SetAsync();

        Assert.NotNull(await JsonAsync(stage.SendAsync(fixture, activity => activity["value"]!.AsObject().Remove(without))));
        using var empty = await stage.SendAsync(fixture, activity => activity.AsObject().Remove("value"));
        using var nobody = await stage.SendAsync(fixture, activity => activity["from"]!.AsObject().Remove("aadObjectId"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (empty.StatusCode, nobody.StatusCode));
        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task A_dialog_opens_in_the_answer_with_likely_people_in_its_lists()
    {
        await using var stage = await Stage.SetAsync();
        stage.Bot.Answer = asked => asked is Interaction.SuggestionsAsked ? new Reply.Suggestions([Lee]) : new Reply.OpenForm(Form);

        var answer = await JsonAsync(stage.SendAsync("task_fetch.json"));

        Assert.Equal(new Interaction.SuggestionsAsked(Kim, "msteams:suggestions", SuggestionSource.People, "", Token), stage.Bot.Heard.Last());
        Assert.Equal((Act.Accept, Brief), Assert.IsType<Interaction.ButtonPressed>(stage.Bot.Heard.First()) is var pressed ? (pressed.Press.Act, pressed.On) : default);
        var shown = answer["task"]!["value"]!;
        Assert.Equal(("continue", "Accept H-1042", "large", "large"), ((string?)answer["task"]!["type"], (string?)shown["title"], (string?)shown["height"], (string?)shown["width"]));
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)shown["card"]!["contentType"]);
        Assert.Contains("Lee Ives", shown["card"]!["content"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Web", true)]
    [InlineData("iOS", false)]
    [InlineData(null, false)]
    public async Task Typing_asks_the_bot_where_the_client_lets_it(string? platform, bool asks)
    {
        await using var stage = await Stage.SetAsync(new Reply.OpenForm(Form));

        var answer = await JsonAsync(stage.SendAsync("task_fetch.json", activity => activity["entities"]![0]!["platform"] = platform));

        Assert.Equal(asks, answer.ToJsonString().Contains("Data.Query", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_in_place_of_a_dialog_is_a_sentence_and_more_than_that_a_card()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Sentence));

        var sentence = await JsonAsync(stage.SendAsync("task_fetch.json"));
        stage.Bot.Answer = _ => new Reply.Notice(List);
        var list = await JsonAsync(stage.SendAsync("task_fetch.json"));

        Assert.Equal("""{"task":{"type":"message","value":"Only Onboarding can accept this. Say inbox."}}""", sentence.ToJsonString());
        Assert.Equal("continue", (string?)list["task"]!["type"]);
        Assert.Contains("Show", list["task"]!["value"]!["card"]!["content"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_tells_a_time_tells_it_in_its_readers_zone()
    {
        var at = NodaTime.Instant.FromUtc(2026, 11, 23, 14, 2);
        await using var stage = await Stage.SetAsync(new Reply.Notice(Card.Says(Phrase.Of("Already accepted by Lee, ", new Inline.When(at, NodaTime.DateTimeZone.Utc), "."))));

        var refusal = await JsonAsync(stage.SendAsync("task_fetch.json"));

        var shown = refusal["task"]!["value"]!;
        Assert.Equal(("continue", "small"), ((string?)refusal["task"]!["type"], (string?)shown["height"]));
        Assert.Contains("Already accepted by Lee, {{DATE(2026-11-23T14:02:00Z,SHORT)}}", shown["card"]!["content"]!.ToJsonString(CardJson.Letters), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dialog_that_was_sent_is_heard_with_what_stands_in_it_and_closes_by_an_empty_answer()
    {
        await using var stage = await Stage.SetAsync(new Reply.CloseForm());

        using var answer = await stage.SendAsync("task_submit.json");

        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        var sent = Assert.IsType<Interaction.FormSubmitted>(Assert.Single(stage.Bot.Heard));
        Assert.Equal((Kim, Token), (sent.By, sent.Token));
        Assert.Equal(new Dictionary<string, Input>
        {
            ["criteria-0"] = new Input.Ticked(true),
            ["criteria-1"] = new Input.Ticked(false),
            ["owner"] = new Input.Selected(Lee.Id, Lee.Label),
            ["read_back"] = new Input.Typed("They need their invoices before Friday."),
        }, sent.Inputs);
    }

    [Fact]
    public async Task Errors_keep_the_dialog_open_beside_their_inputs_and_those_about_others_above()
    {
        var redrawn = Form with { Parts = [new FormPart.TextField("note", "Note", null, false, false, 100, "x", "Too short.")] };
        await using var stage = await Stage.SetAsync(new Reply.FormErrors(
            ImmutableDictionary<string, string>.Empty.Add("note", "Too short.").Add("client", "Choose a client first."), redrawn));

        var answer = await JsonAsync(stage.SendAsync("task_submit.json"));

        var card = answer["task"]!["value"]!["card"]!["content"]!.ToJsonString();
        Assert.Equal("continue", (string?)answer["task"]!["type"]);
        Assert.Single(card.Split("Too short").Skip(1));
        Assert.Contains("Choose a client first", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_in_a_dialog_brings_what_stands_in_it()
    {
        await using var stage = await Stage.SetAsync(new Reply.NextForm(Form));

        await JsonAsync(stage.SendAsync("task_submit.json", activity => activity["value"]!["data"]!["hb"]!["p"] = new JsonObject { ["a"] = "Back" }));

        var pressed = Assert.IsType<Interaction.FormPressed>(stage.Bot.Heard.First());
        Assert.Equal((Token, Act.Back, 4), (pressed.Token, pressed.Press.Act, pressed.Inputs.Count));
    }

    [Fact]
    public async Task A_search_draws_the_dialog_again_with_what_was_found()
    {
        await using var stage = await Stage.SetAsync();
        stage.Bot.Answer = asked => asked is Interaction.SuggestionsAsked ? new Reply.Suggestions([Lee]) : new Reply.NextForm(Form);

        var answer = await JsonAsync(stage.SendAsync("task_submit.json", activity =>
        {
            var data = activity["value"]!["data"]!;
            (data["hb"]!["p"], data["hb"]!["s"], data["search_owner"]) = (new JsonObject { ["a"] = "Redraw", ["t"] = "owner" }, "owner", "lee");
        }));

        Assert.Equal("lee", Assert.IsType<Interaction.SuggestionsAsked>(stage.Bot.Heard.Last()).Query);
        Assert.Contains("Found for “lee”", answer["task"]!["value"]!["card"]!["content"]!.ToJsonString(CardJson.Letters), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typing_is_answered_with_what_is_found_fifteen_at_most()
    {
        await using var stage = await Stage.SetAsync(new Reply.Suggestions([.. Enumerable.Range(0, 40).Select(place => new Suggestion($"id-{place}", $"Lee {place}"))]));

        var answer = await JsonAsync(stage.SendAsync("search.json"));

        Assert.Equal(
            new Interaction.SuggestionsAsked(Kim, "msteams:suggestions", SuggestionSource.People, "lee", new FormToken(FormKind.Accept, 1042)),
            Assert.Single(stage.Bot.Heard));
        Assert.Equal((200, "application/vnd.microsoft.search.searchResponse"), ((int?)answer["statusCode"], (string?)answer["type"]));
        var results = answer["value"]!["results"]!.AsArray();
        Assert.Equal(15, results.Count);
        Assert.Equal("""{"title":"Lee 0","value":"Lee 0|id-0"}""", results[0]!.ToJsonString(CardJson.Letters));
    }

    [Fact]
    public async Task Typing_somewhere_else_finds_nothing()
    {
        await using var stage = await Stage.SetAsync();

        var answer = await JsonAsync(stage.SendAsync("search.json", activity => activity["value"]!["dataset"] = "graph.microsoft.com/users"));

        Assert.Empty(answer["value"]!["results"]!.AsArray());
        Assert.Empty(stage.Bot.Heard);
    }

    [Theory]
    [InlineData("composeExtension/query")]
    [InlineData("signin/verifyState")]
    [InlineData(null)]
    public async Task An_invoke_that_is_not_known_is_not_implemented(string? name)
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync("task_fetch.json", activity => activity["name"] = name);

        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task What_breaks_is_a_sentence_with_its_reference_on_every_surface()
    {
        await using var stage = await Stage.SetAsync();
        stage.Bot.Answer = _ => throw new InvalidOperationException("Bluebird broke it");

        string?[] said =
        [
            (string?)(await JsonAsync(stage.SendAsync("card_action.json")))["value"],
            (string?)(await JsonAsync(stage.SendAsync("task_fetch.json")))["task"]!["value"],
            (string?)(await JsonAsync(stage.SendAsync("task_submit.json")))["task"]!["value"],
        ];

        Assert.All(said, sentence =>
        {
            Assert.Contains("something broke on HandoffBot's side", sentence, StringComparison.Ordinal);
            var reference = sentence!.TrimEnd('.').Split(' ')[^1];
            Assert.Contains(stage.Log.Lines, line => line.EndsWith($"reference {reference}", StringComparison.Ordinal));
        });
        Assert.Empty((await JsonAsync(stage.SendAsync("search.json")))["value"]!["results"]!.AsArray());
    }

    [Fact]
    public async Task Over_the_limit_a_dialog_keeps_what_was_typed_and_the_rest_is_told_why()
    {
        await using var stage = await Stage.SetAsync(configure: options => options.RequestsPerMinute = 1);
        using var first = await stage.SendAsync("message_personal.json");

        Assert.Contains("too many requests", (string?)(await JsonAsync(stage.SendAsync("card_action.json")))["value"], StringComparison.Ordinal);
        Assert.Contains("too many requests", (string?)(await JsonAsync(stage.SendAsync("task_fetch.json")))["task"]!["value"], StringComparison.Ordinal);
        using var submit = await stage.SendAsync("task_submit.json");
        using var search = await stage.SendAsync("search.json");
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (submit.StatusCode, search.StatusCode));
        Assert.Single(stage.Bot.Heard);
    }

    [Fact]
    public async Task Where_a_button_was_pressed_is_remembered()
    {
        await using var stage = await Stage.SetAsync();

        await JsonAsync(stage.SendAsync("card_action.json"));

        Assert.Equal("19:delivery-channel@thread.tacv2", Assert.Single(stage.Book.Remembered).Conversation.Channel);
    }

    private static async Task<JsonNode> JsonAsync(Task<HttpResponseMessage> answering)
    {
        using var answer = await answering;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
