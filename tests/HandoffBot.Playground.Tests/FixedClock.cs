namespace HandoffBot.Playground.Tests;

/// <summary>A business clock that stands still until a test moves it.</summary>
internal sealed class FixedClock(DateTimeOffset start) : IPlaygroundClock
{
    public DateTimeOffset Now { get; set; } = start;

    public PlaygroundDeadline? Next { get; set; }

    public Task<PlaygroundDeadline?> NextDeadlineAsync(CancellationToken cancellationToken) => Task.FromResult(Next);

    public Task AdvanceAsync(DateTimeOffset to, CancellationToken cancellationToken)
    {
        Now = to > Now ? to : Now;
        return Task.CompletedTask;
    }
}

/// <summary>A system clock that a test moves; timers are the real ones.</summary>
internal sealed class MovableTime : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public void Pass(TimeSpan span) => _ahead += span;
}
