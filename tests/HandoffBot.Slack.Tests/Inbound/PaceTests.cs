using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using HandoffBot.Slack.Inbound;
using Microsoft.Extensions.Logging.Abstractions;

namespace HandoffBot.Slack.Tests.Inbound;

/// <summary>Nobody can bury the bot under requests: not a workspace of its own, not somebody whom Slack never signed for.</summary>
public sealed class PaceTests
{
    /// <summary>Refills in 30 seconds, so that a slow machine sees no third request let in.</summary>
    private const int Two = 2;

    [Fact]
    public async Task A_command_over_the_limit_is_answered_privately_and_not_carried_out()
    {
        await using var stage = await BusyAsync();

        var answer = await Stage.JsonAsync(await stage.CommandAsync());

        Assert.Contains("too many requests", (string?)answer["text"], StringComparison.Ordinal);
        Assert.Contains("try again in a minute", (string?)answer["text"], StringComparison.Ordinal);
        Assert.Equal("ephemeral", (string?)answer["response_type"]);
        Assert.Equal(Two, stage.Bot.Heard.Count);
    }

    [Fact]
    public async Task A_form_over_the_limit_stays_open_with_what_was_typed()
    {
        await using var stage = await BusyAsync();

        var answer = await Stage.JsonAsync(await stage.InteractAsync("view_submission.json"));

        Assert.Equal("errors", (string?)answer["response_action"]);
        Assert.Contains("too many requests", (string?)answer["errors"]!["scope"], StringComparison.Ordinal);
        Assert.Equal(Two, stage.Bot.Heard.Count);
    }

    [Theory]
    [InlineData("""{"type":"section","block_id":"facts"}""")]
    [InlineData("""{"type":"input","block_id":"client","element":{"type":"external_select","action_id":"clients"}}""")]
    [InlineData("""{"type":"input","block_id":"criteria-0","element":{"type":"checkboxes","action_id":"tick"}}""")]
    public async Task A_form_without_a_place_for_a_sentence_stays_open_too(string block)
    {
        await using var stage = await BusyAsync();

        var answer = await stage.InteractAsync("view_submission.json", payload => payload["view"]!["blocks"] = new JsonArray(JsonNode.Parse(block)));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
    }

    [Fact]
    public async Task A_click_over_the_limit_is_answered_beside_its_message()
    {
        await using var stage = await BusyAsync();

        await Stage.EmptyAsync(await stage.InteractAsync("button.json"));

        Assert.Contains("too many requests", Assert.Single(stage.Slack.CallsOf("/respond/1")).Body, StringComparison.Ordinal);
        Assert.Equal(Two, stage.Bot.Heard.Count);
    }

    [Fact]
    public async Task When_many_clicks_are_turned_away_at_once_only_some_cost_a_call()
    {
        await using var stage = await BusyAsync();
        var told = new TaskCompletionSource();
        stage.Slack.Answers("/respond/1", _ => told.Task);

        var clicks = Enumerable.Range(0, 12).Select(_ => stage.InteractAsync("button.json")).ToList();
        while (clicks.Count(click => click.IsCompleted) < 4)
            await Task.WhenAny(clicks.Where(click => !click.IsCompleted));
        told.SetResult();

        // Counted at the end: on a machine that stands still for long, a call is given up before anybody looks.
        var all = (await Task.WhenAll(clicks)).CountBy(answer => answer.StatusCode).ToDictionary();
        Assert.Equal(new() { [HttpStatusCode.OK] = 8, [HttpStatusCode.TooManyRequests] = 4 }, all);
    }

