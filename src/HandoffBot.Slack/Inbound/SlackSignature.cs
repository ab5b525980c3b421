using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HandoffBot.Slack.Inbound;

/// <summary>
/// Proves that a request comes from Slack, over the bytes as they came.
/// <see href="https://docs.slack.dev/authentication/verifying-requests-from-slack"/>
/// </summary>
internal static class SlackSignature
{
    public const string Header = "X-Slack-Signature";
    public const string TimestampHeader = "X-Slack-Request-Timestamp";

    /// <summary>How far the clocks may be apart, in either direction.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(300);

    private const string Version = "v0=";

    /// <summary>Null when the signature holds; else why not, for the log.</summary>
    public static string? Flaw(string secret, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (secret.Length == 0)
            return "there is no signing secret";

        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature))
            return "the signature is missing";

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return "the timestamp is not a number";

        if (Math.Abs(now.ToUnixTimeSeconds() - (decimal)seconds) > (decimal)Skew.TotalSeconds)
            return "the timestamp is too far from now";

        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!IsHash(signature, claimed))
            return "the signature is not of version v0";

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash(secret, timestamp, body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, claimed) ? null : "the signature does not match";
    }

    /// <summary>The header for a body, as Slack would send it.</summary>
    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash(secret, timestamp, body, hash);
        return Version + Convert.ToHexStringLower(hash);
    }

    private static bool IsHash(string signature, Span<byte> hash) =>
        signature.Length == Version.Length + (hash.Length * 2)
        && signature.StartsWith(Version, StringComparison.Ordinal)
        && Convert.FromHexString(signature.AsSpan(Version.Length), hash, out _, out _) is System.Buffers.OperationStatus.Done;

    private static void Hash(string secret, string timestamp, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hmac.AppendData(body);
        hmac.GetHashAndReset(hash);
    }
}
