using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Tests;

public sealed class Messages_of_the_bot : IAsyncLifetime
{
    private const string Blocks = """[{"type":"section","text":{"type":"mrkdwn","text":"hello"}}]""";

    private Stage _stage = null!;

    public async Task InitializeAsync() => _stage = await Stage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Theory]
    [InlineData(null, "not_authed")]
    [InlineData("xoxb-other", "invalid_auth")]
    public async Task Need_the_one_token(string? token, string error)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/auth.test");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var response = await _stage.Http.SendAsync(request);

        Assert.Equal(error, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]);
    }

    [Fact]
    public async Task May_carry_the_token_as_a_form_field_but_not_inside_JSON()
    {
        using var form = new FormUrlEncodedContent([new("token", Stage.Token)]);
        using var json = new StringContent($$"""{"token":"{{Stage.Token}}"}""", Encoding.UTF8, "application/json");

        using var first = await _stage.Http.PostAsync("api/auth.test", form);
        using var second = await _stage.Http.PostAsync("api/auth.test", json);

        Assert.Contains("\"ok\":true", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("not_authed", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "application/json; charset=utf-8", "invalid_json")]
    [InlineData("[]", "application/json; charset=utf-8", "json_not_object")]
    [InlineData("x", "text/csv", "invalid_post_type")]
    public async Task That_cannot_be_read_are_refused_by_name(string body, string type, string error)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/chat.postMessage") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Stage.Token);

        using var response = await _stage.Http.SendAsync(request);

        Assert.Equal(error, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]);
    }

    [Fact]
    public async Task Of_an_unknown_method_are_refused() =>
        Assert.Equal("unknown_method", (string?)(await _stage.CallAsync("chat.shout"))["error"]);

    [Theory]
    [InlineData("C0NONE", "channel_not_found")]
    [InlineData("C0SECRET", "channel_not_found")]
    [InlineData("C0OUT", "not_in_channel")]
    [InlineData(null, "invalid_arguments")]
    public async Task Go_only_where_the_bot_is(string? channel, string error) =>
        Assert.Equal(error, (string?)(await _stage.CallAsync("chat.postMessage", ("channel", channel), ("text", "x")))["error"]);

    [Fact]
    public async Task Can_be_posted_once_the_bot_has_joined()
    {
        var joined = await _stage.CallAsync("conversations.join", ("channel", "C0OUT"));
        var again = await _stage.CallAsync("conversations.join", ("channel", "C0OUT"));

        Assert.True((bool)joined["channel"]!["is_member"]!);
        Assert.Equal("already_in_channel", (string?)again["warning"]);
        Assert.True((bool)(await _stage.CallAsync("chat.postMessage", ("channel", "C0OUT"), ("text", "x")))["ok"]!);
    }

    [Fact]
    public async Task To_a_user_id_land_in_the_direct_chat() =>
        Assert.Equal(Stage.SamsDirect, (string)(await _stage.CallAsync("chat.postMessage", ("channel", Stage.Sam), ("text", "x")))["channel"]!);

    [Fact]
    public async Task Lose_their_blocks_when_updated_with_text_alone_and_keep_their_metadata()
    {
        var posted = await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x"), ("blocks", Blocks),
            ("metadata", """{"event_type":"delivery","event_payload":{"id":"7"}}"""));
        var ts = (string)posted["ts"]!;

        await _stage.CallAsync("chat.update", ("channel", "C0SALES"), ("ts", ts), ("text", "y"));

        var plain = (await _stage.CallAsync("conversations.history", ("channel", "C0SALES")))["messages"]![0]!;
        var whole = (await _stage.CallAsync("conversations.history", ("channel", "C0SALES"), ("include_all_metadata", "true")))["messages"]![0]!;
        Assert.Equal("y", (string)plain["text"]!);
        Assert.Null(plain["blocks"]);
        Assert.Null(plain["metadata"]);
        Assert.NotNull(plain["edited"]);
        Assert.Equal("7", (string)whole["metadata"]!["event_payload"]!["id"]!);
    }

    [Theory]
    [InlineData("""{"event_payload":{}}""")]
    [InlineData("""{"event_type":"x"}""")]
    [InlineData("nonsense")]
    public async Task Need_metadata_of_the_right_form(string metadata) =>
        Assert.Equal("invalid_metadata_format",
            (string?)(await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x"), ("metadata", metadata)))["error"]);

    [Fact]
    public async Task Cannot_change_what_a_person_wrote_or_what_is_not_there()
    {
        var said = (string)(await _stage.DoAsync("message", new { @as = Stage.Sam, channel = "C0SALES", text = "mine" }))["ts"]!;

        Assert.Equal("cant_update_message", (string?)(await _stage.CallAsync("chat.update", ("channel", "C0SALES"), ("ts", said), ("text", "y")))["error"]);
        Assert.Equal("cant_delete_message", (string?)(await _stage.CallAsync("chat.delete", ("channel", "C0SALES"), ("ts", said)))["error"]);
        Assert.Equal("message_not_found", (string?)(await _stage.CallAsync("chat.update", ("channel", "C0SALES"), ("ts", "1.2"), ("text", "y")))["error"]);
    }

    [Fact]
    public async Task That_are_private_can_be_neither_updated_nor_sent_to_somebody_outside()
    {
        var whispered = await _stage.CallAsync("chat.postEphemeral", ("channel", "C0SALES"), ("user", Stage.Sam), ("text", "x"));

        Assert.Equal("message_not_found",
            (string?)(await _stage.CallAsync("chat.update", ("channel", "C0SALES"), ("ts", (string)whispered["message_ts"]!), ("text", "y")))["error"]);
        Assert.Equal("user_not_in_channel",
            (string?)(await _stage.CallAsync("chat.postEphemeral", ("channel", "C0ONB"), ("user", Stage.Sam), ("text", "x")))["error"]);
    }

    [Fact]
    public async Task That_are_deleted_are_gone_but_a_root_leaves_a_tombstone()
    {
        var lone = (string)(await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "lone")))["ts"]!;
        var root = (string)(await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "root")))["ts"]!;
        await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "reply"), ("thread_ts", root));

        await _stage.CallAsync("chat.delete", ("channel", "C0SALES"), ("ts", lone));
        await _stage.CallAsync("chat.delete", ("channel", "C0SALES"), ("ts", root));

        var left = (await _stage.CallAsync("conversations.history", ("channel", "C0SALES")))["messages"]!.AsArray();
        Assert.Equal("tombstone", (string)Assert.Single(left)!["subtype"]!);
        Assert.Equal("message_not_found", (string?)(await _stage.CallAsync("chat.update", ("channel", "C0SALES"), ("ts", root), ("text", "y")))["error"]);
    }

    [Fact]
    public async Task Get_stamps_that_grow_with_the_business_clock_and_never_repeat()
    {
        var first = await PostAsync();
        var second = await PostAsync();
        _stage.Clock.Now = Stage.Start.AddDays(1);
        var nextDay = await PostAsync();
        _stage.Clock.Now = Stage.Start;
        var clockWentBack = await PostAsync();

        Assert.Equal(Stage.Start.ToUnixTimeSeconds(), (long)first);
        Assert.True(first < second && second < nextDay && nextDay < clockWentBack);
        Assert.Equal(Stage.Start.AddDays(1).ToUnixTimeSeconds(), (long)nextDay);

        async Task<decimal> PostAsync() => decimal.Parse(
            (string)(await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x")))["ts"]!, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Are_read_in_pages_that_meet_without_gap_or_overlap()
    {
        for (var at = 0; at < 7; at++) await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", $"m{at}"));
        List<string> read = [];
        var cursor = "";
        do
        {
            var page = await _stage.CallAsync("conversations.history", ("channel", "C0SALES"), ("limit", 3), ("cursor", cursor));
            read.AddRange(page["messages"]!.AsArray().Select(each => (string)each!["text"]!));
            cursor = (string?)page["response_metadata"]?["next_cursor"] ?? "";
        }
        while (cursor.Length > 0);

        Assert.Equal(["m6", "m5", "m4", "m3", "m2", "m1", "m0"], read);
        Assert.Equal("invalid_cursor", (string?)(await _stage.CallAsync("conversations.history", ("channel", "C0SALES"), ("cursor", "x")))["error"]);
        Assert.Equal("invalid_limit", (string?)(await _stage.CallAsync("conversations.history", ("channel", "C0SALES"), ("limit", 1000)))["error"]);
    }

    [Fact]
    public async Task Are_found_by_time_with_the_ends_left_out_unless_inclusive()
    {
        var a = (string)(await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "a")))["ts"]!;
        await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "b"));

        Assert.Equal(["b"], await TextsAsync(("oldest", a)));
        Assert.Equal(["b", "a"], await TextsAsync(("oldest", a), ("inclusive", "true")));
        Assert.Equal([], await TextsAsync(("latest", a)));

        async Task<IEnumerable<string>> TextsAsync(params (string, object?)[] range) =>
            (await _stage.CallAsync("conversations.history", [("channel", "C0SALES"), .. range]))["messages"]!.AsArray().Select(each => (string)each!["text"]!);
    }

    [Fact]
    public async Task Of_a_thread_come_root_first()
    {
        var root = (string)(await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "root")))["ts"]!;
        await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "reply"), ("thread_ts", root));

        var thread = await _stage.CallAsync("conversations.replies", ("channel", "C0SALES"), ("ts", root));

        Assert.Equal(["root", "reply"], thread["messages"]!.AsArray().Select(each => (string)each!["text"]!));
        Assert.Equal(1, (int)thread["messages"]![0]!["reply_count"]!);
        Assert.Equal("thread_not_found", (string?)(await _stage.CallAsync("conversations.replies", ("channel", "C0SALES"), ("ts", "1.2")))["error"]);
        Assert.Equal("thread_not_found", (string?)(await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x"), ("thread_ts", "1.2")))["error"]);
    }

    [Fact]
    public async Task Arguments_of_reads_are_not_seen_in_JSON()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/conversations.info")
        {
            Content = new StringContent("""{"channel":"C0SALES"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Stage.Token);

        using var response = await _stage.Http.SendAsync(request);

        Assert.Equal("invalid_arguments", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]);
    }
}
