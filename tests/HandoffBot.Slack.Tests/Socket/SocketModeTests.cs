using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Inbound;
using HandoffBot.Slack.Socket;

namespace HandoffBot.Slack.Tests.Socket;

/// <summary>What comes over a socket is answered as what comes by HTTP, and a connection that ends leaves no gap.</summary>
public sealed class SocketModeTests
{
    private const string Token = "xapp-1-A0APP-1-secret";

    private static readonly Form Form = new(new(FormKind.Accept, 1042), "Accept H-1042", [new FormPart.TextField("note", "Note", null, false, false, 100, null, null)], "Accept");

    public static TheoryData<string, Reply> Answers => new()
    {
        { "command.txt", new Reply.Notice(Card.Says("Only you can see this.")) },
        { "command.txt", new Reply.Done() },
        { "view_submission.json", new Reply.CloseForm() },
        { "view_submission.json", new Reply.NextForm(Form) },
        { "view_submission.json", new Reply.FormErrors(ImmutableDictionary<string, string>.Empty.Add("note", "Too short."), Form) },
        { "view_submission.json", new Reply.Notice(Card.Says("It was withdrawn.")) },
        { "suggestion.json", new Reply.Suggestions([new("c:1", "Brightwave Ltd")]) },
        { "button.json", new Reply.Done() },
        { "view_action.json", new Reply.Done() },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task The_acknowledgement_carries_the_very_answer_of_HTTP(string fixture, Reply reply)
    {
        await using var stage = await OpenAsync(reply, options => options.SigningSecret = Stage.Secret);
        var socket = await stage.Slack.GreetedSocketAsync();
        using var byHttp = fixture == "command.txt" ? await stage.CommandAsync() : await stage.InteractAsync(fixture);
        var expected = await byHttp.Content.ReadAsStringAsync();

        await socket.SendAsync(fixture == "command.txt" ? "slash_commands" : "interactive", "e-1", Payload(fixture));
        var heard = (await socket.HearAsync())!;

        Assert.Equal("e-1", (string?)heard["envelope_id"]);
        Assert.Equal(expected, heard["payload"]?.ToJsonString(Relaxed) ?? "");
        var (first, second) = (stage.Bot.Heard.First(), stage.Bot.Heard.Last());
        Assert.Equal((first.GetType(), first.By, first.Receipt), (second.GetType(), second.By, second.Receipt));
    }

    [Fact]
    public async Task The_apps_own_token_opens_the_connection_and_is_used_for_nothing_else()
    {
        await using var stage = await OpenAsync(new Reply.Notice(Card.Says("Hello.")));
        var socket = await stage.Slack.GreetedSocketAsync();

        await socket.SendAsync("events_api", "e-1", Payload("event_message_im.json"));
        await socket.HearAsync();

        Assert.Equal($"Bearer {Token}", Assert.Single(stage.Slack.CallsOf("apps.connections.open")).Authorization);
        Assert.Equal("Bearer xoxb-secret", Assert.Single(stage.Slack.CallsOf("chat.postMessage")).Authorization);
        Assert.DoesNotContain(stage.Log.Lines, line => line.Contains(Token, StringComparison.Ordinal) || line.Contains("secret-ticket", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_signing_secret_no_request_is_let_in()
    {
        await using var stage = await OpenAsync();
        await stage.Slack.GreetedSocketAsync();

        foreach (var secret in new[] { Stage.Secret, "" })
        {
            var body = Encoding.UTF8.GetBytes(Stage.Fixture("command.txt"));
            var timestamp = Stage.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            using var answer = await stage.SendAsync(SlackRegistration.CommandsPath, Stage.Fixture("command.txt"), tamper: request =>
            {
                request.Headers.Remove(SlackSignature.Header);
                request.Headers.Add(SlackSignature.Header, SlackSignature.Sign(secret, timestamp, body));
            });
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task An_event_that_broke_or_is_one_too_many_is_not_acknowledged_so_that_it_comes_again()
    {
        await using var stage = await OpenAsync(configure: options => options.RequestsPerMinute = 2);
        var socket = await stage.Slack.GreetedSocketAsync();
        stage.Bot.Answer = heard => heard is Interaction.AccountChanged ? throw new InvalidOperationException("the database is away") : new Reply.Done();

        await socket.SendAsync("events_api", "e-broke", Payload("event_user_change.json"));
        await HeardAsync(stage, 1);
        await socket.SendAsync("slash_commands", "e-2", Payload("command.txt"));
        Assert.Equal("e-2", (string?)(await socket.HearAsync())!["envelope_id"]);
        await socket.SendAsync("events_api", "e-3", Payload("event_user_change.json"));
        await socket.SendAsync("slash_commands", "e-4", Payload("command.txt"));
        var last = (await socket.HearAsync())!;

        Assert.Equal("e-4", (string?)last["envelope_id"]);
        Assert.Contains("too many requests", (string?)last["payload"]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_makes_no_sense_is_left_alone_and_the_connection_lives_on()
    {
        await using var stage = await OpenAsync();
        var socket = await stage.Slack.GreetedSocketAsync();

        await socket.SendAsync("{\"type\":");
        await socket.SendAsync("7");
        await socket.SendAsync("[]");
        await socket.SendAsync("{}");
        await socket.SendAsync("{\"type\":7}");
        await socket.SendAsync("");
        await socket.SendAsync("{\"type\":\"events_api\",\"odd\":" + new string('[', 50_000) + new string(']', 50_000) + "}");
        await socket.SendAsync([0xC3, 0x28], WebSocketMessageType.Binary);
        await socket.SendAsync("{\"type\":\"slash_commands\",\"envelope_id\":\"big\",\"payload\":\"" + new string('x', SocketReader.LargestMessage) + "\"}");
        await socket.SendAsync("slash_commands", "empty", new JsonObject());
        Assert.Equal("empty", (string?)(await socket.HearAsync())!["envelope_id"]);
        await socket.SendAsync("slash_commands", "odd", JsonValue.Create(7));
        Assert.Equal("odd", (string?)(await socket.HearAsync())!["envelope_id"]);
        await socket.SendAsync("interactive", "none", null);
        Assert.Equal("none", (string?)(await socket.HearAsync())!["envelope_id"]);
        await socket.SendAsync("""{"type":"events_api","envelope_id":"bare"}""");
        Assert.Equal("bare", (string?)(await socket.HearAsync())!["envelope_id"]);
        await socket.SendAsync("made_up", "new", new JsonObject());
        Assert.Equal("new", (string?)(await socket.HearAsync())!["envelope_id"]);

        Assert.Empty(stage.Bot.Heard);
        await socket.SendAsync("slash_commands", "e-1", Payload("command.txt"));
        Assert.Equal("e-1", (string?)(await socket.HearAsync())!["envelope_id"]);
        Assert.Single(stage.Bot.Heard);
        Assert.Single(stage.Slack.CallsOf("apps.connections.open"));
    }

    [Fact]
    public async Task Fragments_are_put_together_even_in_the_middle_of_a_letter()
    {
        await using var stage = await OpenAsync();
        var socket = await stage.Slack.GreetedSocketAsync();
        var payload = Payload("command.txt");
        payload["text"] = "own Zoë";
        var bytes = Encoding.UTF8.GetBytes(new JsonObject { ["type"] = "slash_commands", ["envelope_id"] = "e-1", ["payload"] = payload }
            .ToJsonString(Relaxed));

        for (var at = 0; at < bytes.Length; at++)
            await socket.SendAsync([bytes[at]], WebSocketMessageType.Text, isLast: at == bytes.Length - 1);

        Assert.Equal("e-1", (string?)(await socket.HearAsync())!["envelope_id"]);
        Assert.Equal("own Zoë", Assert.IsType<Interaction.CommandTyped>(Assert.Single(stage.Bot.Heard)).Text);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("link_disabled")]
    [InlineData(null)]
    public async Task When_a_connection_is_announced_to_end_another_is_opened_first_and_both_serve(string? reason)
    {
        await using var stage = await OpenAsync();
        var first = await stage.Slack.GreetedSocketAsync();
        await first.SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason }.ToJsonString());
        var second = await stage.Slack.SocketAsync();

        await first.SendAsync("slash_commands", "e-1", Payload("command.txt"));
        Assert.Equal("e-1", (string?)(await first.HearAsync())!["envelope_id"]);
        await second.SendAsync("""{"type":"hello"}""");
        await second.SendAsync("slash_commands", "e-2", Payload("command.txt"));
        Assert.Equal("e-2", (string?)(await second.HearAsync())!["envelope_id"]);
        await first.SendAsync("slash_commands", "e-3", Payload("command.txt"));
        Assert.Equal("e-3", (string?)(await first.HearAsync())!["envelope_id"]);
        await first.CloseAsync();

        Assert.Null(await first.HearAsync());
        Assert.Null(stage.Reach.WhyNot);
        Assert.Equal(2, stage.Slack.CallsOf("apps.connections.open").Count());
    }

    [Fact]
    public async Task A_replaced_connection_that_Slack_does_not_close_is_closed_in_the_end()
    {
        await using var stage = await OpenAsync(times: Quick with { Overlap = TimeSpan.FromMilliseconds(100) });
        var first = await stage.Slack.GreetedSocketAsync();

        await first.SendAsync("""{"type":"disconnect","reason":"warning"}""");
        await stage.Slack.GreetedSocketAsync();

        Assert.Null(await first.HearAsync());
    }

    [Fact]
    public async Task The_same_envelope_on_two_connections_is_heard_once_and_acknowledged_on_both()
    {
        await using var stage = await OpenAsync(new Reply.Notice(Card.Says("Once.")));
        var first = await stage.Slack.GreetedSocketAsync();
        await first.SendAsync("""{"type":"disconnect","reason":"warning"}""");
        var second = await stage.Slack.GreetedSocketAsync();

        await first.SendAsync("slash_commands", "e-1", Payload("command.txt"));
        await second.SendAsync("slash_commands", "e-1", Payload("command.txt"));

        var (one, other) = (await first.HearAsync(), await second.HearAsync());
        Assert.Equal(one!.ToJsonString(), other!.ToJsonString());
        Assert.Single(stage.Bot.Heard);
    }

    [Fact]
    public async Task A_message_that_comes_again_is_acknowledged_and_answered_once()
    {
        await using var stage = await OpenAsync(new Reply.Notice(Card.Says("Hello.")));
        var socket = await stage.Slack.GreetedSocketAsync();

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await socket.SendAsync(new JsonObject
            {
                ["type"] = "events_api", ["envelope_id"] = $"e-{attempt}", ["payload"] = Payload("event_message_im.json"),
                ["retry_attempt"] = attempt, ["retry_reason"] = attempt == 0 ? "" : "timeout",
            }.ToJsonString());
            Assert.Equal($"e-{attempt}", (string?)(await socket.HearAsync())!["envelope_id"]);
        }

        Assert.Single(stage.Slack.CallsOf("chat.postMessage"));
    }

    [Fact]
    public async Task After_a_broken_connection_and_one_that_is_closed_another_is_opened()
    {
        await using var stage = await OpenAsync();
        var first = await stage.Slack.GreetedSocketAsync();
        await first.SendAsync("slash_commands", "e-0", Payload("command.txt"));
        Assert.Equal("e-0", (string?)(await first.HearAsync())!["envelope_id"]);
        first.End();
        await (await stage.Slack.GreetedSocketAsync()).CloseAsync();

        var third = await stage.Slack.GreetedSocketAsync();
        await third.SendAsync("slash_commands", "e-1", Payload("command.txt"));

        Assert.Equal("e-1", (string?)(await third.HearAsync())!["envelope_id"]);
        Assert.Contains(stage.Log.Lines, line => line.Contains("Socket Mode connection broke", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_is_never_greeted_is_given_up()
    {
        await using var stage = await OpenAsync(times: Quick with { Greeting = TimeSpan.FromMilliseconds(300), Goodbye = TimeSpan.FromMilliseconds(100) });

        // Each is followed by another; on a busy machine one may not even be open in time, which is said otherwise.
        bool IsSaid() => stage.Log.Lines.Any(line => line.Contains("did not say hello", StringComparison.Ordinal));
        for (var sockets = 0; sockets < 20 && !IsSaid(); sockets++)
            await stage.Slack.SocketAsync();

        Assert.True(IsSaid());
        Assert.NotNull(stage.Reach.WhyNot);
    }

    [Fact]
    public async Task A_connection_that_answers_no_ping_is_given_up()
    {
        await using var stage = await OpenAsync(times: Quick with { Ping = TimeSpan.FromMilliseconds(200) });

        // Nobody reads at this end, so nobody answers.
        await stage.Slack.GreetedSocketAsync();

        await stage.Slack.SocketAsync();
    }

    [Theory]
    [InlineData("invalid_auth", "Create an app-level token")]
    [InlineData("not_allowed_token_type", "Create an app-level token")]
    [InlineData("missing_scope", "connections:write")]
    [InlineData("something_new", "Check that Socket Mode is on")]
    public async Task A_token_that_is_not_accepted_is_named_with_how_to_mend_it_and_works_once_it_is(string error, string mend)
    {
        await using var stage = await OpenAsync(before: slack => slack
            .Answers("apps.connections.open", $$"""{"ok":false,"error":"{{error}}"}""")
            .Answers("apps.connections.open", $$"""{"ok":true,"url":"{{slack.SocketAddress}}"}"""));

        await stage.Slack.GreetedSocketAsync();

        var line = Assert.Single(stage.Log.Lines, line => line.Contains("Slack:AppToken", StringComparison.Ordinal));
        Assert.Contains(mend, line, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ok":true}""", "did not say where")]
    [InlineData("""{"ok":true,"url":"ws://slack.example/link"}""", "did not say where")]
    [InlineData("""{"ok":true,"url":"https://slack.example/link"}""", "did not say where")]
    [InlineData("""{"ok":true,"url":"ws://127.0.0.1:9/link"}""", "could not be opened")]
    [InlineData("""{"ok":false,"error":"internal_error"}""", "internal_error")]
    [InlineData("<html>", "no JSON")]
    public async Task Whatever_Slack_answers_instead_of_an_address_is_tried_again(string answer, string says)
    {
        await using var stage = await OpenAsync(before: slack => slack
            .Answers("apps.connections.open", answer)
            .Answers("apps.connections.open", $$"""{"ok":true,"url":"{{slack.SocketAddress}}"}"""));

        await stage.Slack.GreetedSocketAsync();

        Assert.Contains(stage.Log.Lines, line => line.Contains("Socket Mode is not connected", StringComparison.Ordinal) && line.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_Slack_has_too_many_connections_no_other_is_opened_at_once()
    {
        await using var stage = await OpenAsync(times: Quick with { LongestPause = TimeSpan.FromHours(1) });
        var socket = await stage.Slack.GreetedSocketAsync();

        await socket.SendAsync("""{"type":"disconnect","reason":"too_many_websockets"}""");
        await socket.SendAsync("slash_commands", "e-1", Payload("command.txt"));

        Assert.Equal("e-1", (string?)(await socket.HearAsync())!["envelope_id"]);
        Assert.Single(stage.Slack.CallsOf("apps.connections.open"));
    }

    [Fact]
    public async Task A_stop_acknowledges_what_is_in_hand_takes_nothing_new_and_says_goodbye()
    {
        await using var stage = await OpenAsync();
        var socket = await stage.Slack.GreetedSocketAsync();
        var slow = new TaskCompletionSource();
        stage.Bot.Before = slow.Task;
        await socket.SendAsync("slash_commands", "e-1", Payload("command.txt"));
        await HeardAsync(stage, 1);

        var stopped = stage.StopAsync();
        slow.SetResult();

        Assert.Equal("e-1", (string?)(await socket.HearAsync())!["envelope_id"]);
        Assert.Null(await socket.HearAsync());
        await socket.CloseAsync();
        await stopped;
        Assert.NotNull(stage.Reach.WhyNot);
    }

    [Fact]
    public async Task Without_an_app_token_no_connection_is_opened()
    {
        await using var stage = await Stage.SetAsync();
        await stage.CommandAsync();

        Assert.Empty(stage.Slack.CallsOf("apps.connections.open"));
        Assert.Null(stage.Reach.WhyNot);
    }

    [Fact]
    public void Pauses_grow_to_their_longest_and_differ()
    {
        var times = new SocketTimes();

        for (var failures = 1; failures < 100; failures++)
        {
            var most = Math.Min(60, Math.Pow(2, failures - 1));
            Assert.InRange(times.Pause(failures).TotalSeconds, most / 2, most);
        }

        Assert.NotEqual(times.Pause(50), times.Pause(50));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Waits as briefly as a test can, and believes in a quiet connection for as long as a slow machine needs.</summary>
    private static SocketTimes Quick => new()
    {
        FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromMilliseconds(50), ShortLife = TimeSpan.Zero, Ping = TimeSpan.FromMinutes(1),
        Greeting = TimeSpan.FromSeconds(20),
    };

    private static Task<Stage> OpenAsync(Reply? reply = null, Action<SlackOptions>? configure = null, SocketTimes? times = null, Action<FakeSlack>? before = null) =>
        Stage.SetAsync(reply, times: times ?? Quick, before: before ?? (slack => slack.Answers("apps.connections.open", $$"""{"ok":true,"url":"{{slack.SocketAddress}}"}""")),
            configure: options =>
            {
                (options.SigningSecret, options.AppToken) = ("", Token);
                configure?.Invoke(options);
            });

    private static JsonNode Payload(string fixture) => fixture == "command.txt"
        ? new JsonObject(Stage.Fixture(fixture).Split('&').Select(field => field.Split('=')).Select(
            field => KeyValuePair.Create<string, JsonNode?>(field[0], WebUtility.UrlDecode(field[1]))))
        : JsonNode.Parse(Stage.Fixture(fixture))!;

    private static async Task HeardAsync(Stage stage, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (stage.Bot.Heard.Count < count)
            await Task.Delay(10, patience.Token);
    }
}
