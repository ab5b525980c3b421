using HandoffBot.Core.Clients;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>A required field that the sender asks to leave open, with a reason and a day.</summary>
/// <param name="Number">Counted from 1 in its handoff, over all rounds; asking again or otherwise draws the next. It is the run of its clock as well.</param>
/// <param name="Until">The field is filled in by the end of that day.</param>
/// <param name="By">Who asked.</param>
public sealed record ExceptionRecord(int Number, string Field, string Reason, LocalDate Until, PersonId By, Instant At)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 500;

    /// <summary>Who approved it by accepting, and when; from then on it is a duty.</summary>
    public Nod? Approved { get; init; }

    /// <summary>What became of it; null while it stands.</summary>
    public ExceptionEnding? Ended { get; init; }

    public bool IsOpen => Ended is null;

    /// <summary>It was approved, and somebody did what was owed.</summary>
    public bool IsFilledIn => Approved is not null && Ended?.How == ExceptionOutcome.Answered;
}

/// <summary>What became of an exception, who brought it about and when.</summary>
public sealed record ExceptionEnding(ExceptionOutcome How, PersonId By, Instant At);

/// <summary>How an exception ends. Kept by name.</summary>
public enum ExceptionOutcome
{
    /// <summary>Whoever asked for it thought better of it.</summary>
    TakenBack,

    /// <summary>The receiver did not approve it.</summary>
    Refused,

    /// <summary>The field has an answer: before the acceptance that made it void, after it what was owed was done.</summary>
    Answered,
}

/// <summary>What an acceptance approves: this field stays open until then.</summary>
public sealed record ExceptionTerm(string Field, LocalDate Until);
