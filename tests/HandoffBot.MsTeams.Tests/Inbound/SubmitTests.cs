using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Inbound;

namespace HandoffBot.MsTeams.Tests.Inbound;

/// <summary>Where a dialog cannot be opened, the form is a card in the personal chat.</summary>
public sealed class SubmitTests
{
    private const string Chat = "https://smba.trafficmanager.net/emea/3d7c7a4e-0000-4000-8000-000000000002/v3/conversations/a%3A1personal-chat-of-kim/activities";

    private static readonly AccountRef Kim = new(Platform.MsTeams, Stage.Tenant, "3d7c7a4e-0000-4000-8000-0000000000a1");
    private static readonly CardRef Shown = new(Platform.MsTeams, Stage.Tenant, "a:1personal-chat-of-kim", "1763890000777");
    private static readonly Card Sentence = Card.Says("It was withdrawn meanwhile.");
    private static readonly Form Form = new(
        new(FormKind.Accept, 1042), "Accept H-1042", [new FormPart.PersonField("owner", "Owner", null, true, null, false, null)], "Accept");

    private static readonly Reply[] EveryReply =
    [
        new Reply.OpenForm(Form),
        new Reply.NextForm(Form),
        new Reply.FormErrors(ImmutableDictionary<string, string>.Empty.Add("client", "Choose a client first."), Form),
        new Reply.CloseForm(),
        new Reply.Notice(Sentence),
        new Reply.Suggestions([]),
        new Reply.Done(),
    ];

    public static TheoryData<int> Replies => [.. Enumerable.Range(0, EveryReply.Length)];

