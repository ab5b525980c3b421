using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Chat;

/// <summary>One entry of a handoff's history, as Details shows it.</summary>
/// <param name="By">Null when nobody acted but the clock.</param>
/// <param name="From">Where it was done.</param>
public abstract record HistoryEntry(Instant At, PersonId? By, Platform? From)
{
    /// <summary>Something in the handoff's life.</summary>
    public sealed record Lived(HandoffEvent Event, Platform? From) : HistoryEntry(Event.At, Event.By, From);

    /// <param name="InChannel">The team's channel was reminded, too.</param>
    public sealed record Reminded(Instant At, ClockKind Clock, ImmutableArray<PersonId> People, bool InChannel) : HistoryEntry(At, null, null)
    {
        /// <summary>By their names in <c>organization.yml</c>.</summary>
        public ImmutableArray<string> Webhooks { get; init; } = [];

        public bool Equals(Reminded? other) =>
            other is not null && At == other.At && Clock == other.Clock && InChannel == other.InChannel && People.SequenceEqual(other.People)
            && Webhooks.SequenceEqual(other.Webhooks);

        public override int GetHashCode() => At.GetHashCode();
    }

    /// <param name="Until">When the person works next.</param>
    public sealed record Waits(Instant At, ClockKind Clock, PersonId Who, Instant Until) : HistoryEntry(At, null, null);

    /// <param name="How">Why it did not go to whom it was meant for, and to whom it went.</param>
    public sealed record PassedOn(Instant At, string How) : HistoryEntry(At, null, null);

    /// <param name="Why">Completes "a reminder was not sent: …".</param>
    public sealed record NotReminded(Instant At, string Why) : HistoryEntry(At, null, null);

    public sealed record Acknowledged(Instant At, PersonId Who, Platform? From) : HistoryEntry(At, Who, From);

    public sealed record Missed(Instant At, ClockKind Clock, bool Excused) : HistoryEntry(At, null, null);
}

/// <summary>A handoff's history in sentences.</summary>
internal static class History
{
    /// <summary>Who did what and when, oldest first. How a draft was filled in is its sender's own business.</summary>
    public static IEnumerable<Phrase> Lines(HandoffView view, IEnumerable<HistoryEntry> history)
    {
        var sent = false;
        foreach (var entry in history)
        {
            var isSaving = entry is HistoryEntry.Lived { Event: HandoffEvent.Saved saved } && (!sent || saved.Changes.IsEmpty);
            sent |= entry is HistoryEntry.Lived { Event: HandoffEvent.Submitted };
            if (isSaving)
                continue;

            var who = !IsOfTheClient(entry) && entry.By is { } by ? $"{Spoken.Name(view, by)} " : "";
            var where = !IsOfTheClient(entry) && entry.From is { } platform ? $", in {platform.InWords()}" : "";
            var until = entry is HistoryEntry.Waits waits ? Phrase.Of(Spoken.At(view, waits.Until)) : "";
            yield return Phrase.Of([Spoken.At(view, entry.At), $" · {who}{Words(view, entry)}{where}", .. until.Parts]);
        }
    }

    private static string Words(HandoffView view, HistoryEntry entry) => entry switch
    {
        HistoryEntry.Lived lived => Words(view, lived.Event),
        HistoryEntry.Acknowledged => "acknowledged a reminder",
        HistoryEntry.Waits waits => $"A reminder of the {Clock(view.Handoff, waits.Clock)} waits for {Spoken.Name(view, waits.Who)}'s hours, until ",
        HistoryEntry.PassedOn passed => $"A reminder was passed on: {passed.How}",
        HistoryEntry.NotReminded silent => $"A reminder was not sent: {silent.Why}",
        HistoryEntry.Missed missed => $"The time for the {Clock(view.Handoff, missed.Clock)} ran out{(missed.Excused ? " (excused)" : "")}",
        HistoryEntry.Reminded reminded =>
            $"Reminded of the {Clock(view.Handoff, reminded.Clock)}: {Counted.And(Reached(view, reminded))}",
        _ => "",
    };

    private static string[] Reached(HandoffView view, HistoryEntry.Reminded reminded) =>
    [
        .. reminded.People.Select(one => Spoken.Name(view, one)),
        .. reminded.InChannel ? ["the channel"] : (string[])[],
        .. reminded.Webhooks.Select(one => $"webhook “{one}”"),
    ];

