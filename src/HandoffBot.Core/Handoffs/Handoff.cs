using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>Names a person for as long as the database lives.</summary>
public readonly record struct PersonId(Guid Value);

/// <summary>Where a handoff stands.</summary>
public enum HandoffStatus
{
    Draft,
    Submitted,
    Clarifying,
    Rejected,
    Accepted,
    Completed,
    Discarded,
}

/// <summary>One transfer of one client by a sender to a receiving team.</summary>
public sealed record Handoff
{
    /// <summary>The number in <c>H-1042</c>.</summary>
    public required int Number { get; init; }

    /// <summary>The version that it was started with.</summary>
    public required Playbook Playbook { get; init; }

    /// <summary>How that version came into force, where its leads had agreed to it by then.</summary>
    public Agreement? Agreement { get; init; }

    public required HandoffStatus Status { get; init; }

    public required PersonId Sender { get; init; }

    /// <summary>Key of the sending team.</summary>
    public required string SendingTeam { get; init; }

    /// <summary>Key of the receiving team, decided at each submit and by whoever re-routes it.</summary>
    public required string ReceivingTeam { get; init; }

    /// <summary>Key of the team that the playbook's routing had chosen, where people have chosen another one since.</summary>
    public string? RoutedTo { get; init; }

    /// <summary>How it came to the receiving team, where that was not by routing.</summary>
    public ReRoutedRecord? ReRouted { get; init; }

    /// <summary>Set by the first submit; until then the client is an answer of the draft.</summary>
    public ClientId? Client { get; init; }

    public Answers Answers { get; init; } = Answers.None;

    /// <summary>0 in the first draft; each submit and resubmit adds one.</summary>
    public int Round { get; init; }

    /// <summary>The content revision, which grows with every change of what the receiver reads.</summary>
    public int Revision { get; init; }

    /// <summary>The promises to the client that are handed over with it, in the order in which they were written down.</summary>
    public ImmutableArray<Commitment> Commitments { get; init; } = [];

    /// <summary>What is to be done next, in the order in which it was planned.</summary>
    public ImmutableArray<NextAction> NextActions { get; init; } = [];

    /// <summary>Messages that people added to it, oldest first. They are no content: they change no revision.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>What the sender asked to leave open, whatever became of it: the last one of each field, in the order in which it was asked.</summary>
    public ImmutableArray<ExceptionRecord> Exceptions { get; init; } = [];

    /// <summary>What each revision changed, oldest first.</summary>
    public ImmutableArray<RevisionNote> Revisions { get; init; } = [];

    /// <summary>The step at which the sender left the checklist, from 0; the number of steps means the last screen.</summary>
    public int Step { get; init; }

    /// <summary>Who should own the client, decided at each submit and re-route, and by whoever reassigns it.</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>Who took the acceptance upon themselves.</summary>
    public PersonId? ClaimedBy { get; init; }

    /// <summary>The last acceptance; null after it was undone or sent back.</summary>
    public AcceptedRecord? Accepted { get; init; }

    /// <summary>The last rejection; kept after a resubmit, null after it was undone.</summary>
    public RejectedRecord? Rejected { get; init; }

    /// <summary>Everything that was asked in any round, oldest first.</summary>
    public ImmutableArray<Question> Questions { get; init; } = [];

    /// <summary>When it was up to the client, oldest first; the last one may last still.</summary>
    public ImmutableArray<ClientTime> ClientTimes { get; init; } = [];

    public required Instant StartedAt { get; init; }

    public Instant? SubmittedAt { get; init; }

    public Instant? CompletedAt { get; init; }

    public PersonId? CompletedBy { get; init; }

    /// <summary>Set from a reopening until the next kick-off.</summary>
    public ReopenedRecord? Reopened { get; init; }

    /// <summary>Set where the client was transferred before this was written: it is owed to whoever has the client.</summary>
    public OwedRecord? Owed { get; init; }

    /// <summary>The day on which the whole began, as the field says that the playbook names for it.</summary>
    public LocalDate? BeganOn { get; init; }

    public ClockRun? DraftRun { get; init; }

    public ClockRun? HandoverRun { get; init; }

    public ClockRun? AcceptanceRun { get; init; }

    public ClockRun? ClarificationRun { get; init; }

    public ClockRun? ReworkRun { get; init; }

    public ClockRun? KickoffRun { get; init; }

    public string Reference => Refer(Number);

