using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>
/// Where the bot's token may be sent. A service address comes from outside, so its host must be one of Microsoft's, or one that the
/// configuration names. <see href="https://microsoft.github.io/teams-sdk/csharp/essentials/app-configuration/service-url-validation"/>
/// </summary>
/// <remarks>Whole names, never patterns: anybody can have a name under trafficmanager.net.</remarks>
internal sealed class ServiceHosts(IOptions<MsTeamsOptions> options)
{
    private static readonly HashSet<string> Microsofts = new(StringComparer.OrdinalIgnoreCase)
    {
        "smba.trafficmanager.net",
        "smba.onyx.prod.teams.trafficmanager.net",
        "smba.infra.gcc.teams.microsoft.com",
        "smba.infra.gov.teams.microsoft.us",
        "smba.infra.dod.teams.microsoft.us",
        "frontend.botapi.msg.infra.teams.microsoftonline.cn",
    };

    private readonly HashSet<string> configured = new(
        options.Value.AllowedServiceHosts.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// By https at the usual port, or at the one that the configuration gives with the host. On this machine, where the configuration names
    /// it, any port will do, and http as well.
    /// </summary>
    public bool Allows(Uri service)
    {
        if (!service.IsAbsoluteUri || service.UserInfo.Length > 0)
            return false;

        if (service.IsLoopback)
            return service.Scheme is "https" or "http" && configured.Contains(service.Host);

        return service.Scheme is "https" && (Microsofts.Contains(service.Authority) || configured.Contains(service.Authority));
    }
}
