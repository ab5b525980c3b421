using System.Net;
using System.Text;
using HandoffBot.MsTeams.Outbound;
using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams.Tests.Outbound;

/// <summary>The bot's own token: kept as long as it is good, replaced when it is not, and never fetched in the open.</summary>
public sealed class TokenTests
{
    private const string Second = """{"token_type":"Bearer","expires_in":3599,"access_token":"token-2"}""";

    [Fact]
    public async Task A_token_is_asked_for_once_with_the_apps_own_secret_and_the_connectors_scope()
    {
        await using var stage = await OutStage.SetAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => stage.Tokens.AskAsync(null, default).AsTask())));

        Assert.All(all, one => Assert.Equal(new BotToken.Granted("token-1"), one));
        var asked = Assert.Single(stage.Connector.Of(FakeConnector.Token));
        Assert.Equal($"/login/{OutStage.Tenant}/oauth2/v2.0/token", asked.Target);
        Assert.Equal(
            $"grant_type=client_credentials&client_id={OutStage.AppId}&client_secret=a-secret&scope=https%3A%2F%2Fapi.botframework.com%2F.default", asked.Body);
    }

    [Theory]
    [InlineData(3599, 3298, true)]
    [InlineData(3599, 3300, false)]
    [InlineData(60, 29, true)]
    [InlineData(60, 31, false)]
    public async Task A_token_is_replaced_before_it_expires(int lasts, int later, bool stays)
    {
        await using var stage = await OutStage.SetAsync();
        stage.Connector.Answers(FakeConnector.Token, 200, $$"""{"access_token":"token-1","expires_in":{{lasts}}}""").Answers(FakeConnector.Token, 200, Second);
        _ = await stage.Tokens.AskAsync(null, default);

        stage.Time.Passed += TimeSpan.FromSeconds(later);

        Assert.Equal(new BotToken.Granted(stays ? "token-1" : "token-2"), await stage.Tokens.AskAsync(null, default));
    }

    [Fact]
    public async Task A_token_that_was_refused_is_not_given_again_and_one_fetched_meanwhile_is()
    {
        await using var stage = await OutStage.SetAsync();
        _ = await stage.Tokens.AskAsync(null, default);
        stage.Connector.Answers(FakeConnector.Token, 200, Second);

        Assert.Equal(new BotToken.Granted("token-2"), await stage.Tokens.AskAsync("token-1", default));
        Assert.Equal(new BotToken.Granted("token-2"), await stage.Tokens.AskAsync("token-1", default));
        Assert.Equal(2, stage.Connector.Of(FakeConnector.Token).Count);
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}""", "invalid_client, AADSTS7000215", "MsTeams:AppPassword")]
    [InlineData(400, """{"error":"unauthorized_client","error_description":"AADSTS700016: Application not found."}""", "unauthorized_client, AADSTS700016", "MsTeams:AppId")]
    [InlineData(400, """{"error":"invalid_request","error_description":"AADSTS90002: Tenant 'x' not found."}""", "invalid_request, AADSTS90002", "MsTeams:TenantId")]
    [InlineData(400, """{"error":"invalid_scope","error_description":"AADSTS1002012: The provided scope is not valid."}""", "invalid_scope, AADSTS1002012", "MsTeams:AppId, MsTeams:AppPassword and MsTeams:TenantId")]
    public async Task What_Entra_refuses_is_said_by_its_number_with_how_to_mend_it(int status, string body, string reason, string mend)
    {
        await using var stage = await OutStage.SetAsync();
        stage.Connector.Answers(FakeConnector.Token, status, body);

        var refused = Assert.IsType<BotToken.Refused>(await stage.Tokens.AskAsync(null, default));
        Assert.Equal(reason, refused.Reason);
        Assert.Contains(mend, refused.Mend, StringComparison.Ordinal);

        using var http = new HttpClient(new Issuer(_ => (status, body)));
        Assert.Equal(refused, await Entra(http).AskAsync(null, default));
    }

    [Theory]
    [InlineData(503, "", "the token's issuer answered with status 503")]
    [InlineData(200, "<html>", "the token issuer's answer made no sense")]
    [InlineData(200, "{}", "the token issuer's answer made no sense")]
    public async Task An_issuer_that_is_away_is_not_one_that_refuses(int status, string body, string reason)
    {
        await using var stage = await OutStage.SetAsync();
        stage.Connector.Answers(FakeConnector.Token, status, body);

        Assert.Equal(new BotToken.Away(reason), await stage.Tokens.AskAsync(null, default));
    }

    [Fact]
    public async Task An_issuer_that_hangs_up_or_is_not_there_is_away()
    {
        await using var stage = await OutStage.SetAsync();
        stage.Connector.Answers(FakeConnector.Token, context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        Assert.IsType<BotToken.Away>(await stage.Tokens.AskAsync(null, default));

        await stage.Connector.DisposeAsync();
        Assert.Equal("the token's issuer could not be reached (ConnectionError)", Assert.IsType<BotToken.Away>(await stage.Tokens.AskAsync(null, default)).Reason);
    }

    [Fact]
    public async Task The_secret_is_never_sent_by_http_to_another_machine()
    {
        using var http = new HttpClient(new Issuer(_ => throw new InvalidOperationException("sent")));
        using var tokens = new LoopbackTokens(Registered("http://login.example.com/"), http, TimeProvider.System);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => tokens.AskAsync(null, default).AsTask());

        Assert.StartsWith("A secret is never sent", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entra_is_asked_by_its_own_library_once_and_nobody_else_is_asked()
    {
        var issuer = new Issuer(_ => (200, """{"token_type":"Bearer","expires_in":3599,"access_token":"entra-1"}"""));
        using var http = new HttpClient(issuer);
        var tokens = Entra(http);

        Assert.Equal(new BotToken.Granted("entra-1"), await tokens.AskAsync(null, default));
        Assert.Equal(new BotToken.Granted("entra-1"), await tokens.AskAsync("another", default));

        var (address, form) = Assert.Single(issuer.Asked);
        Assert.Equal($"https://login.microsoftonline.com/{OutStage.Tenant}/oauth2/v2.0/token", address.GetLeftPart(UriPartial.Path));
        Assert.Contains($"client_id={OutStage.AppId}", form, StringComparison.Ordinal);
        Assert.Contains("client_secret=a-secret", form, StringComparison.Ordinal);
        Assert.Contains("grant_type=client_credentials", form, StringComparison.Ordinal);
        Assert.Contains("scope=https%3A%2F%2Fapi.botframework.com%2F.default", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_Entra_too_a_token_that_was_refused_is_replaced()
    {
        var count = 0;
        using var http = new HttpClient(new Issuer(_ => (200, $$"""{"token_type":"Bearer","expires_in":3599,"access_token":"entra-{{++count}}"}""")));
        var tokens = Entra(http);
        _ = await tokens.AskAsync(null, default);

        Assert.Equal(new BotToken.Granted("entra-2"), await tokens.AskAsync("entra-1", default));
        Assert.Equal(new BotToken.Granted("entra-2"), await tokens.AskAsync(null, default));
    }

    [Fact]
    public async Task Entra_away_is_not_Entra_refusing()
    {
        using var broken = new HttpClient(new Issuer(_ => (500, "")));
        using var garbled = new HttpClient(new Issuer(_ => (200, "<html>")));
        using var gone = new HttpClient(new Issuer(_ => throw new HttpRequestException(HttpRequestError.NameResolutionError)));
        using var slow = new HttpClient(new Issuer(_ => throw new TaskCanceledException("timeout")));

        foreach (var http in new[] { broken, garbled, gone, slow })
            Assert.IsType<BotToken.Away>(await Entra(http).AskAsync(null, default));
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/", "https://api.botframework.com/.default")]
    [InlineData("https://login.microsoftonline.us/", "https://api.botframework.us/.default")]
    [InlineData("https://login.partner.microsoftonline.cn/", "https://api.botframework.azure.cn/.default")]
    public void Each_cloud_has_a_scope_of_its_own(string authority, string scope) => Assert.Equal(scope, TokenRequest.Scope(new Uri(authority)));

    [Fact]
    public void A_token_is_not_written_anywhere_by_accident() => Assert.DoesNotContain("token-1", new BotToken.Granted("token-1").ToString(), StringComparison.Ordinal);

    private static EntraTokens Entra(HttpClient http) => new(Registered("https://login.microsoftonline.com/"), http);

    private static IOptions<MsTeamsOptions> Registered(string authority) => Options.Create(
        new MsTeamsOptions { AppId = OutStage.AppId, AppPassword = "a-secret", TenantId = OutStage.Tenant, TokenAuthority = authority });

    private sealed class Issuer(Func<HttpRequestMessage, (int Status, string Body)> answer) : HttpMessageHandler
    {
        public List<(Uri Address, string Form)> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add((request.RequestUri!, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
            var (status, body) = answer(request);
            return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }
}