    /// <summary>What is handed over.</summary>
    public Subject Subject => Playbook.Subject;

    /// <summary>The client, or what else is handed over, as the sender named it.</summary>
    public string ClientName => Answers.Find(Playbook.Checklist.ClientField.Id)?.Plain ?? $"no {Subject.Word} yet";

    /// <summary>The same as sentences say it: "Acme Ltd", "release 4.2".</summary>
    public string Called => Answers.Find(Playbook.Checklist.ClientField.Id) is { } named ? Subject.Called(named.Plain) : ClientName;

    /// <summary>Waiting for the receiving team's answer.</summary>
    public bool IsOpen => Status is HandoffStatus.Submitted or HandoffStatus.Clarifying;

    public ImmutableArray<Question> OpenQuestions => Questions.IsEmpty ? [] : [.. Questions.Where(one => one.IsOpen)];

    /// <summary>The exceptions that stand. One of a field that is not asked for with the present answers does not, for as long as that is so.</summary>
    public ImmutableArray<ExceptionRecord> OpenExceptions
    {
        get
        {
            if (Exceptions.IsEmpty)
                return [];

            var asked = Answers.Asking(Playbook.Checklist);
            return [.. Exceptions.Where(one => one.IsOpen && asked.Contains(one.Field))];
        }
    }

    /// <summary>What was approved to stay open and is to be filled in, soonest first.</summary>
    public ImmutableArray<ExceptionRecord> ToFillIn => Status is HandoffStatus.Accepted or HandoffStatus.Completed
        ? [.. OpenExceptions.Where(one => one.Approved is not null).OrderBy(one => one.Until)]
        : [];

    /// <summary>Why a receiver may give it back: what the playbook names, and where something is to stay open, that it is not approved.</summary>
    public IReadOnlyList<RejectReason> RejectReasons => OpenExceptions.IsEmpty ? Playbook.RejectReasons : [RejectReason.ExceptionRefused, .. Playbook.RejectReasons];

    /// <summary>Every open question waits for the client.</summary>
    public bool IsUpToTheClient => Status == HandoffStatus.Clarifying && OpenQuestions is { IsEmpty: false } open && open.All(one => one.WaitsForClient);

    /// <summary>Since when it is up to the client; null when somebody else must move.</summary>
    public Instant? ClientSince => ClientTimes is [.., { Until: null, Since: var since }] ? since : null;

    /// <summary>On the receiving side, who has it in hand: claimed it, else is proposed, and once it is accepted the owner.</summary>
    public PersonId? Holder => Status switch
    {
        HandoffStatus.Submitted or HandoffStatus.Clarifying => ClaimedBy ?? Proposal?.Person,
        HandoffStatus.Accepted => Accepted?.Keeper,
        _ => null,
    };

    /// <summary>Key of the team that must move now; null once nothing is left to do.</summary>
    public string? Turn => Status switch
    {
        HandoffStatus.Draft or HandoffStatus.Clarifying or HandoffStatus.Rejected => SendingTeam,
        HandoffStatus.Submitted or HandoffStatus.Accepted => ReceivingTeam,
        _ => null,
    };

    /// <summary>
    /// What changed after <paramref name="revision"/>, each once: labels in the order of the checklist; then the promises, then what was
    /// asked and answered.
    /// </summary>
    public ImmutableArray<string> ChangesSince(int revision)
    {
        var changed = FieldsChangedSince(revision);
        var kinds = Revisions.Where(note => note.Revision > revision).Select(note => note.Kind).ToHashSet();
        return
        [
            .. Playbook.Checklist.Fields.Where(field => changed.Contains(field.Id)).Select(field => field.Label),
            .. Commitments.Where(one => changed.Contains(RevisionNote.Of(one.Id))).Select(one => $"the promise \u201c{one.Text.What}\u201d"),
            .. changed.Any(one => RevisionNote.CommitmentIn(one) is { } id && Commitments.All(left => left.Id != id)) ? ["a promise that was removed"] : (string[])[],
            .. changed.Contains(RevisionNote.OfNextActions) ? ["the next actions"] : (string[])[],
            .. Playbook.Checklist.Fields.Where(field => changed.Contains(RevisionNote.OfException(field.Id))).Select(field => $"the exception for \u201c{field.Label}\u201d"),
            .. kinds.Contains(RevisionKind.Asked) ? ["a new question"] : (string[])[],
            .. kinds.Contains(RevisionKind.Answered) ? ["an answer to a question"] : (string[])[],
        ];
    }

