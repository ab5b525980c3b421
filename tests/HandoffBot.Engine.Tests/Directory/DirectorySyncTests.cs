using System.Collections.Concurrent;
using HandoffBot.Core.Chat;
using HandoffBot.Engine.Directory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Tests.Directory;

/// <summary>What is said of people who cannot be found.</summary>
public sealed class DirectorySyncTests
{
    [Theory]
    [InlineData("UKIM")]
    [InlineData("UADA")]
    public async Task Who_is_not_where_they_work_is_missed(string account)
    {
        var people = House.Everybody();
        people.Profiles.TryRemove(account, out _);
        var log = new Said();

        await using var house = await House.OpenAsync(slack: people, also: log.In);

        Assert.Contains(log.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("cannot be reached on Slack", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_works_elsewhere_is_not_missed()
    {
        var log = new Said();

        await using var house = await House.OpenAsync(also: log.In);

        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("cannot be reached", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_platform_that_is_away_is_a_sentence_said_once_until_it_was_back()
    {
        var log = new Said();
        await using var house = await House.OpenAsync(also: log.In);
        var directory = house.Get<DirectorySync>();
        for (var outage = 1; outage <= 2; outage++)
        {
            house.Slack.HidesProfiles = true;
            Assert.False(await directory.RunAsync(default));
            Assert.False(await directory.RunAsync(default));
            house.Slack.HidesProfiles = false;
            Assert.True(await directory.RunAsync(default));
            Assert.True(await directory.RunAsync(default));

            Assert.Equal(outage, log.Lines.Count(line => line == (LogLevel.Warning, "People and groups of Slack could not be read; the ones known so far stay. away")));
            Assert.Equal(outage, log.Lines.Count(line => line == (LogLevel.Information, "People and groups of Slack can be read again")));
        }
    }

    [Theory]
    [InlineData(true, LogLevel.Warning, "Slack cannot be asked anything: the issuer is away. Wait.")]
    [InlineData(false, LogLevel.Error, "Slack refuses the configured token: the issuer is away. Wait.")]
    public async Task A_token_that_gets_nowhere_is_told_once_and_blamed_only_when_it_is_refused(bool isPassing, LogLevel level, string says)
    {
        var log = new Said();
        await using var house = await House.OpenAsync(also: log.In);
        house.Slack.Me = () => new Identity.Refused("the issuer is away", "Wait.", isPassing);

        Assert.False(await house.Get<DirectorySync>().RunAsync(default));
        Assert.False(await house.Get<DirectorySync>().RunAsync(default));

        Assert.Equal((level, says), Assert.Single(log.Lines, line => line.Level >= LogLevel.Warning));
        house.Slack.Me = () => new Identity.Known(FakePlatform.Home, "Test", "UBOT");
        Assert.True(await house.Get<DirectorySync>().RunAsync(default));
        Assert.Contains((LogLevel.Information, "Slack accepts the configured token now"), log.Lines);
    }

    [Fact]
    public async Task A_channel_that_cannot_be_used_is_told_once_until_something_else_is_wrong_with_it()
    {
        var log = new Said();
        await using var house = await House.OpenAsync(also: log.In);
        var probing = house.Get<Probing>();
        foreach (var wrong in new[] { "It is archived.", "It is archived.", null, "It is archived.", "The bot is not in it." })
        {
            house.Slack.Probe = channel => channel.Channel == "C0SALES" ? wrong : null;
            var found = await probing.RunAsync(["sales"], default);
            Assert.Equal(wrong, found.GetValueOrDefault("sales")?.Says);
        }

        Assert.Equal(
            ["Team sales, channel C0SALES: It is archived.", "Team sales, channel C0SALES: It is archived.", "Team sales, channel C0SALES: The bot is not in it."],
            log.Lines.Select(line => line.Text).Where(text => text.StartsWith("Team sales", StringComparison.Ordinal)));
    }

    private sealed class Said : ILogger<DirectorySync>, ILogger<Probing>
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

        public void In(IServiceCollection services) => services.AddSingleton<ILogger<DirectorySync>>(this).AddSingleton<ILogger<Probing>>(this);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue((logLevel, formatter(state, exception)));
    }
}
