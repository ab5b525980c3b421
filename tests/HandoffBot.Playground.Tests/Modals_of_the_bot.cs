using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;

namespace HandoffBot.Playground.Tests;

public sealed class Modals_of_the_bot : IAsyncLifetime
{
    private Stage _stage = null!;

    public async Task InitializeAsync() => _stage = await Stage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task Open_for_who_pulled_the_trigger_and_only_once()
    {
        var trigger = await _stage.TriggerAsync(Stage.Sam);

        var opened = await OpenAsync(trigger, View());
        var again = await OpenAsync(trigger, View());

        Assert.True((bool)opened["ok"]!);
        Assert.Equal((string)opened["view"]!["id"]!, (string)opened["view"]!["root_view_id"]!);
        Assert.Equal("exchanged_trigger_id", (string?)again["error"]);
        Assert.Equal((string)opened["view"]!["id"]!, (string)(await TopAsync(Stage.Sam))!["id"]!);
        Assert.Null(await TopAsync(Stage.Olu));
    }

    [Fact]
    public async Task Need_a_trigger_of_the_last_three_seconds()
    {
        var trigger = await _stage.TriggerAsync(Stage.Sam);
        _stage.Time.Pass(_stage.Patience.Span + TimeSpan.FromSeconds(0.1));

        Assert.Equal(TimeSpan.FromSeconds(3), new SlackPatience().Span);

        Assert.Equal("expired_trigger_id", (string?)(await OpenAsync(trigger, View()))["error"]);
        Assert.Equal("invalid_arguments", (string?)(await OpenAsync("1.2.x", View()))["error"]);
    }

    [Fact]
    public async Task A_refused_view_does_not_spend_the_trigger()
    {
        var trigger = await _stage.TriggerAsync(Stage.Sam);

        Assert.Equal("invalid_arguments", (string?)(await OpenAsync(trigger, "{}"))["error"]);
        Assert.True((bool)(await OpenAsync(trigger, View()))["ok"]!);
    }

    public static TheoryData<string, string, string> ViewLimits => new()
    {
        { "title 24", View(title: 24), View(title: 25) },
        { "submit 24", View(submit: 24), View(submit: 25) },
        { "close 24", View(close: 24), View(close: 25) },
        { "private_metadata 3000", View(metadata: 3000), View(metadata: 3001) },
        { "callback_id 255", View(callback: 255), View(callback: 256) },
        { "external_id 255", View(external: 255), View(external: 256) },
        { "blocks 100", View(blocks: 100), View(blocks: 101) },
        { "submit when there is an input", View(input: true), View(input: true, submit: 0) },
    };

