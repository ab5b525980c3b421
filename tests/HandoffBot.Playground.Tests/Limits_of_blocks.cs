using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Tests;

/// <summary>Every limit of a message, each met once exactly and once exceeded by one.</summary>
public sealed class Limits_of_blocks : IAsyncLifetime
{
    private Stage _stage = null!;

    public async Task InitializeAsync() => _stage = await Stage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    public static TheoryData<string, string, string> AtTheLimitAndBeyond => new()
    {
        { "section text 3000", Section(3000), Section(3001) },
        { "section fields 10", Fields(10, 10), Fields(11, 10) },
        { "section field 2000", Fields(1, 2000), Fields(1, 2001) },
        { "header 150", $$"""{"type":"header","text":{{Plain(150)}}}""", $$"""{"type":"header","text":{{Plain(151)}}}""" },
        { "context elements 10", Context(10), Context(11) },
        { "actions elements 25", Actions(25), Actions(26) },
        { "button text 75", Button(text: 75), Button(text: 76) },
        { "button value 2000", Button(value: 2000), Button(value: 2001) },
        { "button url 3000", Button(url: 3000), Button(url: 3001) },
        { "action_id 255", Button(actionId: 255), Button(actionId: 256) },
        { "block_id 255", $$"""{"type":"divider","block_id":"{{Text(255)}}"}""", $$"""{"type":"divider","block_id":"{{Text(256)}}"}""" },
        { "select options 100", Select(100), Select(101) },
        { "option text 75", Select(1, text: 75), Select(1, text: 76) },
        { "option value 150", Select(1, value: 150), Select(1, value: 151) },
        { "option description 75", Select(1, description: 75), Select(1, description: 76) },
        { "checkboxes 10", Choices("checkboxes", 10), Choices("checkboxes", 11) },
        { "radio buttons 10", Choices("radio_buttons", 10), Choices("radio_buttons", 11) },
        { "overflow 5", Choices("overflow", 5), Choices("overflow", 6) },
        { "placeholder 150", Select(1, placeholder: 150), Select(1, placeholder: 151) },
        { "confirm title 100", Confirm(title: 100), Confirm(title: 101) },
        { "confirm text 300", Confirm(text: 300), Confirm(text: 301) },
        { "confirm button 30", Confirm(button: 30), Confirm(button: 31) },
        { "input label 2000", Input(label: 2000), Input(label: 2001) },
        { "input hint 2000", Input(hint: 2000), Input(hint: 2001) },
        { "input placeholder 150", Input(placeholder: 150), Input(placeholder: 151) },
        { "text is not empty", Section(1), Section(0) },
        { "context is not empty", Context(1), Context(0) },
    };

