using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Cards;

namespace HandoffBot.MsTeams.Tests.Inbound;

/// <summary>The home that stands in a personal chat: it is drawn anew in its place after what is done on it, and nowhere else.</summary>
public sealed class HomeTests
{
    private static readonly AccountRef Kim = new(Platform.MsTeams, Stage.Tenant, "3d7c7a4e-0000-4000-8000-0000000000a1");
    private static readonly CardRef Shown = new(Platform.MsTeams, Stage.Tenant, "a:1personal-chat-of-kim", "1763890000001");
    private static readonly Card Home = new("Your handoffs", [new CardPart.Text("Waiting for your team"), new CardPart.Buttons([new("Accept", new(Act.Accept, 1042, 1, 3))])]) { IsHome = true };
    private static readonly Card Discarded = Card.Says("H-1042 is discarded.");
    private static readonly Form Form = new(
        new(FormKind.Accept, 1042), "Accept H-1042", [new FormPart.TextField("note", "Note", null, false, false, 100, null, null), new FormPart.AnswerButtons([new("Back", new(Act.Back, 1042))])], "Accept");

    [Fact]
    public void Every_button_on_it_says_where_it_stands_and_no_other_does()
    {
        var card = Home with
        {
            Parts =
            [
                new CardPart.Buttons(
                [
                    new("Refresh", new(Act.Home)),
                    new("Discard", new(Act.Discard, 1042), ButtonStyle.Danger, "Really?"),
                    new("Open", new(Act.Open, Text: "https://example.com/")),
                ]),
            ],
        };

        var drawn = MessageRenderer.Draw(card, new(Stage.Tenant, InChannel: false)).Content.ToJsonString();
        var other = MessageRenderer.Draw(card with { IsHome = false }, new(Stage.Tenant, InChannel: false)).Content.ToJsonString();

        // Refresh, what old clients get in its place, and the button below the question.
        Assert.Equal(3, drawn.Split("\"o\":\"here\"").Length - 1);
        Assert.DoesNotContain("\"o\":", other, StringComparison.Ordinal);
        Assert.Equal(other.Length + (3 * (HomeMark.Length / 2)), drawn.Length);
    }

    [Fact]
    public async Task A_form_opened_on_it_changes_nothing_until_it_is_sent_and_remembers_where_it_came_from()
    {
        await using var stage = await SetAsync(new Reply.OpenForm(Form));

        var opened = await JsonAsync(stage.SendAsync("task_fetch.json", OnHome));

        Assert.Null(Assert.IsType<Interaction.ButtonPressed>(Assert.Single(stage.Bot.Heard)).On);
        var data = opened["task"]!["value"]!["card"]!["content"]!["actions"]!.AsArray().Select(one => (string?)one!["data"]!["hb"]!["o"]);
        Assert.All(data, origin => Assert.Equal(Shown.Message, origin));
        Assert.Empty(stage.Edge.Updated);

        using var sent = await stage.SendAsync("task_submit.json", FromDialog);
        await Until.HoldsAsync(() => !stage.Edge.Updated.IsEmpty);
        Assert.Equal((Shown, Home), Assert.Single(stage.Edge.Updated));
    }

    [Theory]
    [InlineData("task_submit.json")]
    [InlineData("task_fetch.json")]
    [InlineData("card_action.json")]
    [InlineData("submit_message.json")]
    public async Task What_is_done_on_it_draws_it_anew(string fixture)
    {
        await using var stage = await SetAsync(new Reply.Notice(Discarded));

        using var answer = await stage.SendAsync(fixture, fixture == "task_submit.json" ? FromDialog : OnHome);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Until.HoldsAsync(() => !stage.Edge.Updated.IsEmpty);
        Assert.Equal(Home, Assert.Single(stage.Edge.Updated).Card);
    }

