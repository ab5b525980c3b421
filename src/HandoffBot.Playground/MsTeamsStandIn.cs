using HandoffBot.Playground.MsTeams.Connector;

namespace HandoffBot.Playground;

/// <summary>
/// The stand-in for Microsoft's side as an object, for those who run it in their own process: where its parts are, what it was asked, and
/// how it shall misbehave.
/// </summary>
public sealed class MsTeamsStandIn
{
    private readonly MsTeamsAddresses _addresses;

    internal MsTeamsStandIn(MsTeamsAddresses addresses, MsTeamsFaults faults, MsTeamsCalls calls) =>
        (_addresses, Faults, Calls) = (addresses, faults, calls);

    /// <summary>The service address that activities carry.</summary>
    public Uri ServiceUrl => _addresses.Service;

    /// <summary>Where it says who signs what it sends, and with which keys.</summary>
    public Uri OpenIdMetadata => _addresses.Metadata;

    /// <summary>The authority that gives the bot its tokens, below which the tenant follows.</summary>
    public Uri TokenAuthority => _addresses.Authority;

    public MsTeamsFaults Faults { get; }

    public MsTeamsCalls Calls { get; }
}
