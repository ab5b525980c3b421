using System.Runtime.InteropServices;
using System.Text.Json;

namespace HandoffBot.Slack.Socket;

/// <summary>
/// One message of Slack's over a socket. <see href="https://docs.slack.dev/apis/events-api/using-socket-mode"/>
/// </summary>
/// <param name="Type">What it is: <c>hello</c>, <c>disconnect</c>, or a kind of payload.</param>
/// <param name="Id">What to acknowledge; null when nothing is.</param>
/// <param name="Payload">The very JSON that HTTP would have carried.</param>
/// <param name="Reason">Of a <c>disconnect</c>.</param>
/// <param name="TakesPayload">Whether the acknowledgement may say something.</param>
internal sealed record Envelope(string Type, string? Id, ReadOnlyMemory<byte> Payload, string? Reason, bool TakesPayload)
{
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 64 };

    /// <summary>Null for what is no JSON object with a type.</summary>
    public static Envelope? Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Limits);
            var root = json.RootElement;
            return Text(root, "type") is { } type ? new(type, Text(root, "envelope_id"), Raw(root), Text(root, "reason"), TakesOne(root)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The acknowledgement, with the body that HTTP would have answered, if any.</summary>
    public static byte[] Acknowledge(string id, byte[]? payload)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("envelope_id", id);
            if (payload is not null)
            {
                writer.WritePropertyName("payload");
                writer.WriteRawValue(payload, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind is JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static byte[] Raw(JsonElement root) => root.TryGetProperty("payload", out var payload) ? JsonMarshal.GetRawUtf8Value(payload).ToArray() : [];

    private static bool TakesOne(JsonElement root) =>
        !root.TryGetProperty("accepts_response_payload", out var accepts) || accepts.ValueKind is not JsonValueKind.False;
}
