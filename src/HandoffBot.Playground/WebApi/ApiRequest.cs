using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HandoffBot.Playground.WebApi;

/// <summary>A Web API call as it arrived: who calls, with what, or why it cannot be read.</summary>
internal sealed record ApiRequest(string? Token, JsonObject Arguments, string? Unreadable = null, string? Warning = null, bool IsJson = false)
{
    private const int MostBytes = 1_000_000;

    public static async Task<ApiRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var arguments = new JsonObject();
        foreach (var (name, values) in request.Query) arguments[name] = values.ToString();
        var bearer = Bearer(request);

        if (!HttpMethods.IsPost(request.Method) || string.IsNullOrEmpty(request.ContentType))
            return FromForm(bearer, arguments);

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return Unread(bearer, "invalid_post_type");

        if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            var body = await ReadBodyAsync(request, cancellationToken);
            return Json.Parse(body) switch
            {
                JsonObject given => FromJson(bearer, given, type.Charset.HasValue ? null : "missing_charset"),
                null => Unread(bearer, "invalid_json"),
                _ => Unread(bearer, "json_not_object"),
            };
        }

        if (!request.HasFormContentType) return Unread(bearer, "invalid_post_type");

        foreach (var (name, values) in await request.ReadFormAsync(cancellationToken)) arguments[name] = values.ToString();
        return FromForm(bearer, arguments);
    }

    /// <summary>The body as text; cut off beyond any size that Slack takes, which then does not parse.</summary>
    public static async Task<string> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (bytes.Length <= MostBytes && await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            await bytes.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static ApiRequest FromForm(string? bearer, JsonObject arguments)
    {
        var token = bearer ?? arguments.Text("token");
        arguments.Remove("token");
        return new ApiRequest(token, arguments);
    }

    /// <summary>In JSON a token counts only as a header.</summary>
    private static ApiRequest FromJson(string? bearer, JsonObject arguments, string? warning)
    {
        arguments.Remove("token");
        return new ApiRequest(bearer, arguments, Warning: warning, IsJson: true);
    }

    private static ApiRequest Unread(string? bearer, string error) => new(bearer, [], error);

    private static string? Bearer(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }
}
