using System.Net;
using System.Net.Security;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine.Webhooks;

/// <summary>
/// Whom webhooks may reach, and how that is found out. No configuration changes it, so that nobody's file can turn the bot against its
/// own network; it is a value only so that a test can receive what the bot sends.
/// </summary>
internal sealed record WebhookReach
{
    public static readonly WebhookReach Internet = new();

    /// <summary>Asked once for each connection, which then goes to the addresses that it gave and to no other.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    public Func<IPAddress, bool> Allows { get; init; } = PublicAddress.Is;

    /// <summary>Null trusts whom the machine trusts.</summary>
    public RemoteCertificateValidationCallback? Trusts { get; init; }

    /// <summary>For the whole call, from the look-up of the name to the answer's status.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}
