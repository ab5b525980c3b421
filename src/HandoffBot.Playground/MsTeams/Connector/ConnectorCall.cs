using System.Text.Json.Nodes;
using HandoffBot.Playground.WebApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HandoffBot.Playground.MsTeams.Connector;

/// <summary>A call as it arrived: where to, with what, or why it cannot be read.</summary>
/// <param name="Conversation">The conversation or team of the address, unescaped; empty where there is none.</param>
/// <param name="Target">The activity or member of the address, unescaped; empty where there is none.</param>
internal sealed record ConnectorCall(string Operation, string Conversation, string Target, string? Token, JsonObject Body, IQueryCollection Query)
{
    public string? Unreadable { get; private init; }

    public static async Task<ConnectorCall> ReadAsync(string operation, HttpContext context)
    {
        var request = context.Request;
        var call = new ConnectorCall(operation, Part(context, "conversation"), Part(context, "target"), Bearer(request), [], request.Query);
        if (!IsEscaped(context)) return call with { Unreadable = "Bad format of conversation ID" };
        if (request.Method is not ("POST" or "PUT")) return call;

        return Json.Parse(await ApiRequest.ReadBodyAsync(request, context.RequestAborted)) is JsonObject body
            ? call with { Body = body }
            : call with { Unreadable = "Request body is not valid JSON" };
    }

    private static string Part(HttpContext context, string name) => context.Request.RouteValues[name] as string ?? "";

    /// <summary>A thread's id holds a semicolon and an equals sign, which mean something else in an address.</summary>
    private static bool IsEscaped(HttpContext context) =>
        context.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0].AsSpan().IndexOfAny(';', '=') is not >= 0;

    private static string? Bearer(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }
}
