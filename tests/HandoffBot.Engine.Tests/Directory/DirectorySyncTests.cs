using System.Collections.Concurrent;
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
    public async Task A_platform_that_is_away_is_a_sentence_and_is_asked_again()
    {
        var log = new Said();
        await using var house = await House.OpenAsync(also: log.In);
        house.Slack.HidesProfiles = true;

        Assert.False(await house.Get<DirectorySync>().RunAsync(default));

        Assert.Contains((LogLevel.Warning, "People and groups of Slack could not be read; the ones known so far stay. away"), log.Lines);
        house.Slack.HidesProfiles = false;
        Assert.True(await house.Get<DirectorySync>().RunAsync(default));
    }

    private sealed class Said : ILogger<DirectorySync>
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

        public void In(IServiceCollection services) => services.AddSingleton<ILogger<DirectorySync>>(this);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue((logLevel, formatter(state, exception)));
    }
}
