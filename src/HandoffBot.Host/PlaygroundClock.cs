using HandoffBot.Engine.Clocks;
using HandoffBot.Playground;
using NodaTime;

namespace HandoffBot.Host;

/// <summary>
/// The clock that the playground's page moves: the bot's business clock. The playground starts before the bot, which asks it for its
/// people, so until there is a bot there is only the system's time.
/// </summary>
internal sealed class PlaygroundClock(TimeProvider time) : IPlaygroundClock
{
    private BusinessClock? _clock;
    private ClockSweep? _sweep;

    public DateTimeOffset Now => _clock?.Now.ToDateTimeOffset() ?? time.GetUtcNow();

    public void Follow(IServiceProvider bot)
    {
        _clock = bot.GetRequiredService<BusinessClock>();
        _sweep = bot.GetRequiredService<ClockSweep>();
    }

    /// <summary>The bot stops: its time goes on, but nobody knows what comes next or takes it.</summary>
    public void Leave() => _sweep = null;

    public async Task<PlaygroundDeadline?> NextDeadlineAsync(CancellationToken cancellationToken)
    {
        if (_sweep is null)
            return null;

        var next = await _sweep.NextAsync(cancellationToken);
        return next is null ? null : new PlaygroundDeadline(next.At.ToDateTimeOffset(), next.What);
    }

    public async Task AdvanceAsync(DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (_clock is null || _sweep is null)
            return;

        await _clock.AdvanceAsync(Instant.FromDateTimeOffset(to), cancellationToken);
        await _sweep.RunAsync(cancellationToken);
    }
}
