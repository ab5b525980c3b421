using HandoffBot.MsTeams.Outbound;
using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams.Tests.Outbound;

/// <summary>Whoever can name a service address would have the bot's token.</summary>
public sealed class ServiceHostsTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/teams/", true)]
    [InlineData("https://SMBA.trafficmanager.net:443/amer", true)]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/gcc", true)]
    [InlineData("http://smba.trafficmanager.net/teams/", false)]
    [InlineData("https://smba.trafficmanager.net:8443/teams/", false)]
    [InlineData("https://smba@evil.example/", false)]
    [InlineData("https://me@smba.trafficmanager.net/", false)]
    [InlineData("https://evil.trafficmanager.net/teams/", false)]
    [InlineData("https://smba.trafficmanager.net.evil.example/", false)]
    [InlineData("https://127.0.0.1:3979/", false)]
    [InlineData("http://localhost/", false)]
    [InlineData("ftp://smba.trafficmanager.net/", false)]
    public void Only_Microsofts_own_hosts_are_trusted_from_the_start(string service, bool allowed) =>
        Assert.Equal(allowed, Hosts("").Allows(new Uri(service)));

    [Theory]
    [InlineData("https://smba.teams.sovcloud-core.fr/teams", true)]
    [InlineData("https://connector.acme.example:8443/x", true)]
    [InlineData("https://connector.acme.example/x", false)]
    [InlineData("http://connector.acme.example:8443/x", false)]
    [InlineData("http://127.0.0.1:51234/", true)]
    [InlineData("https://127.0.0.1/", true)]
    [InlineData("http://localhost:51234/", false)]
    [InlineData("ftp://127.0.0.1/", false)]
    [InlineData("https://smba.trafficmanager.net/teams/", true)]
    public void The_configuration_adds_others_each_by_its_whole_name(string service, bool allowed) =>
        Assert.Equal(allowed, Hosts("smba.teams.sovcloud-core.fr, connector.acme.example:8443,127.0.0.1").Allows(new Uri(service)));

    [Fact]
    public void Half_an_address_is_none() => Assert.False(Hosts("").Allows(new Uri("/teams", UriKind.Relative)));

    private static ServiceHosts Hosts(string allowed) => new(Options.Create(new MsTeamsOptions { AllowedServiceHosts = allowed }));
}
