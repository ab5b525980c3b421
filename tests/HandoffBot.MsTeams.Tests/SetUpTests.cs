using HandoffBot.MsTeams.Outbound;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams.Tests;

/// <summary>Keys as people copy them.</summary>
public sealed class SetUpTests
{
    [Fact]
    public void Ids_are_taken_in_any_of_their_forms_and_what_stands_empty_is_as_usual()
    {
        var options = Read(
            ("MsTeams:AppId", "{3D7C7A4E-0000-4000-8000-000000000001}"), ("MsTeams:TenantId", Stage.Tenant.ToUpperInvariant()), ("MsTeams:AppPassword", "s"),
            ("MsTeams:OpenIdMetadataUrl", ""), ("MsTeams:TokenAuthority", " "));

        Assert.Equal((Stage.AppId, Stage.Tenant), (options.AppId, options.TenantId));
        Assert.Equal((new MsTeamsOptions().OpenIdMetadataUrl, new MsTeamsOptions().TokenAuthority), (options.OpenIdMetadataUrl, options.TokenAuthority));
    }

    [Theory]
    [InlineData(null, "http://localhost:56150/_connector")]
    [InlineData("http://127.0.0.1:56151/_connector", "http://127.0.0.1:56151/_connector")]
    public void What_is_said_first_to_an_emulator_stays_on_this_machine(string? written, string service)
    {
        var options = new MsTeamsOptions { DangerouslyServeLocalEmulator = true };
        options.ServiceUrl = written ?? options.ServiceUrl;
        options.Tidy();

        Assert.Equal(service, options.ServiceUrl);
        Assert.True(new ServiceHosts(Options.Create(options)).Allows(new Uri(options.ServiceUrl)));
    }

    [Theory]
    [InlineData("-1", false)]
    [InlineData("0", true)]
    [InlineData("100000001", false)]
    public void A_limit_is_a_number_that_makes_sense(string number, bool taken)
    {
        var read = Record.Exception(() => Read(
            ("MsTeams:AppId", Stage.AppId), ("MsTeams:TenantId", Stage.Tenant), ("MsTeams:AppPassword", "s"), ("MsTeams:RequestsPerMinute", number)));

        Assert.Equal(taken, read is null);
        Assert.True(taken || read!.Message.StartsWith("MsTeams:RequestsPerMinute", StringComparison.Ordinal));
    }

    private static MsTeamsOptions Read(params (string Key, string Value)[] keys)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(keys.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build();
        using var services = new ServiceCollection().AddLogging().AddMsTeams(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<MsTeamsOptions>>().Value;
    }
}
