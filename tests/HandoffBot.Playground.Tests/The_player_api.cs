using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Tests;

public sealed class The_player_api
{
    [Fact]
    public async Task Shows_the_workspace_as_one_person_sees_it()
    {
        await using var stage = await Stage.SetAsync();

        var state = await stage.AskAsync($"player/state?as={Stage.Sam}");

        Assert.Equal("Acme", (string)state["team"]!["name"]!);
        Assert.Equal(Stage.Sam, (string)state["me"]!);
        Assert.Contains(state["people"]!.AsArray(), each => PlaygroundIds.User((string)each!["email"]!) == Stage.Sam);
        Assert.Equal(["C0SALES", "C0ONB", "C0OUT"], state["channels"]!.AsArray().Select(each => (string)each!["id"]!));
        Assert.False((bool)state["channels"]![1]!["is_member"]!);
        Assert.Equal(Stage.SamsDirect, (string)state["directs"]![0]!["id"]!);
        Assert.Equal("/handoff", (string)state["commands"]![0]!["command"]!);
        Assert.Equal("2026-03-02T09:00:00Z", (string)state["clock"]!["now"]!);
    }

    [Fact]
    public async Task A_guest_sees_only_channels_of_theirs()
    {
        await using var stage = await Stage.SetAsync();

        var state = await stage.AskAsync($"player/state?as={Stage.Gus}");

        Assert.Equal(["C0SALES"], state["channels"]!.AsArray().Select(each => (string)each!["id"]!));
    }

    [Fact]
    public async Task Nobody_reads_a_channel_that_is_hidden_from_them()
    {
        await using var stage = await Stage.SetAsync();

        var answer = await stage.AskAsync($"player/messages?as={Stage.Sam}&channel=C0SECRET");

        Assert.Equal("channel_not_found", (string)answer["error"]!);
    }

    [Fact]
    public async Task Unread_and_mentions_count_until_they_are_read()
    {
        await using var stage = await Stage.SetAsync();
        await stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "plain"));
        var second = await stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", $"<@{Stage.Sam}> look"));

        var before = (await stage.AskAsync($"player/state?as={Stage.Sam}"))["channels"]![0]!;
        await stage.DoAsync("read", new { @as = Stage.Sam, channel = "C0SALES", ts = (string)second["ts"]! });
        var after = (await stage.AskAsync($"player/state?as={Stage.Sam}"))["channels"]![0]!;
        var other = (await stage.AskAsync($"player/state?as={Stage.Olu}"))["channels"]![0]!;

        Assert.Equal((2, 1), ((int)before["unread"]!, (int)before["mentions"]!));
        Assert.Equal((0, 0), ((int)after["unread"]!, (int)after["mentions"]!));
        Assert.Equal((2, 0), ((int)other["unread"]!, (int)other["mentions"]!));
    }

    [Fact]
    public async Task The_clock_moves_by_hours_and_to_the_next_deadline_and_never_back()
    {
        await using var stage = await Stage.SetAsync();
        stage.Clock.Next = new PlaygroundDeadline(Stage.Start.AddHours(5), "H-1 waits");

        var hour = await stage.DoAsync("clock", new { @as = Stage.Sam, advance = "1h" });
        var next = await stage.DoAsync("clock", new { @as = Stage.Sam, advance = "next" });
        var wrong = await stage.DoAsync("clock", new { @as = Stage.Sam, advance = "-1h" });

        Assert.Equal("2026-03-02T10:00:00Z", (string)hour["now"]!);
        Assert.Equal("H-1 waits", (string)hour["next_what"]!);
        Assert.Equal("2026-03-02T14:00:00Z", (string)next["now"]!);
        Assert.False((bool)wrong["ok"]!);
        Assert.Equal(Stage.Start.AddHours(5), stage.Clock.Now);
    }

    [Fact]
    public async Task Server_sent_events_say_what_to_fetch_and_only_to_whom_it_concerns()
    {
        await using var stage = await Stage.SetAsync();
        using var stream = await stage.Http.GetStreamAsync($"player/events?as={Stage.Sam}");
        using var lines = new StreamReader(stream);
        Assert.Equal(": here", await lines.ReadLineAsync());

        await stage.CallAsync("chat.postEphemeral", ("channel", "C0SALES"), ("user", Stage.Olu), ("text", "for Olu"));
        await stage.CallAsync("chat.postEphemeral", ("channel", "C0SALES"), ("user", Stage.Sam), ("text", "for Sam"));
        await stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "for all"));

        Assert.Equal("ephemeral", (string)(await NextAsync(lines, "message"))["kind"]!);
        Assert.Equal("new", (string)(await NextAsync(lines, "message"))["kind"]!);
    }

    [Fact]
    public async Task A_private_message_is_seen_by_its_person_alone()
    {
        await using var stage = await Stage.SetAsync();
        await stage.CallAsync("chat.postEphemeral", ("channel", "C0SALES"), ("user", Stage.Sam), ("text", "psst"));

        Assert.True((bool)Assert.Single(await stage.MessagesAsync(Stage.Sam, "C0SALES"))!["ephemeral"]!);
        Assert.Empty(await stage.MessagesAsync(Stage.Olu, "C0SALES"));
        Assert.Empty((await stage.CallAsync("conversations.history", ("channel", "C0SALES")))["messages"]!.AsArray());
    }

    [Fact]
    public async Task A_thread_shows_its_root_and_replies_and_the_channel_shows_broadcasts()
    {
        await using var stage = await Stage.SetAsync();
        var root = (string)(await stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "root")))["ts"]!;
        await stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "quiet"), ("thread_ts", root));
        await stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "loud"), ("thread_ts", root), ("reply_broadcast", "true"));

        var channel = await stage.MessagesAsync(Stage.Sam, "C0SALES");
        var thread = await stage.MessagesAsync(Stage.Sam, "C0SALES", root);

        Assert.Equal(["root", "loud"], channel.Select(each => (string)each!["text"]!));
        Assert.Equal(2, (int)channel[0]!["reply_count"]!);
        Assert.True((bool)channel[1]!["broadcast"]!);
        Assert.Equal(["root", "quiet", "loud"], thread.Select(each => (string)each!["text"]!));
    }

    [Fact]
    public async Task Writing_needs_the_header_that_a_foreign_page_cannot_set()
    {
        await using var stage = await Stage.SetAsync();
        using var body = new StringContent($$"""{"as":"{{Stage.Sam}}","channel":"C0SALES","text":"hi"}""", null, "application/json");

        using var response = await stage.Http.PostAsync("player/message", body);

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(await stage.MessagesAsync(Stage.Sam, "C0SALES"));
    }

    [Fact]
    public async Task Only_members_type_into_a_channel_until_they_join()
    {
        await using var stage = await Stage.SetAsync();

        var refused = await stage.DoAsync("message", new { @as = Stage.Sam, channel = "C0ONB", text = "hi" });
        await stage.DoAsync("join", new { @as = Stage.Sam, channel = "C0ONB" });
        var taken = await stage.DoAsync("message", new { @as = Stage.Sam, channel = "C0ONB", text = "hi" });

        Assert.Equal("not_in_channel", (string)refused["error"]!);
        Assert.True((bool)taken["ok"]!);
        var joined = await stage.Bot.WaitForAsync(got => got.Path == "/slack/events" && got.Type == "member_joined_channel");
        Assert.Equal("C0ONB", (string)joined.Payload["event"]!["channel"]!);
    }

    private static async Task<JsonNode> NextAsync(StreamReader lines, string name)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line == $"event: {name}") return JsonNode.Parse((await lines.ReadLineAsync())!["data: ".Length..])!;
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
