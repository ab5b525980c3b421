using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams.Tests;

/// <summary>What is said at start about keys that are wrong.</summary>
public sealed class OptionsTests
{
    private static MsTeamsOptions Good => new()
    {
        AppId = "3d7c7a4e-0000-4000-8000-000000000001", AppPassword = "a-secret", TenantId = "3d7c7a4e-0000-4000-8000-000000000002",
    };

    [Fact]
    public void A_registration_as_it_is_copied_is_taken() => Assert.True(Check(Good).Succeeded);

    [Fact]
    public void Everything_that_is_missing_is_said_at_once() =>
        Assert.Collection(
            Check(new MsTeamsOptions()).Failures!,
            one => Assert.StartsWith("MsTeams:AppId", one, StringComparison.Ordinal),
            one => Assert.StartsWith("MsTeams:TenantId", one, StringComparison.Ordinal),
            one => Assert.StartsWith("MsTeams:AppPassword", one, StringComparison.Ordinal));

    [Fact]
    public void A_managed_identity_stands_in_for_the_secret_and_not_beside_one()
    {
        var managed = Good;
        (managed.ManagedIdentity, managed.AppPassword) = (true, "");
        Assert.True(Check(managed).Succeeded);

        managed.AppPassword = "a-secret";
        Assert.StartsWith("MsTeams:AppPassword is set beside MsTeams:ManagedIdentity", Assert.Single(Check(managed).Failures!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true, "MsTeams:ManagedIdentity")]
    [InlineData("a-secret", false, "MsTeams:AppPassword")]
    [InlineData("a-secret", true, "MsTeams:AppPassword")]
    public void Nothing_that_a_real_bot_proves_itself_with_stands_beside_an_emulator(string secret, bool isManaged, string named)
    {
        var local = Good;
        (local.DangerouslyServeLocalEmulator, local.AppPassword, local.ManagedIdentity) = (true, secret, isManaged);

        Assert.Contains(Check(local).Failures!, one => one.StartsWith($"MsTeams:DangerouslyServeLocalEmulator is set beside {named}:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://login.example.com/", false)]
    [InlineData("http://localhost:3979/", true)]
    [InlineData("https://login.microsoftonline.us/", true)]
    [InlineData("somewhere", false)]
    public void Secrets_and_keys_never_travel_in_the_open(string address, bool taken)
    {
        var authority = Good;
        authority.TokenAuthority = address;
        var keys = Good;
        keys.OpenIdMetadataUrl = address;

        Assert.Equal(taken, Check(authority).Succeeded);
        Assert.Equal(taken, Check(keys).Succeeded);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/", true)]
    [InlineData("https://connector.acme.example/", false)]
    [InlineData("somewhere", false)]
    public void Conversations_are_begun_only_where_the_token_may_be_sent(string address, bool taken)
    {
        var service = Good;
        service.ServiceUrl = address;

        Assert.Equal(taken, Check(service).Succeeded);
    }

    private static ValidateOptionsResult Check(MsTeamsOptions options) => new MsTeamsOptionsCheck().Validate(null, options);
}
