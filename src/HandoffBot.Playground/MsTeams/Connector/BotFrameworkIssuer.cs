using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.MsTeams.Connector;

/// <summary>
/// Who signs what is sent to the bot, with a key that is made at each start: the tokens, and the metadata and keys by which the bot
/// checks them. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
/// </summary>
internal sealed class BotFrameworkIssuer(MsTeamsPlaygroundOptions options, MsTeamsAddresses addresses, TimeProvider time) : IDisposable
{
    /// <summary>Microsoft's own, as bots compare it.</summary>
    public const string Issuer = "https://api.botframework.com";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly RSA _key = RSA.Create(2048);
    private readonly string _keyId = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(20));

    /// <summary>A fresh token for one request to the bot.</summary>
    public string Token()
    {
        var now = time.GetUtcNow();
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = _keyId, ["x5t"] = _keyId, ["typ"] = "JWT" };
        var claims = new JsonObject
        {
            ["serviceurl"] = addresses.Service.AbsoluteUri,
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["iss"] = Issuer,
            ["aud"] = options.AppId,
        };
        return Jwt.Write(header, claims, bytes => _key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public JsonObject Metadata() => new()
    {
        ["issuer"] = Issuer,
        ["authorization_endpoint"] = "https://invalid.botframework.com",
        ["jwks_uri"] = addresses.Keys.AbsoluteUri,
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
    };

    public JsonObject Keys()
    {
        var parts = _key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = _keyId,
                ["x5t"] = _keyId,
                ["n"] = Base64Url.EncodeToString(parts.Modulus),
                ["e"] = Base64Url.EncodeToString(parts.Exponent),
                ["endorsements"] = new JsonArray("msteams"),
            }),
        };
    }

    public void Dispose() => _key.Dispose();
}
