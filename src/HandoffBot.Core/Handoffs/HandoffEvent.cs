using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>What happened to a handoff. Each becomes one entry of the timeline.</summary>
public abstract record HandoffEvent(PersonId By, Instant At)
{
    public sealed record Started(PersonId By, Instant At) : HandoffEvent(By, At);

    public sealed record Saved(PersonId By, Instant At, ImmutableDictionary<string, Answer?> Changes, int Step) : HandoffEvent(By, At);

    /// <param name="Client">Null when the client is new: whoever stores this makes it, owned by the sender.</param>
    public sealed record Submitted(PersonId By, Instant At, int Round, string ReceivingTeam, ClientId? Client, Proposal? Proposal) : HandoffEvent(By, At);

    public sealed record Discarded(PersonId By, Instant At) : HandoffEvent(By, At);

    public sealed record Withdrawn(PersonId By, Instant At, int Round) : HandoffEvent(By, At);

    public sealed record Corrected(PersonId By, Instant At, ImmutableDictionary<string, Answer?> Changes) : HandoffEvent(By, At);

    /// <summary>The owner of the client changes from <paramref name="PreviousOwner"/> to <paramref name="Owner"/> in the same transaction.</summary>
    public sealed record Accepted(PersonId By, Instant At, int Round, PersonId Owner, PersonId PreviousOwner, string? ReadBack) : HandoffEvent(By, At)
    {
        /// <summary>What was said to each promise.</summary>
        public ImmutableArray<CommitmentReply> Replies { get; init; } = [];

        /// <summary>What is approved to stay open.</summary>
        public ImmutableArray<ExceptionTerm> Approves { get; init; } = [];
    }

    public sealed record Rejected(PersonId By, Instant At, int Round, ImmutableArray<string> Reasons, ImmutableArray<string> Fields, string? Note) : HandoffEvent(By, At);

    /// <param name="Acceptance">The acceptance clock as it stands from now on: measured and paused.</param>
    public sealed record Asked(PersonId By, Instant At, int Round, ImmutableArray<Question> Questions, ClockRun? Acceptance) : HandoffEvent(By, At);

    /// <param name="Replies">To the questions that this answers, the first one first.</param>
    public sealed record Answered(
        PersonId By, Instant At, int Round, ImmutableArray<GivenReply> Replies, ImmutableDictionary<string, Answer?> Changes) : HandoffEvent(By, At);

    /// <summary>From now on every open question waits for the client.</summary>
    /// <param name="Clarification">The clarification clock as it stands from now on: measured and paused.</param>
    public sealed record ClientTimeBegan(PersonId By, Instant At, ClockRun? Clarification) : HandoffEvent(By, At);

    public sealed record ClientTimeEnded(PersonId By, Instant At) : HandoffEvent(By, At);

    public sealed record KickedOff(PersonId By, Instant At) : HandoffEvent(By, At);

    /// <summary>The owner goes back to <paramref name="Owner"/>.</summary>
    public sealed record AcceptUndone(PersonId By, Instant At, PersonId Owner) : HandoffEvent(By, At);

    public sealed record RejectUndone(PersonId By, Instant At) : HandoffEvent(By, At);

    public sealed record Claimed(PersonId By, Instant At) : HandoffEvent(By, At);

    public sealed record Planned(PersonId By, Instant At, NextAction Action) : HandoffEvent(By, At);

    public sealed record Unplanned(PersonId By, Instant At, Guid Id, string What) : HandoffEvent(By, At);

    /// <summary>One of the next actions was done.</summary>
    public sealed record Finished(PersonId By, Instant At, Guid Id, string What) : HandoffEvent(By, At);

    /// <summary>A message of the chat was added to it.</summary>
    public sealed record EvidenceAdded(PersonId By, Instant At, Evidence Evidence) : HandoffEvent(By, At);

    /// <param name="Evidence">Without what it said.</param>
    public sealed record EvidenceRemoved(PersonId By, Instant At, Evidence Evidence) : HandoffEvent(By, At);

    /// <summary>Somebody asked to leave a field open, or asked otherwise.</summary>
    public sealed record ExceptionAsked(PersonId By, Instant At, ExceptionRecord Exception) : HandoffEvent(By, At);

    public sealed record ExceptionTakenBack(PersonId By, Instant At, string Field) : HandoffEvent(By, At);

    /// <summary>The field has got an answer before anybody approved its exception.</summary>
    public sealed record ExceptionVoided(PersonId By, Instant At, string Field) : HandoffEvent(By, At);

    /// <summary>What was approved to stay open was answered.</summary>
    /// <param name="Changes">The answer, and what it asked for.</param>
    public sealed record FilledIn(PersonId By, Instant At, int Exception, string Field, ImmutableDictionary<string, Answer?> Changes) : HandoffEvent(By, At);

    /// <summary>Something happened to one of its promises.</summary>
    public sealed record Committed(CommitmentEvent Of) : HandoffEvent(Of.By, Of.At);

    public sealed record Released(PersonId By, Instant At) : HandoffEvent(By, At);

    /// <summary>A claim of somebody else ends with it.</summary>
    public sealed record Reassigned(PersonId By, Instant At, Proposal Proposal) : HandoffEvent(By, At);

    public sealed record SenderChanged(PersonId By, Instant At, PersonId Sender, PersonId PreviousSender) : HandoffEvent(By, At);

    /// <summary>The acceptance clock closes as re-routed, and another begins in the calendar of <paramref name="To"/>.</summary>
    public sealed record ReRouted(PersonId By, Instant At, int Round, string From, string To, string Reason, Proposal? Proposal) : HandoffEvent(By, At);

    /// <summary>A late rework. The owner of the client changes from <paramref name="PreviousOwner"/> to <paramref name="Owner"/> in the same transaction.</summary>
    public sealed record SentBack(
        PersonId By, Instant At, int Round, ImmutableArray<string> Reasons, ImmutableArray<string> Fields, string? Note, PersonId Owner, PersonId PreviousOwner)
        : HandoffEvent(By, At);

    /// <param name="Owner">Who owns the client, which does not change.</param>
    public sealed record Reopened(PersonId By, Instant At, PersonId Owner) : HandoffEvent(By, At);

    /// <summary>Who had to send it has left the organization, and <paramref name="Sender"/> goes on with it.</summary>
    public sealed record SenderLeft(PersonId By, Instant At, PersonId Sender) : HandoffEvent(By, At);

    /// <summary>Who had claimed it or was proposed has left the organization, and <paramref name="Proposal"/> is what holds now.</summary>
    public sealed record ReceiverLeft(PersonId By, Instant At, Proposal? Proposal) : HandoffEvent(By, At);

    /// <summary>The client was transferred while its work waited for the kick-off.</summary>
    public sealed record OwnerChanged(PersonId By, Instant At, PersonId Owner, PersonId PreviousOwner, string Reason) : HandoffEvent(By, At);

    /// <summary>The day on which the whole began is another one, or is open.</summary>
    /// <param name="From">When that day begins by the sending team's calendar.</param>
    public sealed record BeginningChanged(PersonId By, Instant At, LocalDate? On, Instant? From) : HandoffEvent(By, At);

    /// <summary>The client was transferred before it was handed over, so the handoff is owed to its new owner.</summary>
    public sealed record Owed(PersonId By, Instant At, PersonId To, string Reason) : HandoffEvent(By, At);
}

/// <summary>What the rules say to a command.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    public sealed record Granted(ImmutableArray<HandoffEvent> Events) : Decision;

    public sealed record Refused(Refusal Refusal) : Decision;
}