    [Fact]
    public async Task What_is_refused_and_what_only_stands_in_the_form_draws_nothing()
    {
        await using var stage = await SetAsync(new Reply.FormErrors(ImmutableDictionary<string, string>.Empty.Add("note", "Too short."), Form));

        var refused = await JsonAsync(stage.SendAsync("task_submit.json", FromDialog));
        Answering(stage, new Reply.NextForm(Form));
        using var redrawn = await stage.SendAsync("task_submit.json", activity =>
        {
            FromDialog(activity);
            activity["value"]!["data"]!["hb"]!["p"] = new JsonObject { ["a"] = "Redraw" };
        });
        await stage.StopAsync();

        Assert.Contains("\"o\":\"1763890000001\"", refused.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(stage.Edge.Updated);
    }

    [Theory]
    [InlineData("card_action.json")]
    [InlineData("submit_message.json")]
    public async Task Refresh_does_nothing_else(string fixture)
    {
        await using var stage = await SetAsync(new Reply.Done());

        using var answer = await stage.SendAsync(fixture, activity =>
        {
            OnHome(activity);
            Carried(activity)["p"] = new JsonObject { ["a"] = "Home" };
        });

        await Until.HoldsAsync(() => !stage.Edge.Updated.IsEmpty);
        Assert.Equal(new Press(Act.Home), Assert.IsType<Interaction.ButtonPressed>(Assert.Single(stage.Bot.Heard)).Press);
        Assert.Empty(stage.Edge.Posted);
    }

    [Fact]
    public async Task A_form_that_stands_in_the_chat_remembers_it_as_well()
    {
        await using var stage = await SetAsync(new Reply.OpenForm(Form));

        using var button = await stage.SendAsync("submit_message.json", OnHome);
        Answering(stage, new Reply.NextForm(Form));
        using var form = await stage.SendAsync("submit_message.json", activity =>
        {
            FromDialog(activity);
            (activity["id"], activity["replyToId"]) = ("f:6f1d2c3b-the-form", "1763890000888");
            Carried(activity).AsObject().Remove("p");
            Carried(activity)["t"] = new JsonObject { ["k"] = "Accept", ["h"] = 1042 };
        });

        await Until.HoldsAsync(() => !stage.Edge.Updated.IsEmpty);
        Assert.All(stage.Connector.Calls, call => Assert.Contains($"\"o\":\"{Shown.Message}\"", call.Body.ToJsonString(), StringComparison.Ordinal));
        Assert.Equal(2, stage.Connector.Calls.Count);
    }

    [Fact]
    public async Task In_a_channel_no_message_is_a_home_whatever_a_button_says()
    {
        await using var stage = await SetAsync(new Reply.Notice(Discarded));

        using var pressed = await stage.SendAsync("task_fetch.json", activity => Carried(activity)["o"] = "here");
        using var sent = await stage.SendAsync("task_submit.json", activity => Carried(activity)["o"] = "1763890000999");
        await stage.StopAsync();

        Assert.Empty(stage.Edge.Updated);
        Assert.NotNull(Assert.IsType<Interaction.ButtonPressed>(stage.Bot.Heard.First()).On);
    }

    [Fact]
    public async Task However_often_something_is_done_at_once_it_is_drawn_twice_at_most()
    {
        await using var stage = await SetAsync(new Reply.Done());
        var busy = new TaskCompletionSource();
        stage.Bot.Before = busy.Task;

        for (var time = 0; time < 6; time++)
        {
            using var answer = await stage.SendAsync("card_action.json", activity =>
            {
                OnHome(activity);
                Carried(activity)["p"] = new JsonObject { ["a"] = "Home" };
            });
        }

        busy.SetResult();
        await Until.HoldsAsync(() => stage.Edge.Updated.Count == 2);
        await stage.StopAsync();
        Assert.Equal(2, stage.Edge.Updated.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_was_deleted_is_left_alone_and_one_that_cannot_be_reached_is_logged(bool isGone)
    {
        await using var stage = await SetAsync(new Reply.Done());
        stage.Edge.UpdateAnswer = _ => isGone ? new Outcome.NotThere() : new Outcome.Dead("ConversationBlockedByUser", "Ask them.");

        using var answer = await stage.SendAsync("card_action.json", OnHome);
        await Until.HoldsAsync(() => !stage.Edge.Updated.IsEmpty);
        await stage.StopAsync();

        Assert.Empty(stage.Edge.Posted);
        Assert.Equal(!isGone, stage.Log.Lines.Any(line => line.Contains("ConversationBlockedByUser", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task It_stays_as_it_is_when_something_breaks_and_is_drawn_the_next_time()
    {
        await using var stage = await SetAsync(new Reply.Done());
        stage.Edge.UpdateAnswer = _ => throw new InvalidOperationException("The edge broke.");
        using var first = await stage.SendAsync("card_action.json", OnHome);
        await Until.HoldsAsync(() => stage.Log.Lines.Any(line => line.StartsWith("A home was not drawn anew", StringComparison.Ordinal)));

        stage.Edge.UpdateAnswer = message => new Outcome.Sent(message);
        stage.Bot.Answer = heard => heard is Interaction.ButtonPressed { Press.Act: Act.Home } ? throw new InvalidOperationException("The database is away.") : new Reply.Done();
        using var second = await stage.SendAsync("card_action.json", OnHome);
        await Until.HoldsAsync(() => stage.Bot.Heard.Count >= 4);
        Answering(stage, new Reply.Done());
        using var third = await stage.SendAsync("card_action.json", OnHome);

        await Until.HoldsAsync(() => stage.Edge.Updated.Count == 2);
        Assert.All(stage.Edge.Updated, one => Assert.Equal(Home, one.Card));
    }

    [Fact]
    public async Task Whoever_adds_the_bot_for_themselves_gets_theirs_at_once()
    {
        await using var stage = await SetAsync(new Reply.Done());

        using var answer = await stage.SendAsync("installed_personally.json");

        Assert.Equal((new Destination.ToPerson(Kim), Home), Assert.Single(stage.Edge.Posted));
    }

    private static async Task<Stage> SetAsync(Reply otherwise)
    {
        var stage = await Stage.SetAsync();
        Answering(stage, otherwise);
        return stage;
    }

    private static void Answering(Stage stage, Reply otherwise) =>
        stage.Bot.Answer = heard => heard is Interaction.ButtonPressed { Press.Act: Act.Home } ? new Reply.Notice(Home) : otherwise;

    private static void OnHome(JsonNode activity) => Within(activity, HomeMark.Here);

    private static void FromDialog(JsonNode activity) => Within(activity, Shown.Message);

    private static void Within(JsonNode activity, string origin)
    {
        activity["conversation"] = new JsonObject { ["conversationType"] = "personal", ["tenantId"] = Stage.Tenant, ["id"] = Shown.Channel };
        activity["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Stage.Tenant } };
        activity["replyToId"] = origin == HomeMark.Here ? Shown.Message : null;
        Carried(activity)["o"] = origin;
    }

    private static JsonNode Carried(JsonNode activity)
    {
        var value = activity["value"]!;
        return (value["action"]?["data"] ?? value["data"] ?? value)["hb"]!;
    }

    private static async Task<JsonNode> JsonAsync(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
