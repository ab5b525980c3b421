using System.Collections.Immutable;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>The people of a receiving team, as one proposal looks at them.</summary>
internal sealed class Bench
{
    private const int MostTold = 2;

    private readonly TeamRoster _roster;
    private readonly PersonId _sender;
    private readonly List<string> _passedOver = [];

    private Bench(string key, TeamRoster roster, PersonId sender, Circumstances circumstances)
    {
        (Key, _roster, _sender, Circumstances) = (key, roster, sender, circumstances);
        Team = circumstances.Organization.Teams.GetValueOrDefault(key);
    }

    public string Key { get; }

    /// <summary>Null where the file has no such team any more.</summary>
    public Team? Team { get; }

    public Circumstances Circumstances { get; }

    /// <summary>Whose turn it would have been and who is away, such as "Kim is away until 1 Dec".</summary>
    public IReadOnlyList<string> PassedOver => _passedOver;

    public static Bench? Of(Handoff handoff, string team, Circumstances circumstances) =>
        circumstances.Rosters.TryGetValue(team, out var roster) ? new(team, roster, handoff.Sender, circumstances) : null;

    public RosterMember? Find(string email) =>
        _roster.Members.FirstOrDefault(member => string.Equals(member.Email, email, StringComparison.OrdinalIgnoreCase));

    public RosterMember? Find(PersonId person) => _roster.Members.FirstOrDefault(member => member.Person == person);

    public int LoadOf(RosterMember member) => Circumstances.Loads.GetValueOrDefault(member.Person);

    /// <summary>The member of that address, or where they are away who covers for them; null when neither can take over.</summary>
    public Proposal? Stead(string email, Func<RosterMember, string> why)
    {
        if (Find(email) is not { } member)
            return null;

        if (CanTake(member))
            return new(member.Person, why(member));

        if (member is { Away: { } away, Reachable: true } && _roster.Members.FirstOrDefault(one => one.Person == away.Cover?.Id) is { } other && CanTake(other))
            return new(other.Person, $"they cover for {member.Name}, who is away until {away.Until}");

        PassOver([member]);
        return null;
    }

    /// <summary>From whoever comes after the last who was proposed; from the first where that person has left.</summary>
    public ImmutableArray<RosterMember> Round()
    {
        var members = _roster.Members;
        var last = members.Select((member, place) => (member.Person, place))
            .Where(one => one.Person == _roster.LastProposed).Select(one => one.place).DefaultIfEmpty(-1).First();
        return [.. Enumerable.Range(1, members.Length).Select(offset => members[(last + offset) % members.Length])];
    }

    /// <summary>Of the round, those who are there and did not send it.</summary>
    public ImmutableArray<RosterMember> InTurn() => [.. Round().Where(member => member.IsPresent && member.Person != _sender)];

    public void PassOver(IEnumerable<RosterMember> members)
    {
        foreach (var member in members.Where(one => one is { Reachable: true, Away: not null }))
        {
            var says = $"{member.Name} is away until {member.Away!.Until}";
            if (_passedOver.Count < MostTold && !_passedOver.Contains(says, StringComparer.Ordinal))
                _passedOver.Add(says);
        }
    }

    private bool CanTake(RosterMember member) => member.IsPresent && (Team?.SelfAccept == true || member.Person != _sender);
}
