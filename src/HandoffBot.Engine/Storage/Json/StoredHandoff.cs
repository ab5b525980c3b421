using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;
using NodaTime.Text;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>What of a handoff has no column of its own. Unknown members are ignored and absent ones are empty, so that old rows stay readable.</summary>
internal sealed record StoredHandoff
{
    public Dictionary<string, StoredAnswer>? Answers { get; set; }

    public StoredRevision[]? Revisions { get; set; }

    /// <summary>None is kept as nothing.</summary>
    public StoredCommitment[]? Commitments { get; set; }

    /// <summary>None is kept as nothing.</summary>
    public StoredAction[]? NextActions { get; set; }

    /// <summary>None is kept as nothing.</summary>
    public StoredEvidence[]? Evidence { get; set; }

    /// <summary>None is kept as nothing.</summary>
    public StoredExceptionRecord[]? Exceptions { get; set; }

    public int Step { get; set; }

    public StoredProposal? Proposal { get; set; }

    public Guid? ClaimedBy { get; set; }

    public StoredAcceptance? Accepted { get; set; }

    public StoredRejection? Rejected { get; set; }

    public long? CompletedAt { get; set; }

    public Guid? CompletedBy { get; set; }

    public StoredQuestion[]? Questions { get; set; }

    public StoredClientTime[]? ClientTimes { get; set; }

    public string? RoutedTo { get; set; }

    public StoredReRouting? ReRouted { get; set; }

    public StoredReopening? Reopened { get; set; }

    public StoredOwed? Owed { get; set; }

    public StoredRun? Handover { get; set; }

    public StoredAgreement? Agreement { get; set; }

    /// <summary>A day: <c>2026-11-23</c>.</summary>
    public string? BeganOn { get; set; }

    public StoredRun? Draft { get; set; }

    public StoredRun? Acceptance { get; set; }

    public StoredRun? Clarification { get; set; }

    public StoredRun? Rework { get; set; }

    public StoredRun? Kickoff { get; set; }

    public static StoredHandoff Of(Handoff handoff) => new()
    {
        Answers = handoff.Answers.ByField.ToDictionary(pair => pair.Key, pair => StoredAnswer.Of(pair.Value)),
        Revisions = [.. handoff.Revisions.Select(StoredRevision.Of)],
        NextActions = handoff.NextActions.IsEmpty ? null : [.. handoff.NextActions.Select(StoredAction.Of)],
        Commitments = handoff.Commitments.IsEmpty ? null : [.. handoff.Commitments.Select(StoredCommitment.Of)],
        Evidence = handoff.Evidence.IsEmpty ? null : [.. handoff.Evidence.Select(StoredEvidence.Of)],
        Exceptions = handoff.Exceptions.IsEmpty ? null : [.. handoff.Exceptions.Select(StoredExceptionRecord.Of)],
        Step = handoff.Step,
        Proposal = handoff.Proposal is { } proposal ? new(proposal.Person.Value, proposal.Why, proposal.FromRound) : null,
        ClaimedBy = handoff.ClaimedBy?.Value,
        Accepted = StoredAcceptance.Of(handoff.Accepted),
        Rejected = StoredRejection.Of(handoff.Rejected),
        CompletedAt = handoff.CompletedAt?.ToUnixTimeMilliseconds(),
        CompletedBy = handoff.CompletedBy?.Value,
        Questions = handoff.Questions.IsEmpty ? null : [.. handoff.Questions.Select(StoredQuestion.Of)],
        ClientTimes = handoff.ClientTimes.IsEmpty ? null : [.. handoff.ClientTimes.Select(StoredClientTime.Of)],
        RoutedTo = handoff.RoutedTo,
        ReRouted = StoredReRouting.Of(handoff.ReRouted),
        Reopened = StoredReopening.Of(handoff.Reopened),
        Owed = StoredOwed.Of(handoff.Owed),
        Agreement = StoredAgreement.Of(handoff.Agreement),
        Handover = StoredRun.Of(handoff.HandoverRun),
        BeganOn = handoff.BeganOn is { } day ? LocalDatePattern.Iso.Format(day) : null,
        Draft = StoredRun.Of(handoff.DraftRun),
        Acceptance = StoredRun.Of(handoff.AcceptanceRun),
        Clarification = StoredRun.Of(handoff.ClarificationRun),
        Rework = StoredRun.Of(handoff.ReworkRun),
        Kickoff = StoredRun.Of(handoff.KickoffRun),
    };

