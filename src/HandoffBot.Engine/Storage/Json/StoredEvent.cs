using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;
using NodaTime.Text;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>What happened, as the timeline keeps it. Who and when are columns of the row; the kind is one as well.</summary>
internal sealed record StoredEvent
{
    public Dictionary<string, StoredAnswer?>? Changes { get; init; }

    public int? Step { get; init; }

    public int? Round { get; init; }

    public string? Team { get; init; }

    /// <summary>Of a re-route: the team that it was with.</summary>
    public string? From { get; init; }

    public Guid? Client { get; init; }

    public StoredProposal? Proposal { get; init; }

    public Guid? Owner { get; init; }

    public Guid? PreviousOwner { get; init; }

    public string? ReadBack { get; init; }

    public string[]? Reasons { get; init; }

    public string[]? Fields { get; init; }

    public string? Note { get; init; }

    public StoredQuestion[]? Questions { get; init; }

    public StoredGivenReply[]? Answers { get; init; }

    /// <summary>Of clocks: which.</summary>
    public string? Clock { get; init; }

    public int? Run { get; init; }

    /// <summary>Of clocks: the step, by its key.</summary>
    public string? Rung { get; init; }

    public int? Repeat { get; init; }

    /// <summary>Who was pinged.</summary>
    public Guid[]? People { get; init; }

    /// <summary>Which channels were pinged.</summary>
    public string[]? Channels { get; init; }

    /// <summary>Which webhooks were called.</summary>
    public string[]? Webhooks { get; init; }

    /// <summary>When what waits goes out, in milliseconds.</summary>
    public long? Until { get; init; }

    /// <summary>The key of the playbook that it is about, where it is about one.</summary>
    public string? Playbook { get; init; }

    /// <summary>Which version of it.</summary>
    public string? Version { get; init; }

    /// <summary>The day on which the whole began: <c>2026-11-23</c>.</summary>
    public string? On { get; init; }

    public bool? Late { get; init; }

    public bool? Excused { get; init; }

    /// <summary>What was said to each promise.</summary>
    public StoredReply[]? Replies { get; init; }

    /// <summary>Which next action; its words and id alone, but where it is planned.</summary>
    public StoredAction? Action { get; init; }

    /// <summary>A message that was added.</summary>
    public StoredEvidence? Evidence { get; init; }

    /// <summary>What happened to an exception.</summary>
    public StoredExceptionEvent? Exception { get; init; }

    /// <summary>What an acceptance approved to stay open.</summary>
    public StoredExceptionTerm[]? Approves { get; init; }

    /// <summary>What happened to a promise.</summary>
    public StoredCommitmentEvent? Commitment { get; init; }

