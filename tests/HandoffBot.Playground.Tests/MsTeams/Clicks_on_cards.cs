using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Tests.MsTeams;

public sealed class Clicks_on_cards
{
    private const string Body = """
        [{"type":"Input.Text","id":"why","label":"Why","isRequired":true,"errorMessage":"Say why.","maxLength":5},
         {"type":"Input.ChoiceSet","id":"who","choices":[{"title":"Dee","value":"d"}]},
         {"type":"Input.Toggle","id":"sure","title":"Sure"},{"type":"Input.Number","id":"n","max":3},{"type":"Input.Date","id":"on"}]
        """;

    private const string Actions = """
        [{"type":"Action.Submit","title":"Send","data":{"act":"send"}},
         {"type":"Action.Submit","title":"Bare","associatedInputs":"none"},
         {"type":"Action.Execute","title":"Claim","verb":"claim","id":"c1","associatedInputs":"none","data":{"h":"1"}},
         {"type":"Action.OpenUrl","title":"Web","url":"https://x.example"},
         {"type":"Action.ShowCard","title":"More","card":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","id":"note"}],"actions":[{"type":"Action.Submit","title":"Deep"}]}}]
        """;

    [Fact]
    public async Task A_submit_comes_as_a_message_with_a_value_the_inputs_in_it_as_text()
    {
        await using var stage = await TenantStage.SettledAsync();
        var (thread, id) = await CardAsync(stage);

        var answer = await stage.ClickAsync(TenantStage.Intake, id, "/actions/0", new { why = "late", sure = true, n = 2, other = "x" });
        var message = await stage.ReceivedAsync("message");

        Assert.True((bool)answer["ok"]!);
        Assert.Equal("""{"act":"send","why":"late","sure":"true","n":"2","on":""}""", message["value"]!.ToJsonString());
        Assert.Equal((id, thread, null), ((string)message["replyToId"]!, (string)message["conversation"]!["id"]!, message["text"]));
    }

    [Fact]
    public async Task What_a_client_checks_itself_is_not_sent()
    {
        await using var stage = await TenantStage.SettledAsync();
        var (_, id) = await CardAsync(stage);

        var missing = await stage.ClickAsync(TenantStage.Intake, id, "/actions/0", new { n = 4 });
        var tooLong = await stage.ClickAsync(TenantStage.Intake, id, "/actions/0", new { why = "because" });
        var bare = await stage.ClickAsync(TenantStage.Intake, id, "/actions/1");
        var sent = await stage.ReceivedAsync("message");

        Assert.Equal("""{"why":"Say why.","n":"Please enter a valid value."}""", missing["errors"]!.ToJsonString());
        Assert.NotNull(tooLong["errors"]!["why"]);
        Assert.Null(bare["errors"]);
        Assert.Equal("{}", sent["value"]!.ToJsonString());
        Assert.Single(stage.Bot.Got);
    }

