using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Tests;

public sealed class What_the_bot_receives : IAsyncLifetime
{
    private Stage _stage = null!;

    public async Task InitializeAsync() => _stage = await Stage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task Is_signed_over_its_raw_bytes_with_the_system_clock()
    {
        _stage.Clock.Now = Stage.Start.AddYears(1);
        await _stage.DoAsync("command", new { @as = Stage.Sam, channel = "C0SALES", text = "/handoff new Zoë & co" });
        await _stage.DoAsync("message", new { @as = Stage.Sam, channel = Stage.SamsDirect, text = "hi" });

        foreach (var path in new[] { "/slack/commands", "/slack/events" })
        {
            var got = await _stage.Bot.WaitForAsync(each => each.Path == path);
            byte[] signed = [.. Encoding.UTF8.GetBytes($"v0:{got.Timestamp}:"), .. got.Body];
            var expected = "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Stage.Secret), signed));
            Assert.Equal(expected, got.Headers["X-Slack-Signature"].ToString());
            Assert.InRange(got.Timestamp, _stage.Time.GetUtcNow().ToUnixTimeSeconds() - 10, _stage.Time.GetUtcNow().ToUnixTimeSeconds());
        }
    }

    [Fact]
    public async Task Of_a_shortcut_has_a_trigger_and_no_channel()
    {
        Assert.Equal("New handoff", (string?)Assert.Single((await _stage.AskAsync($"player/state?as={Stage.Sam}"))["shortcuts"]!.AsArray())!["name"]);
        var unknown = await _stage.DoAsync("shortcut", new { @as = Stage.Sam, callback_id = "another" });
        await _stage.DoAsync("shortcut", new { @as = Stage.Sam, callback_id = "new_handoff" });

        var payload = (await _stage.Bot.WaitForAsync(each => each.Path == "/slack/interactions")).Payload;
        Assert.Equal(("shortcut", "new_handoff", Stage.Sam), ((string?)payload["type"], (string?)payload["callback_id"], (string?)payload["user"]!["id"]));
        Assert.Equal((false, false), (payload.AsObject().ContainsKey("channel"), payload.AsObject().ContainsKey("response_url")));
        Assert.Equal("action_not_found", (string?)unknown["error"]);
        Assert.True((bool)(await _stage.CallAsync("views.open", ("trigger_id", (string)payload["trigger_id"]!), ("view", """{"type":"modal","title":{"type":"plain_text","text":"t"},"blocks":[]}""")))["ok"]!);
    }

