using NodaTime;

namespace HandoffBot.Engine.Tests;

/// <summary>The system clock as a test sets it. Its timers are the machine's own.</summary>
public sealed class ManualTime : TimeProvider
{
    /// <summary>A Monday morning.</summary>
    public static readonly Instant Start = Instant.FromUtc(2026, 11, 23, 9, 0);

    private Instant _now = Start;

    public void Add(Duration length) => _now += length;

    public override DateTimeOffset GetUtcNow() => _now.ToDateTimeOffset();
}