    private static string Words(HandoffView view, HandoffEvent happened) => happened switch
    {
        HandoffEvent.Started => "began the draft",
        HandoffEvent.Saved saved => $"changed {Fields(view, saved.Changes.Keys)}",
        HandoffEvent.Corrected corrected => $"corrected {Fields(view, corrected.Changes.Keys)}",
        HandoffEvent.Submitted { Round: 1 } first => $"sent it to {Spoken.Team(view, first.ReceivingTeam)}",
        HandoffEvent.Submitted again => $"sent it to {Spoken.Team(view, again.ReceivingTeam)} again (round {again.Round})",
        HandoffEvent.Withdrawn => "took it back",
        HandoffEvent.Claimed => "claimed it",
        HandoffEvent.Accepted accepted => $"accepted it; {Spoken.Name(view, accepted.Owner)} owns {Spoken.The(view)}{Disputed(view, accepted)}{Excepted.Words(view.Handoff, accepted)}",
        HandoffEvent.Planned planned => $"planned as a next action {Promised.Quoted(planned.Action.What)}, by {Promised.On(planned.Action.Due)}",
        HandoffEvent.Unplanned unplanned => $"removed the next action {Promised.Quoted(unplanned.What)}",
        HandoffEvent.Finished finished => $"said that the next action {Promised.Quoted(finished.What)} was done",
        HandoffEvent.EvidenceAdded added => EvidenceWords.Words(view, added.Evidence),
        HandoffEvent.EvidenceRemoved removed => EvidenceWords.TakenBack(view, removed.Evidence),
        HandoffEvent.Committed committed => Promised.Words(committed.Of),
        HandoffEvent.ExceptionAsked or HandoffEvent.ExceptionTakenBack or HandoffEvent.ExceptionVoided or HandoffEvent.FilledIn => Excepted.Words(view.Handoff, happened),
        HandoffEvent.SenderLeft left => $"has left the organization; {Spoken.Name(view, left.Sender)} goes on with it",
        HandoffEvent.ReceiverLeft { Proposal: { } proposal } => $"has left the organization; {Spoken.Name(view, proposal.Person)} is proposed, because {Shortened.To(proposal.Why, 200)}",
        HandoffEvent.ReceiverLeft => "has left the organization; nobody is proposed in their place",
        HandoffEvent.Rejected rejected => $"rejected it: {Counted.And(Lessons.Reasons(view.Handoff.Playbook, rejected.Reasons))}",
        HandoffEvent.AcceptUndone undone => $"took the acceptance back; {Spoken.Name(view, undone.Owner)} owns {Spoken.The(view)}",
        HandoffEvent.RejectUndone => "took the rejection back",
        HandoffEvent.Asked asked => $"asked {Counted.And(Counted.Few([.. asked.Questions.Select(one => $"“{Shortened.To(one.Text.ReplaceLineEndings(" "), 98)}”")], 3))}",
        HandoffEvent.Answered answered => Answered(view, answered),
        HandoffEvent.ClientTimeBegan => $"From now on it was up to {view.Handoff.Subject.Outsider}",
        HandoffEvent.ClientTimeEnded => $"It was no longer up to {view.Handoff.Subject.Outsider}",
        HandoffEvent.KickedOff => "kicked it off",
        HandoffEvent.Released => "gave their claim up",
        HandoffEvent.Reassigned { Proposal.Person: var to } => $"gave it to {Spoken.Name(view, to)}",
        HandoffEvent.SenderChanged changed => $"made {Spoken.Name(view, changed.Sender)} the sender in place of {Spoken.Name(view, changed.PreviousSender)}",
        HandoffEvent.ReRouted moved => $"re-routed it from {Spoken.Team(view, moved.From)} to {Spoken.Team(view, moved.To)}: {Spoken.Said(moved.Reason)}",
        HandoffEvent.SentBack back =>
            $"sent it back: {Counted.And(Lessons.Reasons(view.Handoff.Playbook, back.Reasons))}; {Spoken.Name(view, back.Owner)} owns {Spoken.The(view)}",
        HandoffEvent.Reopened => "opened it again",
        HandoffEvent.OwnerChanged given => $"gave {Spoken.The(view)} to {Spoken.Name(view, given.Owner)}: {Spoken.Said(given.Reason)}",
        HandoffEvent.Owed owed => $"gave {Spoken.The(view)} to {Spoken.Name(view, owed.To)}, so the handoff is owed: {Spoken.Said(owed.Reason)}",
        HandoffEvent.BeginningChanged { On: { } day } => $"said that it began on {Promised.On(day)}",
        HandoffEvent.BeginningChanged => "took away the day on which it began",
        _ => "discarded it",
    };

    private static string Disputed(HandoffView view, HandoffEvent.Accepted accepted)
    {
        var disputed = accepted.Replies.Where(reply => reply.Dispute is not null)
            .Select(reply => $"{Promised.Quoted(view.Handoff.Commitments.FirstOrDefault(one => one.Id == reply.Id)?.Text.What ?? "a promise")}: {Shortened.To(reply.Dispute!, 300)}").ToList();
        return disputed.Count == 0 ? "" : $"; disputed the promise {Counted.And(disputed)}";
    }

    private static string Answered(HandoffView view, HandoffEvent.Answered answered)
    {
        var numbers = answered.Replies.Select(one => one.Question.ToString(CultureInfo.InvariantCulture)).ToList();
        var changed = answered.Changes.IsEmpty ? "" : $", and changed {Fields(view, answered.Changes.Keys)}";
        return $"answered question{(numbers.Count == 1 ? "" : "s")} {Counted.And(numbers)}{changed}";
    }

    /// <summary>It passes by itself, though somebody's act begins or ends it.</summary>
    private static bool IsOfTheClient(HistoryEntry entry) => entry is HistoryEntry.Lived { Event: HandoffEvent.ClientTimeBegan or HandoffEvent.ClientTimeEnded };

    /// <summary>In the order of the checklist.</summary>
    private static string Fields(HandoffView view, IEnumerable<string> ids)
    {
        var changed = ids.ToHashSet(StringComparer.Ordinal);
        return Counted.And(Counted.Few(
            [.. view.Handoff.Playbook.Checklist.Fields.Where(field => changed.Contains(field.Id)).Select(field => $"“{Shortened.To(field.Label, 98)}”")]));
    }

    private static string Clock(Handoff handoff, ClockKind kind) => kind switch
    {
        ClockKind.Acceptance => "answer",
        ClockKind.Clarification => "reply to a question",
        ClockKind.Rework => "rework",
        ClockKind.Kickoff => "kick-off",
        ClockKind.DraftIdle => "draft",
        ClockKind.Handover => handoff.Owed is null ? "brief" : "handoff that is owed",
        ClockKind.Commitment => "promise",
        ClockKind.Exception => "exception",
        _ => "handoff",
    };
}
