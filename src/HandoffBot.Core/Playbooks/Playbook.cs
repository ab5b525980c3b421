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

    /// <summary>Key of the sending team.</summary>
    public required string From { get; init; }

    /// <summary>Key of the receiving team, which routing may change.</summary>
    public required string To { get; init; }

    /// <summary>E-mail of whom to suggest improvements to.</summary>
    public string? Owner { get; init; }

    public PlaybookClocks Clocks { get; init; } = new();

    public required Checklist Checklist { get; init; }

    /// <summary>Sentences that the receiver ticks when accepting.</summary>
    public IReadOnlyList<string> Criteria { get; init; } = [];

    /// <summary>Whether accepting needs one sentence in the receiver's own words.</summary>
    public bool ReadBack { get; init; }

    /// <summary>Whether ready means at least one next action as well.</summary>
    public bool NextActions { get; init; }

    /// <summary>Why a receiver may reject; never empty. The built-in <c>exception-refused</c> is not listed.</summary>
    public required IReadOnlyList<RejectReason> RejectReasons { get; init; }

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

    /// <summary>Of a handoff that is owed: from the transfer of its client to its submit, in place of the draft's own.</summary>
    public ClockPolicy? Handover { get; init; }
}

/// <summary>A reason that can be counted.</summary>
public sealed record RejectReason(string Id, string Label);

/// <summary>Sends a handoff to another team or proposes an owner when its condition holds; the first match wins.</summary>
public sealed record RoutingRule(Condition When, string? To, string? Owner);

/// <summary>The steps of a playbook, one screen each.</summary>
public sealed record Checklist(IReadOnlyList<Step> Steps)
{
    /// <summary>Every field of every step, in order.</summary>
    public IEnumerable<Field> Fields => Steps.SelectMany(step => step.Fields);

    public Field? Find(string id) => Fields.FirstOrDefault(field => field.Id == id);

    /// <summary>The field that says which client is handed over: the first of type <c>client</c>. The reader insists on one.</summary>
    public Field ClientField => Fields.First(one => one.Kind is FieldKind.Client);
}

/// <summary>One screen of a checklist.</summary>
public sealed record Step(string Name, IReadOnlyList<Field> Fields);
