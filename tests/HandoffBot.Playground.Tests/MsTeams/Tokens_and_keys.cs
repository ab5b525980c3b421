using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Connector;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Playground.Tests.MsTeams;

public sealed class Tokens_and_keys
{
    [Fact]
    public async Task The_client_secret_buys_a_token_that_opens_the_connector_for_an_hour()
    {
        await using var stage = await TenantStage.SetAsync();

        var (status, body) = await stage.GrantAsync();
        var token = (string)body["access_token"]!;
        using var now = await stage.SendAsync(HttpMethod.Get, $"teams/{Uri.EscapeDataString(TenantStage.TeamId)}", token: token);
        stage.Time.Pass(TimeSpan.FromHours(1));
        using var late = await stage.SendAsync(HttpMethod.Get, $"teams/{Uri.EscapeDataString(TenantStage.TeamId)}", token: token);

        Assert.Equal((HttpStatusCode.OK, "Bearer", 3599), (status, (string)body["token_type"]!, (int)body["expires_in"]!));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (now.StatusCode, late.StatusCode));
    }

    [Fact]
    public async Task A_token_outlives_a_restart_of_the_playground()
    {
        string token;
        await using (var before = await TenantStage.SetAsync()) token = (string)(await before.GrantAsync()).Body["access_token"]!;

        await using var stage = await TenantStage.SetAsync();
        using var answer = await stage.SendAsync(HttpMethod.Get, $"teams/{Uri.EscapeDataString(TenantStage.TeamId)}", token: token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("client_secret", "wrong", 401, "invalid_client")]
    [InlineData("client_id", "somebody else", 400, "unauthorized_client")]
    [InlineData("grant_type", "password", 400, "unsupported_grant_type")]
    [InlineData("scope", "https://graph.microsoft.com/.default", 400, "invalid_scope")]
    [InlineData("tenant", "botframework.com", 400, "invalid_request")]
    public async Task A_wrong_request_gets_Entras_error_and_no_token(string field, string value, int status, string error)
    {
        await using var stage = await TenantStage.SetAsync();

        var (answered, body) = await stage.GrantAsync((field, value));

        Assert.Equal((status, error), ((int)answered, (string)body["error"]!));
        Assert.StartsWith("AADSTS", (string)body["error_description"]!, StringComparison.Ordinal);
        Assert.Null(body["access_token"]);
    }

    [Fact]
    public async Task What_is_no_token_of_ours_opens_nothing()
    {
        await using var stage = await TenantStage.SetAsync();
        var good = (string)(await stage.GrantAsync()).Body["access_token"]!;
        var parts = good.Split('.');
        var other = Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"aud\":\"https://api.botframework.com\",\"exp\":99999999999}")).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        foreach (var token in new[] { "x", "a.b.c", $"{parts[0]}.{other}.{parts[2]}", good + "A", $"{parts[0]}.{parts[1]}." })
        {
            using var answer = await stage.SendAsync(HttpMethod.Post, TenantStage.Activities(TenantStage.DeesChat), TenantStage.Text("x"), token);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_metadata_leads_to_the_key_that_verifies_what_the_bot_is_sent()
    {
        await using var stage = await TenantStage.SetAsync();

        var metadata = JsonNode.Parse(await stage.Http.GetStringAsync(stage.StandIn.OpenIdMetadata))!;
        var key = Assert.Single(JsonNode.Parse(await stage.Http.GetStringAsync((string)metadata["jwks_uri"]!))!["keys"]!.AsArray())!;
        var token = stage.App.Services.GetRequiredService<BotFrameworkIssuer>().Token().Split('.');

        Assert.Equal("https://api.botframework.com", (string)metadata["issuer"]!);
        Assert.Equal(["msteams"], key["endorsements"]!.AsArray().Select(each => (string)each!));
        using var rsa = RSA.Create(new RSAParameters { Modulus = Bytes((string)key["n"]!), Exponent = Bytes((string)key["e"]!) });
        Assert.True(rsa.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Bytes(token[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var (header, claims) = (JsonNode.Parse(Bytes(token[0]))!, JsonNode.Parse(Bytes(token[1]))!);
        Assert.Equal(("RS256", (string)key["kid"]!), ((string)header["alg"]!, (string)header["kid"]!));
        Assert.Equal((TenantStage.AppId, stage.StandIn.ServiceUrl.AbsoluteUri, "https://api.botframework.com"),
            ((string)claims["aud"]!, (string)claims["serviceurl"]!, (string)claims["iss"]!));
        Assert.Equal(3600, (long)claims["exp"]! - (long)claims["nbf"]!);
    }

    private static byte[] Bytes(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
