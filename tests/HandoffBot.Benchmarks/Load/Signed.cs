using System.Globalization;
using System.Text;
using HandoffBot.Benchmarks.Running;
using HandoffBot.Slack.Inbound;

namespace HandoffBot.Benchmarks.Load;

/// <summary>
/// A request as Slack would send it, made once, in which only the numbers differ from one to the next. It is signed when it is sent.
/// </summary>
/// <param name="body">Holds <see cref="Mark"/> wherever the number belongs.</param>
internal sealed class Signed(string path, string body)
{
    /// <summary>As long as every number that takes its place.</summary>
    public const int Mark = 7_777_777;

    private readonly byte[] _body = Encoding.UTF8.GetBytes(body);
    private readonly int[] _places = Places(body);

    /// <summary>A form with one field.</summary>
    public static Signed Form(string path, params IEnumerable<KeyValuePair<string, string>> fields) =>
        new(path, string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")));

    /// <summary>Writes the whole request into the buffer.</summary>
    /// <returns>How long it is.</returns>
    public int Write(Span<byte> buffer, int number)
    {
        Span<byte> digits = stackalloc byte[7];
        _ = number.TryFormat(digits, out _, "0000000", CultureInfo.InvariantCulture);
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        const int Room = 512;
        var written = buffer.Slice(Room, _body.Length);
        _body.CopyTo(written);
        foreach (var place in _places)
            digits.CopyTo(written[place..]);

        var head = $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nAccept: */*\r\n"
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {_body.Length}\r\n"
            + $"X-Slack-Request-Timestamp: {timestamp}\r\nX-Slack-Signature: {SlackSignature.Sign(BotProgram.Secret, timestamp, written)}\r\n\r\n";
        var length = Encoding.ASCII.GetBytes(head, buffer);
        written.CopyTo(buffer[length..]);
        return length + _body.Length;
    }

    public int LargestLength => _body.Length + 512;

    private static int[] Places(string body)
    {
        var mark = Mark.ToString(CultureInfo.InvariantCulture);
        var places = new List<int>();
        for (var at = body.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = body.IndexOf(mark, at + mark.Length, StringComparison.Ordinal))
            places.Add(at);
        return [.. places];
    }
}