    [Theory]
    [MemberData(nameof(ViewLimits))]
    public async Task What_fits_opens_and_one_more_is_refused(string what, string fits, string exceeds)
    {
        var refused = await OpenAsync(await _stage.TriggerAsync(Stage.Sam), exceeds);
        var opened = await OpenAsync(await _stage.TriggerAsync(Stage.Sam), fits);

        Assert.True((bool)opened["ok"]!, $"{what}: {opened.ToJsonString()}");
        Assert.Equal("invalid_arguments", (string?)refused["error"]);
        Assert.Contains("json-pointer:/view", (string)refused["response_metadata"]!["messages"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_more_than_250_kB_are_too_large()
    {
        var section = $$"""{"type":"section","text":{"type":"plain_text","text":"{{new string('x', 2990)}}"} }""";
        var view = $$"""{"type":"modal","title":{"type":"plain_text","text":"t"},"blocks":[{{string.Join(',', Enumerable.Repeat(section, 90))}}]}""";

        Assert.Equal("view_too_large", (string?)(await OpenAsync(await _stage.TriggerAsync(Stage.Sam), view))["error"]);
    }

    [Fact]
    public async Task Are_replaced_unless_the_hash_is_stale()
    {
        var opened = (await OpenAsync(await _stage.TriggerAsync(Stage.Sam), View()))["view"]!;
        var (id, hash) = ((string)opened["id"]!, (string)opened["hash"]!);

        var updated = await _stage.CallAsync("views.update", ("view_id", id), ("hash", hash), ("view", View(title: 3)));
        var stale = await _stage.CallAsync("views.update", ("view_id", id), ("hash", hash), ("view", View(title: 4)));

        Assert.Equal("xxx", (string)updated["view"]!["title"]!["text"]!);
        Assert.Equal("hash_conflict", (string?)stale["error"]);
        Assert.Equal("not_found", (string?)(await _stage.CallAsync("views.update", ("view_id", "V0"), ("view", View())))["error"]);
    }

    [Fact]
    public async Task Are_found_by_an_external_id_that_is_unique()
    {
        await OpenAsync(await _stage.TriggerAsync(Stage.Sam), View(external: 5));

        Assert.True((bool)(await _stage.CallAsync("views.update", ("external_id", "xxxxx"), ("view", View(external: 5))))["ok"]!);
        Assert.Equal("duplicate_external_id", (string?)(await OpenAsync(await _stage.TriggerAsync(Stage.Olu), View(external: 5)))["error"]);
    }

    [Fact]
    public async Task Stack_three_high_and_no_higher()
    {
        await OpenAsync(await _stage.TriggerAsync(Stage.Sam), View(button: true));
        for (var depth = 2; depth <= 3; depth++)
            Assert.True((bool)(await _stage.CallAsync("views.push", ("trigger_id", await TriggerInViewAsync()), ("view", View(button: true))))["ok"]!);

        Assert.Equal("push_limit_reached", (string?)(await _stage.CallAsync("views.push", ("trigger_id", await TriggerInViewAsync()), ("view", View())))["error"]);
    }

    [Fact]
    public async Task Cannot_be_pushed_by_a_trigger_from_outside() =>
        Assert.Equal("invalid_arguments", (string?)(await _stage.CallAsync("views.push", ("trigger_id", await _stage.TriggerAsync(Stage.Sam)), ("view", View())))["error"]);

    [Fact]
    public async Task The_home_is_published_and_opened()
    {
        var published = await _stage.CallAsync("views.publish", ("user_id", Stage.Sam), ("view", """{"type":"home","blocks":[{"type":"divider"}]}"""));
        await _stage.DoAsync("home", new { @as = Stage.Sam });

        Assert.Equal("home", (string)published["view"]!["type"]!);
        Assert.Equal((string)published["view"]!["id"]!, (string)(await _stage.AskAsync($"player/home?as={Stage.Sam}"))["view"]!["id"]!);
        Assert.Equal("home", (string)(await _stage.Bot.WaitForAsync(got => got.Type == "app_home_opened")).Payload["event"]!["tab"]!);
        Assert.Equal("hash_conflict", (string?)(await _stage.CallAsync("views.publish", ("user_id", Stage.Sam), ("hash", "x"), ("view", """{"type":"home","blocks":[]}""")))["error"]);
    }

    [Fact]
    public async Task A_button_on_the_home_is_told_with_the_view_and_opens_a_modal()
    {
        var published = await _stage.CallAsync("views.publish", ("user_id", Stage.Sam), ("view",
            """{"type":"home","blocks":[{"type":"actions","block_id":"b","elements":[{"type":"button","action_id":"go","text":{"type":"plain_text","text":"Go"}}]}]}"""));
        await _stage.DoAsync("action", new { @as = Stage.Sam, view_id = (string)published["view"]!["id"]!, action = new { block_id = "b", action_id = "go", type = "button" }, state = new { } });

        var payload = (await _stage.Bot.WaitForAsync(got => got.Path == "/slack/interactions")).Payload;
        Assert.Equal(("home", "view"), ((string?)payload["view"]!["type"], (string?)payload["container"]!["type"]));
        Assert.Null(payload["response_url"]);
        Assert.True((bool)(await OpenAsync((string)payload["trigger_id"]!, View()))["ok"]!);
    }

    [Fact]
    public async Task Nothing_is_published_where_the_tab_is_off()
    {
        await using var off = await Stage.SetAsync(change: options => options with { HomeTab = false });

        Assert.Equal("not_enabled", (string?)(await off.CallAsync("views.publish", ("user_id", Stage.Sam), ("view", """{"type":"home","blocks":[]}""")))["error"]);
        Assert.False((bool)(await off.AskAsync($"player/state?as={Stage.Sam}"))["home_tab"]!);
    }

    private async Task<string> TriggerInViewAsync()
    {
        var top = (await TopAsync(Stage.Sam))!;
        _stage.Bot.Got.Clear();
        await _stage.DoAsync("action", new { @as = Stage.Sam, view_id = (string)top["id"]!, action = new { block_id = "b", action_id = "go", type = "button" }, state = new { } });
        return (string)(await _stage.Bot.WaitForAsync(got => got.Path == "/slack/interactions")).Payload["trigger_id"]!;
    }

    private Task<JsonNode> OpenAsync(string trigger, string view) => _stage.CallAsync("views.open", ("trigger_id", trigger), ("view", view));

    private async Task<JsonNode?> TopAsync(string person) => (await _stage.AskAsync($"player/view?as={person}"))["view"];

    private static string View(
        int title = 1, int submit = 1, int close = 1, int metadata = 1, int callback = 1, int external = 0, int blocks = 1, bool input = false, bool button = false)
    {
        List<string> given = [.. Enumerable.Repeat("""{"type":"divider"}""", blocks)];
        if (input) given.Add("""{"type":"input","label":{"type":"plain_text","text":"l"},"element":{"type":"plain_text_input"}}""");
        if (button) given.Add("""{"type":"actions","block_id":"b","elements":[{"type":"button","action_id":"go","text":{"type":"plain_text","text":"Go"}}]}""");
        var submits = submit > 0 ? $"\"submit\":{Plain(submit)}," : "";
        return $$"""
            {"type":"modal","title":{{Plain(title)}},{{submits}}"close":{{Plain(close)}},"private_metadata":"{{X(metadata)}}",
            "callback_id":"{{X(callback)}}","external_id":"{{X(external)}}","blocks":[{{string.Join(',', given)}}]}
            """;
    }

    private static string X(int length) => new('x', length);

    private static string Plain(int length) => $$"""{"type":"plain_text","text":"{{X(length)}}"}""";
}