    [Fact]
    public async Task What_was_typed_into_a_choice_gets_no_wrong_list()
    {
        await using var stage = await BusyAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, (await stage.InteractAsync("suggestion.json")).StatusCode);
    }

    [Fact]
    public async Task A_button_in_a_form_over_the_limit_leaves_the_form_as_it_is()
    {
        await using var stage = await BusyAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, (await stage.InteractAsync("view_action.json")).StatusCode);
        Assert.Empty(stage.Slack.CallsOf("views.update"));
    }

    [Fact]
    public async Task An_event_over_the_limit_is_sent_again_by_Slack()
    {
        await using var stage = await BusyAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, (await stage.EventAsync("event_user_change.json")).StatusCode);
        Assert.Equal(Two, stage.Bot.Heard.Count);
    }

    [Fact]
    public async Task Each_workspace_has_a_limit_of_its_own()
    {
        await using var stage = await BusyAsync(workspaces: ["T0ACME", "T0OTHER"]);

        await Stage.EmptyAsync(await stage.SendAsync(
            SlackRegistration.CommandsPath, Stage.Fixture("command.txt").Replace("T0ACME", "T0OTHER", StringComparison.Ordinal)));

        Assert.Equal("T0OTHER", stage.Bot.Heard.Last().By.Workspace);
    }

    [Fact]
    public async Task Without_a_limit_everything_is_let_in()
    {
        await using var stage = await Stage.SetAsync(configure: options => options.RequestsPerMinute = 0);

        for (var request = 0; request < 200; request++)
            await Stage.EmptyAsync(await stage.CommandAsync());

        Assert.Equal(200, stage.Bot.Heard.Count);
    }

    [Fact]
    public async Task The_log_hears_of_it_once_with_the_key()
    {
        await using var stage = await BusyAsync();

        for (var request = 0; request < 20; request++)
            await stage.CommandAsync();

        var line = Assert.Single(stage.Log.Lines, line => line.Contains("Slack:RequestsPerMinute", StringComparison.Ordinal));
        Assert.Contains("T0ACME", line, StringComparison.Ordinal);
    }

    [Fact]
    public void What_happens_all_the_time_is_said_once_a_minute_with_its_number()
    {
        var time = new Hands();
        var said = new OnceAMinute(time);

        Assert.Equal(1, said.Count());
        Assert.Null(said.Count());
        time.Passed += TimeSpan.FromSeconds(59);
        Assert.Null(said.Count());
        time.Passed += TimeSpan.FromSeconds(1);
        Assert.Equal(3, said.Count());
        Assert.Null(said.Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(90)]
    [InlineData(SlackOptions.UsualRequestsPerMinute)]
    [InlineData(SlackOptions.MostRequestsPerMinute)]
    public void An_allowance_comes_back_within_a_minute_and_not_sooner(int perMinute)
    {
        var bucket = WorkspacePace.Refilling(perMinute);

        Assert.Equal(perMinute, bucket.TokenLimit);
        Assert.Equal(perMinute, bucket.TokensPerPeriod * (TimeSpan.FromMinutes(1) / bucket.ReplenishmentPeriod), 0.001 * perMinute);
    }

    [Fact]
    public async Task Garbage_costs_its_address_no_more_than_its_turn_and_what_is_signed_comes_through()
    {
        await using var stage = await Stage.SetAsync();
        var began = Stopwatch.GetTimestamp();

        for (var request = 0; request < UnverifiedPace.PerMinute + 100; request++)
            await GarbageAsync(stage);

        Assert.Equal(HttpStatusCode.Unauthorized, await GarbageAsync(stage));
        await Stage.EmptyAsync(await stage.CommandAsync());
        Assert.Single(stage.Bot.Heard);
        var lines = stage.Log.Lines.ToList();
        Assert.Single(lines, line => line.Contains("that Slack did not sign", StringComparison.Ordinal));
        var refilled = UnverifiedPace.PerMinute * Stopwatch.GetElapsedTime(began).TotalMinutes;
        Assert.InRange(
            lines.Count(line => line.Contains("refused at", StringComparison.Ordinal)), UnverifiedPace.PerMinute, UnverifiedPace.PerMinute + refilled + 10);
    }

    [Fact]
    public async Task Of_those_that_sent_much_garbage_one_is_verified_at_a_time_and_only_so_many_wait()
    {
        using var pace = new UnverifiedPace(TimeProvider.System, NullLogger<UnverifiedPace>.Instance);
        var (bad, good) = (IPAddress.Parse("203.0.113.7"), IPAddress.Parse("2001:db8::1"));
        while (pace.Failed(bad))
        {
        }

        var first = await pace.TurnAsync(bad, CancellationToken.None);
        var waiting = Enumerable.Range(0, UnverifiedPace.Waiting).Select(_ => pace.TurnAsync(bad, CancellationToken.None).AsTask()).ToList();
        using var turnedAway = await pace.TurnAsync(bad, CancellationToken.None);
        using var other = await pace.TurnAsync(good, CancellationToken.None);

        Assert.False(turnedAway.IsAcquired);
        Assert.True(other.IsAcquired);
        Assert.DoesNotContain(waiting, one => one.IsCompleted);
        first.Dispose();
        foreach (var next in waiting)
        {
            using var turn = await next;
            Assert.True(turn.IsAcquired);
        }
    }

    [Fact]
    public async Task While_the_own_workspace_is_unknown_events_come_again_and_forms_stay_open()
    {
        await using var unknown = await Stage.SetAsync(api: new Uri("http://127.0.0.1:9/"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await unknown.EventAsync("event_user_change.json")).StatusCode);
        Assert.Contains(
            "does not know yet which workspace", (string?)(await Stage.JsonAsync(await unknown.InteractAsync("view_submission.json")))["errors"]!["scope"], StringComparison.Ordinal);
        Assert.Empty(unknown.Bot.Heard);
    }

    private static async Task<Stage> BusyAsync(IReadOnlyList<string>? workspaces = null)
    {
        var stage = await Stage.SetAsync(workspaces: workspaces, configure: options => options.RequestsPerMinute = Two);
        for (var request = 0; request < Two; request++)
            await Stage.EmptyAsync(await stage.CommandAsync());

        return stage;
    }

    private static async Task<HttpStatusCode> GarbageAsync(Stage stage)
    {
        using var response = await stage.SendAsync(
            SlackRegistration.EventsPath, "{}", "application/json", request => request.Content = new StringContent("{\"other\":1}"));
        return response.StatusCode;
    }

    private sealed class Hands : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
