using System.Text.RegularExpressions;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Inbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HandoffBot.Slack.Tests;

public sealed class SetUpTests
{
    private static readonly string Manifest = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "manifest.yml"));

    [Theory]
    [InlineData("Slack:SigningSecret", "")]
    [InlineData("Slack:SigningSecret", "  ")]
    [InlineData("Slack:BotToken", "")]
    [InlineData("Slack:BotToken", "xoxb-1 2")]
    [InlineData("Slack:ApiBaseUrl", "slack.com/api")]
    [InlineData("Slack:ApiBaseUrl", "file:///etc")]
    [InlineData("Slack:Command", "handoff")]
    [InlineData("Slack:Command", "/hand off")]
    public async Task A_wrong_key_refuses_to_start_and_is_named(string key, string value)
    {
        var settings = new Dictionary<string, string?> { ["Slack:SigningSecret"] = "s", ["Slack:BotToken"] = "xoxb-1", [key] = value };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSlack(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        await using var app = builder.Build();

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());

        Assert.StartsWith(key, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Slack:BotToken", "")]
    [InlineData("Slack:BotToken", "xapp-1-A0APP-1-aa")]
    [InlineData("Slack:AppToken", "xoxb-1")]
    [InlineData("Slack:AppToken", "xapp-1 2")]
    [InlineData("Slack:SigningSecret", "s 1")]
    [InlineData("Slack:RequestsPerMinute", "-1")]
    public void With_an_app_token_no_signing_secret_is_needed_and_the_rest_is_still_looked_at(string key, string value)
    {
        var settings = new Dictionary<string, string?> { ["Slack:AppToken"] = "xapp-1-A0APP-1-aa", ["Slack:BotToken"] = "xoxb-1" };
        Assert.Equal("xapp-1-A0APP-1-aa", Options(settings).Value.AppToken);
        settings[key] = value;

        var refused = Assert.Throws<OptionsValidationException>(() => Options(settings).Value);

        Assert.StartsWith(key, Assert.Single(refused.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("A0APP", refused.Message, StringComparison.Ordinal);
    }

    private static IOptions<SlackOptions> Options(Dictionary<string, string?> settings) => new ServiceCollection().AddLogging()
        .AddSlack(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .BuildServiceProvider()
        .GetRequiredService<IOptions<SlackOptions>>();

    [Fact]
    public void What_is_left_out_has_a_default_and_an_address_needs_no_slash()
    {
        var settings = new Dictionary<string, string?> { ["Slack:SigningSecret"] = "s", ["Slack:BotToken"] = "xoxb-1" };
        var services = new ServiceCollection().AddLogging().AddSlack(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<SlackOptions>>().Value;

        Assert.Equal(("/handoff", new Uri("https://slack.com/api/")), (options.Command, options.ApiBase));
        Assert.Equal(new Uri("http://localhost:1/api/"), new SlackOptions { ApiBaseUrl = "http://localhost:1/api" }.ApiBase);
        Assert.Equal(Platform.Slack, provider.GetRequiredService<IChatEdge>().Platform);
        Assert.Equal(Platform.Slack, provider.GetRequiredService<IChatDirectory>().Platform);
    }

    [Fact]
    public void The_manifest_names_the_routes_that_are_mapped() => Assert.Equal(
        [SlackRegistration.CommandsPath, SlackRegistration.EventsPath, SlackRegistration.InteractionsPath, SlackRegistration.InteractionsPath],
        Regex.Matches(Manifest, "https://YOUR-HOST(?<path>/\\S+)", RegexOptions.NonBacktracking).Select(match => match.Groups["path"].Value));

    [Fact]
    public void The_manifest_for_Socket_Mode_differs_in_nothing_but_that()
    {
        static IEnumerable<string> Meant(string manifest) =>
            manifest.Split('\n').Select(line => line.TrimEnd()).Where(line => !line.StartsWith('#') && !line.Contains("YOUR-HOST", StringComparison.Ordinal));

        var other = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "manifest-socket-mode.yml"));

        Assert.Equal(Meant(Manifest.Replace("socket_mode_enabled: false", "socket_mode_enabled: true", StringComparison.Ordinal)), Meant(other));
        Assert.DoesNotContain("https://YOUR", other, StringComparison.Ordinal);
        Assert.Contains("socket_mode_enabled: true", other, StringComparison.Ordinal);
    }

    [Fact]
    public void The_manifest_names_the_command_and_has_its_mentions_escaped()
    {
        Assert.Contains($"- command: {new SlackOptions().Command}\n", Manifest, StringComparison.Ordinal);
        Assert.Contains("should_escape: true", Manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void The_manifest_has_the_Home_tab_and_the_shortcut_that_the_edge_serves()
    {
        Assert.Contains("home_tab_enabled: true", Manifest, StringComparison.Ordinal);
        Assert.Contains($"callback_id: {ShortcutUsed.NewHandoff}\n", Manifest.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("type: global\n", Manifest.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app_home_opened")]
    [InlineData("message.im")]
    [InlineData("member_joined_channel")]
    [InlineData("user_change")]
    [InlineData("team_join")]
    [InlineData("app_uninstalled")]
    [InlineData("tokens_revoked")]
    [InlineData("chat:write")]
    [InlineData("commands")]
    [InlineData("users:read.email")]
    [InlineData("channels:history")]
    [InlineData("groups:history")]
    [InlineData("im:history")]
    [InlineData("im:write")]
    [InlineData("usergroups:read")]
    public void The_manifest_asks_for_what_the_edge_needs(string entry) => Assert.Contains($"- {entry}\n", Manifest, StringComparison.Ordinal);
}