    [Fact]
    public async Task Of_a_command_has_every_field_and_escaped_text()
    {
        await _stage.DoAsync("command", new { @as = Stage.Sam, channel = "C0SALES", text = "/handoff own \"A&B <x>\" @olu in #sales see https://x.example/a a@sam" });

        var got = await _stage.Bot.WaitForAsync(each => each.Path == "/slack/commands");
        Assert.Equal($"own \"A&amp;B &lt;x&gt;\" <@{Stage.Olu}|olu> in <#C0SALES|sales> see <https://x.example/a> a@sam", got.Field("text"));
        Assert.Equal(("/handoff", Stage.Sam, "sam", "C0SALES", "sales", "T0PLAY", "acme"),
            (got.Field("command"), got.Field("user_id"), got.Field("user_name"), got.Field("channel_id"), got.Field("channel_name"), got.Field("team_id"), got.Field("team_domain")));
        Assert.Equal("false", got.Field("is_enterprise_install"));
        Assert.StartsWith(_stage.StandIn.Address + "commands/T0PLAY/", got.Field("response_url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_click_on_a_message_has_the_message_and_where_to_answer()
    {
        var ts = await PostButtonAsync();

        var done = await ClickAsync(Stage.Olu, ts);

        var payload = (await _stage.Bot.WaitForAsync(each => each.Path == "/slack/interactions")).Payload;
        Assert.True((bool)done["ok"]!);
        Assert.Equal("block_actions", (string)payload["type"]!);
        Assert.Equal(("go", "b", "41", "button"), ((string)payload["actions"]![0]!["action_id"]!, (string)payload["actions"]![0]!["block_id"]!, (string)payload["actions"]![0]!["value"]!, (string)payload["actions"]![0]!["type"]!));
        Assert.Equal(("message", ts, "C0SALES", false), ((string)payload["container"]!["type"]!, (string)payload["container"]!["message_ts"]!, (string)payload["container"]!["channel_id"]!, (bool)payload["container"]!["is_ephemeral"]!));
        Assert.Equal(ts, (string)payload["message"]!["ts"]!);
        Assert.Equal(Stage.Olu, (string)payload["user"]!["id"]!);
        Assert.Equal("T0PLAY", (string)payload["team"]!["id"]!);
        Assert.NotNull(payload["response_url"]);
        Assert.NotNull(payload["trigger_id"]);
        Assert.False((bool)payload["is_enterprise_install"]!);
    }

    [Fact]
    public async Task Of_a_click_on_a_private_message_lacks_the_message()
    {
        await _stage.CallAsync("chat.postEphemeral", ("channel", "C0SALES"), ("user", Stage.Sam), ("text", "x"), ("blocks", Button));
        var ts = (string)(await _stage.MessagesAsync(Stage.Sam, "C0SALES"))[0]!["ts"]!;

        await ClickAsync(Stage.Sam, ts);

        var payload = (await _stage.Bot.WaitForAsync(each => each.Path == "/slack/interactions")).Payload;
        Assert.True((bool)payload["container"]!["is_ephemeral"]!);
        Assert.Null(payload["message"]);
        Assert.Equal("action_not_found", (string?)(await ClickAsync(Stage.Olu, ts))["error"]);
    }

    [Fact]
    public async Task Of_a_button_that_is_gone_is_nothing()
    {
        var ts = await PostButtonAsync();
        await _stage.CallAsync("chat.update", ("channel", "C0SALES"), ("ts", ts), ("text", "done"));

        Assert.Equal("action_not_found", (string?)(await ClickAsync(Stage.Olu, ts))["error"]);
        Assert.DoesNotContain(_stage.Bot.Got, got => got.Path == "/slack/interactions");
    }

    [Fact]
    public async Task Of_a_direct_message_is_an_event_and_so_is_the_bots_own()
    {
        await _stage.DoAsync("message", new { @as = Stage.Sam, channel = Stage.SamsDirect, text = "help <me>" });
        await _stage.CallAsync("chat.postMessage", ("channel", Stage.SamsDirect), ("text", "own"));

        var said = (await _stage.Bot.WaitForAsync(got => got.Path == "/slack/events" && got.Payload["event"]!["bot_id"] is null)).Payload;
        var own = (await _stage.Bot.WaitForAsync(got => got.Path == "/slack/events" && got.Payload["event"]!["bot_id"] is not null)).Payload;
        Assert.Equal(("message", "im", "help &lt;me&gt;", Stage.Sam), ((string)said["event"]!["type"]!, (string)said["event"]!["channel_type"]!, (string)said["event"]!["text"]!, (string)said["event"]!["user"]!));
        Assert.Equal("own", (string)own["event"]!["text"]!);
        Assert.NotEqual((string)said["event_id"]!, (string)own["event_id"]!);
    }

    [Fact]
    public async Task Nothing_of_what_people_say_in_channels()
    {
        await _stage.DoAsync("message", new { @as = Stage.Sam, channel = "C0SALES", text = "among us" });
        await _stage.DoAsync("message", new { @as = Stage.Sam, channel = Stage.SamsDirect, text = "to you" });
        await _stage.Bot.WaitForAsync(got => got.Path == "/slack/events");

        Assert.DoesNotContain(_stage.Bot.Got, got => got.Text.Contains("among us", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_an_event_comes_again_at_most_three_times_with_its_number_and_reason()
    {
        _stage.Bot.Answer = (_, context) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };

        await _stage.DoAsync("message", new { @as = Stage.Sam, channel = Stage.SamsDirect, text = "hi" });
        await _stage.Bot.WaitForAsync(got => got.Headers["X-Slack-Retry-Num"] == "3");
        await Task.Delay(100);

        Assert.Equal(["", "1", "2", "3"], _stage.Bot.Got.Select(got => got.Headers["X-Slack-Retry-Num"].ToString()));
        Assert.Single(_stage.Bot.Got.Select(got => (string)got.Payload["event_id"]!).Distinct());
        Assert.Equal("http_error", _stage.Bot.Got.Last().Headers["X-Slack-Retry-Reason"].ToString());
    }

    [Fact]
    public async Task Of_an_event_comes_no_more_when_the_bot_asks_not_to()
    {
        _stage.Bot.Answer = (_, context) =>
        {
            context.Response.StatusCode = 500;
            context.Response.Headers["X-Slack-No-Retry"] = "1";
            return Task.CompletedTask;
        };

        await _stage.DoAsync("message", new { @as = Stage.Sam, channel = Stage.SamsDirect, text = "hi" });
        await _stage.Bot.WaitForAsync(_ => true);
        await Task.Delay(100);

        Assert.Single(_stage.Bot.Got);
    }

    [Fact]
    public async Task Of_a_search_is_the_typed_text_and_its_options_come_back()
    {
        const string Select = """[{"type":"actions","block_id":"b","elements":[{"type":"external_select","action_id":"who","min_query_length":0}]}]""";
        var ts = (string)(await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x"), ("blocks", Select)))["ts"]!;
        _stage.Bot.AnswerJson("""{"options":[{"text":{"type":"plain_text","text":"Acme"},"value":"1"}]}""");

        var good = await SuggestAsync();
        _stage.Bot.AnswerJson($$"""{"options":[{"text":{"type":"plain_text","text":"{{new string('x', 76)}}"},"value":"1"}]}""");
        var tooLong = await SuggestAsync();

        var payload = (await _stage.Bot.WaitForAsync(got => got.Path == "/slack/interactions")).Payload;
        Assert.Equal(("block_suggestion", "ac", "who", "b"), ((string)payload["type"]!, (string)payload["value"]!, (string)payload["action_id"]!, (string)payload["block_id"]!));
        Assert.Equal("Acme", (string)good["options"]![0]!["text"]!["text"]!);
        Assert.Empty(tooLong["options"]!.AsArray());

        Task<JsonNode> SuggestAsync() =>
            _stage.DoAsync("suggest", new { @as = Stage.Sam, channel = "C0SALES", ts, block_id = "b", action_id = "who", value = "ac" });
    }

    [Fact]
    public async Task Of_a_shortcut_on_a_message_is_the_message_whoever_wrote_it()
    {
        var ts = (string)(await _stage.DoAsync("message", new { @as = Stage.Sam, channel = "C0SALES", text = "a < b" }))["ts"]!;

        var good = await ChooseAsync("keep_it", ts);
        var (unknown, gone) = (await ChooseAsync("another", ts), await ChooseAsync("keep_it", "1.0"));

        var payload = (await _stage.Bot.WaitForAsync(got => got.Path == "/slack/interactions")).Payload;
        Assert.Equal(("message_action", "keep_it", "sales", ts), ((string)payload["type"]!, (string)payload["callback_id"]!, (string)payload["channel"]!["name"]!, (string)payload["message_ts"]!));
        Assert.Equal((Stage.Sam, "a &lt; b"), ((string)payload["message"]!["user"]!, (string)payload["message"]!["text"]!));
        Assert.StartsWith("http", (string)payload["response_url"]!, StringComparison.Ordinal);
        Assert.NotEmpty((string)payload["trigger_id"]!);
        Assert.Equal((true, "action_not_found", "action_not_found"), ((bool)good["ok"]!, (string)unknown["error"]!, (string)gone["error"]!));

        Task<JsonNode> ChooseAsync(string callback, string at) =>
            _stage.DoAsync("message-action", new { @as = Stage.Sam, channel = "C0SALES", ts = at, callback_id = callback });
    }

    private const string Button =
        """[{"type":"actions","block_id":"b","elements":[{"type":"button","action_id":"go","value":"41","text":{"type":"plain_text","text":"Go"}}]}]""";

    private async Task<string> PostButtonAsync() =>
        (string)(await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x"), ("blocks", Button)))["ts"]!;

    /// <summary>The page may say what it likes of the value; the bot gets what it wrote on the button.</summary>
    private Task<JsonNode> ClickAsync(string person, string ts) =>
        _stage.DoAsync("action", new { @as = person, channel = "C0SALES", ts, action = new { block_id = "b", action_id = "go", type = "button", value = "99" }, state = new { } });
}
