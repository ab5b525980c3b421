using System.Security.Cryptography;
using HandoffBot.Core.Playbooks;
using HandoffBot.MsTeams;
using HandoffBot.Playground;
using HandoffBot.Slack;
using Microsoft.Extensions.Logging.Abstractions;

namespace HandoffBot.Host;

/// <summary>
/// The playground of this run: a Slack workspace and a Microsoft Teams tenant made from the configuration, with secrets that are drawn anew
/// at each start and never leave the process.
/// </summary>
internal sealed record Play(WebApplication App, PlaygroundOptions Options, PlaygroundClock Clock)
{
    /// <summary>The port that it really has: 0 in the options takes a free one.</summary>
    public int Port => StandIn.Address.Port;

    /// <summary>Where the bot finds this workspace's Web API.</summary>
    public string ApiBase => StandIn.ApiBase.ToString();

    public SlackStandIn StandIn => App.Services.GetRequiredService<SlackStandIn>();

    private MsTeamsStandIn MsTeams => App.Services.GetRequiredService<MsTeamsStandIn>();

    /// <param name="listens">The bot's own addresses, separated by semicolons.</param>
    public static Play Build(HostSettings settings, Configuration configuration, IConfiguration keys, string listens)
    {
        var options = new PlaygroundOptions
        {
            Port = settings.PlaygroundPort,
            Bot = BotAddress(listens),
            SigningSecret = Secret(),
            BotToken = $"xoxb-playground-{Secret()}",
            Workspace = PlaygroundWorkspace.Id(configuration),
            WorkspaceName = configuration.Organization.Name,
            Command = string.IsNullOrWhiteSpace(keys["Slack:Command"]) ? "/handoff" : keys["Slack:Command"]!,
            StateFile = StateFile(settings, ".slack.json"),
            People = PlaygroundWorkspace.People(configuration),
            Channels = PlaygroundWorkspace.Channels(configuration),
            UserGroups = PlaygroundWorkspace.Groups(configuration),
            Completions = PlaygroundWorkspace.Completions(configuration),
            Shortcuts = PlaygroundWorkspace.Shortcuts,
            OnMessages = PlaygroundWorkspace.OnMessages,
            MsTeams = Tenant(settings, configuration),
        };
        var clock = new PlaygroundClock(TimeProvider.System);
        return new Play(PlaygroundApp.Build(options, clock, NullLoggerFactory.Instance), options, clock);
    }

    /// <summary>Both get whom and what a changed folder adds. Nobody and nothing is taken out of them: a workspace is no file.</summary>
    public void Follow(Configuration configuration)
    {
        StandIn.Follow(
            PlaygroundWorkspace.People(configuration), PlaygroundWorkspace.Channels(configuration), PlaygroundWorkspace.Groups(configuration),
            PlaygroundWorkspace.Completions(configuration));
        MsTeams.Follow(PlaygroundTenant.People(configuration), PlaygroundTenant.Teams(configuration), PlaygroundTenant.Completions(configuration));
    }

    /// <summary>The bot is told of the workspace as it would be of a real one.</summary>
    public void Fill(SlackOptions options)
    {
        options.SigningSecret = Options.SigningSecret;
        options.BotToken = Options.BotToken;
        options.ApiBaseUrl = ApiBase;
    }

    /// <summary>The bot is told of the tenant as it would be of a real one.</summary>
    public void Fill(MsTeamsOptions options)
    {
        var half = Options.MsTeams!;
        (options.AppId, options.AppPassword, options.TenantId) = (half.AppId, half.AppPassword, half.TenantId);
        options.OpenIdMetadataUrl = MsTeams.OpenIdMetadata.AbsoluteUri;
        options.TokenAuthority = MsTeams.TokenAuthority.AbsoluteUri;
        options.ServiceUrl = MsTeams.ServiceUrl.AbsoluteUri;
        options.AllowedServiceHosts = MsTeams.ServiceUrl.Host;
    }

    private static MsTeamsPlaygroundOptions Tenant(HostSettings settings, Configuration configuration) => new()
    {
        AppId = PlaygroundTenant.AppId,
        AppPassword = Secret(),
        TenantId = PlaygroundTenant.Id(configuration),
        TenantName = configuration.Organization.Name,
        StateFile = StateFile(settings, ".msteams.json"),
        People = PlaygroundTenant.People(configuration),
        Teams = PlaygroundTenant.Teams(configuration),
        Completions = PlaygroundTenant.Completions(configuration),
        OnMessages = PlaygroundTenant.OnMessages,
        BesideBox = PlaygroundTenant.BesideBox,
    };

    private static string StateFile(HostSettings settings, string extension) => Path.ChangeExtension(Path.GetFullPath(settings.Database.File), extension);

    /// <summary>The playground calls the bot over loopback, whatever name the bot listens under.</summary>
    private static Uri BotAddress(string listens)
    {
        var first = BindingAddress.Parse(listens.Split(';')[0]);
        return new Uri($"{first.Scheme}://127.0.0.1:{first.Port}/");
    }

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
