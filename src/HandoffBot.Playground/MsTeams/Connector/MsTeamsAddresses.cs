namespace HandoffBot.Playground.MsTeams.Connector;

/// <summary>Where the parts of Microsoft's side lie on the playground's port.</summary>
internal sealed class MsTeamsAddresses(PlaygroundAddress playground, MsTeamsPlaygroundOptions options)
{
    public const string Root = "/msteams";
    public const string MetadataPath = Root + "/openid/v1/.well-known/openidconfiguration";
    public const string KeysPath = Root + "/openid/v1/.well-known/keys";
    public const string TokenPath = Root + "/login/{tenant}/oauth2/v2.0/token";

    /// <summary>The service address that activities carry; the connector's <c>v3/…</c> lies below it.</summary>
    public Uri Service { get; } = new(playground.Base, $"msteams/emea/{options.TenantId}/");

    public Uri Metadata { get; } = new(playground.Base, MetadataPath);

    public Uri Keys { get; } = new(playground.Base, KeysPath);

    /// <summary>The authority; <c>TENANT/oauth2/v2.0/token</c> lies below it.</summary>
    public Uri Authority { get; } = new(playground.Base, "msteams/login/");
}
