using System.Net;

namespace HandoffBot.Playground.Tests;

public sealed class Faults_and_restarts
{
    [Fact]
    public async Task A_rate_limit_hits_the_planned_calls_of_one_method()
    {
        await using var stage = await Stage.SetAsync();
        stage.StandIn.Faults.Next("chat.postMessage", new SlackFault.RateLimited(TimeSpan.FromSeconds(7)), calls: 2);

        for (var call = 0; call < 2; call++)
        {
            using var limited = await stage.SendAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x"));
            Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
            Assert.Equal("7", limited.Headers.GetValues("Retry-After").Single());
        }

        Assert.True((bool)(await stage.CallAsync("auth.test"))["ok"]!);
        Assert.True((bool)(await stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x")))["ok"]!);
        Assert.Single(await stage.MessagesAsync(Stage.Sam, "C0SALES"));
    }

    [Fact]
    public async Task A_server_can_err_answer_rubbish_or_refuse()
    {
        await using var stage = await Stage.SetAsync();
        stage.StandIn.Faults.Next("chat.postMessage", new SlackFault.ServerError());
        stage.StandIn.Faults.Next("chat.postMessage", new SlackFault.Garbage());
        stage.StandIn.Faults.Next("chat.postMessage", new SlackFault.Refused("is_archived"));

        using var error = await stage.SendAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x"));
        using var garbage = await stage.SendAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x"));
        var refused = await stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x"));

        Assert.Equal(HttpStatusCode.InternalServerError, error.StatusCode);
        Assert.DoesNotContain("{", await garbage.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("is_archived", (string?)refused["error"]);
        Assert.Empty(await stage.MessagesAsync(Stage.Sam, "C0SALES"));
    }

    [Fact]
    public async Task A_lost_answer_was_work_done()
    {
        await using var stage = await Stage.SetAsync();
        stage.StandIn.Faults.Next("chat.postMessage", new SlackFault.LostAnswer());

        await Assert.ThrowsAsync<HttpRequestException>(() => stage.SendAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x")));

        Assert.Single(await stage.MessagesAsync(Stage.Sam, "C0SALES"));
    }

    [Fact]
    public async Task No_answer_is_no_work()
    {
        await using var stage = await Stage.SetAsync();
        stage.StandIn.Faults.Next("chat.postMessage", new SlackFault.NoAnswer());

        var asked = stage.SendAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x"));
        await Stage.UntilAsync(() => stage.StandIn.Calls.Of("chat.postMessage").Count > 0);
        await Task.WhenAny(asked, Task.Delay(TimeSpan.FromMilliseconds(300)));
        Assert.False(asked.IsCompleted);
        stage.Http.CancelPendingRequests();

        await Assert.ThrowsAsync<TaskCanceledException>(() => asked);

        Assert.Empty(await stage.MessagesAsync(Stage.Sam, "C0SALES"));
    }

    [Fact]
    public async Task Calls_are_remembered_with_their_errors_and_without_the_token()
    {
        await using var stage = await Stage.SetAsync();
        await stage.CallAsync("chat.postMessage", ("channel", "C0NONE"), ("text", "x"));

        var call = Assert.Single(stage.StandIn.Calls.Of("chat.postMessage"));

        Assert.Equal("channel_not_found", call.Error);
        Assert.Equal("C0NONE", (string)call.Arguments["channel"]!);
        Assert.DoesNotContain(Stage.Token, call.Arguments.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_keeps_messages_and_stamps_and_what_was_read_but_nothing_private()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("playground").FullName, "deep", "state.json");
        string ts;
        await using (var stage = await Stage.SetAsync(file))
        {
            ts = (string)(await stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "kept"),
                ("blocks", """[{"type":"divider","block_id":"d"}]"""), ("metadata", """{"event_type":"e","event_payload":{"id":"7"}}""")))["ts"]!;
            await stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "reply"), ("thread_ts", ts));
            await stage.CallAsync("chat.postEphemeral", ("channel", "C0SALES"), ("user", Stage.Sam), ("text", "private"));
            await stage.CallAsync("conversations.join", ("channel", "C0OUT"));
            await stage.DoAsync("read", new { @as = Stage.Sam, channel = "C0SALES", ts });
        }

        await using var again = await Stage.SetAsync(file);

        var kept = Assert.Single(await again.MessagesAsync(Stage.Sam, "C0SALES"))!;
        Assert.Equal((ts, "kept", 1), ((string)kept["ts"]!, (string)kept["text"]!, (int)kept["reply_count"]!));
        Assert.Equal("d", (string)kept["blocks"]![0]!["block_id"]!);
        Assert.Equal(0, (int)(await again.AskAsync($"player/state?as={Stage.Sam}"))["channels"]![0]!["unread"]!);
        Assert.True((bool)(await again.CallAsync("chat.update", ("channel", "C0SALES"), ("ts", ts), ("text", "y")))["ok"]!);
        Assert.True((bool)(await again.CallAsync("chat.postMessage", ("channel", "C0OUT"), ("text", "y")))["ok"]!);
        var found = await again.CallAsync("conversations.history", ("channel", "C0SALES"), ("include_all_metadata", "true"));
        Assert.Equal("7", (string)found["messages"]![0]!["metadata"]!["event_payload"]!["id"]!);
        var next = (string)(await again.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "next")))["ts"]!;
        Assert.True(string.CompareOrdinal(next, ts) > 0);
        Assert.DoesNotContain("private", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_keeps_who_came_and_who_went()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("playground").FullName, "state.json");
        await using (var stage = await Stage.SetAsync(file))
        {
            stage.StandIn.Admit(new PlaygroundPerson("nia@acme.example", "Nia New", "Sales"));
            stage.StandIn.Invite("C0SALES", "nia@acme.example");
            stage.StandIn.Deactivate("olu@acme.example");
        }

        await using var again = await Stage.SetAsync(file);

        Assert.Equal(["Sam Hill", "Gus Guest", "Nia New"], (await again.AskAsync("player/state"))["people"]!.AsArray().Select(person => (string)person!["name"]!));
        Assert.True((bool)(await again.CallAsync("users.info", ("user", Stage.Olu)))["user"]!["deleted"]!);
        Assert.True((bool)(await again.AskAsync($"player/state?as={PlaygroundIds.User("nia@acme.example")}"))["channels"]![0]!["is_member"]!);
    }

    [Fact]
    public async Task A_form_that_is_open_stays_open_over_a_restart()
    {
        const string view = """
            {"type":"modal","callback_id":"c","private_metadata":"m","title":{"type":"plain_text","text":"Form"},"submit":{"type":"plain_text","text":"Go"},
             "blocks":[{"type":"input","block_id":"b","label":{"type":"plain_text","text":"L"},"element":{"type":"plain_text_input","action_id":"a"}}]}
            """;
        var file = Path.Combine(Directory.CreateTempSubdirectory("playground").FullName, "state.json");
        string id;
        await using (var stage = await Stage.SetAsync(file))
        {
            var opened = await stage.CallAsync("views.open", ("trigger_id", await stage.TriggerAsync(Stage.Sam)), ("view", view));
            id = (string)opened["view"]!["id"]!;
        }

        await using var again = await Stage.SetAsync(file);
        Assert.Equal(id, (string)(await again.AskAsync($"player/view?as={Stage.Sam}"))["view"]!["id"]!);
        await again.DoAsync("view-submit", new { @as = Stage.Sam, view_id = id, state = new { b = new { a = new { type = "plain_text_input", value = "typed" } } } });

        var sent = await again.Bot.WaitForAsync(got => got.Path == "/slack/interactions");
        Assert.Contains("\"typed\"", sent.Field("payload"), StringComparison.Ordinal);
        Assert.Null((await again.AskAsync($"player/view?as={Stage.Sam}"))["view"]);
    }

    [Fact]
    public async Task Who_and_what_is_set_up_further_is_there_and_nobody_is_taken_away()
    {
        await using var stage = await Stage.SetAsync();
        stage.StandIn.Follow(
            [new("sam@acme.example", "Sam Hill", "Sales lead"), new("nia@acme.example", "Nia New", "Sales")],
            [new("C0SALES", "sales", "Deals", ["nia@acme.example"]), new("C0NEW", "new", "", ["nia@acme.example"])],
            [new("S0NEW", "newcomers", ["nia@acme.example"])],
            [new("mine", "what I sent")]);

        var state = await stage.AskAsync($"player/state?as={PlaygroundIds.User("nia@acme.example")}");
        Assert.Equal(["Sam Hill: Sales lead", "Olu Ade: Onboarding lead", "Gus Guest: Client", "Nia New: Sales"],
            state["people"]!.AsArray().Select(person => $"{person!["name"]}: {person["title"]}"));
        Assert.Equal(["sales", "new"], state["channels"]!.AsArray().Where(channel => (bool)channel!["is_member"]!).Select(channel => (string)channel!["name"]!));
        Assert.Equal("mine", (string)state["commands"]![0]!["completions"]![0]!["text"]!);
        Assert.True((bool)(await stage.CallAsync("chat.postMessage", ("channel", "C0NEW"), ("text", "hello")))["ok"]!);
        Assert.Contains((await stage.CallAsync("usergroups.users.list", ("usergroup", "S0NEW")))["users"]!.AsArray(), user => (string)user! == PlaygroundIds.User("nia@acme.example"));
        await stage.Bot.WaitForAsync(got => got.Path == "/slack/events" && got.Text.Contains("team_join", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_state_is_written_soon_and_not_only_at_the_stop()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("playground").FullName, "state.json");
        await using var stage = await Stage.SetAsync(file);
        await stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "soon"));

        await Stage.UntilAsync(() => File.Exists(file));

        Assert.Contains("soon", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_file_that_cannot_be_read_is_set_aside()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("playground").FullName, "state.json");
        await File.WriteAllTextAsync(file, "{ half of");

        await using var stage = await Stage.SetAsync(file);

        Assert.Empty(await stage.MessagesAsync(Stage.Sam, "C0SALES"));
        Assert.Equal("{ half of", await File.ReadAllTextAsync(file + ".unreadable"));
    }

    [Fact]
    public async Task A_reset_empties_the_channels()
    {
        await using var stage = await Stage.SetAsync();
        await stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x"));

        await stage.DoAsync("reset", new { });

        Assert.Empty(await stage.MessagesAsync(Stage.Sam, "C0SALES"));
    }
}
