using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Tests;

/// <summary>
/// Who signs what comes in: an issuer on a free port of this machine that publishes its keys as Microsoft does. Tokens are written by hand,
/// so that none of what reads them has made them.
/// </summary>
internal sealed class FakeMicrosoft : IAsyncDisposable
{
    public const string Issuer = "https://api.botframework.com";

    private readonly WebApplication app;
    private readonly RSA key = RSA.Create(2048);
    private int asked;

    private FakeMicrosoft(WebApplication app) => this.app = app;

    public string Metadata => app.Urls.First() + "/v1/.well-known/openidconfiguration";

    /// <summary>How often the keys were asked for.</summary>
    public int Asked => asked;

    /// <summary>Whether the keys can be read at all.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>What it waits for before it answers.</summary>
    public Task Before { get; set; } = Task.CompletedTask;

    /// <summary>The name of the key that is published, and signs.</summary>
    public string Kid { get; set; } = "key-1";

    public JsonNode? Endorsements { get; set; } = new JsonArray("msteams", "webchat");

    /// <summary>What else the published key says of itself.</summary>
    public Action<JsonObject> Change { get; set; } = _ => { };

    public static async Task<FakeMicrosoft> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var microsoft = new FakeMicrosoft(built);
        built.MapGet("/v1/.well-known/openidconfiguration", microsoft.MetadataAsync);
        built.MapGet("/v1/.well-known/keys", microsoft.KeysAsync);
        await built.StartAsync();
        return microsoft;
    }

    /// <param name="change">Changes header and claims before they are signed.</param>
    public string Token(string serviceUrl, DateTimeOffset now, Action<JsonObject, JsonObject>? change = null, RSA? signedBy = null)
    {
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = Kid, ["x5t"] = Kid, ["typ"] = "JWT" };
        var claims = new JsonObject
        {
            ["serviceurl"] = serviceUrl,
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
            ["iss"] = Issuer,
            ["aud"] = Stage.AppId,
        };
        change?.Invoke(header, claims);
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Signature((string)header["alg"]!, signed, signedBy ?? key)}";
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private string Signature(string algorithm, string signed, RSA by)
    {
        var bytes = Encoding.ASCII.GetBytes(signed);
        return Base64Url.EncodeToString(algorithm switch
        {
            "none" => [],
            // With what everybody knows as the secret.
            "HS256" => HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), bytes),
            "PS256" => by.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => by.SignData(bytes, new HashAlgorithmName("SHA" + algorithm[2..]), RSASignaturePadding.Pkcs1),
        });
    }

    private async Task MetadataAsync(HttpContext context)
    {
        Interlocked.Increment(ref asked);
        await Before;
        if (!IsUp)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        await context.Response.WriteAsJsonAsync(new JsonObject
        {
            ["issuer"] = Issuer,
            ["jwks_uri"] = app.Urls.First() + "/v1/.well-known/keys",
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        });
    }

    private Task KeysAsync(HttpContext context)
    {
        var open = key.ExportParameters(false);
        var published = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Kid,
            ["x5t"] = Kid,
            ["n"] = Base64Url.EncodeToString(open.Modulus),
            ["e"] = Base64Url.EncodeToString(open.Exponent),
            ["endorsements"] = Endorsements?.DeepClone(),
        };
        Change(published);
        return context.Response.WriteAsJsonAsync(new JsonObject { ["keys"] = new JsonArray(published) });
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