    /// <summary>The ids of the fields, and what stands for promises, that changed after <paramref name="revision"/>.</summary>
    public ImmutableHashSet<string> FieldsChangedSince(int revision) =>
        [.. Revisions.Where(note => note.Revision > revision).SelectMany(note => note.Fields)];

    /// <summary>The promises that were added or worded anew after <paramref name="revision"/>: what was said to them before counts no more.</summary>
    public ImmutableHashSet<CommitmentId> CommitmentsChangedSince(int revision) =>
        [.. FieldsChangedSince(revision).Select(RevisionNote.CommitmentIn).OfType<CommitmentId>()];

    public static string Refer(int number) => $"H-{number}";
}

/// <summary>What one content revision changed.</summary>
/// <param name="Fields">Ids of fields, and what else is content: a promise, an exception.</param>
public sealed record RevisionNote(int Revision, PersonId By, Instant At, ImmutableArray<string> Fields)
{
    /// <summary>No field's id begins so.</summary>
    private const string OfCommitment = "#promise-";

    /// <summary>What stands for the next actions among the fields.</summary>
    public const string OfNextActions = "#next-actions";

    /// <summary>What stands for a promise among the fields.</summary>
    public static string Of(CommitmentId commitment) => $"{OfCommitment}{commitment.Value:N}";

    /// <summary>What stands for a field's exception among the fields.</summary>
    public static string OfException(string field) => $"#exception-{field}";

    /// <summary>The promise that it stands for; null for a field.</summary>
    public static CommitmentId? CommitmentIn(string field) =>
        field.StartsWith(OfCommitment, StringComparison.Ordinal) && Guid.TryParseExact(field[OfCommitment.Length..], "N", out var id) ? new(id) : null;

    public RevisionKind Kind { get; init; }

    public bool Equals(RevisionNote? other) =>
        other is not null && Revision == other.Revision && By == other.By && At == other.At && Kind == other.Kind && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Revision;
}

/// <summary>What made a content revision.</summary>
public enum RevisionKind
{
    /// <summary>Answers of the checklist were changed.</summary>
    Changed,

    /// <summary>Something was asked.</summary>
    Asked,

    /// <summary>A question was answered, and answers of the checklist may have changed with it.</summary>
    Answered,
}

/// <summary>Who should own the client after acceptance, and why, in words that complete "proposed because …".</summary>
/// <param name="FromRound">The team's round robin came to this person, so it advances to here.</param>
public sealed record Proposal(PersonId Person, string Why, bool FromRound = false);

/// <summary>An acceptance that stands.</summary>
/// <param name="PreviousOwner">Who owned the client until then.</param>
public sealed record AcceptedRecord(PersonId By, Instant At, PersonId Owner, PersonId PreviousOwner, string? ReadBack)
{
    /// <summary>Who has had the client since, where the one who was named has not kept it.</summary>
    public PersonId? GivenTo { get; init; }

    /// <summary>Who has the client because of this handoff.</summary>
    public PersonId Keeper => GivenTo ?? Owner;
}

/// <summary>How a handoff came from one receiving team to another.</summary>
/// <param name="From">Key of the team that it was with.</param>
public sealed record ReRoutedRecord(PersonId By, Instant At, string From, string Reason);

/// <summary>A transfer that left a handoff owed.</summary>
/// <param name="To">Who owns the client since.</param>
public sealed record OwedRecord(PersonId By, Instant At, PersonId To, string Reason);

/// <summary>Who took a completion back, and when.</summary>
public sealed record ReopenedRecord(PersonId By, Instant At);

/// <summary>A rejection, with what it teaches.</summary>
/// <param name="Revision">What was rejected. Once the sender has changed something, it can no longer be undone.</param>
public sealed record RejectedRecord(
    PersonId By, Instant At, int Round, int Revision, ImmutableArray<string> Reasons, ImmutableArray<string> Fields, string? Note)
{
    /// <summary>It was accepted before: the handoff was sent back, which is counted apart and cannot be undone.</summary>
    public bool IsLate { get; init; }

    public bool Equals(RejectedRecord? other) =>
        other is not null && By == other.By && At == other.At && Round == other.Round && Revision == other.Revision && Note == other.Note && IsLate == other.IsLate
        && Reasons.SequenceEqual(other.Reasons) && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Round;
}
