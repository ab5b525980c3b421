using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.People;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Chat;

/// <summary>A handoff with all that a card or a form shows of it, read at one moment.</summary>
public sealed record HandoffView
{
    public required Handoff Handoff { get; init; }

    public required Organization Organization { get; init; }

    public required Instant Now { get; init; }

    /// <summary>The client as the database knows it; null while a draft only names a new one.</summary>
    public Client? Client { get; init; }

    /// <summary>Everybody whom the handoff, its client and its history name, and everybody who is addressed.</summary>
    public ImmutableDictionary<PersonId, PersonView> People { get; init; } = ImmutableDictionary<PersonId, PersonView>.Empty;

    /// <summary>Which clock runs for whoever must move, where one does.</summary>
    public ClockKind? Clock { get; init; }

    /// <summary>When that clock runs out; null while it is paused.</summary>
    public Instant? Due { get; init; }

    /// <summary>When that clock was missed. It stays missed.</summary>
    public Instant? MissedAt { get; init; }

    /// <summary>Why the brief is not in the receiving channel, where it could not be posted.</summary>
    public string? NotPosted { get; init; }

    /// <summary>Opens the brief in the receiving team's channel.</summary>
    public Uri? BriefLink { get; init; }

    /// <summary>Opens the sender's card.</summary>
    public Uri? SenderCardLink { get; init; }

    public PersonView Person(PersonId id) => People.GetValueOrDefault(id) ?? new PersonView(id, "somebody", []);

    public string NameOf(PersonId id) => Person(id).Name;

    /// <summary>Notifies the person where the platform knows them.</summary>
    public Inline Mention(PersonId id) => Person(id).Mention;
}

/// <summary>A person as cards show them.</summary>
public sealed record PersonView(PersonId Id, string Name, ImmutableArray<AccountRef> Accounts)
{
    /// <summary>Null while they are there.</summary>
    public Away? Away { get; init; }

    public Inline Mention => new Inline.Mention(Name, Accounts);

    public bool Equals(PersonView? other) =>
        other is not null && Id == other.Id && Name == other.Name && Away == other.Away && Accounts.SequenceEqual(other.Accounts);

    public override int GetHashCode() => Id.GetHashCode();
}

/// <summary>A change of turn, or of who must know, which is never silent.</summary>
public enum Turn
{
    Submitted,
    Resubmitted,
    Asked,
    Answered,
    ReRouted,
    Withdrawn,

    /// <summary>Who had it in hand has left, and somebody else is proposed.</summary>
    ReceiverLeft,
    Accepted,
    Rejected,
    SentBack,
    AcceptUndone,
    RejectUndone,
    Completed,
    Reopened,

    /// <summary>Whoever had claimed it gave it up.</summary>
    Released,

    /// <summary>Within the receiving team.</summary>
    Reassigned,
    SenderChanged,

    /// <summary>The client was transferred before it was handed over.</summary>
    Owed,

    /// <summary>What was left open by an exception has its answer.</summary>
    FilledIn,
}

/// <summary>One ping of a ladder that a handoff's clock climbs.</summary>
/// <param name="Step">The step that pings, by its key: what Acknowledge is pressed on.</param>
/// <param name="IsMiss">The due time has been reached.</param>
/// <param name="Late">It fell due while the bot was away; <paramref name="At"/> says when.</param>
/// <param name="To">Whom it addresses; null for a channel.</param>
/// <param name="As">Why this person or channel is addressed.</param>
public sealed record PingView(
    HandoffView View, ClockKind Kind, Guid Clock, int Run, string Step, int Repeat, bool IsMiss, bool Late, Instant At, Instant Due, PersonView? To, PingRole As)
{
    /// <summary>Who is away, where the one who is addressed covers for them.</summary>
    public PersonView? For { get; init; }
}

/// <summary>One ping about a client with which nothing happens.</summary>
/// <param name="Since">When something happened last.</param>
/// <param name="Latest">Its latest handoff, which the ping leads to; null when it has none.</param>
public sealed record ClientPingView(
    Client Client, Organization Organization, Instant Now, Guid Clock, int Run, string Step, bool Late, Instant At, Instant Since, Instant Due, PersonView? To,
    PingRole As, HandoffView? Latest)
{
    /// <summary>Who is away, where the one who is addressed covers for them.</summary>
    public PersonView? For { get; init; }
}

/// <summary>Why somebody is pinged.</summary>
public enum PingRole
{
    /// <summary>They must move.</summary>
    Holder,
    Owner,
    Sender,
    Receiver,

    /// <summary>The team's channel.</summary>
    Channel,

    /// <summary>They lead the team that must move.</summary>
    Lead,

    /// <summary>The lead's lead.</summary>
    Manager,

    /// <summary>The ladder names them.</summary>
    Named,

    /// <summary>Nobody else could be reached.</summary>
    Admin,
}
