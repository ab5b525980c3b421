using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Tests.MsTeams;

public sealed class Dialogs_of_the_bot
{
    private const string Step = """
        {"task":{"type":"continue","value":{"title":"Accept","width":"medium","height":400,"card":{"contentType":"application/vnd.microsoft.card.adaptive",
         "content":{"type":"AdaptiveCard","version":"1.5","body":[
          {"type":"Input.Text","id":"why","label":"Why","isRequired":true,"errorMessage":"Say why."},
          {"type":"Input.ChoiceSet","id":"client","choices":[],"choices.data":{"type":"Data.Query","dataset":"clients","associatedInputs":"auto"}},
          {"type":"Input.ChoiceSet","id":"person","choices":[],"choices.data":{"type":"Data.Query","dataset":"graph.microsoft.com/users"}}],
         "actions":[{"type":"Action.Submit","title":"Next","data":{"step":"1"}},{"type":"Action.Submit","title":"Back","associatedInputs":"none","data":{"step":"0"}}]}}}}}
        """;

    [Fact]
    public async Task A_button_fetches_a_dialog_with_what_it_carries_beside_what_it_is()
    {
        await using var stage = await TenantStage.SettledAsync();

        var (answer, message) = await OpenAsync(stage);
        var fetch = await stage.ReceivedAsync("invoke");
        var dialog = (await stage.DialogAsync())!;

        Assert.True((bool)answer["ok"]!);
        Assert.Equal(("task/fetch", message), ((string)fetch["name"]!, (string)fetch["replyToId"]!));
        Assert.Equal("""{"data":{"h":"H-1","type":"task/fetch"},"context":{"theme":"default"}}""", fetch["value"]!.ToJsonString());
        Assert.Equal(("Accept", "medium", "400", 3), ((string)dialog["title"]!, (string)dialog["width"]!, (string)dialog["height"]!, dialog["card"]!["body"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_submit_sends_the_inputs_and_names_no_message()
    {
        await using var stage = await TenantStage.SettledAsync();
        await OpenAsync(stage);

        var missing = await SubmitAsync(stage, "/actions/0", new { });
        await SubmitAsync(stage, "/actions/0", new { why = "x", client = "c1" });
        var submit = await stage.ReceivedAsync("invoke", activity => (string)activity["name"]! == "task/submit");

        Assert.Equal("Say why.", (string)missing["errors"]!["why"]!);
        Assert.Equal("""{"data":{"step":"1","why":"x","client":"c1"},"context":{"theme":"default"}}""", submit["value"]!.ToJsonString());
        Assert.Null(submit["replyToId"]);
        Assert.Equal("", (string)(await stage.DialogAsync())!["inputs"]!.ToJsonString().Trim('{', '}'));
    }

    [Fact]
    public async Task The_next_dialog_takes_the_place_of_the_one_before_which_cannot_be_submitted_again()
    {
        await using var stage = await TenantStage.SettledAsync();
        await OpenAsync(stage);
        var first = (string)(await stage.DialogAsync())!["id"]!;

        var back = await SubmitAsync(stage, "/actions/1", new { });
        var again = await stage.DoAsync("dialog-submit", new { @as = TenantStage.DeeInEntra, dialog = first, action = "/actions/1" });
        var nowhere = await SubmitAsync(stage, "/actions/7", new { });

        Assert.True((bool)back["ok"]!);
        Assert.NotEqual(first, (string)(await stage.DialogAsync())!["id"]!);
        Assert.Equal(("dialog_not_found", "not_found"), ((string)again["error"]!, (string)nowhere["error"]!));
    }

    [Theory]
    [InlineData("", true, null, false)]
    [InlineData("{}", true, null, false)]
    [InlineData("""{"task":{"type":"message","value":"Saved."}}""", true, "Saved.", false)]
    [InlineData("""{"task":{"type":"message"}}""", false, "Something went wrong. Please try again.", true)]
    [InlineData("""{"task":{"type":"continue","value":{"title":"x","url":"https://x.example"}}}""", false, "Something went wrong. Please try again.", true)]
    [InlineData("""{"task":{"type":"continue","value":{"card":{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard"}}}}}""", false, "Something went wrong. Please try again.", true)]
    public async Task The_answer_to_a_submit_closes_says_or_leaves_the_dialog(string body, bool ok, string? says, bool stays)
    {
        await using var stage = await TenantStage.SettledAsync();
        await OpenAsync(stage);
        stage.Bot.AnswerJson(body);

        var answer = await SubmitAsync(stage, "/actions/0", new { why = "typed" });

        Assert.Equal((ok, says), ((bool)answer["ok"]!, (string?)(answer["message"] ?? answer["say"])));
        var left = await stage.DialogAsync();
        Assert.Equal(stays, left is not null);
        if (stays) Assert.Equal("typed", (string)left!["inputs"]!["why"]!);
    }

    [Fact]
    public async Task A_refusal_to_open_is_a_sentence_and_an_empty_answer_is_a_mistake()
    {
        await using var stage = await TenantStage.SettledAsync();

        var (said, _) = await OpenAsync(stage, """{"task":{"type":"message","value":"Only Delivery may."}}""");
        var (empty, _) = await OpenAsync(stage, "");

        Assert.Equal("Only Delivery may.", (string)said["message"]!);
        Assert.Equal("invalid_response", (string)empty["error"]!);
        Assert.Null(await stage.DialogAsync());
    }

    [Fact]
    public async Task A_dialog_is_closed_without_telling_the_bot()
    {
        await using var stage = await TenantStage.SettledAsync();
        await OpenAsync(stage);
        var id = (string)(await stage.DialogAsync())!["id"]!;
        stage.Bot.Got.Clear();

        await stage.DoAsync("dialog-close", new { @as = TenantStage.DeeInEntra, dialog = "another" });
        Assert.NotNull(await stage.DialogAsync());
        await stage.DoAsync("dialog-close", new { @as = TenantStage.DeeInEntra, dialog = id });

        Assert.Null(await stage.DialogAsync());
        Assert.Empty(stage.Bot.Got);
    }

    [Fact]
    public async Task Typing_asks_the_bot_and_shows_at_most_fifteen()
    {
        await using var stage = await TenantStage.SettledAsync();
        await OpenAsync(stage);
        var results = string.Join(',', Enumerable.Range(0, 20).Select(at => $$"""{"title":"Client {{at}}","value":"c{{at}}"}"""));
        stage.Bot.AnswerJson($$$"""{"statusCode":200,"type":"application/vnd.microsoft.search.searchResponse","value":{"results":[{{{results}}}]}}""");

        var found = await SuggestAsync(stage, "client", "cli", new { why = "x" });
        var search = await stage.ReceivedAsync("invoke", activity => (string)activity["name"]! == "application/search");
        stage.Bot.AnswerJson("""{"results":[]}""");
        var wrong = await SuggestAsync(stage, "client", "cli");
        var unknown = await SuggestAsync(stage, "why", "cli");

        Assert.Equal(15, found["choices"]!.AsArray().Count);
        Assert.Equal("""{"queryText":"cli","queryOptions":{"skip":0,"top":15},"dataset":"clients","data":{"why":"x"}}""", search["value"]!.ToJsonString());
        Assert.Equal(("dispatch_failed", "not_found"), ((string)wrong["error"]!, (string)unknown["error"]!));
    }

    [Fact]
    public async Task People_are_found_by_the_client_itself()
    {
        await using var stage = await TenantStage.SettledAsync();
        await OpenAsync(stage);
        stage.Bot.Got.Clear();

        var found = await SuggestAsync(stage, "person", "de");

        var dee = Assert.Single(found["choices"]!.AsArray())!;
        Assert.Equal(("Dee Moss", TenantStage.DeeInEntra), ((string)dee["title"]!, (string)dee["value"]!));
        Assert.Empty(stage.Bot.Got);
    }

    [Fact]
    public async Task A_restart_leaves_the_dialog_open_with_what_was_sent_of_it()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("playground").FullName, "state.json");
        string id;
        await using (var stage = await TenantStage.SetAsync(file))
        {
            await OpenAsync(stage);
            stage.Bot.AnswerJson("no json");
            await SubmitAsync(stage, "/actions/0", new { why = "typed" });
            await stage.SayAsync(TenantStage.DeesChat, TenantStage.Text("kept"));
            stage.StandIn.SetChannel(TenantStage.TeamId, new MsTeamsPlaygroundChannel("19:more@thread.tacv2", "More"));
            stage.StandIn.Admit(new PlaygroundPerson("ned@acme.example", "Ned New", ""), TenantStage.TeamId);
            id = (string)(await stage.DialogAsync())!["id"]!;
        }

        await using var again = await TenantStage.SetAsync(file);
        var dialog = (await again.DialogAsync())!;
        var messages = await again.MessagesAsync(TenantStage.DeesChat);
        var state = await again.AskAsync($"state?as={TenantStage.DeeInEntra}");
        var next = await again.SayAsync(TenantStage.DeesChat, TenantStage.Text("next"));

        Assert.Equal((id, "typed"), ((string)dialog["id"]!, (string)dialog["inputs"]!["why"]!));
        Assert.Equal("kept", (string)messages[^1]!["text"]!);
        Assert.Equal(["General", "Intake", "More"], state["teams"]![0]!["channels"]!.AsArray().Select(each => (string)each!["name"]!));
        Assert.Contains(state["people"]!.AsArray(), each => (string)each!["name"]! == "Ned New");
        Assert.True(long.Parse(next, System.Globalization.CultureInfo.InvariantCulture) > long.Parse((string)messages[^1]!["id"]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task An_action_on_a_message_sends_the_message_and_what_is_sent_from_its_dialog_names_the_action_again()
    {
        await using var stage = await TenantStage.SettledAsync();
        var id = (string)(await stage.DoAsync("message", new { @as = TenantStage.DeeInEntra, conversation = TenantStage.Intake, text = "a < b" }))["id"]!;
        stage.Bot.AnswerJson(Step);

        Assert.True((bool)(await ExtendAsync(stage, "keepIt", id))["ok"]!);
        var fetch = await stage.ReceivedAsync("invoke");
        Assert.Equal(("composeExtension/fetchTask", "keepIt", "message"), ((string)fetch["name"]!, (string)fetch["value"]!["commandId"]!, (string)fetch["value"]!["commandContext"]!));
        var message = fetch["value"]!["messagePayload"]!;
        Assert.Equal(
            (id, "<div><div>a &lt; b</div></div>", TenantStage.DeeInEntra),
            ((string)message["id"]!, (string)message["body"]!["content"]!, (string)message["from"]!["user"]!["id"]!));

        stage.Bot.AnswerJson("");
        await SubmitAsync(stage, "/actions/0", new { why = "x" });
        var submit = await stage.ReceivedAsync("invoke", activity => (string)activity["name"]! == "composeExtension/submitAction");
        Assert.Equal("""{"commandId":"keepIt","commandContext":"message","context":{"theme":"default"},"data":{"step":"1","why":"x"}}""", submit["value"]!.ToJsonString());
        Assert.Null(await stage.DialogAsync());
    }

    [Fact]
    public async Task An_action_beside_the_box_has_no_message_and_what_is_not_offered_is_not_sent()
    {
        await using var stage = await TenantStage.SettledAsync();
        stage.Bot.AnswerJson("""{"task":{"type":"message","value":"Not you."}}""");

        Assert.Equal("Not you.", (string)(await ExtendAsync(stage, "begin", null))["message"]!);
        Assert.Equal("""{"commandId":"begin","commandContext":"compose","context":{"theme":"default"}}""", (await stage.ReceivedAsync("invoke"))["value"]!.ToJsonString());
        stage.Bot.Got.Clear();
        foreach (var (command, message) in new[] { ("keepIt", null), ("begin", "1"), ("another", (string?)null) })
            Assert.Equal("not_found", (string)(await ExtendAsync(stage, command, message))["error"]!);
        Assert.Empty(stage.Bot.Got);
    }

    private static Task<JsonNode> ExtendAsync(TenantStage stage, string command, string? message) => stage.DoAsync(
        "extension", new { @as = TenantStage.DeeInEntra, conversation = TenantStage.Intake, command, message });

    private static async Task<(JsonNode Answer, string Message)> OpenAsync(TenantStage stage, string answer = Step)
    {
        var id = await stage.SayAsync(TenantStage.DeesChat, TenantStage.Card("[]", """[{"type":"Action.Submit","title":"Accept","data":{"msteams":{"type":"task/fetch"},"h":"H-1"}}]"""));
        stage.Bot.AnswerJson(answer);
        return (await stage.ClickAsync(TenantStage.DeesChat, id, "/actions/0"), id);
    }

    private static async Task<JsonNode> SubmitAsync(TenantStage stage, string action, object inputs) => await stage.DoAsync(
        "dialog-submit", new { @as = TenantStage.DeeInEntra, dialog = (string)(await stage.DialogAsync())!["id"]!, action, inputs });

    private static async Task<JsonNode> SuggestAsync(TenantStage stage, string input, string value, object? inputs = null) => await stage.DoAsync(
        "suggest", new { @as = TenantStage.DeeInEntra, dialog = (string)(await stage.DialogAsync())!["id"]!, input, value, inputs });
}
