using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Clocks;

/// <summary>A deadline that runs.</summary>
public enum ClockKind
{
    Acceptance,
    Clarification,
    Rework,
    Kickoff,
    DraftIdle,
    ClientIdle,
    Commitment,
    Exception,
    Issue,

    /// <summary>Until a handoff that is owed, or of which the whole has begun, is sent.</summary>
    Handover,
}

/// <summary>One run of a clock.</summary>
/// <param name="Number">Counted from 1 in its handoff and kind.</param>
/// <param name="Used">What was used of the budget before <paramref name="Started"/>: zero but after a pause.</param>
/// <param name="PausedSince">Set while the clock is paused; it then shows no due time and fires nothing.</param>
public sealed record ClockRun(int Number, Instant Started, Duration Used, Instant? PausedSince)
{
    /// <summary>
    /// The budget as it was measured when a clock of business days was first paused or given another calendar: its days cannot be counted again from a later
    /// start, and another calendar counts other days. Null for all others.
    /// </summary>
    public Duration? Budget { get; init; }

    /// <summary>The due time, where it had passed when the run was last measured: neither a pause nor another calendar moves it any more.</summary>
    public Instant? DueWas { get; init; }

    public static ClockRun First(Instant now) => new(1, now, Duration.Zero, null);

    public static ClockRun After(ClockRun? last, Instant now) => new((last?.Number ?? 0) + 1, now, Duration.Zero, null);
}

/// <summary>A clock that a handoff, or a client, should have now.</summary>
/// <param name="TurnTeam">Key of the team whose turn it is; its calendar, channel and lead are meant.</param>
public sealed record ClockSpec(ClockKind Kind, ClockRun Run, ClockPolicy Policy, string TurnTeam);
