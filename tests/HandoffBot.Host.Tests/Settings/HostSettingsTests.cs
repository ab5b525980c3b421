using HandoffBot.Engine;
using Microsoft.Extensions.Configuration;

namespace HandoffBot.Host.Tests.Settings;

public sealed class HostSettingsTests
{
    private const string Server = "Host=db.example;Database=handoffs;Username=bot;Password=s3cret";

    [Fact]
    public void Nothing_configured_plays_on_a_database_of_its_own()
    {
        var (settings, mistakes) = Read();

        Assert.Empty(mistakes);
        Assert.True(settings.Plays);
        Assert.Equal(3979, settings.PlaygroundPort);
        Assert.EndsWith("playground.db", settings.Database.ConnectionString, StringComparison.Ordinal);
        Assert.Equal(HostFolders.Playbooks, settings.PlaybooksFolder);
    }

    [Theory]
    [InlineData("Slack:SigningSecret")]
    [InlineData("Slack:BotToken")]
    [InlineData("Slack:AppToken")]
    [InlineData("Slack:ClientSecret")]
    public void A_platform_secret_keeps_the_playground_from_starting(string key)
    {
        var (settings, mistakes) = Read((key, "s3cret"), ("Playground:Enabled", "true"));

        Assert.Empty(mistakes);
        Assert.False(settings.Plays);
        Assert.True(settings.ServesSlack);
        Assert.EndsWith("handoffbot.db", settings.Database.ConnectionString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MsTeams:AppId")]
    [InlineData("MsTeams:AppPassword")]
    public void Microsoft_Teams_is_served_alone_and_beside_Slack(string key)
    {
        var (alone, mistakes) = Read((key, "s3cret"), ("Playground:Enabled", "true"));
        var (both, _) = Read((key, "s3cret"), ("Slack:BotToken", "xoxb-1"));

        Assert.Empty(mistakes);
        Assert.Equal((false, false, true), (alone.Plays, alone.ServesSlack, alone.ServesMsTeams));
        Assert.Equal((false, true, true), (both.Plays, both.ServesSlack, both.ServesMsTeams));
        Assert.EndsWith("handoffbot.db", alone.Database.ConnectionString, StringComparison.Ordinal);
    }

    [Fact]
    public void An_emulator_is_served_in_place_of_the_playground_on_a_database_of_its_own()
    {
        var (settings, mistakes) = Read(("MsTeams:DangerouslyServeLocalEmulator", "true"), ("Database:ConnectionString", "Data Source=/srv/handoffs/real.db"));

        Assert.Empty(mistakes);
        Assert.Equal((true, true, false, false), (settings.Emulates, settings.ServesMsTeams, settings.ServesSlack, settings.Plays));
        Assert.Equal("Data Source=/srv/handoffs/emulator.db", settings.Database.ConnectionString);
    }

    [Theory]
    [InlineData("Slack:BotToken")]
    [InlineData("Slack:SigningSecret")]
    [InlineData("MsTeams:AppPassword")]
    [InlineData("MsTeams:ManagedIdentity", "true")]
    public void An_emulator_is_never_served_beside_a_secret(string key, string value = "s3cret")
    {
        var (_, mistakes) = Read(("MsTeams:DangerouslyServeLocalEmulator", "true"), (key, value));

        Assert.StartsWith("MsTeams:DangerouslyServeLocalEmulator is set beside a platform's secret", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_managed_identity_is_a_real_bots()
    {
        var (settings, mistakes) = Read(("MsTeams:ManagedIdentity", "true"));
        Assert.Empty(mistakes);
        Assert.Equal((true, false), (settings.ServesMsTeams, settings.Plays));

        Assert.Equal(["MsTeams:ManagedIdentity is 'maybe'. It is true or false."], Read(("MsTeams:ManagedIdentity", "maybe")).Mistakes);
    }

    [Fact]
    public void The_playground_lays_its_file_beside_the_configured_database_and_never_into_it()
    {
        var (settings, _) = Read(("Database:ConnectionString", "Data Source=/srv/handoffs/real.db"));

        Assert.Equal("Data Source=/srv/handoffs/playground.db", settings.Database.ConnectionString);
    }

    [Fact]
    public void A_configured_database_is_used_as_it_is_where_a_platform_is_served()
    {
        var (settings, _) = Read(("Slack:BotToken", "xoxb-1"), ("Database:ConnectionString", "Data Source=/srv/handoffs/real.db"));

        Assert.Equal("Data Source=/srv/handoffs/real.db", settings.Database.ConnectionString);
    }

    [Fact]
    public void A_server_is_used_where_a_platform_is_served()
    {
        var (settings, mistakes) = Read(("Slack:BotToken", "xoxb-1"), ("Database:Provider", "Postgres"), ("Database:ConnectionString", Server));

        Assert.Empty(mistakes);
        Assert.Equal(new(DatabaseProvider.Postgres, Server), settings.Database);
        Assert.Equal("handoffs at db.example:5432", settings.Database.Name);
    }

    [Fact]
    public void The_playground_leaves_a_server_alone_and_plays_on_a_file()
    {
        var (settings, mistakes) = Read(("Database:Provider", "postgres"), ("Database:ConnectionString", Server));

        Assert.Empty(mistakes);
        Assert.True(settings.Plays);
        Assert.Equal(DatabaseProvider.Sqlite, settings.Database.Provider);
        Assert.Equal(Path.Combine(HostFolders.Data, "playground.db"), settings.Database.File);
        Assert.Equal(DatabaseProvider.Postgres, settings.Configured.Provider);
    }

    [Fact]
    public void Looking_after_a_server_needs_no_secret_of_a_platform()
    {
        var (server, _) = Read(("Database:Provider", "postgres"), ("Database:ConnectionString", Server));
        var (file, _) = Read();

        Assert.Equal((false, Server), (server.ToLookAfter().Plays, server.ToLookAfter().Database.ConnectionString));
        Assert.Equal(file, file.ToLookAfter());
    }

    [Theory]
    [InlineData("", "does not name a Host and a Database")]
    [InlineData("Host=db.example", "does not name a Host and a Database")]
    [InlineData("Database=handoffs", "does not name a Host and a Database")]
    [InlineData("nonsense", "cannot be read")]
    [InlineData("Data Source=handoffs.db", "cannot be read")]
    [InlineData("Host=db.example;Database=handoffs;Port=many", "cannot be read")]
    public void A_server_that_cannot_be_found_is_refused_with_and_without_a_platform(string value, string says)
    {
        foreach (var platform in new[] { ("Slack:BotToken", "xoxb-1"), ("Playground:Enabled", "true") })
        {
            var (_, mistakes) = Read(platform, ("Database:Provider", "postgres"), ("Database:ConnectionString", value));

            Assert.Contains("Database:ConnectionString", Assert.Single(mistakes), StringComparison.Ordinal);
            Assert.Contains(says, mistakes[0], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Playground:Port", "many", "Playground:Port is 'many'")]
    [InlineData("Playground:Port", "70000", "Playground:Port is '70000'")]
    [InlineData("Playground:Enabled", "perhaps", "Playground:Enabled is 'perhaps'")]
    [InlineData("Database:Provider", "oracle", "Database:Provider is 'oracle'")]
    [InlineData("Database:ConnectionString", "nonsense", "Database:ConnectionString cannot be read")]
    [InlineData("MsTeams:RequestsPerMinute", "many", "MsTeams:RequestsPerMinute is 'many'")]
    [InlineData("Slack:RequestsPerMinute", "many", "Slack:RequestsPerMinute is 'many'")]
    [InlineData("Slack:RequestsPerMinute", "-1", "Slack:RequestsPerMinute is '-1'")]
    [InlineData("Slack:RequestsPerMinute", "99999999999", "Slack:RequestsPerMinute is '99999999999'")]
    public void Every_mistake_names_its_key(string key, string value, string says)
    {
        var (_, mistakes) = Read((key, value));

        Assert.StartsWith(says, Assert.Single(mistakes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "cannot be read")]
    [InlineData("Data Source=", "names no file")]
    [InlineData("Data Source=:memory:", "names no file")]
    [InlineData("Data Source=kept;Mode=Memory", "names no file")]
    public void A_database_that_keeps_nothing_is_refused_with_and_without_a_platform(string value, string says)
    {
        foreach (var platform in new[] { ("Slack:BotToken", "xoxb-1"), ("Playground:Enabled", "true") })
        {
            var (_, mistakes) = Read(platform, ("Database:ConnectionString", value));

            Assert.Contains(says, Assert.Single(mistakes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_bot_with_nothing_to_serve_says_what_to_set()
    {
        var (_, mistakes) = Read(("Playground:Enabled", "false"));

        Assert.Contains("Slack:AppToken (Socket Mode)", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    private static (HostSettings Settings, List<string> Mistakes) Read(params (string Key, string Value)[] keys)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(keys.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();
        var mistakes = new List<string>();
        return (HostSettings.From(configuration, mistakes), mistakes);
    }
}
