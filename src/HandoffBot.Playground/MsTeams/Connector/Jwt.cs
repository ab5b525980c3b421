using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.MsTeams.Connector;

/// <summary>JSON Web Tokens in their compact form (RFC 7519), as far as the stand-in makes and reads them.</summary>
internal static class Jwt
{
    public static string Write(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Spell(header)}.{Spell(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>The claims of a token whose signature is right; null of any other text.</summary>
    public static JsonObject? Read(string token, Func<byte[], byte[], bool> verify)
    {
        if (token.Split('.') is not [var header, var claims, var signature]) return null;
        if (Bytes(signature) is not { } signed || !verify(Encoding.ASCII.GetBytes($"{header}.{claims}"), signed)) return null;

        return Bytes(claims) is { } json ? Json.Parse(Encoding.UTF8.GetString(json)) as JsonObject : null;
    }

    private static string Spell(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString(Json.Plain)));

    private static byte[]? Bytes(string part) => Base64Url.IsValid(part) ? Base64Url.DecodeFromChars(part) : null;
}
