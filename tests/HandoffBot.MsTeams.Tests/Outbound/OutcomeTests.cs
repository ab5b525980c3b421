using HandoffBot.Core.Chat;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace HandoffBot.MsTeams.Tests.Outbound;

/// <summary>What became of a call is said honestly, and the token goes nowhere but where it may.</summary>
public sealed class OutcomeTests
{
    private const string Channel = "19:onb@thread.tacv2";

    private static readonly CardRef Root = new(Platform.MsTeams, OutStage.Tenant, Channel + ";messageid=1763892000001", "1763892000001");
    private static readonly AccountRef Kim = new(Platform.MsTeams, OutStage.Tenant, "0c000000-0000-4000-8000-00000000aaaa");
    private static readonly Card Card = Card.Says("H-1042 waits.");

    [Theory]
    [InlineData(412, "PreconditionFailed", "Failed")]
    [InlineData(503, "ServiceUnavailable", "Failed")]
    [InlineData(408, "", "Unknown")]
    [InlineData(500, "", "Unknown")]
    [InlineData(502, "", "Unknown")]
    [InlineData(504, "", "Unknown")]
    [InlineData(400, "BadSyntax", "Dead")]
    [InlineData(403, "BotNotInConversationRoster", "Dead")]
    [InlineData(404, "ConversationNotFound", "Dead")]
    [InlineData(413, "MessageSizeTooBig", "Dead")]
    [InlineData(501, "", "Unknown")]
    public async Task A_new_message_is_repeated_only_where_nothing_happened(int status, string code, string outcome)
    {
        await using var stage = await MetAsync();
        stage.Connector.Refuses(FakeConnector.Create, status, code);

        Assert.Equal(outcome, (await PostAsync(stage)).GetType().Name);
        Assert.Single(stage.Connector.Of(FakeConnector.Create));
    }

    [Theory]
    [InlineData(412, "PreconditionFailed", "Failed")]
    [InlineData(503, "ServiceUnavailable", "Failed")]
    [InlineData(500, "", "Failed")]
    [InlineData(502, "", "Failed")]
    [InlineData(504, "", "Failed")]
    [InlineData(400, "BadSyntax", "Dead")]
    [InlineData(403, "BotNotInConversationRoster", "Dead")]
    [InlineData(403, "Forbidden", "NotThere")]
    [InlineData(404, "ActivityNotFoundInConversation", "NotThere")]
    [InlineData(404, "ConversationNotFound", "NotThere")]
    [InlineData(413, "MessageSizeTooBig", "Dead")]
    public async Task An_update_may_be_repeated_and_what_cannot_be_changed_is_as_good_as_gone(int status, string code, string outcome)
    {
        await using var stage = await MetAsync();
        stage.Connector.Refuses(FakeConnector.Update, status, code);

        Assert.Equal(outcome, (await stage.Edge.UpdateAsync(Root, Card, default)).GetType().Name);
        Assert.Single(stage.Connector.Of(FakeConnector.Update));
    }

    [Theory]
    [InlineData(429, "7", 7)]
    [InlineData(429, "0", 1)]
    [InlineData(429, "", 10)]
    [InlineData(429, "nonsense", 10)]
    [InlineData(429, "86400", 3600)]
    [InlineData(429, "Mon, 23 Nov 2026 10:00:30 GMT", 30)]
    [InlineData(503, "20", 20)]
    public async Task The_wait_that_is_asked_for_holds_for_that_conversation_alone(int status, string retryAfter, int seconds)
    {
        await using var stage = await MetAsync();
        stage.Connector.Answers(FakeConnector.Send, context =>
        {
            context.Response.StatusCode = status;
            if (retryAfter.Length > 0)
                context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });

        Assert.Equal(
            new Outcome.Later(Duration.FromSeconds(seconds)) { OnlyThere = true },
            await stage.Edge.PostAsync(new Destination.ToThread(Root, Broadcast: false), Card, [], default));
    }

    [Theory]
    [InlineData("cut", "Unknown", "Failed")]
    [InlineData("nonsense", "Unknown", "Failed")]
    [InlineData("nameless", "Taken", "Sent")]
    [InlineData("empty", "Taken", "Sent")]
    public async Task An_answer_that_was_lost_or_says_too_little_is_no_proof(string how, string posted, string updated)
    {
        await using var stage = await MetAsync();
        foreach (var operation in new[] { FakeConnector.Create, FakeConnector.Send, FakeConnector.Update })
            stage.Connector.Answers(operation, context => MisbehaveAsync(context, how));

        Assert.Equal(posted, (await PostAsync(stage)).GetType().Name);
        Assert.Equal(posted, (await stage.Edge.PostAsync(new Destination.ToThread(Root, Broadcast: false), Card, [], default)).GetType().Name);
        Assert.Equal(updated, (await stage.Edge.UpdateAsync(Root, Card, default)).GetType().Name);
    }

