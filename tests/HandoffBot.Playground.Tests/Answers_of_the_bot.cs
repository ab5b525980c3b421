using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Tests;

public sealed class Answers_of_the_bot : IAsyncLifetime
{
    private const string Trouble = "We had some trouble connecting. Try again?";

    private const string Form = """
        {"type":"modal","callback_id":"f","notify_on_close":true,"title":{"type":"plain_text","text":"Form"},"submit":{"type":"plain_text","text":"Send"},"blocks":[
        {"type":"input","block_id":"name","label":{"type":"plain_text","text":"Name"},"element":{"type":"plain_text_input","action_id":"v","max_length":10}},
        {"type":"input","block_id":"kind","optional":true,"label":{"type":"plain_text","text":"Kind"},"element":{"type":"static_select","action_id":"v",
        "options":[{"text":{"type":"plain_text","text":"Big"},"value":"big"}]}},
        {"type":"input","block_id":"ticks","optional":true,"label":{"type":"plain_text","text":"Ticks"},"element":{"type":"checkboxes","action_id":"v",
        "options":[{"text":{"type":"mrkdwn","text":"One"},"value":"1"}]}}]}
        """;

    private Stage _stage = null!;

    public async Task InitializeAsync() => _stage = await Stage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task To_a_command_are_private_messages()
    {
        _stage.Bot.AnswerJson("""{"response_type":"ephemeral","text":"only you"}""");

        Assert.True((bool)(await CommandAsync())["ok"]!);
        Assert.Equal("only you", (string)Assert.Single(await _stage.MessagesAsync(Stage.Sam, "C0SALES"))!["text"]!);
        Assert.Empty(await _stage.MessagesAsync(Stage.Olu, "C0SALES"));
    }

    [Fact]
    public async Task To_a_command_are_public_when_they_say_so()
    {
        _stage.Bot.AnswerJson("""{"response_type":"in_channel","text":"everybody"}""");

        await CommandAsync();

        Assert.Equal(["/handoff new", "everybody"], (await _stage.MessagesAsync(Stage.Olu, "C0SALES")).Select(each => (string)each!["text"]!));
    }

    [Theory]
    [InlineData("{", "invalid_command_response")]
    [InlineData("""{"text":"x","blocks":[{"type":"headr"}]}""", "invalid_blocks")]
    public async Task To_a_command_that_are_broken_are_shown_as_failed(string body, string error)
    {
        _stage.Bot.AnswerJson(body);

        var answer = await CommandAsync();

        Assert.Equal(error, (string?)answer["error"]);
        Assert.Equal($"/handoff failed with the error \"{error}\"", (string?)answer["say"]);
    }

