using System.Net;
using HandoffBot.Engine;
using Microsoft.Extensions.Options;

namespace HandoffBot.Host.Tests.Settings;

[Collection("The console")]
public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("handoffbot-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Slack:BotToken", "xoxb-1", "Slack:SigningSecret")]
    [InlineData("Slack:SigningSecret", "s3cret", "Slack:BotToken")]
    [InlineData("Slack:ClientSecret", "s3cret", "Slack:SigningSecret")]
    public async Task One_secret_without_the_other_starts_nothing_and_names_the_missing_key(string key, string value, string missing)
    {
        await using var bot = Build($"--{key}={value}");

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => bot.StartAsync(CancellationToken.None));

        Assert.Contains(refused.Failures, one => one.StartsWith(missing, StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(_folder, "test.db")));
    }

    [Theory]
    [InlineData("MsTeams:AppId", "3d7c7a4e-0000-4000-8000-000000000001", "MsTeams:TenantId", "MsTeams:AppPassword")]
    [InlineData("MsTeams:AppId", "4f1c", "MsTeams:AppId", "MsTeams:TenantId", "MsTeams:AppPassword")]
    [InlineData("MsTeams:AppPassword", "s3cret", "MsTeams:AppId", "MsTeams:TenantId")]
    [InlineData("MsTeams:ManagedIdentity", "true", "MsTeams:AppId", "MsTeams:TenantId")]
    public async Task Microsoft_Teams_starts_with_all_of_its_keys_or_not_at_all(string key, string value, params string[] missing)
    {
        await using var bot = Build($"--{key}={value}");

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => bot.StartAsync(CancellationToken.None));

        Assert.Equal(missing, refused.Failures.Select(one => one.Split(' ')[0]));
        Assert.False(File.Exists(Path.Combine(_folder, "test.db")));
    }

    [Fact]
    public async Task An_emulator_is_served_in_Development_and_on_this_machine_only()
    {
        await using var bot = Build("--MsTeams:DangerouslyServeLocalEmulator=true", "--environment=Production");
        var mistakes = new List<string>();

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => bot.StartAsync(CancellationToken.None));

        Assert.Contains("this is not Development", Assert.Single(refused.Failures), StringComparison.Ordinal);
        Assert.Null(Bot.Build(["--MsTeams:DangerouslyServeLocalEmulator=true", "--environment=Development", "--urls=http://*:3978"], mistakes));
        Assert.Contains("on this machine only", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emulator_is_let_in_without_a_token()
    {
        await using var bot = Build("--MsTeams:DangerouslyServeLocalEmulator=true", "--environment=Development");
        await bot.StartAsync(CancellationToken.None);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(bot.App.Urls.First()) };

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(http, "api/messages"));
        Assert.True(File.Exists(Path.Combine(_folder, "emulator.db")));
        Assert.False(File.Exists(Path.Combine(_folder, "test.db")));
    }

    [Theory]
    [InlineData(true, false, "Slack has")]
    [InlineData(false, true, "Microsoft Teams has")]
    [InlineData(true, true, "Slack and Microsoft Teams have")]
    public async Task Each_platform_has_its_addresses_only_where_it_is_served_and_is_named_until_it_is_reached(bool slack, bool msTeams, string unmet)
    {
        string[] none = [];
        await using var bot = Build(
        [
            .. slack ? ["--Slack:BotToken=xoxb-1", "--Slack:SigningSecret=s3cret", "--Slack:ApiBaseUrl=http://127.0.0.1:9/"] : none,
            .. msTeams ? [
                "--MsTeams:AppId=3D7C7A4E-0000-4000-8000-000000000001", "--MsTeams:AppPassword=s3cret", "--MsTeams:TenantId=3d7c7a4e-0000-4000-8000-000000000002",
                "--MsTeams:OpenIdMetadataUrl=http://127.0.0.1:9/", "--MsTeams:TokenAuthority=http://127.0.0.1:9/"] : none,
        ]);
        await bot.StartAsync(CancellationToken.None);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(bot.App.Urls.First()) };

        Assert.Equal(slack ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound, await PostAsync(http, "slack/commands"));
        Assert.Equal(msTeams ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound, await PostAsync(http, "api/messages"));
        using var health = await http.GetAsync("healthz");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        using var ready = await http.GetAsync("readyz");
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, $"{unmet} not accepted the configured token yet; the log says why."),
            (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_named()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "test.db"));
        await using var bot = Build("--Slack:BotToken=xoxb-1", "--Slack:SigningSecret=s3cret", "--Slack:ApiBaseUrl=http://127.0.0.1:9/");

        var refused = await Assert.ThrowsAsync<DatabaseUnusableException>(() => bot.StartAsync(CancellationToken.None));

        Assert.Contains("test.db", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrating_makes_the_database_and_ends_well()
    {
        var file = Path.Combine(_folder, "new.db");

        Assert.Equal(0, await Bot.MigrateAsync(["--Slack:BotToken=xoxb-1", $"--Database:ConnectionString=Data Source={file}"]));

        Assert.True(File.Exists(file));
    }

    [Fact]
    public void Migrating_takes_keys_on_the_command_line()
    {
        var file = Path.Combine(_folder, "named.db");
        string[] arguments = ["migrate", "--Slack:BotToken=xoxb-1", $"--Database:ConnectionString=Data Source={file}"];

        Assert.Equal(0, typeof(Bot).Assembly.EntryPoint!.Invoke(null, [arguments]));

        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task What_people_can_mend_ends_the_start_with_one()
    {
        Assert.Equal(1, await Bot.RunAsync(["--Slack:BotToken=xoxb-1", $"--Database:ConnectionString=Data Source={Path.Combine(_folder, "test.db")}"]));
        Assert.Equal(1, await Bot.RunAsync(["--Playground:Port=none"]));
    }

    [Theory]
    [InlineData("localhost:5000")]
    [InlineData("http://")]
    public void An_address_that_is_none_is_named(string address)
    {
        var mistakes = new List<string>();

        Assert.Null(Bot.Build(["--urls", address], mistakes));

        Assert.Contains("ASPNETCORE_URLS", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string path)
    {
        using var body = new StringContent("{}");
        using var answer = await http.PostAsync(path, body);
        return answer.StatusCode;
    }

    private RunningBot Build(params string[] keys)
    {
        var mistakes = new List<string>();
        string[] all = [.. keys, $"--Database:ConnectionString=Data Source={Path.Combine(_folder, "test.db")}", "--urls=http://127.0.0.1:0"];
        var bot = Bot.Build(all, mistakes);
        Assert.Empty(mistakes);
        return bot!;
    }
}
