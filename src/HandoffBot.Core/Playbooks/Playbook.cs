using System.Collections.Immutable;
using HandoffBot.Core.Clients;

namespace HandoffBot.Core.Playbooks;

/// <summary>
/// The definition of one kind of handoff. A file that changes is a new version; a handoff keeps the version it was started with.
/// </summary>
public sealed record Playbook
{
    /// <summary>The playbook's key, for example <c>sales-to-onboarding</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What this text of the file is known by: the first 12 hex digits of its SHA-256.</summary>
    public required string Version { get; init; }

    /// <summary>At most 24 characters: it titles the form.</summary>
    public required string Name { get; init; }

    /// <summary>What it hands over.</summary>
    public Subject Subject => Checklist.Subject;

    /// <summary>Key of the sending team.</summary>
    public required string From { get; init; }

    /// <summary>Key of the receiving team, which routing may change.</summary>
    public required string To { get; init; }

    /// <summary>E-mail of whom to suggest improvements to.</summary>
    public string? Owner { get; init; }

    public PlaybookClocks Clocks { get; init; } = new();

    /// <summary>The id of the date field that says on which day the whole began; null where none does.</summary>
    public string? Starts { get; init; }

    public required Checklist Checklist { get; init; }

    /// <summary>Sentences that the receiver ticks when accepting.</summary>
    public IReadOnlyList<string> Criteria { get; init; } = [];

    /// <summary>Whether accepting needs one sentence in the receiver's own words.</summary>
    public bool ReadBack { get; init; }

    /// <summary>Whether ready means at least one next action as well.</summary>
    public bool NextActions { get; init; }

    /// <summary>Whether the leads of its teams agree to another version before new handoffs begin with that.</summary>
    public bool AgreedByLeads { get; init; }

    /// <summary>How this version came into force, where its leads had to agree.</summary>
    public Agreement? Agreement { get; init; }

    /// <summary>Why a receiver may reject; never empty. The built-in <c>exception-refused</c> is not listed.</summary>
    public required IReadOnlyList<RejectReason> RejectReasons { get; init; }

    /// <summary>What a reason is called, the built-in one too; its id where there is none of it any more.</summary>
    public string ReasonLabel(string id) =>
        RejectReasons.Append(RejectReason.ExceptionRefused).FirstOrDefault(one => one.Id == id)?.Label ?? id;

    public IReadOnlyList<RoutingRule> Routing { get; init; } = [];

    /// <summary>Every team that may receive by it.</summary>
    public IEnumerable<string> Receivers => Routing.Select(rule => rule.To).OfType<string>().Prepend(To).Distinct();
}

/// <summary>The clocks of a playbook; one that is left out never runs.</summary>
public sealed record PlaybookClocks
{
    public ClockPolicy? Acceptance { get; init; }

    public ClockPolicy? Clarification { get; init; }

    public ClockPolicy? Rework { get; init; }

    public ClockPolicy? Kickoff { get; init; }

    public ClockPolicy? DraftIdle { get; init; }

    /// <summary>
    /// In place of the draft's own, until it is sent: from the transfer of its client where it is owed, else from the day that the answer to
    /// <see cref="Playbook.Starts"/> names.
    /// </summary>
    public ClockPolicy? Handover { get; init; }
}

/// <summary>A reason that can be counted.</summary>
public sealed record RejectReason(string Id, string Label)
{
    /// <summary>Every playbook has it; it is offered where the sender asked to leave something open.</summary>
    public static readonly RejectReason ExceptionRefused = new("exception-refused", "An exception is not approved");
}

/// <summary>Sends a handoff to another team or proposes an owner when its condition holds; the first match wins.</summary>
public sealed record RoutingRule(Condition When, string? To, string? Owner);

/// <summary>The steps of a playbook, one screen each.</summary>
public sealed record Checklist
{
    private readonly Dictionary<string, Field> _byId = new(StringComparer.Ordinal);

    public Checklist(IReadOnlyList<Step> steps)
    {
        Steps = steps;
        Fields = [.. steps.SelectMany(step => step.Fields)];
        foreach (var field in Fields)
            _byId.TryAdd(field.Id, field);
    }

    public IReadOnlyList<Step> Steps { get; }

    /// <summary>Every field of every step, in order.</summary>
    public ImmutableArray<Field> Fields { get; }

    public Field? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>What is handed over by it.</summary>
    public Subject Subject { get; init; } = Subject.Client;

    /// <summary>The field that says which client, or what else, is handed over: the first whose type is the subject. The reader insists on one.</summary>
    public Field ClientField => Fields.First(one => Names(one.Kind));

    /// <summary>Whether a field of this kind can say what is handed over.</summary>
    public bool Names(FieldKind kind) => kind is FieldKind.Client client && client.Of == Subject;
}

/// <summary>One screen of a checklist.</summary>
public sealed record Step(string Name, IReadOnlyList<Field> Fields);
