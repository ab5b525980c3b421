namespace HandoffBot.Playground;

/// <summary>
/// The business clock that the page moves. Messages are stamped with it; signatures, triggers and response addresses
/// live on the system clock, which nothing moves.
/// </summary>
public interface IPlaygroundClock
{
    DateTimeOffset Now { get; }

    /// <summary>What falls due next, or null if nothing does.</summary>
    Task<PlaygroundDeadline?> NextDeadlineAsync(CancellationToken cancellationToken);

    /// <summary>Moves the clock forward to an instant; one that lies in the past changes nothing.</summary>
    Task AdvanceAsync(DateTimeOffset to, CancellationToken cancellationToken);
}

/// <summary>A deadline as the page announces it.</summary>
/// <param name="At">When it falls due.</param>
/// <param name="What">In a few words, such as "H-1042 waits for Onboarding".</param>
public sealed record PlaygroundDeadline(DateTimeOffset At, string What);
