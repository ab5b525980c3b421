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

    private RunningBot Build(params string[] keys)
    {
        var mistakes = new List<string>();
        string[] all = [.. keys, $"--Database:ConnectionString=Data Source={Path.Combine(_folder, "test.db")}", "--urls=http://127.0.0.1:0"];
        var bot = Bot.Build(all, mistakes);
        Assert.Empty(mistakes);
        return bot!;
    }
}
