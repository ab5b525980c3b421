using System.Collections.Immutable;
using System.Reflection;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using NodaTime;

namespace HandoffBot.Engine.Tests.Storage;

public sealed class StoredJsonTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 22, 9, 30);
    private static readonly PersonId Ana = new(Guid.CreateVersion7());
    private static readonly PersonId Kim = new(Guid.CreateVersion7());
    private static readonly ClientId Acme = new(Guid.CreateVersion7());

    private static readonly Answer[] EveryAnswer =
    [
        new Answer.Text("<@U1> & \u202e \"quotes\""), new Answer.Number(1.10m), new Answer.Money(79228162514264337593543950335m, "GBP"),
        new Answer.Date(new LocalDate(2026, 2, 28)), new Answer.Choice("A"), new Answer.Choices(["A", "B"]), new Answer.YesNo(true),
        new Answer.Person(Kim, "Kim"), new Answer.Client(null, "New"), new Answer.Client(Acme, "Acme"),
    ];

    private static readonly HandoffEvent[] EveryEvent =
    [
        new HandoffEvent.Started(Ana, Now),
        new HandoffEvent.Saved(Ana, Now, ImmutableDictionary<string, Answer?>.Empty.Add("a", new Answer.YesNo(false)).Add("b", null), 2),
        new HandoffEvent.Submitted(Ana, Now, 1, "onboarding", Acme, new Proposal(Kim, "it is her turn")),
        new HandoffEvent.Submitted(Ana, Now, 2, "onboarding", null, null),
        new HandoffEvent.EvidenceAdded(Ana, Now, new(new Guid("0192a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b"), "They said yes", "Ines", new(Platform.Slack, "T0", "C0", "1.1"), Ana, Now)),
        new HandoffEvent.EvidenceRemoved(Ana, Now, new(new Guid("0192a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b"), "", "Ines", new(Platform.Slack, "T0", "C0", "1.1"), Ana, Now)),
        new HandoffEvent.Discarded(Ana, Now), new HandoffEvent.Withdrawn(Ana, Now, 1),
        new HandoffEvent.Corrected(Ana, Now, ImmutableDictionary<string, Answer?>.Empty.Add("a", new Answer.Number(2))),
        new HandoffEvent.Accepted(Kim, Now, 1, Kim, Ana, "They need a date"),
        new HandoffEvent.Rejected(Kim, Now, 1, ["missing"], ["scope"], null),
        new HandoffEvent.Asked(Kim, Now, 1, [new(1, 1, 1, Kim, Now, "Which sites?", ["scope"], true)], null),
        new HandoffEvent.Answered(Ana, Now, 1, [new(1, "Leeds"), new(2, "")], ImmutableDictionary<string, Answer?>.Empty.Add("a", null)),
        new HandoffEvent.Answered(Ana, Now, 1, [new(1, "Leeds")], ImmutableDictionary<string, Answer?>.Empty),
        new HandoffEvent.ClientTimeBegan(Kim, Now, null), new HandoffEvent.ClientTimeEnded(Kim, Now),
        new HandoffEvent.KickedOff(Kim, Now), new HandoffEvent.AcceptUndone(Kim, Now, Ana), new HandoffEvent.RejectUndone(Kim, Now),
        new HandoffEvent.Claimed(Kim, Now),
        new HandoffEvent.Accepted(Kim, Now, 1, Kim, Ana, null) { Replies = [new(Promise.Id, null), new(Promise.Id, "Too soon")] },
        new HandoffEvent.Planned(Ana, Now, new(Promise.Id.Value, "Book the kickoff", Kim, new LocalDate(2026, 12, 1))),
        new HandoffEvent.Planned(Ana, Now, new(Promise.Id.Value, "Book the kickoff", null, new LocalDate(2026, 12, 1), new(Kim, Now))),
        new HandoffEvent.Unplanned(Ana, Now, Promise.Id.Value, "Book the kickoff"),
        new HandoffEvent.Finished(Kim, Now, Promise.Id.Value, "Book the kickoff"),
        new HandoffEvent.Accepted(Kim, Now, 1, Kim, Ana, null) { Approves = [new("scope", new LocalDate(2026, 12, 1))] },
        new HandoffEvent.ExceptionAsked(Ana, Now, Excepted), new HandoffEvent.ExceptionTakenBack(Ana, Now, "scope"), new HandoffEvent.ExceptionVoided(Ana, Now, "scope"),
        new HandoffEvent.FilledIn(Kim, Now, 3, "scope", ImmutableDictionary<string, Answer?>.Empty.Add("scope", new Answer.Text("Leeds"))),
        .. EveryPromiseEvent.Select(one => new HandoffEvent.Committed(one)),
        new HandoffEvent.Released(Kim, Now), new HandoffEvent.Reassigned(Kim, Now, new Proposal(Ana, "Kim gave it to them")),
        new HandoffEvent.SenderChanged(Ana, Now, Kim, Ana),
        new HandoffEvent.ReRouted(Kim, Now, 1, "onboarding", "delivery", "Theirs", new Proposal(Kim, "it is her turn", FromRound: true)),
        new HandoffEvent.ReRouted(Kim, Now, 1, "onboarding", "delivery", "Theirs", null),
        new HandoffEvent.SentBack(Kim, Now, 1, ["missing"], ["scope"], "note", Ana, Kim), new HandoffEvent.Reopened(Kim, Now, Ana),
        new HandoffEvent.SenderLeft(Ana, Now, Kim),
        new HandoffEvent.ReceiverLeft(Kim, Now, new Proposal(Ana, "it is her turn", FromRound: true)), new HandoffEvent.ReceiverLeft(Kim, Now, null),
        new HandoffEvent.OwnerChanged(Kim, Now, Ana, Kim, "She left"), new HandoffEvent.Owed(Kim, Now, Ana, "She left"),
        new HandoffEvent.BeginningChanged(Kim, Now, new(2026, 11, 20), Now), new HandoffEvent.BeginningChanged(Kim, Now, null, null),
    ];

    private static ExceptionRecord Excepted => new(3, "scope", "Legal <@U1> has not signed", new LocalDate(2026, 12, 1), Ana, Now)
    {
        Approved = new(Kim, Now), Ended = new(ExceptionOutcome.Answered, Kim, Now),
    };

    private static Commitment Promise => new()
    {
        Id = new(new Guid(5, 0, 0, new byte[8])),
        Text = new("Five sites <@U1>", new LocalDate(2026, 12, 1), "On a call", "https://example.com/1"),
        PromisedBy = Ana,
        RecordedBy = Kim,
        RecordedAt = Now,
        Client = Acme,
        With = new(1042, Ana, "sales"),
        State = CommitmentState.Renegotiated,
        Acknowledged = new(Kim, Now),
        Dispute = new(Kim, Now, "Too soon") { Proposal = new(2, Ana, Now, new("Four sites", new LocalDate(2026, 12, 2)), BySender: true) },
        Ended = new(Kim, Now, "They left"),
        Asking = new("delivery", new(Kim, Now, true, new LocalDate(2026, 12, 3), "After the audit")),
        Moved = new(Kim, Now, new LocalDate(2026, 11, 30), "They asked for it"),
    };

    private static IEnumerable<CommitmentEvent> EveryPromiseEvent =>
    [
        new CommitmentEvent.Recorded(Ana, Now, Promise),
        new CommitmentEvent.Reworded(Promise.Id, Ana, Now, Promise.Text with { Where = null, Link = null }),
        new CommitmentEvent.Removed(Promise.Id, Ana, Now, "Five sites"),
        new CommitmentEvent.Kept(Promise.Id, Ana, Now, "Five sites"),
        new CommitmentEvent.Broken(Promise.Id, Ana, Now, "Five sites", "They left"),
        new CommitmentEvent.Renegotiated(Promise.Id, Ana, Now, "Five sites", new LocalDate(2026, 12, 1), new LocalDate(2026, 12, 2), "They asked for it"),
        new CommitmentEvent.Suggested(Promise.Id, Ana, Now, Promise.Text, BySender: true),
        new CommitmentEvent.TeamAnswered(Promise.Id, Kim, Now, "Five sites", Promise.Asking!.Answer!),
        new CommitmentEvent.TakenUp(Promise.Id, Ana, Now, "Five sites", new LocalDate(2026, 12, 3)),
        new CommitmentEvent.Dropped(Promise.Id, Ana, Now, "Five sites"),
        new CommitmentEvent.Agreed(Promise.Id, Kim, Now, Promise.Text),
        new CommitmentEvent.Decided(Promise.Id, Kim, Now, Promise.Text),
    ];

    [Fact]
    public void No_kind_of_event_of_a_promise_is_forgotten() => Assert.Equal(Cases(typeof(CommitmentEvent)), Names(EveryPromiseEvent));

    [Fact]
    public void A_promise_comes_back_as_it_was()
    {
        Assert.Equal(Promise, Promise.ToNewRow().ToCommitment());
        Assert.Equal(Promise, (Whole() with { Commitments = [Promise] }).ToNewRow().ToHandoff(Whole().Playbook).Commitments.Single());
    }

    [Fact]
    public void An_exception_comes_back_as_it_was()
    {
        ExceptionRecord[] all = [Excepted, Excepted with { Approved = null, Ended = null }, Excepted with { Approved = null, Ended = new(ExceptionOutcome.Refused, Kim, Now) }];

        Assert.Equal(all, (Whole() with { Exceptions = [.. all] }).ToNewRow().ToHandoff(Whole().Playbook).Exceptions.ToArray());
    }

    [Fact]
    public void Every_answer_comes_back_as_it_was() =>
        Assert.All(EveryAnswer, answer => Assert.Equal(answer, StoredAnswer.Of(answer).ToAnswer()));

    [Fact]
    public void No_kind_of_answer_is_forgotten() => Assert.Equal(Cases(typeof(Answer)), Names(EveryAnswer));

    [Fact]
    public void Every_event_comes_back_as_it_was() => Assert.All(EveryEvent, happened =>
    {
        var (kind, body) = StoredEvent.Of(happened);
        var read = StorageJson.ReadEvent(StorageJson.Write(body)).ToEvent(kind, happened.By, happened.At);
        Assert.Equal(Comparable(happened), Comparable(read!));
    });

    [Fact]
    public void No_kind_of_event_is_forgotten() => Assert.Equal(Cases(typeof(HandoffEvent)), Names(EveryEvent));

    [Fact]
    public void A_handoff_comes_back_as_it_was()
    {
        var handoff = Whole();
        var read = handoff.ToNewRow().ToHandoff(handoff.Playbook);

        Assert.Equal(handoff with { Revisions = [], Questions = [], ClientTimes = [] }, read with { Revisions = [], Questions = [], ClientTimes = [] });
        Assert.True(handoff.Revisions.SequenceEqual(read.Revisions));
        Assert.True(handoff.Questions.SequenceEqual(read.Questions));
        Assert.True(handoff.ClientTimes.SequenceEqual(read.ClientTimes));
    }

    [Fact]
    public void Unknown_members_and_kinds_of_a_later_version_are_passed_over()
    {
        var read = StorageJson.ReadHandoff("""{"answers":{"a":{"t":"hologram","v":"x"},"b":{"t":"text","v":"y"}},"mood":{"x":[1]},"step":2}""");

        var handoff = read.Fill(Whole());
        Assert.Equal(2, handoff.Step);
        Assert.Equal(["b"], handoff.Answers.ByField.Keys);
    }

    private static Handoff Whole() => new()
    {
        Number = 1042,
        BeganOn = new(2026, 11, 20),
        Agreement = new(Now, [Kim, Ana]),
        Playbook = new Playbook
        {
            Key = "p", Version = "v", Name = "P", From = "sales", To = "onboarding", RejectReasons = [new("missing", "Missing")],
            Checklist = new([new("One", [new() { Id = "client", Label = "Client", Kind = new FieldKind.Client() }])]),
        },
        Status = HandoffStatus.Accepted,
        Sender = Ana,
        SendingTeam = "sales",
        ReceivingTeam = "onboarding",
        Client = Acme,
        Answers = new(EveryAnswer.Select((answer, at) => KeyValuePair.Create(at == 9 ? "client" : $"f{at}", answer)).ToImmutableDictionary()),
        Round = 2,
        Revision = 3,
        Revisions = [new(1, Ana, Now, ["f1"]), new(2, Ana, Now, []) { Kind = RevisionKind.Asked }, new(3, Ana, Now, ["f2", "f3"]) { Kind = RevisionKind.Answered }],
        Questions =
        [
            new(1, 1, 1, Kim, Now, "Which <sites>?", ["f1"], false) { Reply = new(Ana, Now, "Leeds") },
            new(2, 1, 1, Kim, Now, "When?", [], true) { Closed = new(ClosedBy.ReRouting, Now) },
            new(3, 2, 2, Kim, Now, "Who?", [], true),
        ],
        ClientTimes = [new(Now, Now + Duration.FromHours(1)), new(Now, null)],
        Step = 1,
        Proposal = new(Kim, "because", FromRound: true),
        ClaimedBy = Kim,
        Accepted = new(Kim, Now, Kim, Ana, "read back") { GivenTo = Ana },
        Rejected = new(Kim, Now, 1, 2, ["missing"], ["f1"], "note") { IsLate = true },
        RoutedTo = "delivery",
        ReRouted = new(Kim, Now, "delivery", "theirs"),
        Reopened = new(Ana, Now),
        Owed = new(Ana, Now, Kim, "She left"),
        HandoverRun = ClockRun.First(Now),
        StartedAt = Now,
        SubmittedAt = Now,
        CompletedAt = Now,
        CompletedBy = Kim,
        DraftRun = ClockRun.First(Now),
        AcceptanceRun = new(2, Now, Duration.FromMinutes(5), Now) { Budget = Duration.FromHours(4) },
        ClarificationRun = ClockRun.First(Now),
        ReworkRun = ClockRun.First(Now),
        KickoffRun = ClockRun.First(Now),
    };

    // Records compare their collections by reference: compare what they hold.
    private static string Comparable(HandoffEvent happened)
    {
        var (kind, body) = StoredEvent.Of(happened);
        return $"{kind} {happened.By} {happened.At} {StorageJson.Write(body)}";
    }

    private static IEnumerable<string> Cases(Type alternatives) => alternatives.GetNestedTypes(BindingFlags.Public).Select(one => one.Name).Order();

    private static IEnumerable<string> Names(IEnumerable<object> samples) => samples.Select(one => one.GetType().Name).Distinct().Order();
}