    [Fact]
    public async Task What_never_left_has_failed()
    {
        await using var stage = await MetAsync();
        _ = await stage.Tokens.AskAsync(null, default);
        await stage.Connector.DisposeAsync();

        Assert.Equal(new Outcome.Failed("Microsoft Teams could not be reached (ConnectionError)"), await PostAsync(stage));
    }

    [Fact]
    public async Task Without_a_token_nothing_was_sent_and_nothing_is_given_up()
    {
        await using var refused = await MetAsync();
        _ = await refused.Tokens.AskAsync(null, default);
        refused.Connector.Answers(FakeConnector.Token, 401, """{"error":"invalid_client","error_description":"AADSTS7000222: The secret is expired."}""");
        refused.Time.Passed += TimeSpan.FromDays(1);
        var outcome = Assert.IsType<Outcome.Failed>(await PostAsync(refused));
        Assert.Contains("AADSTS7000222", outcome.Reason, StringComparison.Ordinal);
        Assert.Contains("MsTeams:AppPassword", outcome.Reason, StringComparison.Ordinal);
        Assert.Empty(refused.Connector.Of(FakeConnector.Create));

        await using var away = await OutStage.SetAsync(options => options.TokenAuthority = "http://127.0.0.1:1/");
        Assert.IsType<Outcome.Failed>(await PostAsync(away));
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_is_replaced_once()
    {
        await using var stage = await MetAsync();
        _ = await stage.Tokens.AskAsync(null, default);
        stage.Connector.Answers(FakeConnector.Token, 200, """{"access_token":"token-2","expires_in":3599}""");
        stage.Connector.Answers(FakeConnector.Create, 401, """{"message":"Authorization has been denied for this request."}""")
            .Answers(FakeConnector.Create, 201, $$"""{"id":"{{Root.Channel}}","activityId":"{{Root.Message}}"}""");

        Assert.Equal(new Outcome.Sent(Root), await PostAsync(stage));

        Assert.Equal(["Bearer token-1", "Bearer token-2"], stage.Connector.Of(FakeConnector.Create).Select(one => one.Authorization));
    }

    [Theory]
    [InlineData("""{"message":"Authorization has been denied for this request."}""", 2)]
    [InlineData("""{"error":{"code":"BotNotRegistered","message":"No registration found for this bot."}}""", 1)]
    public async Task A_bot_that_is_not_accepted_at_all_waits_for_somebody_to_mend_it(string body, int tries)
    {
        await using var stage = await MetAsync();
        stage.Connector.Answers(FakeConnector.Create, 401, body);

        var outcome = Assert.IsType<Outcome.Failed>(await PostAsync(stage));

        Assert.Contains("MsTeams:AppId", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(tries, stage.Connector.Of(FakeConnector.Create).Count);
    }

    [Fact]
    public async Task The_token_is_never_sent_to_a_host_that_is_not_trusted_nor_after_a_redirection()
    {
        await using var stage = await OutStage.SetAsync();
        await stage.Book.RememberAsync(new(OutStage.Place(Channel), ConversationKind.Channel, new($"http://localhost:{stage.Connector.Service.Port}/"), OutStage.Bot), default);

        var outcome = Assert.IsType<Outcome.Dead>(await PostAsync(stage));
        Assert.Contains("MsTeams:AllowedServiceHosts", outcome.Mend, StringComparison.Ordinal);
        Assert.Empty(stage.Connector.Calls);

        await stage.Book.ForgetAsync(OutStage.Place(Channel), default);
        stage.Connector.Answers(FakeConnector.Create, context =>
        {
            context.Response.Redirect(new Uri(stage.Connector.Service, "/elsewhere/v3/conversations").AbsoluteUri, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        await PostAsync(stage);
        Assert.Single(stage.Connector.Of(FakeConnector.Create));
    }

    [Theory]
    [InlineData(403, "BotNotInConversationRoster", "add it there", true)]
    [InlineData(403, "BotDisabledByAdmin", "Teams admin center", true)]
    [InlineData(403, "ConversationBlockedByUser", "moderation", false)]
    [InlineData(403, "SomethingNew", "moderation", false)]
    [InlineData(404, "ConversationNotFound", "organization.yml", false)]
    [InlineData(400, "BadArgument", "how the message is drawn", false)]
    [InlineData(413, "MessageSizeTooBig", "too large", false)]
    public async Task What_no_retry_cures_in_a_channel_is_said_with_how_to_mend_it(int status, string code, string mend, bool forgotten)
    {
        await using var stage = await MetAsync();
        stage.Connector.Refuses(FakeConnector.Create, status, code);

        var outcome = Assert.IsType<Outcome.Dead>(await PostAsync(stage));

        Assert.Equal($"{code} ({status})", outcome.Reason);
        Assert.Contains(mend, outcome.Mend, StringComparison.Ordinal);
        Assert.Equal(forgotten, stage.Book.All.Count == 0);
    }

    [Theory]
    [InlineData(403, """{"error":{"code":"BotNotInConversationRoster"}}""", "does not have the app", true)]
    [InlineData(403, """{"error":"BotNotInConversationRoster"}""", "does not have the app", true)]
    [InlineData(403, """{"error":{"code":"ConversationBlockedByUser"}}""", "blocked the bot", true)]
    [InlineData(403, """{"errorCode":209,"message":"{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n  \"details\": \"Thread is blocked from message writes.\"\r\n}"}""", "blocked the bot", true)]
    [InlineData(403, """{"errorCode":209,"message":"{broken"}""", "blocked the bot", false)]
    [InlineData(403, "<html>", "blocked the bot", false)]
    [InlineData(403, """{"error":{"code":"BotDisabledByAdmin"}}""", "Teams admin center", true)]
    public async Task A_person_who_blocked_or_removed_the_bot_is_told_of_and_forgotten(int status, string body, string mend, bool forgotten)
    {
        await using var stage = await MetAsync();
        await stage.Book.RememberAsync(new(OutStage.Place("a:kim"), ConversationKind.Personal, stage.Connector.Service, OutStage.Bot) { With = Kim }, default);
        stage.Connector.Answers(FakeConnector.Send, status, body);

        var outcome = Assert.IsType<Outcome.Dead>(await stage.Edge.PostAsync(new Destination.ToPerson(Kim), Card, [Guid.NewGuid()], default));

        Assert.Contains(mend, outcome.Mend, StringComparison.Ordinal);
        Assert.Equal(forgotten, await stage.Book.FindAsync(Kim, default) is null);
        Assert.NotNull(await stage.Book.FindAsync(OutStage.Place(Channel), default));
    }

    [Theory]
    [InlineData(400, "BadArgument", "belongs to this tenant")]
    [InlineData(403, "BotNotInConversationRoster", "does not have the app")]
    [InlineData(404, "ConversationNotFound", "has the app")]
    public async Task Somebody_with_whom_no_chat_can_be_begun_is_told_of(int status, string code, string mend)
    {
        await using var stage = await MetAsync();
        stage.Connector.Refuses(FakeConnector.Create, status, code);

        var outcome = Assert.IsType<Outcome.Dead>(await stage.Edge.PostAsync(new Destination.ToPerson(Kim), Card, [Guid.NewGuid()], default));

        Assert.Contains(mend, outcome.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_says_what_failed_and_never_what_was_said_nor_with_which_token()
    {
        await using var stage = await MetAsync();
        stage.Connector.Answers(FakeConnector.Create, 400, """{"error":{"code":"BadSyntax","message":"H-1042 waits. is not valid"}}""");

        await PostAsync(stage);

        Assert.Contains(stage.Log.Lines, line => line == "Microsoft Teams was asked to begin a conversation and it failed: BadSyntax (400)");
        Assert.DoesNotContain(stage.Log.Lines, line =>
            line.Contains("H-1042", StringComparison.Ordinal) || line.Contains("token-1", StringComparison.Ordinal) || line.Contains("a-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_keeps_every_call_back_is_logged_once_until_one_got_through()
    {
        const string Said = "Microsoft Teams was asked to begin a conversation and it failed: the token's issuer answered with status 503";
        await using var stage = await MetAsync();
        const string Granted = """{"token_type":"Bearer","expires_in":3599,"access_token":"token-1"}""";
        stage.Connector.Answers(FakeConnector.Token, 503).Answers(FakeConnector.Token, 503).Answers(FakeConnector.Token, 200, Granted).Answers(FakeConnector.Token, 503);
        stage.Connector.Answers(FakeConnector.Create, 201, $$"""{"id":"{{Channel}};messageid=1","activityId":"1"}""").Answers(FakeConnector.Create, 401);

        await PostAsync(stage);
        await PostAsync(stage);
        Assert.Single(stage.Log.Lines, line => line == Said);

        Assert.IsType<Outcome.Sent>(await PostAsync(stage));
        await PostAsync(stage);
        Assert.Equal(2, stage.Log.Lines.Count(line => line == Said));
    }

    private static async Task MisbehaveAsync(HttpContext context, string how)
    {
        switch (how)
        {
            case "cut":
                context.Abort();
                break;
            case "nonsense":
                await context.Response.WriteAsync("upstream connect error");
                break;
            case "nameless":
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                await context.Response.WriteAsync("{}");
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                break;
        }
    }

    private static Task<Outcome> PostAsync(OutStage stage) =>
        stage.Edge.PostAsync(new Destination.ToChannel(OutStage.Place(Channel)), Card, [Guid.NewGuid()], default);

    private static async Task<OutStage> MetAsync()
    {
        var stage = await OutStage.SetAsync();
        await stage.Book.RememberAsync(new(OutStage.Place(Channel), ConversationKind.Channel, stage.Connector.Service, OutStage.Bot), default);
        return stage;
    }
}
