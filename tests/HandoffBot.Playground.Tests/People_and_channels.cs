namespace HandoffBot.Playground.Tests;

public sealed class People_and_channels : IAsyncLifetime
{
    private Stage _stage = null!;

    public async Task InitializeAsync() => _stage = await Stage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task A_person_is_found_by_e_mail_in_any_case_and_by_id()
    {
        var found = await _stage.CallAsync("users.lookupByEmail", ("email", "SAM@acme.example"));
        var same = await _stage.CallAsync("users.info", ("user", Stage.Sam));

        Assert.Equal(Stage.Sam, (string)found["user"]!["id"]!);
        Assert.Equal("Sam Hill", (string)same["user"]!["real_name"]!);
        Assert.Equal("sam@acme.example", (string)same["user"]!["profile"]!["email"]!);
        Assert.Equal("users_not_found", (string?)(await _stage.CallAsync("users.lookupByEmail", ("email", "no@acme.example")))["error"]);
        Assert.Equal("user_not_found", (string?)(await _stage.CallAsync("users.info", ("user", "U0NONE")))["error"]);
    }

    [Fact]
    public async Task A_guest_is_restricted_and_a_bot_is_a_bot()
    {
        Assert.True((bool)(await _stage.CallAsync("users.info", ("user", Stage.Gus)))["user"]!["is_restricted"]!);
        Assert.False((bool)(await _stage.CallAsync("users.info", ("user", Stage.Sam)))["user"]!["is_restricted"]!);
        Assert.True((bool)(await _stage.CallAsync("users.info", ("user", PlaygroundIds.BotUser("T0PLAY"))))["user"]!["is_bot"]!);
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        var first = await _stage.CallAsync("users.list", ("limit", 3));
        var second = await _stage.CallAsync("users.list", ("limit", 3), ("cursor", (string)first["response_metadata"]!["next_cursor"]!));

        Assert.Equal(3, first["members"]!.AsArray().Count);
        Assert.Single(second["members"]!.AsArray());
        Assert.Equal("", (string)second["response_metadata"]!["next_cursor"]!);
    }

    [Fact]
    public async Task A_user_group_has_members()
    {
        Assert.Equal([Stage.Olu], (await _stage.CallAsync("usergroups.users.list", ("usergroup", "S0ONB")))["users"]!.AsArray().Select(id => (string)id!));
        Assert.Equal("onboarders", (string)(await _stage.CallAsync("usergroups.list"))["usergroups"]![0]!["handle"]!);
        Assert.Equal("no_such_subteam", (string?)(await _stage.CallAsync("usergroups.users.list", ("usergroup", "S0NONE")))["error"]);
    }

    [Fact]
    public async Task Channels_say_whether_the_bot_is_in_them()
    {
        Assert.True((bool)(await _stage.CallAsync("conversations.info", ("channel", "C0SALES")))["channel"]!["is_member"]!);
        Assert.False((bool)(await _stage.CallAsync("conversations.info", ("channel", "C0OUT")))["channel"]!["is_member"]!);
        Assert.Equal("channel_not_found", (string?)(await _stage.CallAsync("conversations.info", ("channel", "C0SECRET")))["error"]);
        Assert.Equal(4, (await _stage.CallAsync("conversations.members", ("channel", "C0SALES")))["members"]!.AsArray().Count);
        Assert.Equal(["C0SALES", "C0ONB", "C0OUT"],
            (await _stage.CallAsync("conversations.list"))["channels"]!.AsArray().Select(each => (string)each!["id"]!));
        Assert.Equal(3, (await _stage.CallAsync("conversations.list", ("types", "im")))["channels"]!.AsArray().Count);
    }

    [Fact]
    public async Task Everybody_has_one_direct_chat_with_the_bot()
    {
        Assert.Equal(Stage.SamsDirect, (string)(await _stage.CallAsync("conversations.open", ("users", Stage.Sam)))["channel"]!["id"]!);
        Assert.Equal("user_not_found", (string?)(await _stage.CallAsync("conversations.open", ("users", "U0NONE")))["error"]);
        Assert.Equal("users_list_not_supplied", (string?)(await _stage.CallAsync("conversations.open"))["error"]);
    }

    [Fact]
    public async Task Joining_changing_and_leaving_are_events()
    {
        _stage.StandIn.Admit(new PlaygroundPerson("new@acme.example", "Nia New", "Sales"));
        _stage.StandIn.Deactivate("olu@acme.example");
        _stage.StandIn.Invite("C0OUT", null);

        var join = await _stage.Bot.WaitForAsync(got => got.Type == "team_join");
        var change = await _stage.Bot.WaitForAsync(got => got.Type == "user_change");
        var member = await _stage.Bot.WaitForAsync(got => got.Type == "member_joined_channel");

        Assert.Equal(PlaygroundIds.User("new@acme.example"), (string)join.Payload["event"]!["user"]!["id"]!);
        Assert.True((bool)change.Payload["event"]!["user"]!["deleted"]!);
        Assert.Equal(PlaygroundIds.BotUser("T0PLAY"), (string)member.Payload["event"]!["user"]!);
        Assert.Equal("users_not_found", (string?)(await _stage.CallAsync("users.lookupByEmail", ("email", "olu@acme.example")))["error"]);
        Assert.Equal("event_callback", (string)join.Payload["type"]!);
        Assert.StartsWith("Ev", (string)join.Payload["event_id"]!, StringComparison.Ordinal);
    }
}
