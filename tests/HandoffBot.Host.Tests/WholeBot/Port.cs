using System.Net;
using System.Net.Sockets;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Ports that nobody listens on.</summary>
internal static class Port
{
    public static int Free()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
