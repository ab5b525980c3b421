using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace HandoffBot.Slack.Inbound;

/// <summary>Reads a request's body once, as bytes, before anything looks into it.</summary>
internal static class InboundRequest
{
    public const int LargestBody = 1024 * 1024;

    /// <summary>The body, or null when it is larger than anything that Slack sends.</summary>
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

    /// <summary>Compares media types: headers often carry a charset, too.</summary>
    public static bool Is(HttpRequest request, string mediaType) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed)
        && parsed.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>One field of a form; empty when it is none or has no such field.</summary>
    public static ReadOnlyMemory<byte> Field(ReadOnlyMemory<byte> body, string name)
    {
        // Slack sends nothing beside it: some ten kilobytes, which need not become text in between.
        var named = System.Text.Encoding.UTF8.GetBytes($"{name}=");
        if (body.Span.StartsWith(named) && !body.Span.Contains((byte)'&'))
            return WebUtility.UrlDecodeToBytes(body[named.Length..].ToArray(), 0, body.Length - named.Length);

        return TryForm(body, out var form) && form.TryGetValue(name, out var value) ? System.Text.Encoding.UTF8.GetBytes(value.ToString()) : default;
    }

    /// <summary>The fields of a form; false when it is none.</summary>
    public static bool TryForm(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out Dictionary<string, StringValues>? form)
    {
        try
        {
            using var reader = new FormReader(System.Text.Encoding.UTF8.GetString(body.Span))
            {
                ValueCountLimit = 200,
                KeyLengthLimit = 200,
                ValueLengthLimit = LargestBody,
            };
            form = reader.ReadForm();
            return true;
        }
        catch (Exception odd) when (odd is InvalidDataException or InvalidOperationException)
        {
            form = null;
            return false;
        }
    }
}
