using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Outbound;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams.Tests.Outbound;

/// <summary>
/// The bot's token without a secret, from a stand-in on this machine for the endpoint that Azure's App Service gives an app.
/// <see href="https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference"/>
/// </summary>
public sealed class ManagedIdentityTests : IAsyncLifetime
{
    private const string Token = "GET token";
    private static readonly DateTimeOffset Later = TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(24);

    /// <summary>The library keeps tokens for the whole process, so that each test is another bot.</summary>
    private readonly string bot = Guid.NewGuid().ToString("D");
    private OutStage stage = null!;

    public async Task InitializeAsync()
    {
        stage = await OutStage.SetAsync(options =>
        {
            (options.AppId, options.AppPassword, options.ManagedIdentity) = (bot, "", true);
            options.TokenAuthority = "https://login.microsoftonline.com/";
        });
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", new Uri(stage.Connector.Service, "/msi/token").AbsoluteUri);
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", "the-machines-own");
    }

    public async Task DisposeAsync()
    {
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        await stage.DisposeAsync();
    }

    [Fact]
    public async Task A_token_is_asked_for_once_as_the_identity_that_the_bot_is_and_no_secret_is_sent()
    {
        stage.Connector.Answers(Token, context =>
        {
            Assert.Equal("the-machines-own", context.Request.Headers["X-IDENTITY-HEADER"]);
            return context.Response.WriteAsync(Granting("identity-1"));
        });

        Assert.Equal(new BotToken.Granted("identity-1"), await stage.Tokens.AskAsync(null, default));
        Assert.Equal(new BotToken.Granted("identity-1"), await stage.Tokens.AskAsync("another", default));

        var asked = Assert.Single(stage.Connector.Calls);
        Assert.Equal(Token, asked.Operation);
        var query = new Uri(stage.Connector.Service, asked.Target).Query.TrimStart('?').Split('&').Order(StringComparer.Ordinal);
        Assert.Equal(["api-version=2019-08-01", $"client_id={bot}", "resource=https://api.botframework.com"], query);
        Assert.Equal("", asked.Body);
    }

    [Fact]
    public async Task With_it_the_connector_is_called()
    {
        stage.Connector.Answers(Token, 200, Granting("identity-1")).Answers(FakeConnector.Members, 200, """{"members":[]}""");

        Assert.Null((await stage.Directory.ProbeAsync(OutStage.Place("19:delivery@thread.tacv2"), default)).Obstacle);

        Assert.Equal("Bearer identity-1", Assert.Single(stage.Connector.Of(FakeConnector.Members)).Authorization);
        Assert.IsType<Identity.Known>(await stage.Directory.WhoAmIAsync(default));
    }

    [Fact]
    public async Task A_token_that_was_refused_is_replaced()
    {
        stage.Connector.Answers(Token, 200, Granting("identity-1")).Answers(Token, 200, Granting("identity-2"));
        _ = await stage.Tokens.AskAsync(null, default);

        Assert.Equal(new BotToken.Granted("identity-2"), await stage.Tokens.AskAsync("identity-1", default));
        Assert.Equal(new BotToken.Granted("identity-2"), await stage.Tokens.AskAsync(null, default));
    }

    [Theory]
    [InlineData(400, """{"statusCode":400,"message":"No User Assigned or Delegated Managed Identity found for specified ClientId"}""")]
    [InlineData(403, "")]
    public async Task A_machine_without_the_identity_is_told_how_to_get_it(int status, string body)
    {
        stage.Connector.Answers(Token, status, body);

        var refused = Assert.IsType<BotToken.Refused>(await stage.Tokens.AskAsync(null, default));
        Assert.Equal($"the managed identity's endpoint answered with status {status}", refused.Reason);
        Assert.StartsWith("Assign the user-assigned managed identity whose client ID is MsTeams:AppId", refused.Mend, StringComparison.Ordinal);
        Assert.Equal(new Identity.Refused(refused.Reason, refused.Mend, Passing: false), await stage.Directory.WhoAmIAsync(default));
    }

    [Theory]
    [InlineData(404, "", "the managed identity's endpoint answered with status 404")]
    [InlineData(410, "", "the managed identity's endpoint answered with status 410")]
    [InlineData(429, "", "the managed identity's endpoint answered with status 429")]
    [InlineData(500, "", "the managed identity's endpoint answered with status 500")]
    [InlineData(200, "{}", "the managed identity endpoint's answer made no sense")]
    [InlineData(200, "<html>", "the managed identity endpoint's answer made no sense")]
    public async Task What_will_pass_is_no_refusal_and_is_asked_once(int status, string body, string reason)
    {
        stage.Connector.Answers(Token, status, body);

        Assert.Equal(new BotToken.Away(reason), await stage.Tokens.AskAsync(null, default));
        Assert.Single(stage.Connector.Of(Token));

        var why = Assert.IsType<Identity.Refused>(await stage.Directory.WhoAmIAsync(default));
        Assert.True(why.Passing);
        Assert.StartsWith("Check that the bot runs on Azure. Assign", why.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_such_endpoint_is_there_the_bot_waits_for_it()
    {
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", "http://127.0.0.1:9/msi/token");

        Assert.Equal(new BotToken.Away("the managed identity's endpoint could not be reached"), await stage.Tokens.AskAsync(null, default));
    }

    [Fact]
    public async Task One_that_does_not_answer_in_time_is_away()
    {
        using var http = new HttpClient(new Silent());
        var options = Options.Create(new MsTeamsOptions { AppId = bot, ManagedIdentity = true });

        Assert.Equal(new BotToken.Away("the managed identity's endpoint did not answer in time"), await new ManagedIdentityTokens(options, http).AskAsync(null, default));
    }

    private static string Granting(string token) =>
        $$"""{"access_token":"{{token}}","expires_on":"{{Later.ToUnixTimeSeconds()}}","resource":"https://api.botframework.com","token_type":"Bearer"}""";

    private sealed class Silent : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new TaskCanceledException("timeout");
    }
}