    /// <summary>The handoff with this content.</summary>
    public Handoff Fill(Handoff handoff) => handoff with
    {
        Answers = new Answers(Read(Answers ?? [])),
        Revisions = [.. (Revisions ?? []).Select(one => one.ToNote())],
        NextActions = NextActions is { } actions ? [.. actions.Select(one => one.ToAction())] : [],
        Commitments = Commitments is { } commitments ? [.. commitments.Select(one => one.ToCommitment())] : [],
        Evidence = Evidence is { } evidence ? [.. evidence.Select(one => one.ToEvidence())] : [],
        Exceptions = Exceptions is { } exceptions ? [.. exceptions.Select(one => one.ToRecord())] : [],
        Step = Step,
        Proposal = Proposal is { } proposal ? new(new PersonId(proposal.Person), proposal.Why, proposal.FromRound) : null,
        ClaimedBy = Person(ClaimedBy),
        Accepted = Accepted?.ToRecord(),
        Rejected = Rejected?.ToRecord(),
        CompletedAt = CompletedAt is { } at ? Instant.FromUnixTimeMilliseconds(at) : null,
        CompletedBy = Person(CompletedBy),
        Questions = [.. (Questions ?? []).Select(one => one.ToQuestion())],
        ClientTimes = [.. (ClientTimes ?? []).Select(one => one.ToTime())],
        RoutedTo = RoutedTo,
        ReRouted = ReRouted?.ToRecord(),
        Reopened = Reopened?.ToRecord(),
        Owed = Owed?.ToRecord(),
        Agreement = Agreement?.ToAgreement(),
        HandoverRun = Handover?.ToRun(),
        BeganOn = BeganOn is { } day ? LocalDatePattern.Iso.Parse(day).Value : null,
        DraftRun = Draft?.ToRun(),
        AcceptanceRun = Acceptance?.ToRun(),
        ClarificationRun = Clarification?.ToRun(),
        ReworkRun = Rework?.ToRun(),
        KickoffRun = Kickoff?.ToRun(),
    };

    private static ImmutableDictionary<string, Answer> Read(Dictionary<string, StoredAnswer> stored)
    {
        var answers = ImmutableDictionary.CreateBuilder<string, Answer>();
        foreach (var (field, one) in stored)
        {
            if (one.ToAnswer() is { } answer)
                answers[field] = answer;
        }

        return answers.ToImmutable();
    }

    private static PersonId? Person(Guid? id) => id is { } value ? new PersonId(value) : null;
}

/// <summary>Who is proposed, and why.</summary>
internal sealed record StoredProposal(Guid Person, string Why, bool FromRound = false);

/// <summary>What a content revision changed.</summary>
/// <param name="Kind">Absent where answers of the checklist were changed.</param>
internal sealed record StoredRevision(int Revision, Guid By, long At, string[] Fields, RevisionKind? Kind = null)
{
    public static StoredRevision Of(RevisionNote note) => new(
        note.Revision, note.By.Value, note.At.ToUnixTimeMilliseconds(), [.. note.Fields], note.Kind == RevisionKind.Changed ? null : note.Kind);

    public RevisionNote ToNote() => new(Revision, new PersonId(By), Instant.FromUnixTimeMilliseconds(At), [.. Fields]) { Kind = Kind ?? RevisionKind.Changed };
}

