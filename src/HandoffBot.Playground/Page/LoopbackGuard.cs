using System.Net;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Playground.Page;

/// <summary>
/// Everybody may play anybody here, so only this machine may come in: the connection and the Host are loopback,
/// nothing was forwarded by a proxy, and no page of another origin is behind it.
/// </summary>
internal static class LoopbackGuard
{
    /// <summary>Why a request is turned away, or null when it may pass.</summary>
    public static string? Refusal(HttpContext context)
    {
        var request = context.Request;
        if (context.Connection.RemoteIpAddress is { } remote && !IPAddress.IsLoopback(remote)) return "The playground is for this machine only.";
        if (!IsLoopbackName(request.Host.Host)) return "The playground answers to localhost only.";
        if (request.Headers.Keys.Any(IsForwarding)) return "The playground is not for use behind a proxy.";

        return request.Headers.Origin.Count > 0 && !IsOwn(request.Headers.Origin.ToString(), request.Host)
            ? "The playground is not for other pages."
            : null;
    }

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (Refusal(context) is { } refusal)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(refusal, context.RequestAborted);
            return;
        }

        await next(context);
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "[::1]";

    private static bool IsForwarding(string header) =>
        header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) || header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwn(string origin, HostString host) =>
        origin.Equals($"http://{host.Value}", StringComparison.OrdinalIgnoreCase);
}
