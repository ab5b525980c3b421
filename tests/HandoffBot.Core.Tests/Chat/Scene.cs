using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Chat;

/// <summary>Acme hands a client from Sales to Onboarding; Sam sends, Kim and Olu receive.</summary>
internal static class Scene
{
    public const string Workspace = "T0ACME";
    public const string Tenant = "7ea50000-0000-4000-8000-000000000000";

    public static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 10, 0);
    public static readonly PersonView Sam = Person(1, "Sam");
    public static readonly PersonView Kim = Person(2, "Kim");
    public static readonly PersonView Olu = Person(3, "Olu");

    public static readonly Organization Organization = new()
    {
        Name = "Acme",
        Zone = DateTimeZone.Utc,
        Currency = "GBP",
        Teams = new Dictionary<string, Team>
        {
            ["sales"] = new() { Key = "sales", Name = "Sales" },
            ["onboarding"] = new() { Key = "onboarding", Name = "Onboarding", Slack = new("C0ONB", null) },
            ["delivery"] = new() { Key = "delivery", Name = "Delivery", Slack = new("C0DEL", null) },
            ["support"] = new() { Key = "support", Name = "Support", MsTeams = new("19:support", "19:support-intake") },
        },
    };

    public static readonly Playbook Playbook = new()
    {
        Key = "sales-to-onboarding",
        Version = "000000000000",
        Name = "Sales to Onboarding",
        From = "sales",
        To = "onboarding",
        Checklist = new(
        [
            new("The deal",
            [
                Field("client", "Client", new FieldKind.Client(), required: true),
                Field("segment", "Segment", new FieldKind.Choice(["SMB", "Enterprise"]), required: true),
                Field("security", "Is a security review agreed?", new FieldKind.YesNo(), required: true, new Condition.Is("segment", "Enterprise")),
            ]),
            new("The work",
            [
                Field("scope", "What was sold", new FieldKind.LongText(null, 3000, null, null), required: true),
                Field("seller", "Who sold it", new FieldKind.Person()),
            ]),
        ]),
        Criteria = ["The scope is something that we deliver today", "The date can be met"],
        ReadBack = true,
        RejectReasons = [new("scope-unclear", "Scope is unclear or missing"), new("wrong-team", "Not for this team")],
    };

    public static readonly Answers Answered = new(new Dictionary<string, Answer>
    {
        ["client"] = new Answer.Client(null, "Brightwave Ltd"),
        ["segment"] = new Answer.Choice("SMB"),
        ["scope"] = new Answer.Text("Fifty seats of everything"),
    }.ToImmutableDictionary());

    public static Field Field(string id, string label, FieldKind kind, bool required = false, Condition? when = null) =>
        new() { Id = id, Label = label, Kind = kind, Required = required, When = when };

    public static PersonView Person(int id, string name) =>
        new(new(new Guid(id, 0, 0, new byte[8])), name,
        [
            new(Platform.Slack, Workspace, $"U{name.ToUpperInvariant()}"),
            new(Platform.MsTeams, Tenant, $"7ea50000-0000-4000-8000-{id:D12}"),
        ]);

    public static Handoff Handoff(HandoffStatus status, Playbook? playbook = null, Answers? answers = null) => new()
    {
        Number = 1042,
        Playbook = playbook ?? Playbook,
        Status = status,
        Sender = Sam.Id,
        SendingTeam = "sales",
        ReceivingTeam = "onboarding",
        Answers = answers ?? Answered,
        Round = status == HandoffStatus.Draft ? 0 : 1,
        Revision = 3,
        StartedAt = Now,
        Proposal = status == HandoffStatus.Draft ? null : new(Kim.Id, "it is her turn in Onboarding's round"),
        Accepted = status is HandoffStatus.Accepted or HandoffStatus.Completed ? new(Kim.Id, Now, Olu.Id, Sam.Id, "They need access on Monday.") : null,
        Rejected = status == HandoffStatus.Rejected ? new(Kim.Id, Now, 1, 3, ["scope-unclear"], ["scope"], "Which modules?") : null,
        Questions = status == HandoffStatus.Clarifying ? [Question(1, "Which modules?", "scope")] : [],
        ClarificationRun = status == HandoffStatus.Clarifying ? ClockRun.First(Now) : null,
        CompletedAt = status == HandoffStatus.Completed ? Now : null,
        CompletedBy = status == HandoffStatus.Completed ? Olu.Id : null,
    };

    /// <summary>A release in place of a client.</summary>
    public static Handoff Release(HandoffStatus status) => Handoff(
        status,
        Playbook with
        {
            Key = "release-to-support",
            Name = "Release to Support",
            Checklist = new([new("The release", [Field("release", "Release", new FieldKind.Client { Of = new("release") }, required: true), Field("notes", "Release notes", new FieldKind.Url())])])
            {
                Subject = new("release"),
            },
        },
        new(new Dictionary<string, Answer> { ["release"] = new Answer.Client(null, "4.2"), ["notes"] = new Answer.Text("https://acme.example/4.2") }.ToImmutableDictionary()));

    public static Client ReleaseOf(PersonId owner) => new(new(new Guid(42, 0, 0, new byte[8])), "4.2", owner) { Subject = new("release") };

    /// <summary>The same with two promises to the client, the second of which Kim disputed when accepting.</summary>
    public static Handoff Promising(HandoffStatus status)
    {
        var isAccepted = status is HandoffStatus.Accepted or HandoffStatus.Completed;
        return Handoff(status) with
        {
            Commitments =
            [
                Promise(1, "Five sites by Easter") with { Acknowledged = isAccepted ? new(Kim.Id, Now) : null },
                Promise(2, "A free upgrade") with { Dispute = isAccepted ? new(Kim.Id, Now, "We do not give upgrades away.") : null },
            ],
        };
    }

    /// <summary>The same by a playbook that asks for next actions, with two of them, the first of which is done once the client was taken over.</summary>
    public static Handoff Planned(HandoffStatus status) => Handoff(status, Playbook with { NextActions = true }) with
    {
        NextActions =
        [
            new(new Guid(61, 0, 0, new byte[8]), "Book the kickoff", null, new LocalDate(2026, 12, 1), status == HandoffStatus.Accepted ? new(Olu.Id, Now) : null),
            new(new Guid(62, 0, 0, new byte[8]), "Send the contract", Kim.Id, new LocalDate(2026, 12, 3)),
        ],
    };

    /// <summary>The same with two messages that were added to it, the second of which can be found no more.</summary>
    public static Handoff Evidenced(HandoffStatus status) => Handoff(status) with
    {
        Evidence =
        [
            Evidence.Of(new Guid(71, 0, 0, new byte[8]), "We sign on Friday,\nif <all> five sites are in.", "Ines", Said.At, Sam.Id, Now) with { Link = new("https://acme.slack.com/archives/C0DEALS/p1") },
            Evidence.Of(new Guid(72, 0, 0, new byte[8]), new string('y', 3500), "Kim", Said.At with { Platform = Platform.MsTeams, Message = "2" }, Kim.Id, Now) with { AuthorPerson = Kim.Id },
        ],
    };

    /// <summary>A message of somebody at the client.</summary>
    public static Quote Said => new(new(Platform.Slack, Workspace, "C0DEALS", "1763892000.000100"), "We sign on Friday,\nif <all> five sites are in.") { AuthorName = "Ines" };

    public static Client Client => new(new(Guid.Empty), "Brightwave Ltd", Olu.Id);

    /// <summary>The disputed promise, for which Sam proposed other words.</summary>
    public static Commitment Suggested => Promising(HandoffStatus.Accepted).Commitments[1] switch
    {
        var disputed => disputed with
        {
            Dispute = disputed.Dispute! with { Proposal = new(1, Sam.Id, Now, new("A cheaper upgrade", new LocalDate(2027, 1, 31)), BySender: true) },
        },
    };

    /// <summary>The same, where who disputes it proposes something.</summary>
    public static Commitment SuggestedByReceiver => Suggested with
    {
        Dispute = Suggested.Dispute! with { Proposal = new(2, Kim.Id, Now, new("A cheaper upgrade", new LocalDate(2027, 2, 28)), BySender: false) },
    };

    /// <summary>One that was said in a message.</summary>
    public static Commitment Linked(Commitment commitment) => commitment with { Text = commitment.Text with { Link = "https://acme.slack.com/archives/C0DEALS/p1" } };

    /// <summary>Olu of Onboarding names another day.</summary>
    public static TeamAnswer SaidWhen => new(Olu.Id, Now, true, new LocalDate(2027, 1, 31), "After the audit");

    /// <summary>What became of what Sam asked Onboarding, to Olu.</summary>
    public static PromiseView AskedAndTold(CommitmentState state, TeamAnswer? answer) => Asked(answer) switch
    {
        var asked => asked with
        {
            Commitment = Linked(asked.Commitment) with { State = state, Text = Linked(asked.Commitment).Text with { Due = answer?.Instead ?? asked.Due } },
            To = Olu,
        },
    };

    /// <summary>Sam asked Onboarding whether it can be done.</summary>
    public static PromiseView Asked(TeamAnswer? answer) => new(
        Promise(1, "Five sites by Easter") with { With = null, State = CommitmentState.Asked, Asking = new("onboarding", answer) }, Client, Organization,
        answer is null ? null : Sam, person => View(HandoffStatus.Submitted).NameOf(person));
    /// <summary>Where what was sold stays open: asked for by Sam, and approved by Kim once the client was taken over.</summary>
    public static Handoff Excepting(HandoffStatus status) => Handoff(status, answers: Answered.With(new Dictionary<string, Answer?> { ["scope"] = null })) with
    {
        Exceptions =
        [
            new(2, "scope", "Legal has not signed yet, <and> that takes *weeks*", new LocalDate(2026, 12, 1), Sam.Id, Now)
            {
                Approved = status is HandoffStatus.Accepted or HandoffStatus.Completed ? new(Kim.Id, Now) : null,
            },
        ],
    };

    /// <summary>Where so many answers stay open.</summary>
    public static Handoff ExceptingMany(HandoffStatus status, int count)
    {
        var fields = Enumerable.Range(0, count).Select(i => Field($"f{i}", $"Field {i}", new FieldKind.YesNo(), required: true)).ToList();
        return Handoff(status, Playbook with { Checklist = new([new("One", [Field("client", "Client", new FieldKind.Client()), .. fields])]) }) with
        {
            Exceptions = [.. fields.Select((field, i) => new ExceptionRecord(i + 1, field.Id, "Soon", new LocalDate(2026, 12, 1).PlusDays(i), Sam.Id, Now))],
        };
    }

    /// <summary>The same once Sam has filled it in.</summary>
    public static Handoff FilledIn { get; } = Excepting(HandoffStatus.Accepted) is var open
        ? open with { Answers = Answered, Exceptions = [open.Exceptions[0] with { Ended = new(ExceptionOutcome.Answered, Sam.Id, Now) }] }
        : throw new InvalidOperationException("It is open.");

    public static CommitmentPingView PromisePing(Commitment commitment, PingRole role, Duration overdue, bool late = false) => new(
        commitment, Client, Organization, Now, commitment.Id.Value, 1, "50%", late, Now, Now - overdue, Olu, role, Sam);

    public static Commitment Promise(int id, string what) => new()
    {
        Id = new(new Guid(50 + id, 0, 0, new byte[8])),
        Text = new(what, new LocalDate(2026, 12, id), "On the call of 20 November"),
        PromisedBy = Sam.Id,
        RecordedBy = Sam.Id,
        RecordedAt = Now,
        Client = new(Guid.Empty),
        With = new(1042, Sam.Id, "sales"),
    };

    /// <summary>Kim asks it, in the first clarification of the first round.</summary>
    public static Question Question(int number, string text, params ReadOnlySpan<string> fields) => new(number, 1, 1, Kim.Id, Now, text, [.. fields], false);

    /// <summary>Kim gave it to Delivery, where nobody is proposed.</summary>
    public static Handoff ReRouted { get; } = Handoff(HandoffStatus.Submitted) with
    {
        ReceivingTeam = "delivery",
        ReRouted = new(Kim.Id, Now, "onboarding", "They have no other system to move from."),
        Proposal = null,
    };

    /// <summary>It was accepted before.</summary>
    public static Handoff SentBack { get; } = Handoff(HandoffStatus.Rejected) is { Rejected: { } rejected } handoff
        ? handoff with { Rejected = rejected with { IsLate = true } }
        : throw new InvalidOperationException("A rejected handoff says why.");

    public static Handoff Owed { get; } = Handoff(HandoffStatus.Draft) with { Owed = new(Olu.Id, Now, Kim.Id, "Sam moves to another team.") };

    public static Handoff Reopened { get; } = Handoff(HandoffStatus.Accepted) with { Reopened = new(Kim.Id, Now) };

    public static HandoffView View(HandoffStatus status, Playbook? playbook = null, Answers? answers = null) => View(Handoff(status, playbook, answers));

    public static HandoffView View(Handoff handoff) => new()
    {
        Handoff = handoff,
        Organization = Organization,
        Now = Now,
        Client = new(new(Guid.Empty), handoff.ClientName, Sam.Id) { Subject = handoff.Subject },
        People = new[] { Sam, Kim, Olu }.ToImmutableDictionary(one => one.Id),
        Clock = handoff.Status switch { HandoffStatus.Submitted => ClockKind.Acceptance, HandoffStatus.Clarifying => ClockKind.Clarification, _ => null },
        Due = handoff.IsOpen ? Now + Duration.FromHours(4) : null,
    };

    public static PingView Ping(
        HandoffView view, PingRole role, PersonView? to, Duration overdue, bool late = false, ClockKind kind = ClockKind.Acceptance) => new(
        view, kind, new Guid(9, 0, 0, new byte[8]), Run: 1, Step: "50%", Repeat: 0, IsMiss: overdue >= Duration.Zero, late, Now, Now - overdue, to, role);
}
