using System.Security.Cryptography;
using System.Text;

namespace HandoffBot.Engine.Webhooks;

/// <summary>
/// The secrets that a webhook's calls are signed with, as Standard Webhooks writes them: base64, usually behind <c>whsec_</c>. Several,
/// separated by spaces, sign every call with each, so that a secret can be changed while the receiver still knows the earlier one.
/// </summary>
/// <remarks>https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md</remarks>
internal sealed class WebhookKeys
{
    private const string Prefix = "whsec_";
    private const int Shortest = 24;
    private const int Longest = 64;
    private readonly byte[][] _keys;

    private WebhookKeys(byte[][] keys) => _keys = keys;

    /// <returns>Null when it is no such secret.</returns>
    public static WebhookKeys? Read(string text)
    {
        var keys = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Decode).ToArray();
        return keys.Length > 0 && Array.TrueForAll(keys, one => one is not null) ? new(keys!) : null;
    }

    /// <summary>The header <c>webhook-signature</c>: a signature with each key, separated by spaces.</summary>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var signed = Encoding.UTF8.GetBytes($"{id}.{timestamp}.").Concat(body.ToArray()).ToArray();
        return string.Join(' ', _keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}"));
    }

    private static byte[]? Decode(string one)
    {
        var text = one.StartsWith(Prefix, StringComparison.Ordinal) ? one[Prefix.Length..] : one;
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length is >= Shortest and <= Longest ? key[..length] : null;
    }
}
