using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// Lets in an emulator on this machine, which signs nothing: whoever reaches it can act as anybody. So it must be asked for by its name,
/// starts only in Development and without a secret, and only this machine itself comes in: not by way of a proxy, nor from another page.
/// <see href="https://learn.microsoft.com/microsoft-365/agents-sdk/test-with-toolkit-project"/>
/// </summary>
internal sealed class LocalEmulator(IOptions<MsTeamsOptions> options)
{
    public const string Key = "MsTeams:DangerouslyServeLocalEmulator";

    public bool IsServed => options.Value.DangerouslyServeLocalEmulator;

    public static Verdict Judge(HttpRequest request) => Flaw(request) is { } flaw ? new Verdict.Refused(flaw) : new Verdict.Local();

    private static string? Flaw(HttpRequest request)
    {
        if (request.HttpContext.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote))
            return "the emulator is not on this machine";

        if (!IsLoopbackName(request.Host.Host))
            return "the emulator calls this machine by another name than localhost";

        if (request.Headers.Keys.Any(IsForwarding))
            return "the emulator's request was forwarded";

        return request.Headers.Origin is [{ } origin, ..] && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsLoopbackName(page.Host))
            ? "a page from elsewhere is behind the emulator's request"
            : null;
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "[::1]";

    private static bool IsForwarding(string header) =>
        header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) || header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase);
}
