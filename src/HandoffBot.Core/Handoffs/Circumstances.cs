using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.People;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>All that the rules may know besides the handoff: whoever runs them reads it in the same transaction.</summary>
public sealed record Circumstances
{
    public required Instant Now { get; init; }

    /// <summary>The date in the organization's zone.</summary>
    public required LocalDate Today { get; init; }

    public required Organization Organization { get; init; }

    /// <summary>The members of every team that this handoff could go to, by team key, in the order of the round.</summary>
    public ImmutableDictionary<string, TeamRoster> Rosters { get; init; } = ImmutableDictionary<string, TeamRoster>.Empty;

    /// <summary>How many handoffs and clients in work each of <see cref="HandoffRules.Rivals"/> has in hand, counted to <see cref="HandoffRules.MostInHand"/>; who is not there has none.</summary>
    public ImmutableDictionary<PersonId, int> Loads { get; init; } = ImmutableDictionary<PersonId, int>.Empty;

    /// <summary>The client as the database knows it: the handoff's own, else the one of equal name.</summary>
    public Client? Client { get; init; }

    /// <summary>Keys of the teams that the client's owner is a member of.</summary>
    public ImmutableHashSet<string> OwnersTeams { get; init; } = [];

    /// <summary>Another open handoff (not a draft, not ended) of the same client and playbook.</summary>
    public OtherHandoff? Other { get; init; }

    /// <summary>Whether a person whom an answer names can still be named: joined and active.</summary>
    public Func<PersonId, bool> IsHere { get; init; } = _ => true;

    /// <summary>Whether a client whom an answer names is still there.</summary>
    public Func<ClientId, bool> IsClient { get; init; } = _ => true;

    /// <summary>Why a team can receive nothing, in one sentence; null when it can.</summary>
    public Func<string, string?> WhyUnreachable { get; init; } = _ => null;

    /// <summary>Names for sentences.</summary>
    public Func<PersonId, string> NameOf { get; init; } = _ => "somebody";

    /// <summary>What answers are judged by.</summary>
    internal FieldContext Fields => new(
        Today,
        Organization.Currency,
        person => IsHere(person) ? new Answer.Person(person, NameOf(person)) : null,
        client => IsClient(client) ? new Answer.Client(client, Client?.Id == client ? Client.Name : "") : null)
    {
        SubjectOf = client => Client?.Id == client ? Client.Subject : null,
    };
}

/// <summary>A handoff that stands in the way.</summary>
public sealed record OtherHandoff(int Number, HandoffStatus Status, string ReceivingTeam)
{
    public string Reference => Handoff.Refer(Number);
}

/// <summary>A team's people, as proposals see them.</summary>
/// <param name="LastProposed">Where the round robin stands.</param>
public sealed record TeamRoster(ImmutableArray<RosterMember> Members, PersonId? LastProposed);

/// <summary>One of a team's people.</summary>
/// <param name="Reachable">False when deactivated, or without an account on any platform.</param>
public sealed record RosterMember(PersonId Person, string Name, string Email, bool Reachable)
{
    /// <summary>Null while they are there. Who is away is not proposed, and may be named all the same.</summary>
    public Away? Away { get; init; }

    public bool IsPresent => Reachable && Away is null;
}
