using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>Reads a request's body once, as bytes, before anything looks into it.</summary>
internal static class InboundRequest
{
    public const int LargestBody = 1024 * 1024;

    /// <summary>The body, or null when it is larger than anything that Microsoft Teams sends.</summary>
    public static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > LargestBody)
            return null;

        var body = new byte[(int)Math.Min(request.ContentLength ?? 8192, LargestBody) + 1];
        var length = 0;
        while (await request.Body.ReadAsync(body.AsMemory(length), cancellationToken) is var read and > 0)
        {
            length += read;
            if (length > LargestBody)
                return null;

            if (length == body.Length)
                Array.Resize(ref body, Math.Min(body.Length * 2, LargestBody + 1));
        }

        return body.AsMemory(0, length);
    }

    /// <summary>Null when it is no activity, or nested deeper than any.</summary>
    public static Activity? Activity(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, MsTeamsJson.Wire.Activity);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
