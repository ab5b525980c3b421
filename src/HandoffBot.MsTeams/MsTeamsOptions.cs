using HandoffBot.MsTeams.Outbound;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams;

/// <summary>How the bot reaches Microsoft Teams: the configuration section <c>MsTeams</c>.</summary>
public sealed class MsTeamsOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "MsTeams";

    /// <summary>The bot's Microsoft App ID, a GUID: for whom a token that comes in must be meant, and as whom the bot asks for its own.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The app registration's client secret.</summary>
    public string AppPassword { get; set; } = "";

    /// <summary>
    /// In place of a secret: the bot is registered as a user-assigned managed identity, which the Azure resource that it runs on has. Its client
    /// id is <see cref="AppId"/>.
    /// </summary>
    public bool ManagedIdentity { get; set; }

    /// <summary>The Entra tenant that the bot is registered in, a GUID. Its people alone are served, unless the organization lists others.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Where it is said who signs what comes in, and with which keys.</summary>
    public string OpenIdMetadataUrl { get; set; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>Who issues the bot's own tokens; another address serves a sovereign cloud.</summary>
    public string TokenAuthority { get; set; } = "https://login.microsoftonline.com/";

    /// <summary>Hosts of service addresses besides Microsoft's own, separated by commas.</summary>
    public string AllowedServiceHosts { get; set; } = "";

    /// <summary>Where a conversation is begun while none of the tenant was met yet. What comes in says where its own lives.</summary>
    public string ServiceUrl { get; set; } = "https://smba.trafficmanager.net/teams/";

    /// <summary>How many requests of one tenant are let in within a minute; 0 sets no limit.</summary>
    public int RequestsPerMinute { get; set; } = 30_000;

    /// <summary>
    /// Serves an emulator on this machine that signs nothing, so that whoever reaches the bot can act as anybody. Only in Development, and
    /// never beside a secret.
    /// </summary>
    public bool DangerouslyServeLocalEmulator { get; set; }

    internal const int MostRequestsPerMinute = 100_000_000;

    /// <summary>An emulator's bot and tenant, where no others are given.</summary>
    internal const string LocalBot = "00000000-0000-0000-0000-000000000011";

    /// <inheritdoc cref="LocalBot"/>
    internal const string LocalTenant = "00000000-0000-0000-0000-000000000001";

    /// <summary>Where Microsoft's own local playground takes what a bot says first; no word for an emulator leaves this machine.</summary>
    internal const string LocalService = "http://localhost:56150/_connector";

    /// <summary>Ids as they are compared, whichever way they were copied, and the usual address where a key stands there without a value.</summary>
    internal void Tidy()
    {
        var usual = new MsTeamsOptions();
        (AppId, TenantId) = (Id(AppId), Id(TenantId));
        OpenIdMetadataUrl = Or(OpenIdMetadataUrl, usual.OpenIdMetadataUrl);
        TokenAuthority = Or(TokenAuthority, usual.TokenAuthority);
        ServiceUrl = Or(ServiceUrl, usual.ServiceUrl);

        if (DangerouslyServeLocalEmulator)
        {
            (AppId, TenantId) = (Or(AppId, LocalBot), Or(TenantId, LocalTenant));
            AllowedServiceHosts = $"{AllowedServiceHosts},localhost,127.0.0.1";
            ServiceUrl = ServiceUrl == usual.ServiceUrl ? LocalService : ServiceUrl;
        }

        static string Id(string written) => Guid.TryParse(written, out var id) ? id.ToString("D") : written;

        static string Or(string written, string otherwise) => string.IsNullOrWhiteSpace(written) ? otherwise : written.Trim();
    }
}

/// <summary>Says at start, all at once, which key is wrong and what belongs there.</summary>
internal sealed class MsTeamsOptionsCheck(IHostEnvironment? environment = null) : IValidateOptions<MsTeamsOptions>
{
    public ValidateOptionsResult Validate(string? name, MsTeamsOptions options)
    {
        var mistakes = Mistakes(options).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private IEnumerable<string> Mistakes(MsTeamsOptions options)
    {
        if (!Guid.TryParse(options.AppId, out _))
            yield return "MsTeams:AppId is not a GUID. Copy the Microsoft App ID from the Azure bot's page, Configuration.";

        if (!Guid.TryParse(options.TenantId, out _))
            yield return "MsTeams:TenantId is not a GUID. Copy the App Tenant ID from the Azure bot's page, Configuration.";

        if (options.DangerouslyServeLocalEmulator && environment?.IsDevelopment() != true)
            yield return $"{Inbound.LocalEmulator.Key} is set, but this is not Development (ASPNETCORE_ENVIRONMENT): whoever reached the bot could act as anybody. Leave it out.";

        if (Credential(options) is { } wrong)
            yield return wrong;

        if (!IsAddress(options.OpenIdMetadataUrl))
            yield return "MsTeams:OpenIdMetadataUrl is not an https address, nor an http one on this machine. Leave it out to ask Microsoft.";

        if (!IsAddress(options.TokenAuthority))
            yield return "MsTeams:TokenAuthority is not an https address, nor an http one on this machine. Leave it out to ask Microsoft.";

        if (options.RequestsPerMinute is < 0 or > MsTeamsOptions.MostRequestsPerMinute)
            yield return $"MsTeams:RequestsPerMinute is not between 0 and {MsTeamsOptions.MostRequestsPerMinute}. It is how many requests of one tenant are let in within a minute; 0 sets no limit.";

        if (!Uri.TryCreate(options.ServiceUrl, UriKind.Absolute, out var service) || !new ServiceHosts(Options.Create(options)).Allows(service))
            yield return "MsTeams:ServiceUrl is not an https address of Microsoft's, nor of a host in MsTeams:AllowedServiceHosts. Leave it out for Microsoft's public cloud.";
    }

    /// <summary>Exactly one, and none beside an emulator.</summary>
    private static string? Credential(MsTeamsOptions options) =>
        (options.DangerouslyServeLocalEmulator, Secret: !string.IsNullOrWhiteSpace(options.AppPassword), options.ManagedIdentity) switch
        {
            (true, true, _) => $"{Inbound.LocalEmulator.Key} is set beside MsTeams:AppPassword: whoever reached the bot could act as anybody. Leave one of them out.",
            (true, _, true) => $"{Inbound.LocalEmulator.Key} is set beside MsTeams:ManagedIdentity: whoever reached the bot could act as anybody. Leave one of them out.",
            (false, true, true) => "MsTeams:AppPassword is set beside MsTeams:ManagedIdentity, which needs none. Leave one of them out.",
            (false, false, false) =>
                "MsTeams:AppPassword is empty. Create a client secret on the app registration's page, Certificates & secrets, and copy its value; or set MsTeams:ManagedIdentity.",
            _ => null,
        };

    private static bool IsAddress(string written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