    [Fact]
    public async Task A_card_shown_on_demand_sends_its_own_inputs_and_those_around_it()
    {
        await using var stage = await TenantStage.SettledAsync();
        var (_, id) = await CardAsync(stage);

        await stage.ClickAsync(TenantStage.Intake, id, "/actions/4/card/actions/0", new { why = "x", note = "deep" });
        var deep = await stage.ReceivedAsync("message");

        Assert.Equal("""{"why":"x","sure":"false","on":"","note":"deep"}""", deep["value"]!.ToJsonString());
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_clicked()
    {
        await using var stage = await TenantStage.SettledAsync();
        var (_, id) = await CardAsync(stage);

        foreach (var (conversation, message, action) in new[]
        {
            (TenantStage.Intake, id, "/actions/9"), (TenantStage.Intake, id, "/body/0"), (TenantStage.Intake, id, ""), (TenantStage.Intake, "1", "/actions/0"),
            (TenantStage.DeesChat, id, "/actions/0"), ("19:none@thread.tacv2", id, "/actions/0"),
        })
        {
            Assert.Equal("not_found", (string)(await stage.ClickAsync(conversation, message, action))["error"]!);
        }

        var stranger = await stage.ClickAsync(TenantStage.Intake, id, "/actions/1", person: MsTeamsPlaygroundIds.AadObject("lon@acme.example"));
        var web = await stage.ClickAsync(TenantStage.Intake, id, "/actions/3", new { why = "x" });
        Assert.Equal(("not_found", "client_only"), ((string)stranger["error"]!, (string)web["error"]!));
        Assert.Empty(stage.Bot.Got);
    }

    [Fact]
    public async Task An_execute_is_an_invoke_and_its_card_is_for_the_clicker_until_the_message_changes()
    {
        await using var stage = await TenantStage.SettledAsync();
        var (thread, id) = await CardAsync(stage);
        stage.Bot.AnswerJson("""{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"yours"}]}}""");

        var answer = await stage.ClickAsync(TenantStage.Intake, id, "/actions/2");
        var invoke = await stage.ReceivedAsync("invoke");
        var mine = await stage.MessagesAsync(TenantStage.Intake);
        var theirs = await stage.MessagesAsync(TenantStage.Intake, MsTeamsPlaygroundIds.AadObject("max@acme.example"));
        await stage.CallAsync(HttpMethod.Put, TenantStage.Activities(thread, id), TenantStage.Card());
        var after = await stage.MessagesAsync(TenantStage.Intake);

        Assert.True((bool)answer["ok"]!);
        Assert.Equal(("adaptiveCard/action", id), ((string)invoke["name"]!, (string)invoke["replyToId"]!));
        Assert.Equal("""{"action":{"type":"Action.Execute","id":"c1","title":"Claim","verb":"claim","data":{"h":"1"}},"trigger":"manual"}""", invoke["value"]!.ToJsonString());
        Assert.Equal("yours", (string)mine[0]!["card"]!["body"]![0]!["text"]!);
        Assert.Equal("why", (string)theirs[0]!["card"]!["body"]![0]!["id"]!);
        Assert.Equal("Hello", (string)after[0]!["card"]!["body"]![0]!["text"]!);
    }

    [Theory]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Done."}""", true, "Done.")]
    [InlineData("""{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"stale","message":"Too late."}}""", false, "Too late.")]
    [InlineData("""{"statusCode":412,"type":"application/vnd.microsoft.error.preconditionFailed","value":{"code":"412","message":"Again."}}""", false, "Again.")]
    [InlineData("""{"statusCode":200,"value":"Done."}""", false, "Something went wrong. Please try again.")]
    [InlineData("""{"type":"application/vnd.microsoft.activity.message","value":"Done."}""", false, "Something went wrong. Please try again.")]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard","version":"9"}}""", false, "Something went wrong. Please try again.")]
    [InlineData("{}", false, "Something went wrong. Please try again.")]
    [InlineData("not json", false, "Something went wrong. Please try again.")]
    public async Task An_answer_to_an_execute_is_read_as_strictly_as_clients_read_it(string body, bool ok, string says)
    {
        await using var stage = await TenantStage.SettledAsync();
        var (_, id) = await CardAsync(stage);
        stage.Bot.AnswerJson(body);

        var answer = await stage.ClickAsync(TenantStage.Intake, id, "/actions/2");

        Assert.Equal((ok, says), ((bool)answer["ok"]!, (string)(answer["message"] ?? answer["say"])!));
    }

    [Fact]
    public async Task A_bot_that_is_late_or_away_or_errs_is_said_to_be()
    {
        await using var stage = await TenantStage.SettledAsync();
        var (_, id) = await CardAsync(stage);

        // Long enough for the request to arrive on a busy machine: it is the answer that does not come.
        stage.Patience.Invoke = TimeSpan.FromSeconds(2);
        stage.Patience.Message = TimeSpan.FromSeconds(2);
        stage.Bot.Answer = (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

        var late = await stage.ClickAsync(TenantStage.Intake, id, "/actions/2");
        var lateSubmit = await stage.ClickAsync(TenantStage.Intake, id, "/actions/1");
        await stage.UntilAsync(() => stage.Bot.Got.Count == 4);
        stage.Bot.Answer = (_, context) => Task.FromResult(context.Response.StatusCode = 400);
        var refused = await stage.ClickAsync(TenantStage.Intake, id, "/actions/1");

        Assert.Equal(("unreachable", "unreachable", "dispatch_failed"), ((string)late["error"]!, (string)lateSubmit["error"]!, (string)refused["error"]!));
        Assert.Equal(3, stage.Bot.Got.Where(got => (string)got.Activity["type"]! == "message").Take(3).Count());
        Assert.Single(stage.Bot.Got, got => (string)got.Activity["type"]! == "invoke");
    }

    [Fact]
    public async Task Buttons_that_speak_for_a_person_do()
    {
        await using var stage = await TenantStage.SettledAsync();
        var id = await stage.SayAsync(TenantStage.DeesChat, TenantStage.Card("[]", """
            [{"type":"Action.Submit","title":"Help","data":{"msteams":{"type":"imBack","value":"help"}}},
             {"type":"Action.Submit","title":"Mine","data":{"msteams":{"type":"messageBack","text":"mine","displayText":"My clients"},"k":"v"}},
             {"type":"Action.Submit","title":"Text","data":"just text"}]
            """));

        await stage.ClickAsync(TenantStage.DeesChat, id, "/actions/0");
        await stage.ReceivedAsync("message", activity => (string?)activity["text"] == "help");
        await stage.ClickAsync(TenantStage.DeesChat, id, "/actions/1");
        var back = await stage.ReceivedAsync("message", activity => (string?)activity["text"] == "mine");
        await stage.ClickAsync(TenantStage.DeesChat, id, "/actions/2");
        await stage.ReceivedAsync("message", activity => activity["value"] is JsonValue value && value.GetValue<string>() == "just text");

        Assert.Equal("v", (string)back["value"]!["k"]!);
        Assert.Equal(["", "help", "My clients"], (await stage.MessagesAsync(TenantStage.DeesChat)).Select(each => (string)each!["text"]!));
    }

    private static async Task<(string Thread, string Id)> CardAsync(TenantStage stage)
    {
        var (status, body) = await stage.CreateAsync(new
        {
            isGroup = true,
            tenantId = TenantStage.Tenant,
            channelData = new { channel = new { id = TenantStage.Intake } },
            activity = TenantStage.Card(Body, Actions),
        });
        Assert.True(status == 201, body?.ToJsonString());
        return ((string)body!["id"]!, (string)body["activityId"]!);
    }
}