    [Fact]
    public void Every_reply_is_tried() => Assert.Equal(
        typeof(Reply).GetNestedTypes(BindingFlags.Public).ToHashSet(), EveryReply.Select(reply => reply.GetType()).ToHashSet());

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task Every_reply_is_an_answer_to_a_button_and_to_a_form(int which)
    {
        await using var stage = await Stage.SetAsync(EveryReply[which]);

        using var button = await stage.SendAsync("submit_message.json");
        using var form = await stage.SendAsync("submit_message.json", Submits);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (button.StatusCode, form.StatusCode));
        Assert.DoesNotContain(stage.Log.Lines, line => line.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_button_that_opened_no_dialog_gets_its_form_in_the_chat()
    {
        await using var stage = await Stage.SetAsync(new Reply.OpenForm(Form));

        using var answer = await stage.SendAsync("submit_message.json");

        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        Assert.Equal((Act.Accept, Shown), Assert.IsType<Interaction.ButtonPressed>(stage.Bot.Heard.First()) is var pressed ? (pressed.Press.Act, pressed.On) : default);
        var (call, body) = Assert.Single(stage.Connector.Calls);
        Assert.Equal($"POST {Chat}", call);
        Assert.Equal("Input.ChoiceSet", Find(body, "found_owner"));
    }

    [Fact]
    public async Task A_form_that_was_sent_goes_on_in_its_place()
    {
        await using var stage = await Stage.SetAsync(EveryReply[2]);

        using var answer = await stage.SendAsync("submit_message.json", Submits);

        Assert.IsType<Interaction.FormSubmitted>(stage.Bot.Heard.First());
        var (call, body) = Assert.Single(stage.Connector.Calls);
        Assert.Equal($"PUT {Chat}/1763890000777", call);
        Assert.Contains("Choose a client first", body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_goes_on_though_Microsoft_Teams_had_no_time_at_first()
    {
        await using var stage = await Stage.SetAsync(new Reply.NextForm(Form));
        stage.Connector.Answer = _ => stage.Connector.Calls.Count switch
        {
            1 => (HttpStatusCode.PreconditionFailed, "{}"),
            2 => (HttpStatusCode.ServiceUnavailable, "{}"),
            _ => (HttpStatusCode.OK, """{"id":"1"}"""),
        };

        using var answer = await stage.SendAsync("submit_message.json", Submits);

        Assert.Equal(3, stage.Connector.Calls.Count);
        Assert.DoesNotContain(stage.Log.Lines, line => line.Contains("did not reach", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_that_was_deleted_meanwhile_goes_on_below()
    {
        await using var stage = await Stage.SetAsync(new Reply.NextForm(Form));
        stage.Connector.Answer = call => call.StartsWith("PUT", StringComparison.Ordinal) ? (HttpStatusCode.NotFound, "{}") : (HttpStatusCode.OK, """{"id":"1"}""");

        using var answer = await stage.SendAsync("submit_message.json", Submits);

        Assert.Equal([$"PUT {Chat}/1763890000777", $"POST {Chat}"], stage.Connector.Calls.Select(one => one.Call));
    }

    [Fact]
    public async Task A_form_that_is_done_with_shows_no_inputs_any_more()
    {
        await using var stage = await Stage.SetAsync(new Reply.CloseForm());

        using var closed = await stage.SendAsync("submit_message.json", Submits);
        stage.Bot.Answer = _ => new Reply.Notice(Sentence);
        using var told = await stage.SendAsync("submit_message.json", activity => Submits(activity, "2"));

        Assert.Equal([(Shown, Sentences.Finished), (Shown, Sentence)], stage.Edge.Updated);
        Assert.Empty(stage.Edge.Posted);
    }

    [Fact]
    public async Task What_ends_a_form_that_is_gone_is_said_below()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Sentence));
        stage.Edge.UpdateAnswer = _ => new Outcome.NotThere();

        using var deleted = await stage.SendAsync("submit_message.json", Submits);
        using var nowhere = await stage.SendAsync("submit_message.json", activity =>
        {
            Submits(activity, "2");
            activity.AsObject().Remove("replyToId");
        });

        Assert.Equal([(new Destination.ToPerson(Kim), Sentence), (new Destination.ToPerson(Kim), Sentence)], stage.Edge.Posted);
    }

    [Fact]
    public async Task What_could_not_be_shown_is_told_to_the_log()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Sentence));
        stage.Edge.UpdateAnswer = _ => new Outcome.Failed("no time");

        using var answer = await stage.SendAsync("submit_message.json", Submits);

        Assert.Contains(stage.Log.Lines, line => line.Contains("did not reach the personal chat: no time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_search_in_a_chat_redraws_the_form_with_what_was_found()
    {
        await using var stage = await Stage.SetAsync();
        stage.Bot.Answer = asked => asked is Interaction.SuggestionsAsked sought
            ? new Reply.Suggestions([new($"{sought.Query}-id", "Lee Ives")]) : new Reply.NextForm(Form);

        using var answer = await stage.SendAsync("submit_message.json", activity =>
        {
            Submits(activity);
            (activity["value"]!["hb"]!["p"], activity["value"]!["hb"]!["s"], activity["value"]!["search_owner"]) = (new JsonObject { ["a"] = "Redraw" }, "owner", "lee");
        });

        Assert.IsType<Interaction.FormPressed>(stage.Bot.Heard.First());
        Assert.Contains("lee-id", Assert.Single(stage.Connector.Calls).Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_to_a_button_in_a_channel_goes_to_the_personal_chat()
    {
        await using var stage = await Stage.SetAsync(new Reply.Notice(Sentence));
        stage.Edge.Answer = where => where is Destination.ToPerson ? new Outcome.Dead("blocked", "unblock it") : new Outcome.Taken();

        using var answer = await stage.SendAsync("submit_message.json", InChannel);

        Assert.Equal(
            [new Destination.ToPerson(Kim), new Destination.ToThread(new(Platform.MsTeams, Stage.Tenant, "19:delivery-channel@thread.tacv2;messageid=1", "f:6f1d2c3b-submit-message"), false)],
            stage.Edge.Posted.Select(posted => posted.Where));
        Assert.Equal(Sentences.NotPrivately, stage.Edge.Posted.Last().Card);
    }

    [Fact]
    public async Task A_form_that_has_no_personal_chat_to_stand_in_is_told_in_the_thread()
    {
        await using var stage = await Stage.SetAsync(new Reply.OpenForm(Form));
        stage.Connector.Answer = _ => (HttpStatusCode.Forbidden, """{"error":{"code":"BotDisabledByAdmin"}}""");

        using var channel = await stage.SendAsync("submit_message.json", InChannel);

        Assert.Equal(Sentences.NotPrivately, Assert.Single(stage.Edge.Posted).Card);
    }

    [Fact]
    public async Task A_button_of_another_version_says_so_and_nobody_is_nobody()
    {
        await using var stage = await Stage.SetAsync();

        using var old = await stage.SendAsync("submit_message.json", activity => activity["value"] = new JsonObject { ["action"] = "accept" });
        using var nobody = await stage.SendAsync("submit_message.json", activity => activity["from"]!.AsObject().Remove("aadObjectId"));

        Assert.Equal(Sentences.OldButton, Assert.Single(stage.Edge.Posted).Card);
        Assert.Empty(stage.Bot.Heard);
    }

    private static void Submits(JsonNode activity) => Submits(activity, "1");

    private static void Submits(JsonNode activity, string id) => (activity["id"], activity["value"]) = (
        id, new JsonObject { ["hb"] = new JsonObject { ["v"] = 1, ["t"] = new JsonObject { ["k"] = "Accept", ["h"] = 1042 } } });

    private static void InChannel(JsonNode activity)
    {
        (activity["conversation"]!["conversationType"], activity["conversation"]!["id"]) = ("channel", "19:delivery-channel@thread.tacv2;messageid=1");
        activity["channelData"]!["team"] = new JsonObject { ["id"] = "19:delivery-general@thread.tacv2" };
    }

    private static string? Find(JsonNode? node, string id) => node switch
    {
        JsonObject one when (string?)(one["id"] as JsonValue) == id => (string?)one["type"],
        JsonObject one => one.Select(member => Find(member.Value, id)).FirstOrDefault(found => found is not null),
        JsonArray many => many.Select(one => Find(one, id)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
