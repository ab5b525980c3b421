using HandoffBot.Playground;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>The keys by which the bot is told of what is outside it, as of a real workspace or tenant.</summary>
internal static class BotKeys
{
    /// <param name="outside">A workspace without channels is one that nobody has connected.</param>
    /// <param name="parts">Of what plays it.</param>
    public static IEnumerable<string> Of(PlaygroundOptions outside, IServiceProvider parts) =>
        (outside.Channels.Count > 0 ? OfSlack(outside, parts.GetRequiredService<SlackStandIn>()) : [])
        .Concat(outside.MsTeams is { } half ? OfMsTeams(half, parts.GetRequiredService<MsTeamsStandIn>()) : []);

    private static IEnumerable<string> OfSlack(PlaygroundOptions workspace, SlackStandIn slack) =>
    [
        workspace.AppToken is { } token ? $"--Slack:AppToken={token}" : $"--Slack:SigningSecret={workspace.SigningSecret}",
        $"--Slack:BotToken={workspace.BotToken}",
        $"--Slack:ApiBaseUrl={slack.ApiBase}",
        $"--Slack:Command={workspace.Command}",
    ];

    private static IEnumerable<string> OfMsTeams(MsTeamsPlaygroundOptions half, MsTeamsStandIn connector) =>
    [
        $"--MsTeams:AppId={half.AppId}",
        $"--MsTeams:AppPassword={half.AppPassword}",
        $"--MsTeams:TenantId={half.TenantId}",
        $"--MsTeams:OpenIdMetadataUrl={connector.OpenIdMetadata}",
        $"--MsTeams:TokenAuthority={connector.TokenAuthority}",
        $"--MsTeams:ServiceUrl={connector.ServiceUrl}",
        $"--MsTeams:AllowedServiceHosts={connector.ServiceUrl.Host}",
    ];
}