    public static (string Kind, StoredEvent Body) Of(HandoffEvent happened) => happened switch
    {
        HandoffEvent.Committed one => Of(one.Of),
        HandoffEvent.Planned one => ("action-planned", new() { Action = StoredAction.Of(one.Action) }),
        HandoffEvent.Unplanned one => ("action-unplanned", new() { Action = new(one.Id, one.What, null, "", null, null) }),
        HandoffEvent.Finished one => ("action-done", new() { Action = new(one.Id, one.What, null, "", null, null) }),
        HandoffEvent.EvidenceAdded one => ("evidence-added", new() { Evidence = StoredEvidence.Of(one.Evidence) }),
        HandoffEvent.EvidenceRemoved one => ("evidence-removed", new() { Evidence = StoredEvidence.Of(one.Evidence) }),
        HandoffEvent.ExceptionAsked one => ("exception-asked", new() { Exception = new(one.Exception.Field, StoredExceptionRecord.Of(one.Exception)) }),
        HandoffEvent.ExceptionTakenBack one => ("exception-taken-back", new() { Exception = new(one.Field) }),
        HandoffEvent.ExceptionVoided one => ("exception-voided", new() { Exception = new(one.Field) }),
        HandoffEvent.FilledIn one => ("exception-filled-in", new() { Exception = new(one.Field, Number: one.Exception), Changes = Keep(one.Changes) }),
        HandoffEvent.Started => ("started", new()),
        HandoffEvent.Saved one => ("saved", new() { Changes = Keep(one.Changes), Step = one.Step }),
        HandoffEvent.Submitted one => ("submitted", new()
        {
            Round = one.Round,
            Team = one.ReceivingTeam,
            Client = one.Client?.Value,
            Proposal = Keep(one.Proposal),
        }),
        HandoffEvent.Discarded => ("discarded", new()),
        HandoffEvent.Withdrawn one => ("withdrawn", new() { Round = one.Round }),
        HandoffEvent.Corrected one => ("corrected", new() { Changes = Keep(one.Changes) }),
        HandoffEvent.Accepted one => ("accepted", new()
        {
            Round = one.Round, Owner = one.Owner.Value, PreviousOwner = one.PreviousOwner.Value, ReadBack = one.ReadBack,
            Replies = one.Replies.IsEmpty ? null : [.. one.Replies.Select(StoredReply.Of)],
            Approves = one.Approves.IsEmpty ? null : [.. one.Approves.Select(StoredExceptionTerm.Of)],
        }),
        HandoffEvent.Rejected one => ("rejected", new()
        {
            Round = one.Round, Reasons = [.. one.Reasons], Fields = [.. one.Fields], Note = one.Note,
        }),
        HandoffEvent.Asked one => ("asked", new() { Round = one.Round, Questions = [.. one.Questions.Select(StoredQuestion.Of)] }),
        HandoffEvent.Answered one => ("answered", new()
        {
            Round = one.Round, Answers = [.. one.Replies.Select(StoredGivenReply.Of)], Changes = one.Changes.IsEmpty ? null : Keep(one.Changes),
        }),
        HandoffEvent.ClientTimeBegan => ("client-time-began", new()),
        HandoffEvent.ClientTimeEnded => ("client-time-ended", new()),
        HandoffEvent.KickedOff => ("kicked-off", new()),
        HandoffEvent.AcceptUndone one => ("accept-undone", new() { Owner = one.Owner.Value }),
        HandoffEvent.RejectUndone => ("reject-undone", new()),
        HandoffEvent.Claimed => ("claimed", new()),
        HandoffEvent.Released => ("released", new()),
        HandoffEvent.Reassigned one => ("reassigned", new() { Proposal = Keep(one.Proposal), People = [one.Proposal.Person.Value] }),
        HandoffEvent.SenderChanged one => ("sender-changed", new() { People = [one.Sender.Value, one.PreviousSender.Value] }),
        HandoffEvent.ReRouted one => ("re-routed", new()
        {
            Round = one.Round, From = one.From, Team = one.To, Note = one.Reason, Proposal = Keep(one.Proposal),
        }),
        HandoffEvent.SentBack one => ("sent-back", new()
        {
            Round = one.Round, Reasons = [.. one.Reasons], Fields = [.. one.Fields], Note = one.Note, Owner = one.Owner.Value, PreviousOwner = one.PreviousOwner.Value,
        }),
        HandoffEvent.Reopened one => ("reopened", new() { Owner = one.Owner.Value }),
        HandoffEvent.SenderLeft one => ("sender-left", new() { People = [one.Sender.Value] }),
        HandoffEvent.ReceiverLeft one => ("receiver-left", new()
        {
            Proposal = Keep(one.Proposal),
            People = one.Proposal is { } next ? [next.Person.Value] : null,
        }),
        HandoffEvent.OwnerChanged one => ("owner-changed", new() { Owner = one.Owner.Value, PreviousOwner = one.PreviousOwner.Value, Note = one.Reason }),
        HandoffEvent.BeginningChanged one => ("beginning-changed", new() { On = one.On is { } day ? LocalDatePattern.Iso.Format(day) : null, Until = one.From?.ToUnixTimeMilliseconds() }),
        HandoffEvent.Owed one => ("owed", new() { Owner = one.To.Value, Note = one.Reason }),
        _ => throw new InvalidOperationException($"No way to keep a {happened.GetType().Name}."),
    };