/// <summary>An acceptance that stands.</summary>
internal sealed record StoredAcceptance(Guid By, long At, Guid Owner, Guid PreviousOwner, string? ReadBack, Guid? GivenTo = null)
{
    public static StoredAcceptance? Of(AcceptedRecord? one) => one is null
        ? null
        : new(one.By.Value, one.At.ToUnixTimeMilliseconds(), one.Owner.Value, one.PreviousOwner.Value, one.ReadBack, one.GivenTo?.Value);

    public AcceptedRecord ToRecord() =>
        new(new PersonId(By), Instant.FromUnixTimeMilliseconds(At), new PersonId(Owner), new PersonId(PreviousOwner), ReadBack)
        {
            GivenTo = GivenTo is { } person ? new PersonId(person) : null,
        };
}

/// <summary>How a handoff came from one receiving team to another.</summary>
internal sealed record StoredReRouting(Guid By, long At, string From, string Reason)
{
    public static StoredReRouting? Of(ReRoutedRecord? one) => one is null ? null : new(one.By.Value, one.At.ToUnixTimeMilliseconds(), one.From, one.Reason);

    public ReRoutedRecord ToRecord() => new(new PersonId(By), Instant.FromUnixTimeMilliseconds(At), From, Reason);
}

/// <summary>A transfer that left a handoff owed.</summary>
internal sealed record StoredOwed(Guid By, long At, Guid To, string Reason)
{
    public static StoredOwed? Of(OwedRecord? one) => one is null ? null : new(one.By.Value, one.At.ToUnixTimeMilliseconds(), one.To.Value, one.Reason);

    public OwedRecord ToRecord() => new(new PersonId(By), Instant.FromUnixTimeMilliseconds(At), new PersonId(To), Reason);
}

/// <summary>Who took a completion back.</summary>
internal sealed record StoredReopening(Guid By, long At)
{
    public static StoredReopening? Of(ReopenedRecord? one) => one is null ? null : new(one.By.Value, one.At.ToUnixTimeMilliseconds());

    public ReopenedRecord ToRecord() => new(new PersonId(By), Instant.FromUnixTimeMilliseconds(At));
}

/// <summary>The last rejection.</summary>
internal sealed record StoredRejection(Guid By, long At, int Round, int Revision, string[] Reasons, string[] Fields, string? Note, bool? Late = null)
{
    public static StoredRejection? Of(RejectedRecord? one) => one is null
        ? null
        : new(one.By.Value, one.At.ToUnixTimeMilliseconds(), one.Round, one.Revision, [.. one.Reasons], [.. one.Fields], one.Note,
            one.IsLate ? true : null);

    public RejectedRecord ToRecord() =>
        new(new PersonId(By), Instant.FromUnixTimeMilliseconds(At), Round, Revision, [.. Reasons], [.. Fields], Note)
        {
            IsLate = Late ?? false,
        };
}

/// <summary>One run of a clock; times in milliseconds.</summary>
internal sealed record StoredRun(int Number, long Started, long Used, long? PausedSince, long? Budget, long? DueWas = null)
{
    public static StoredRun? Of(ClockRun? run) => run is null
        ? null
        : new(run.Number, run.Started.ToUnixTimeMilliseconds(), (long)run.Used.TotalMilliseconds, run.PausedSince?.ToUnixTimeMilliseconds(),
            (long?)run.Budget?.TotalMilliseconds, run.DueWas?.ToUnixTimeMilliseconds());

    public ClockRun ToRun() => new(
        Number, Instant.FromUnixTimeMilliseconds(Started), Duration.FromMilliseconds(Used),
        PausedSince is { } since ? Instant.FromUnixTimeMilliseconds(since) : null)
    {
        Budget = Budget is { } budget ? Duration.FromMilliseconds(budget) : null,
        DueWas = DueWas is { } due ? Instant.FromUnixTimeMilliseconds(due) : null,
    };
}
