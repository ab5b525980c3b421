using System.Net;

namespace HandoffBot.Core.Playbooks;

/// <summary>
/// Which addresses of the Internet are anybody's to call. What an organization's file names is called from inside its network, so
/// everything that leads back into a network, or that could be read as another address, is none.
/// </summary>
/// <remarks>https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry.</remarks>
public static class PublicAddress
{
    /// <summary>This network, private, shared (CGNAT), loopback, link-local, protocol, documentation, 6to4, benchmarks, multicast, reserved.</summary>
    private static readonly IPNetwork[] SpecialV4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    /// <summary>Of what is given out at all: Teredo and other protocols, documentation, 6to4.</summary>
    private static readonly IPNetwork[] SpecialV6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /// <summary>
    /// The one block from which IPv6 addresses are given out. Outside lie loopback, private, link-local and multicast addresses, and those
    /// that carry an IPv4 address in them (mapped, compatible, NAT64).
    /// </summary>
    private static readonly IPNetwork GivenOut = IPNetwork.Parse("2000::/3");

    public static bool Is(IPAddress address) => address.GetAddressBytes().Length == 4
        ? !Array.Exists(SpecialV4, network => network.Contains(address))
        : !address.IsIPv4MappedToIPv6 && GivenOut.Contains(address) && !Array.Exists(SpecialV6, network => network.Contains(address));

    /// <summary>Whether a host, as it is written, can only lead into a network. A name is known when it is resolved.</summary>
    public static bool IsPlainlyNot(Uri address) => address.IsLoopback
        || address.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.DnsSafeHost, out var literal) && !Is(literal));

    private static IPNetwork[] Networks(params ReadOnlySpan<string> networks)
    {
        var parsed = new IPNetwork[networks.Length];
        for (var place = 0; place < networks.Length; place++)
            parsed[place] = IPNetwork.Parse(networks[place]);
        return parsed;
    }
}