    [Theory]
    [MemberData(nameof(AtTheLimitAndBeyond))]
    public async Task What_fits_is_posted_and_one_more_is_refused(string what, string fits, string exceeds)
    {
        var taken = await PostAsync(fits);
        var refused = await PostAsync(exceeds);

        Assert.True((bool)taken["ok"]!, $"{what}: {taken.ToJsonString()}");
        Assert.Equal("invalid_blocks", (string?)refused["error"]);
        Assert.StartsWith("[ERROR] ", (string)refused["response_metadata"]!["messages"]![0]!, StringComparison.Ordinal);
        Assert.Contains("json-pointer:/blocks/0", (string)refused["response_metadata"]!["messages"]![0]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"headr","text":{"type":"plain_text","text":"x"}}""", "unsupported type: headr")]
    [InlineData("""{"type":"divider","colour":"red"}""", "invalid additional property: colour")]
    [InlineData("""{"type":"header","text":{"type":"mrkdwn","text":"x"}}""", "must be `plain_text`")]
    [InlineData("""{"type":"section"}""", "missing required field: text")]
    [InlineData("""{"type":"section","text":{"type":"plain_text","text":"x"},"accessory":{"type":"plain_text_input"}}""", "unsupported type: plain_text_input")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"y"}}]}""", "`action_id` already exists: a")]
    [InlineData("""{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"button","text":{"type":"plain_text","text":"x"}}}""", "unsupported type: button")]
    [InlineData("""{"type":"actions","elements":[{"type":"static_select","options":[{"text":{"type":"plain_text","text":"a"},"value":"a"}],"initial_option":{"text":{"type":"plain_text","text":"b"},"value":"b"}}]}""", "must match exactly one of the provided options")]
    [InlineData("""{"type":"actions","elements":[{"type":"static_select"}]}""", "exactly one of `options` and `option_groups` is required")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","style":"default","text":{"type":"plain_text","text":"x"}}]}""", "must be a valid enum value")]
    [InlineData("""{"type":"actions","elements":[{"type":"datepicker","initial_date":"2.3.2026"}]}""", "must match the format yyyy-MM-dd")]
    [InlineData("""{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"number_input"}}""", "missing required field: is_decimal_allowed")]
    public async Task What_Slack_does_not_know_is_refused_with_its_place(string block, string sentence)
    {
        var refused = await PostAsync(block);

        Assert.Equal("invalid_blocks", (string?)refused["error"]);
        Assert.Contains(refused["errors"]!.AsArray(), each => ((string)each!).StartsWith(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_has_at_most_50_blocks_of_different_ids()
    {
        var fifty = string.Join(',', Enumerable.Repeat("""{"type":"divider"}""", 50));

        Assert.True((bool)(await PostAsync(fifty))["ok"]!);
        Assert.Equal("no more than 50 items allowed [json-pointer:/blocks]", (string)(await PostAsync(fifty + """,{"type":"divider"}"""))["errors"]![0]!);
        Assert.Equal("`block_id` already exists: b [json-pointer:/blocks/1/block_id]",
            (string)(await PostAsync("""{"type":"divider","block_id":"b"},{"type":"divider","block_id":"b"}"""))["errors"]![0]!);
    }

    [Fact]
    public async Task All_blocks_together_have_a_limit_of_their_own()
    {
        var refused = await PostAsync(string.Join(',', Enumerable.Repeat(Section(2900), 5)));

        Assert.Equal("msg_blocks_too_long", (string?)refused["error"]);
    }

    [Fact]
    public async Task The_text_of_a_message_has_at_most_4000_characters_and_some()
    {
        Assert.True((bool)(await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", Text(4000))))["ok"]!);
        Assert.Equal("msg_too_long", (string?)(await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", Text(4001))))["error"]);
        Assert.Equal("no_text", (string?)(await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES")))["error"]);
    }

    [Fact]
    public async Task Blocks_that_are_no_list_are_refused() =>
        Assert.Equal("invalid_blocks_format",
            (string?)(await _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x"), ("blocks", "[{")))["error"]);

    private Task<JsonNode> PostAsync(string blocks) =>
        _stage.CallAsync("chat.postMessage", ("channel", "C0SALES"), ("text", "x"), ("blocks", $"[{blocks}]"));

    private static string Text(int length) => new('x', length);

    private static string Plain(int length) => $$"""{"type":"plain_text","text":"{{Text(length)}}"}""";

    private static string Section(int length) => $$"""{"type":"section","text":{"type":"mrkdwn","text":"{{Text(length)}}"} }""";

    private static string Fields(int count, int length) =>
        $$"""{"type":"section","fields":[{{string.Join(',', Enumerable.Repeat(Plain(length), count))}}]}""";

    private static string Context(int count) => $$"""{"type":"context","elements":[{{string.Join(',', Enumerable.Repeat(Plain(1), count))}}]}""";

    private static string Actions(int count) =>
        $$"""{"type":"actions","elements":[{{string.Join(',', Enumerable.Range(0, count).Select(at => $$"""{"type":"button","action_id":"a{{at}}","text":{{Plain(1)}}}"""))}}]}""";

    private static string Button(int text = 1, int value = 1, int url = 10, int actionId = 1) =>
        $$"""{"type":"actions","elements":[{"type":"button","action_id":"{{Text(actionId)}}","value":"{{Text(value)}}","url":"{{Text(url)}}","text":{{Plain(text)}}}]}""";

    private static string Option(int text, int value, int description) =>
        $$"""{"text":{{Plain(text)}},"value":"{{Text(value)}}","description":{{Plain(description)}}}""";

    private static string Select(int count, int text = 1, int value = 1, int description = 1, int placeholder = 1) =>
        $$"""{"type":"actions","elements":[{"type":"static_select","placeholder":{{Plain(placeholder)}},"options":[{{string.Join(',', Enumerable.Repeat(Option(text, value, description), count))}}]}]}""";

    private static string Choices(string type, int count) =>
        $$"""{"type":"actions","elements":[{"type":"{{type}}","options":[{{string.Join(',', Enumerable.Repeat(Option(1, 1, 1), count))}}]}]}""";

    private static string Confirm(int title = 1, int text = 1, int button = 1) =>
        $$"""{"type":"actions","elements":[{"type":"button","text":{{Plain(1)}},"confirm":{"title":{{Plain(title)}},"text":{{Plain(text)}},"confirm":{{Plain(button)}},"deny":{{Plain(button)}} } }]}""";

    private static string Input(int label = 1, int hint = 1, int placeholder = 1) =>
        $$"""{"type":"input","label":{{Plain(label)}},"hint":{{Plain(hint)}},"element":{"type":"plain_text_input","placeholder":{{Plain(placeholder)}} } }""";
}
