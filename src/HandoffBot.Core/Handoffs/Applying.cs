using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>What a handoff is after something happened to it.</summary>
public static partial class HandoffRules
{
    /// <summary>
    /// The handoff after the event. A finished run of a clock stays on the handoff, so that the next one of its kind gets the next number.
    /// </summary>
    public static Handoff Apply(Handoff handoff, HandoffEvent happened) => happened switch
    {
        HandoffEvent.Started => handoff,
        HandoffEvent.Saved saved => Changed(handoff, saved, saved.Changes) with { Step = saved.Step, DraftRun = Idle(handoff, saved) },
        HandoffEvent.Corrected corrected => Changed(handoff, corrected, corrected.Changes),
        HandoffEvent.Submitted submitted => After(handoff, submitted),
        HandoffEvent.Withdrawn withdrawn => CloseQuestions(handoff, ClosedBy.Withdrawing, withdrawn.At) with
        {
            Status = HandoffStatus.Draft,
            ClaimedBy = null,
            RoutedTo = null,
            DraftRun = ClockRun.After(handoff.DraftRun, withdrawn.At),
        },
        HandoffEvent.Discarded => handoff with { Status = HandoffStatus.Discarded },
        HandoffEvent.SenderLeft left => After(handoff, left),
        HandoffEvent.ReceiverLeft left => After(handoff, left),
        HandoffEvent.Claimed claimed => handoff with { ClaimedBy = claimed.By },
        HandoffEvent.Asked asked => After(handoff, asked),
        HandoffEvent.Answered answered => After(handoff, answered),
        HandoffEvent.ClientTimeBegan began => After(handoff, began),
        HandoffEvent.ClientTimeEnded ended => After(handoff, ended),
        HandoffEvent.Accepted accepted => CloseQuestions(handoff, ClosedBy.Accepting, accepted.At) with
        {
            Status = HandoffStatus.Accepted,
            Accepted = new AcceptedRecord(accepted.By, accepted.At, accepted.Owner, accepted.PreviousOwner, accepted.ReadBack),
            Commitments = Answered(handoff, accepted),
            Exceptions = Approved(handoff, accepted),
            KickoffRun = ClockRun.After(handoff.KickoffRun, accepted.At),
        },
        HandoffEvent.AcceptUndone => ReopenQuestions(handoff, ClosedBy.Accepting) with
        {
            Status = BeforeTheAnswer(handoff),
            Accepted = null,
            Commitments = Unanswered(handoff),
            Exceptions = Unapproved(handoff.Exceptions),
        },
        HandoffEvent.Planned planned => After(handoff, planned),
        HandoffEvent.Unplanned unplanned => After(handoff, unplanned),
        HandoffEvent.Finished finished => After(handoff, finished),
        HandoffEvent.EvidenceAdded added => After(handoff, added),
        HandoffEvent.EvidenceRemoved removed => After(handoff, removed),
        HandoffEvent.Committed committed => Committed(handoff, committed.Of),
        HandoffEvent.ExceptionAsked asked => After(handoff, asked),
        HandoffEvent.ExceptionTakenBack taken => After(handoff, taken),
        HandoffEvent.ExceptionVoided voided => After(handoff, voided),
        HandoffEvent.FilledIn filled => After(handoff, filled),
        HandoffEvent.Rejected rejected => CloseQuestions(handoff, ClosedBy.Rejecting, rejected.At) with
        {
            Status = HandoffStatus.Rejected,
            Rejected = new RejectedRecord(
                rejected.By, rejected.At, rejected.Round, handoff.Revision, rejected.Reasons, rejected.Fields, rejected.Note),
            Exceptions = WithRefused(handoff.Exceptions, rejected, rejected.Reasons, rejected.Fields),
            ReworkRun = ClockRun.After(handoff.ReworkRun, rejected.At),
        },
        HandoffEvent.RejectUndone => ReopenQuestions(handoff, ClosedBy.Rejecting) with
        {
            Status = BeforeTheAnswer(handoff),
            Exceptions = WithoutRefused(handoff),
            Rejected = null,
        },
        HandoffEvent.KickedOff kickedOff => handoff with
        {
            Status = HandoffStatus.Completed,
            CompletedAt = kickedOff.At,
            CompletedBy = kickedOff.By,
            Reopened = null,
        },
        HandoffEvent.Released => handoff with { ClaimedBy = null },
        HandoffEvent.Reassigned reassigned => After(handoff, reassigned),
        HandoffEvent.SenderChanged changed => After(handoff, changed),
        HandoffEvent.ReRouted reRouted => After(handoff, reRouted),
        HandoffEvent.SentBack sentBack => After(handoff, sentBack),
        HandoffEvent.Reopened reopened => After(handoff, reopened),
        HandoffEvent.OwnerChanged changed => After(handoff, changed),
        HandoffEvent.Owed owed => After(handoff, owed),
        HandoffEvent.BeginningChanged changed => After(handoff, changed),
        _ => throw new ArgumentException($"No rule for {happened.GetType().Name}.", nameof(happened)),
    };

    /// <summary>The handoff after all of the events, in order.</summary>
    public static Handoff Apply(Handoff handoff, ImmutableArray<HandoffEvent> events) => events.Aggregate(handoff, Apply);

    private static Handoff After(Handoff handoff, HandoffEvent.Submitted submitted) => handoff with
    {
        Status = HandoffStatus.Submitted,
        Round = submitted.Round,
        ReceivingTeam = submitted.ReceivingTeam,
        RoutedTo = Route.TeamOf(handoff) is var routed && routed == submitted.ReceivingTeam ? null : routed,
        ReRouted = routed == submitted.ReceivingTeam ? null : handoff.ReRouted,
        Client = submitted.Client ?? handoff.Client,
        Commitments = [.. handoff.Commitments.Select(one => one with { Client = submitted.Client ?? handoff.Client })],
        Proposal = submitted.Proposal,
        ClaimedBy = null,
        SubmittedAt = submitted.At,
        AcceptanceRun = ClockRun.After(handoff.AcceptanceRun, submitted.At),
    };

    private static Handoff Changed(Handoff handoff, HandoffEvent happened, ImmutableDictionary<string, Answer?> changes)
    {
        if (changes.IsEmpty)
            return handoff;

        return Noted(handoff, happened, RevisionKind.Changed, changes.Keys) with { Answers = handoff.Answers.With(changes) };
    }

    /// <summary>The next content revision, and what it changed.</summary>
    private static Handoff Noted(Handoff handoff, HandoffEvent happened, RevisionKind kind, IEnumerable<string> changed)
    {
        var revision = handoff.Revision + 1;
        var ids = changed.ToHashSet(StringComparer.Ordinal);
        var fields = handoff.Playbook.Checklist.Fields.Select(field => field.Id).Where(ids.Contains);
        return handoff with
        {
            Revision = revision,
            Revisions = handoff.Revisions.Add(new RevisionNote(revision, happened.By, happened.At, [.. fields]) { Kind = kind }),
        };
    }

    /// <summary>A draft is idle since its last change; what was rejected has its rework to be done by instead.</summary>
    private static ClockRun? Idle(Handoff handoff, HandoffEvent.Saved saved) =>
        handoff.Status == HandoffStatus.Draft ? ClockRun.After(handoff.DraftRun, saved.At) : handoff.DraftRun;

    /// <summary>The acceptance clock goes on as if it had never stopped; a question that paused it keeps it paused.</summary>
    private static HandoffStatus BeforeTheAnswer(Handoff handoff) =>
        handoff.AcceptanceRun?.PausedSince is null ? HandoffStatus.Submitted : HandoffStatus.Clarifying;
}
