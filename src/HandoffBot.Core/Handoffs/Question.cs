using System.Collections.Immutable;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>Something that the receiving team must know before it answers.</summary>
/// <param name="Number">Counted from 1 in its handoff, over all rounds.</param>
/// <param name="Round">In which it was asked: a click of another round never answers it.</param>
/// <param name="Clarification">The run of the clarification clock in which it was asked: what belongs together.</param>
/// <param name="Text">As it was written.</param>
/// <param name="Fields">Which answers of the checklist it is about; none when it is about something else.</param>
/// <param name="WaitsForClient">The client must be asked: until it is answered, the time is the client's.</param>
public sealed record Question(
    int Number, int Round, int Clarification, PersonId By, Instant At, string Text, ImmutableArray<string> Fields, bool WaitsForClient)
{
    /// <summary>What the sending team answered; null while it has not.</summary>
    public QuestionReply? Reply { get; init; }

    /// <summary>How the question ended without an answer; it stays visible all the same.</summary>
    public QuestionClosing? Closed { get; init; }

    public bool IsOpen => Reply is null && Closed is null;

    public bool Equals(Question? other) =>
        other is not null && Number == other.Number && Round == other.Round && Clarification == other.Clarification && By == other.By && At == other.At && Text == other.Text
        && WaitsForClient == other.WaitsForClient && Reply == other.Reply && Closed == other.Closed && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Number;
}

/// <summary>An answer to a question.</summary>
/// <param name="Text">Empty when the answer was to change what the question is about.</param>
public sealed record QuestionReply(PersonId By, Instant At, string Text);

/// <summary>The end of a question that nobody answered.</summary>
public sealed record QuestionClosing(ClosedBy Why, Instant At);

/// <summary>What ended a question that nobody answered.</summary>
public enum ClosedBy
{
    Accepting,
    Rejecting,
    Withdrawing,
    ReRouting,
}

/// <summary>A time in which every open question waited for the client: it is neither the sender's nor the receiver's.</summary>
/// <param name="Until">Null while it lasts.</param>
public sealed record ClientTime(Instant Since, Instant? Until);

/// <summary>A question as it is asked.</summary>
public sealed record NewQuestion(string Text, ImmutableArray<string> Fields, bool WaitsForClient)
{
    public bool Equals(NewQuestion? other) =>
        other is not null && Text == other.Text && WaitsForClient == other.WaitsForClient && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}

/// <summary>An answer as it is given to one question.</summary>
public sealed record GivenReply(int Question, string Text);