    [Fact]
    public async Task That_are_errors_or_late_are_shown_as_failed()
    {
        _stage.Bot.Answer = (_, context) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        var broken = await CommandAsync();
        _stage.Patience.Span = TimeSpan.FromSeconds(1);
        _stage.Bot.Answer = (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        var late = await CommandAsync();

        Assert.Equal("dispatch_failed", (string?)broken["error"]);
        Assert.Equal("operation_timeout", (string?)late["error"]);
    }

    [Fact]
    public async Task To_another_word_are_not_asked_for()
    {
        var answer = await _stage.DoAsync("command", new { @as = Stage.Sam, channel = "C0SALES", text = "/remind me" });

        Assert.Equal("/remind is not a valid command.", (string?)answer["say"]);
        Assert.Empty(_stage.Bot.Got);
    }

    [Fact]
    public async Task To_a_form_close_it_when_they_are_empty()
    {
        var view = await OpenAsync();

        var answer = await SubmitAsync(view, new { name = new { v = new { type = "plain_text_input", value = "Acme" } }, kind = new { v = new { selected_option = new { value = "big" } } } });

        var values = (await _stage.Bot.WaitForAsync(got => got.Path == "/slack/interactions")).Payload["view"]!["state"]!["values"]!;
        Assert.True((bool)answer["ok"]!);
        Assert.Null(answer["errors"]);
        Assert.Null(await TopAsync());
        Assert.Equal("Acme", (string)values["name"]!["v"]!["value"]!);
        Assert.Equal("Big", (string)values["kind"]!["v"]!["selected_option"]!["text"]!["text"]!);
        Assert.Empty(values["ticks"]!["v"]!["selected_options"]!.AsArray());
    }

    [Fact]
    public async Task To_a_form_can_be_sentences_at_its_inputs()
    {
        var view = await OpenAsync();
        _stage.Bot.AnswerJson("""{"response_action":"errors","errors":{"name":"Too odd."}}""");

        var answer = await SubmitAsync(view, Named("Acme"));

        Assert.Equal("Too odd.", (string)answer["errors"]!["name"]!);
        Assert.NotNull(await TopAsync());
    }

    [Fact]
    public async Task To_a_form_replace_it_and_what_was_typed_survives()
    {
        var view = await OpenAsync();
        _stage.Bot.AnswerJson($$"""{"response_action":"update","view":{{Form}}}""");

        await SubmitAsync(view, Named("Acme"));

        var top = (await TopAsync())!;
        Assert.Equal(view, (string)top["id"]!);
        Assert.Equal("Acme", (string)top["state"]!["values"]!["name"]!["v"]!["value"]!);
    }

    [Fact]
    public async Task To_a_form_push_another_and_clear_all()
    {
        var first = await OpenAsync();
        _stage.Bot.AnswerJson($$"""{"response_action":"push","view":{{Form}}}""");
        await SubmitAsync(first, Named("Acme"));
        var second = (await TopAsync())!;
        _stage.Bot.AnswerJson("""{"response_action":"clear"}""");
        await SubmitAsync((string)second["id"]!, Named("Acme"));

        Assert.Equal(first, (string)second["previous_view_id"]!);
        Assert.Null(await TopAsync());
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("{}")]
    [InlineData("""{"response_action":"errors","errors":{"v":"keyed by action"}}""")]
    [InlineData("""{"response_action":"errors","errors":{}}""")]
    [InlineData("""{"response_action":"update","view":{"type":"modal"}}""")]
    public async Task To_a_form_that_Slack_does_not_take_leave_it_open_with_its_words(string body)
    {
        var view = await OpenAsync();
        _stage.Bot.AnswerJson(body);

        var answer = await SubmitAsync(view, Named("Acme"));

        Assert.Equal(Trouble, (string?)answer["say"]);
        Assert.NotNull(await TopAsync());
    }

    [Fact]
    public async Task To_a_form_are_not_asked_for_while_a_required_input_is_empty_or_too_long()
    {
        var view = await OpenAsync();
        _stage.Bot.Got.Clear();

        var empty = await SubmitAsync(view, new { });
        var tooLong = await SubmitAsync(view, Named("eleven char"));

        Assert.Equal("Please complete this required field.", (string)empty["errors"]!["name"]!);
        Assert.Contains("10", (string)tooLong["errors"]!["name"]!, StringComparison.Ordinal);
        Assert.Empty(_stage.Bot.Got);
    }

    [Fact]
    public async Task Are_not_waited_for_when_a_form_is_closed_and_the_bot_is_told()
    {
        var view = await OpenAsync();

        await _stage.DoAsync("view-close", new { @as = Stage.Sam, view_id = view, all = true });

        var payload = (await _stage.Bot.WaitForAsync(got => got.Path == "/slack/interactions")).Payload;
        Assert.Equal("view_closed", (string)payload["type"]!);
        Assert.True((bool)payload["is_cleared"]!);
        Assert.Null(await TopAsync());
    }

    [Fact]
    public async Task Later_go_to_the_response_address_privately_and_at_most_five_times()
    {
        var url = await ResponseUrlAsync();

        for (var post = 1; post <= 5; post++) Assert.True((bool)(await AnswerAsync(url, new { text = $"{post}" }))["ok"]!);

        Assert.Equal("used_url", (string?)(await AnswerAsync(url, new { text = "6" }))["error"]);
        Assert.Equal(5, (await _stage.MessagesAsync(Stage.Sam, "C0SALES")).Count);
        Assert.Empty(await _stage.MessagesAsync(Stage.Olu, "C0SALES"));
    }

    [Fact]
    public async Task Later_than_half_an_hour_are_refused()
    {
        var url = await ResponseUrlAsync();
        _stage.Time.Pass(TimeSpan.FromMinutes(31));

        Assert.Equal("expired_url", (string?)(await AnswerAsync(url, new { text = "x" }))["error"]);
    }

    [Fact]
    public async Task Later_to_a_click_replace_or_delete_the_message()
    {
        var (url, ts) = await ClickAsync(isPrivate: false);

        await AnswerAsync(url, new { replace_original = true, text = "replaced" });
        var replaced = (await _stage.MessagesAsync(Stage.Olu, "C0SALES"))[0]!;
        await AnswerAsync(url, new { delete_original = true });

        Assert.Equal(("replaced", ts), ((string)replaced["text"]!, (string)replaced["ts"]!));
        Assert.Null(replaced["blocks"]);
        Assert.Empty(await _stage.MessagesAsync(Stage.Olu, "C0SALES"));
    }

    [Fact]
    public async Task Later_to_a_click_on_a_private_message_stay_private()
    {
        var (url, _) = await ClickAsync(isPrivate: true);

        await AnswerAsync(url, new { replace_original = true, text = "replaced" });
        await AnswerAsync(url, new { response_type = "in_channel", text = "not public" });

        Assert.Equal(["replaced", "not public"], (await _stage.MessagesAsync(Stage.Sam, "C0SALES")).Select(each => (string)each!["text"]!));
        Assert.Empty(await _stage.MessagesAsync(Stage.Olu, "C0SALES"));
    }

    [Fact]
    public async Task Later_meet_the_same_limits()
    {
        var url = await ResponseUrlAsync();

        Assert.Equal("msg_too_long", (string?)(await AnswerAsync(url, new { text = new string('x', 4001) }))["error"]);
    }

    private static object Named(string name) => new { name = new { v = new { type = "plain_text_input", value = name } } };

    private Task<JsonNode> CommandAsync() => _stage.DoAsync("command", new { @as = Stage.Sam, channel = "C0SALES", text = "/handoff new" });

    private async Task<string> OpenAsync()
    {
        var opened = await _stage.CallAsync("views.open", ("trigger_id", await _stage.TriggerAsync(Stage.Sam)), ("view", Form));
        return (string)opened["view"]!["id"]!;
    }

    private Task<JsonNode> SubmitAsync(string view, object state) => _stage.DoAsync("view-submit", new { @as = Stage.Sam, view_id = view, state });

    private async Task<JsonNode?> TopAsync() => (await _stage.AskAsync($"player/view?as={Stage.Sam}"))["view"];

    private async Task<string> ResponseUrlAsync()
    {
        await CommandAsync();
        return (await _stage.Bot.WaitForAsync(got => got.Path == "/slack/commands")).Field("response_url");
    }

    private async Task<(string Url, string Ts)> ClickAsync(bool isPrivate)
    {
        const string Button = """[{"type":"actions","block_id":"b","elements":[{"type":"button","action_id":"go","text":{"type":"plain_text","text":"Go"}}]}]""";
        await _stage.CallAsync(isPrivate ? "chat.postEphemeral" : "chat.postMessage",
            ("channel", "C0SALES"), ("user", isPrivate ? Stage.Sam : null), ("text", "x"), ("blocks", Button));
        var ts = (string)(await _stage.MessagesAsync(Stage.Sam, "C0SALES"))[0]!["ts"]!;
        await _stage.DoAsync("action", new { @as = Stage.Sam, channel = "C0SALES", ts, action = new { block_id = "b", action_id = "go" }, state = new { } });
        return ((string)(await _stage.Bot.WaitForAsync(got => got.Path == "/slack/interactions")).Payload["response_url"]!, ts);
    }

    private async Task<JsonNode> AnswerAsync(string url, object body)
    {
        using var response = await _stage.Http.PostAsync(url, JsonContent.Create(body));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
