using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Slack.Tests.Inbound;

/// <summary>The Home tab: drawn when it is opened and after what is done from it, and never silently not.</summary>
public sealed class HomeTests
{
    private const string Published = """{"ok":true,"view":{"id":"V0HOME","hash":"1763892000.aaaa"}}""";
    private const string Opened = """{"ok":true,"view":{"id":"V0VIEW"}}""";

    private static readonly Form Form = new(new(FormKind.Accept, 1042), "Accept H-1042", [new FormPart.TextField("note", "Note", null, false, false, 100, null, null)], "Accept");

    [Fact]
    public async Task Opening_the_tab_draws_it_for_who_looks_against_what_they_see()
    {
        await using var stage = await SetAsync(_ => new Reply.Done());

        await Stage.EmptyAsync(await stage.EventAsync("event_app_home_opened.json"));

        var body = Body(Assert.Single(await stage.PublishedAsync(1)));
        Assert.Equal(("U0KIM", "1763891000.12321312", "home"), ((string?)body["user_id"], (string?)body["hash"], (string?)body["view"]!["type"]));
        Assert.Contains("Waiting for your team", body.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("U0KIM", Assert.Single(stage.Bot.Heard.OfType<Interaction.HomeOpened>()).By.Account);
    }

    [Fact]
    public async Task Another_tab_of_the_app_draws_nothing()
    {
        await using var stage = await SetAsync(_ => new Reply.Done());

        await Stage.EmptyAsync(await stage.EventAsync("event_app_home_opened.json", payload => payload["event"]!["tab"] = "messages"));

        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task Whoever_was_overtaken_draws_anew_from_the_present_state()
    {
        await using var stage = await SetAsync(_ => new Reply.Done(), """{"ok":false,"error":"hash_conflict"}""", Published);

        await stage.EventAsync("event_app_home_opened.json");

        var calls = await stage.PublishedAsync(2);
        Assert.Null(Body(calls[1])["hash"]);
        Assert.Equal(2, stage.Bot.Heard.Count);
    }

    [Fact]
    public async Task What_was_lost_is_tried_three_times_and_then_left_to_the_next_opening()
    {
        await using var stage = await SetAsync(_ => new Reply.Done(), "<html>", "<html>", "<html>", Published);

        await stage.EventAsync("event_app_home_opened.json");
        await stage.PublishedAsync(3);
        await stage.EventAsync("event_app_home_opened.json", payload => payload["event_id"] = "Ev0LATER");

        Assert.Equal(4, (await stage.PublishedAsync(4)).Count);
    }

    [Fact]
    public async Task Slack_is_given_the_time_that_it_asks_for()
    {
        await using var stage = await SetAsync(_ => new Reply.Done());
        stage.Slack.Answers("views.publish", Limited("1")).Answers("views.publish", Published);

        await stage.EventAsync("event_app_home_opened.json");

        Assert.Equal(2, (await stage.PublishedAsync(2)).Count);
    }

    [Fact]
    public async Task Nobody_waits_for_longer_than_a_minute()
    {
        await using var stage = await SetAsync(_ => new Reply.Done());
        stage.Slack.Answers("views.publish", Limited("90"));

        await stage.EventAsync("event_app_home_opened.json");
        await stage.PublishedAsync(1);
        await stage.StopAsync();

        Assert.Single(stage.Slack.CallsOf("views.publish"));
    }

    [Fact]
    public async Task A_tab_that_is_turned_off_is_for_an_admin_to_mend()
    {
        await using var stage = await SetAsync(_ => new Reply.Done(), """{"ok":false,"error":"not_enabled"}""");

        await stage.EventAsync("event_app_home_opened.json");
        await stage.PublishedAsync(1);
        await stage.StopAsync();

        Assert.Contains(stage.Log.Lines, line => line.StartsWith("The app has no Home tab: turn it on", StringComparison.Ordinal));
        Assert.Single(stage.Slack.CallsOf("views.publish"));
    }

    [Theory]
    [InlineData("view_too_large")]
    [InlineData("view_not_found")]
    public async Task What_Slack_does_not_show_is_said_in_its_place(string error)
    {
        await using var stage = await SetAsync(_ => new Reply.Done(), $$"""{"ok":false,"error":"{{error}}"}""", Published);

        await stage.EventAsync("event_app_home_opened.json");

        var said = Body((await stage.PublishedAsync(2))[1]).ToJsonString();
        Assert.Contains($"({error})", said, StringComparison.Ordinal);
        Assert.Contains("/handoff home", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_often_it_is_opened_at_once_it_is_drawn_twice_at_most()
    {
        await using var stage = await SetAsync(_ => new Reply.Done());
        var busy = new TaskCompletionSource();
        stage.Bot.Before = busy.Task;

        for (var time = 0; time < 6; time++)
            await stage.EventAsync("event_app_home_opened.json", payload => payload["event_id"] = $"Ev{time}");
        busy.SetResult();

        await stage.PublishedAsync(2);
        await stage.StopAsync();
        Assert.Equal(2, stage.Slack.CallsOf("views.publish").Count());
    }

    [Fact]
    public async Task A_form_opened_from_the_tab_draws_it_anew_when_it_is_sent()
    {
        await using var stage = await SetAsync(pressed => pressed is Interaction.ButtonPressed ? new Reply.OpenForm(Form) : new Reply.CloseForm());
        stage.Slack.Answers("views.open", Opened);

        await Stage.EmptyAsync(await stage.InteractAsync("home_action.json"));
        var opened = Body(Assert.Single(stage.Slack.CallsOf("views.open")));
        Assert.Equal(("12466734323.1395872398.home", "handoff-form-home"), ((string?)opened["trigger_id"], (string?)opened["view"]!["callback_id"]));
        Assert.Null(Assert.IsType<Interaction.ButtonPressed>(Assert.Single(stage.Bot.Heard)).On);
        Assert.Empty(stage.Slack.CallsOf("views.publish"));

        await Stage.EmptyAsync(await stage.InteractAsync("view_submission.json", FromHome));
        Assert.Single(await stage.PublishedAsync(1));
    }

    [Fact]
    public async Task Its_next_screen_remembers_where_it_was_opened_and_what_is_refused_draws_nothing()
    {
        await using var stage = await SetAsync(_ => new Reply.FormErrors(ImmutableDictionary<string, string>.Empty.Add("elsewhere", "Too short."), Form));

        var refused = await Stage.JsonAsync(await stage.InteractAsync("view_submission.json", FromHome));
        stage.Bot.Answer = sent => sent is Interaction.HomeOpened ? Home : new Reply.NextForm(Form);
        var next = await Stage.JsonAsync(await stage.InteractAsync("view_submission.json", FromHome));
        var other = await Stage.JsonAsync(await stage.InteractAsync("view_submission.json"));

        Assert.Equal("handoff-form-home", (string?)refused["view"]!["callback_id"]);
        Assert.Equal("handoff-form-home", (string?)next["view"]!["callback_id"]);
        Assert.Equal("handoff-form", (string?)other["view"]!["callback_id"]);
        Assert.Single(await stage.PublishedAsync(1));
    }

    [Theory]
    [InlineData("Finish", 1)]
    [InlineData("Redraw", 0)]
    public async Task A_button_in_such_a_form_draws_it_anew_where_it_does_something(string act, int times)
    {
        await using var stage = await SetAsync(_ => new Reply.NextForm(Form));
        stage.Slack.Answers("views.update", Opened);

        await Stage.EmptyAsync(await stage.InteractAsync("view_action.json", payload =>
        {
            FromHome(payload);
            payload["actions"]![0] = new JsonObject { ["type"] = "button", ["block_id"] = "b", ["action_id"] = "a", ["value"] = $$"""{"a":"{{act}}","h":1042}""" };
        }));

        await stage.PublishedAsync(times);
        await stage.StopAsync();
        Assert.Equal(times, stage.Slack.CallsOf("views.publish").Count());
        Assert.Equal("handoff-form-home", (string?)Body(Assert.Single(stage.Slack.CallsOf("views.update")))["view"]!["callback_id"]);
    }

    [Fact]
    public async Task What_is_to_be_said_to_a_button_stands_in_a_modal_and_the_tab_is_drawn_anew()
    {
        await using var stage = await SetAsync(_ => new Reply.Notice(Card.Says("H-1042 is discarded.")));
        stage.Slack.Answers("views.open", Opened);

        await Stage.EmptyAsync(await stage.InteractAsync("home_action.json"));

        Assert.Contains("H-1042 is discarded.", Assert.Single(stage.Slack.CallsOf("views.open")).Body, StringComparison.Ordinal);
        Assert.Equal("1763891000.12321312", (string?)Body(Assert.Single(await stage.PublishedAsync(1)))["hash"]);
    }

    [Theory]
    [InlineData(true, "gave up waiting")]
    [InlineData(false, "H-1042 is discarded.")]
    public async Task What_finds_no_modal_stands_on_the_tab_itself(bool isForm, string says)
    {
        await using var stage = await SetAsync(_ => isForm ? new Reply.OpenForm(Form) : new Reply.Notice(Card.Says("H-1042 is discarded.")));
        stage.Slack.Answers("views.open", """{"ok":false,"error":"expired_trigger_id"}""");

        await stage.InteractAsync("home_action.json");

        var drawn = Assert.Single(await stage.PublishedAsync(1)).Body;
        Assert.Contains(says, drawn, StringComparison.Ordinal);
        Assert.Contains("Waiting for your team", drawn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":"Home"}""")]
    [InlineData("""{"a":"AnOldAct"}""")]
    public async Task Refresh_and_a_button_of_another_version_only_draw_it_anew(string value)
    {
        await using var stage = await SetAsync(_ => new Reply.Done());

        await Stage.EmptyAsync(await stage.InteractAsync("home_action.json", payload => payload["actions"]![0]!["value"] = value));

        Assert.Single(await stage.PublishedAsync(1));
        Assert.IsType<Interaction.HomeOpened>(Assert.Single(stage.Bot.Heard));
    }

    [Theory]
    [InlineData("""{"a":"Open"}""", "button")]
    [InlineData("""{"a":"Accept"}""", "overflow")]
    public async Task A_link_and_what_is_no_button_do_nothing(string value, string type)
    {
        await using var stage = await SetAsync(_ => new Reply.Done());

        await Stage.EmptyAsync(await stage.InteractAsync("home_action.json", payload => (payload["actions"]![0]!["value"], payload["actions"]![0]!["type"]) = (value, type)));

        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task What_breaks_while_it_is_drawn_is_logged_and_the_next_opening_draws_it()
    {
        await using var stage = await SetAsync(_ => new Reply.Done());
        stage.Bot.Answer = _ => new Reply.Notice(new("No parts at all", default));

        await stage.EventAsync("event_app_home_opened.json");
        await stage.UntilAsync(() => stage.Log.Lines.Any(line => line.Contains("was not drawn after", StringComparison.Ordinal)));
        stage.Bot.Answer = _ => Home;
        await stage.EventAsync("event_app_home_opened.json", payload => payload["event_id"] = "Ev0LATER");

        Assert.Single(await stage.PublishedAsync(1));
    }

    [Fact]
    public async Task A_home_that_stands_in_a_message_is_replaced_in_its_place_and_is_the_card_of_no_handoff()
    {
        await using var stage = await SetAsync(_ => Home);

        await stage.InteractAsync("button.json", payload => (payload["actions"]![0]!["block_id"], payload["actions"]![0]!["value"]) = ("home-1-0", """{"a":"Home"}"""));
        await stage.InteractAsync("button.json", payload => payload["actions"]![0]!["block_id"] = "home-4-0");

        Assert.Equal([true, false], stage.Slack.CallsOf("/respond/1").Select(call => (bool?)Body(call)["replace_original"]));
        Assert.All(stage.Bot.Heard, heard => Assert.Null(Assert.IsType<Interaction.ButtonPressed>(heard).On));
    }

    private static readonly Reply Home = new Reply.Notice(new("Your handoffs", [new CardPart.Text("Waiting for your team")]) { IsHome = true });

    private static void FromHome(JsonNode payload) => payload["view"]!["callback_id"] = "handoff-form-home";

    private static JsonNode Body(Asked call) => JsonNode.Parse(call.Body)!;

    private static Func<HttpContext, Task> Limited(string seconds) => context =>
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = seconds;
        return Task.CompletedTask;
    };

    /// <param name="answers">What Slack answers to publishing, in turn.</param>
    private static async Task<Stage> SetAsync(Func<Interaction, Reply> otherwise, params string[] answers)
    {
        var stage = await Stage.SetAsync();
        stage.Bot.Answer = heard => heard is Interaction.HomeOpened ? Home : otherwise(heard);
        foreach (var answer in answers)
            stage.Slack.Answers("views.publish", answer);
        return stage;
    }
}
