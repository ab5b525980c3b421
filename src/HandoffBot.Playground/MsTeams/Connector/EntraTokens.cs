using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Playground.MsTeams.Connector;

/// <summary>
/// The token endpoint: client credentials against a token for the connector, with Entra's errors. Tokens are signed with the client
/// secret, so they are good over a restart of the playground, and remembered nowhere.
/// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
/// </summary>
internal sealed class EntraTokens(MsTeamsPlaygroundOptions options, TimeProvider time)
{
    private const string Scope = "https://api.botframework.com/.default";
    private const string Audience = "https://api.botframework.com";

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3599);

    public ConnectorAnswer Issue(string tenant, IFormCollection form)
    {
        if (!tenant.Equals(options.TenantId, StringComparison.OrdinalIgnoreCase))
            return Refuse(400, "invalid_request", 90002, $"Tenant '{tenant}' not found.");
        if (form["grant_type"] != "client_credentials")
            return Refuse(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
        if (form["client_id"] != options.AppId)
            return Refuse(400, "unauthorized_client", 700016, $"Application with identifier '{form["client_id"]}' was not found in the directory.");
        if (!form["client_secret"].ToString().Equals(options.AppPassword, StringComparison.Ordinal))
            return Refuse(401, "invalid_client", 7000215, "Invalid client secret provided.");

        // Clients may ask for more than the resource, such as offline_access, and are not given it.
        return form["scope"].ToString().Split(' ').Contains(Scope, StringComparer.Ordinal)
            ? new ConnectorAnswer(200, Grant())
            : Refuse(400, "invalid_scope", 1002012, $"The provided value for scope {form["scope"]} is not valid.");
    }

    /// <summary>Whether a bearer token is one of ours and still good.</summary>
    public bool Accepts(string? token)
    {
        if (token is null || Jwt.Read(token, (bytes, signature) => CryptographicOperations.FixedTimeEquals(Sign(bytes), signature)) is not { } claims) return false;

        var expires = claims.At("exp") is JsonValue value && value.TryGetValue<long>(out var seconds) ? seconds : 0;
        return claims.Text("aud") == Audience && claims.Text("appid") == options.AppId && expires > time.GetUtcNow().ToUnixTimeSeconds();
    }

    private JsonObject Grant()
    {
        var now = time.GetUtcNow();
        var claims = new JsonObject
        {
            ["aud"] = Audience,
            ["iss"] = $"https://sts.windows.net/{options.TenantId}/",
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["appid"] = options.AppId,
            ["tid"] = options.TenantId,
        };
        return new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)Lifetime.TotalSeconds,
            ["ext_expires_in"] = (int)Lifetime.TotalSeconds,
            ["access_token"] = Jwt.Write(new JsonObject { ["typ"] = "JWT", ["alg"] = "HS256" }, claims, Sign),
        };
    }

    private byte[] Sign(byte[] bytes) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.AppPassword), bytes);

    private ConnectorAnswer Refuse(int status, string error, int code, string sentence) => new(status, new JsonObject
    {
        ["error"] = error,
        ["error_description"] = $"AADSTS{code}: {sentence}",
        ["error_codes"] = new JsonArray(code),
        ["timestamp"] = time.GetUtcNow().ToString("u"),
        ["trace_id"] = Guid.NewGuid().ToString(),
        ["correlation_id"] = Guid.NewGuid().ToString(),
    });
}
