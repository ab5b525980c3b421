using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace HandoffBot.MsTeams.Tests.Inbound;

/// <summary>Nobody comes in but Microsoft, and nobody is told why.</summary>
public sealed class TokenTests
{
    public static TheoryData<string, Action<JsonObject, JsonObject>> Wrong => new()
    {
        { "for somebody else", (_, claims) => claims["aud"] = Stage.Tenant },
        { "for somebody else", (_, claims) => claims["aud"] = new JsonArray(Stage.Tenant, "3d7c7a4e") },
        { "not valid", (_, claims) => claims.Remove("aud") },
        { "from somebody else", (_, claims) => claims["iss"] = "https://sts.windows.net/evil/" },
        { "from somebody else", (_, claims) => claims.Remove("iss") },
        { "not now", (_, claims) => claims["exp"] = After(-5 * 60 - 1) },
        { "not now", (_, claims) => (claims["nbf"], claims["exp"]) = (After(5 * 60 + 1), After(7200)) },
        { "not now", (_, claims) => claims.Remove("exp") },
        { "names no service address", (_, claims) => claims.Remove("serviceurl") },
        { "names no service address", (_, claims) => claims["serviceurl"] = "" },
        { "for another service address", (_, claims) => claims["serviceurl"] = new JsonArray() },
        { "for another service address", (_, claims) => claims["serviceurl"] = "https://smba.trafficmanager.net/amer/" },
        { "not signed as Microsoft signs", (header, _) => header["alg"] = "none" },
        { "not signed as Microsoft signs", (header, _) => header["alg"] = "HS256" },
        { "not signed as Microsoft signs", (header, _) => header["alg"] = "PS256" },
        { "not signed as Microsoft signs", (header, _) => header.Remove("kid") },
        { "not published", (header, _) => header["kid"] = "key-of-somebody" },
    };

    [Fact]
    public async Task What_Microsoft_signed_for_this_bot_comes_in()
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.SendAsync("message_personal.json");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(stage.Bot.Heard);
    }

    [Theory]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task Stronger_signatures_of_the_same_kind_count(string algorithm) =>
        await ComesInAsync((header, _) => header["alg"] = algorithm);

    [Fact]
    public async Task Clocks_may_differ_by_five_minutes()
    {
        await ComesInAsync((_, claims) => claims["exp"] = After(-4 * 60));
        await ComesInAsync((_, claims) => claims["nbf"] = After(4 * 60));
    }

    [Fact]
    public async Task Letters_of_an_address_may_be_large_or_small() =>
        await ComesInAsync((_, claims) => claims["serviceurl"] = Stage.Service.ToUpperInvariant());

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Nothing_else_comes_in(string flaw, Action<JsonObject, JsonObject> change)
    {
        await using var stage = await Stage.SetAsync();

        await RefusedAsync(stage, stage.Microsoft.Token(Stage.Service, stage.Time.GetUtcNow(), change), flaw);
    }

    [Fact]
    public async Task A_signature_by_another_key_of_the_same_name_is_refused()
    {
        await using var stage = await Stage.SetAsync();
        using var other = RSA.Create(2048);

        await RefusedAsync(stage, stage.Microsoft.Token(Stage.Service, stage.Time.GetUtcNow(), signedBy: other), "its signature is wrong");
    }

    [Fact]
    public async Task A_signature_over_something_else_is_refused()
    {
        await using var stage = await Stage.SetAsync();
        var token = stage.Microsoft.Token(Stage.Service, stage.Time.GetUtcNow()).Split('.');
        var other = stage.Microsoft.Token(Stage.Service, stage.Time.GetUtcNow(), (_, claims) => claims["exp"] = After(999999)).Split('.');

        await RefusedAsync(stage, $"{token[0]}.{other[1]}.{token[2]}", "its signature is wrong");
        await RefusedAsync(stage, $"{token[0]}.{token[1]}.", "not valid");
    }

    [Theory]
    [InlineData(null, "there is no token")]
    [InlineData("", "there is no token")]
    [InlineData("nonsense", "cannot be read")]
    [InlineData("a.b.c", "cannot be read")]
    [InlineData("....", "cannot be read")]
    public async Task What_is_no_token_is_refused(string? token, string flaw)
    {
        await using var stage = await Stage.SetAsync();

        await RefusedAsync(stage, token, flaw);
    }

    [Fact]
    public async Task Another_scheme_is_refused()
    {
        await using var stage = await Stage.SetAsync();
        stage.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Basic " + stage.Microsoft.Token(Stage.Service, stage.Time.GetUtcNow()));

        await RefusedAsync(stage, null, "there is no token");
    }

    private static async Task ComesInAsync(Action<JsonObject, JsonObject> change)
    {
        await using var stage = await Stage.SetAsync();

        using var answer = await stage.PostAsync(
            Stage.Fixture("message_personal.json"), stage.Microsoft.Token(Stage.Service, stage.Time.GetUtcNow(), change));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(stage.Bot.Heard);
    }

    private static async Task RefusedAsync(Stage stage, string? token, string flaw)
    {
        using var answer = await stage.PostAsync(Stage.Fixture("message_personal.json"), token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        Assert.Empty(stage.Bot.Heard);
        Assert.Contains(flaw, stage.Log.Lines.Last(line => line.Contains("refused", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(stage.Log.Lines, line => line.Contains("Bluebird", StringComparison.Ordinal) || line.Contains("eyJ", StringComparison.Ordinal));
    }

    private static long After(int seconds) => new HandTime().GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();
}