    /// <summary>The event of the handoff's life that the row tells; null for other kinds, such as pings.</summary>
    public HandoffEvent? ToEvent(string kind, PersonId by, Instant at) => kind switch
    {
        "started" => new HandoffEvent.Started(by, at),
        "saved" => new HandoffEvent.Saved(by, at, Read(Changes), Step ?? 0),
        "submitted" => new HandoffEvent.Submitted(
            by, at, Round ?? 0, Team ?? "", Client is { } client ? new ClientId(client) : null,
            Read(Proposal)),
        "discarded" => new HandoffEvent.Discarded(by, at),
        "withdrawn" => new HandoffEvent.Withdrawn(by, at, Round ?? 0),
        "corrected" => new HandoffEvent.Corrected(by, at, Read(Changes)),
        "accepted" => new HandoffEvent.Accepted(by, at, Round ?? 0, Person(Owner), Person(PreviousOwner), ReadBack)
        {
            Replies = [.. (Replies ?? []).Select(one => one.ToReply())],
            Approves = [.. (Approves ?? []).Select(one => one.ToTerm())],
        },
        "rejected" => new HandoffEvent.Rejected(by, at, Round ?? 0, [.. Reasons ?? []], [.. Fields ?? []], Note),
        "asked" => new HandoffEvent.Asked(by, at, Round ?? 0, [.. (Questions ?? []).Select(one => one.ToQuestion())], null),
        "answered" => new HandoffEvent.Answered(by, at, Round ?? 0, [.. (Answers ?? []).Select(one => one.ToReply())], Read(Changes)),
        "client-time-began" => new HandoffEvent.ClientTimeBegan(by, at, null),
        "client-time-ended" => new HandoffEvent.ClientTimeEnded(by, at),
        "kicked-off" => new HandoffEvent.KickedOff(by, at),
        "accept-undone" => new HandoffEvent.AcceptUndone(by, at, Person(Owner)),
        "reject-undone" => new HandoffEvent.RejectUndone(by, at),
        "sender-left" => new HandoffEvent.SenderLeft(by, at, Person(People?.FirstOrDefault())),
        "receiver-left" => new HandoffEvent.ReceiverLeft(by, at, Read(Proposal)),
        "claimed" => new HandoffEvent.Claimed(by, at),
        "released" => new HandoffEvent.Released(by, at),
        "reassigned" => new HandoffEvent.Reassigned(by, at, Read(Proposal) ?? new(by, "")),
        "sender-changed" => new HandoffEvent.SenderChanged(by, at, Person(People?.FirstOrDefault()), Person(People?.LastOrDefault())),
        "re-routed" => new HandoffEvent.ReRouted(by, at, Round ?? 0, From ?? "", Team ?? "", Note ?? "", Read(Proposal)),
        "sent-back" => new HandoffEvent.SentBack(
            by, at, Round ?? 0, [.. Reasons ?? []], [.. Fields ?? []], Note, Person(Owner), Person(PreviousOwner)),
        "reopened" => new HandoffEvent.Reopened(by, at, Person(Owner)),
        "owner-changed" => new HandoffEvent.OwnerChanged(by, at, Person(Owner), Person(PreviousOwner), Note ?? ""),
        "owed" => new HandoffEvent.Owed(by, at, Person(Owner), Note ?? ""),
        "beginning-changed" => new HandoffEvent.BeginningChanged(
            by, at, On is { } day ? LocalDatePattern.Iso.Parse(day).Value : null, Until is { } from ? Instant.FromUnixTimeMilliseconds(from) : null),
        "action-planned" when Action is { } action => new HandoffEvent.Planned(by, at, action.ToAction()),
        "action-unplanned" when Action is { } action => new HandoffEvent.Unplanned(by, at, action.Id, action.What),
        "action-done" when Action is { } action => new HandoffEvent.Finished(by, at, action.Id, action.What),
        "evidence-added" when Evidence is { } evidence => new HandoffEvent.EvidenceAdded(by, at, evidence.ToEvidence()),
        "evidence-removed" when Evidence is { } gone => new HandoffEvent.EvidenceRemoved(by, at, gone.ToEvidence()),
        "exception-asked" when Exception?.Asked is { } asked => new HandoffEvent.ExceptionAsked(by, at, asked.ToRecord()),
        "exception-taken-back" when Exception is { } one => new HandoffEvent.ExceptionTakenBack(by, at, one.Field),
        "exception-voided" when Exception is { } one => new HandoffEvent.ExceptionVoided(by, at, one.Field),
        "exception-filled-in" when Exception is { Number: { } number } one => new HandoffEvent.FilledIn(by, at, number, one.Field, Read(Changes)),
        _ when Commitment?.ToEvent(kind, by, at) is { } happened => new HandoffEvent.Committed(happened),
        _ => null,
    };

    /// <summary>Of a promise that came with no handoff, too.</summary>
    public static (string Kind, StoredEvent Body) Of(CommitmentEvent happened)
    {
        var (kind, body) = StoredCommitmentEvent.Of(happened);
        return (kind, new() { Commitment = body });
    }

    private static StoredProposal? Keep(Proposal? proposal) => proposal is null ? null : new(proposal.Person.Value, proposal.Why, proposal.FromRound);

    private static Proposal? Read(StoredProposal? stored) => stored is null ? null : new(new PersonId(stored.Person), stored.Why, stored.FromRound);

    private static PersonId Person(Guid? id) => new(id ?? Guid.Empty);

    private static Dictionary<string, StoredAnswer?> Keep(ImmutableDictionary<string, Answer?> changes) =>
        changes.ToDictionary(pair => pair.Key, pair => pair.Value is { } answer ? StoredAnswer.Of(answer) : null);

    private static ImmutableDictionary<string, Answer?> Read(Dictionary<string, StoredAnswer?>? changes) =>
        (changes ?? []).ToImmutableDictionary(pair => pair.Key, pair => pair.Value?.ToAnswer());
}
