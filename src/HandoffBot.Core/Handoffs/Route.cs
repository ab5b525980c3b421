using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>Where a submit sends a handoff, and who should own the client then.</summary>
internal sealed record Route(string Team, Proposal? Proposal)
{
    /// <summary>By the playbook's first rule that matches what is asked; where it names nobody who could take over, by the team's own way.</summary>
    public static Route Of(Handoff handoff, Circumstances circumstances)
    {
        var checklist = handoff.Playbook.Checklist;
        var asked = handoff.Answers.Asked(checklist);
        var rule = handoff.Playbook.Routing.FirstOrDefault(one => one.When.Holds(asked));
        var key = rule?.To ?? handoff.Playbook.To;
        if (!circumstances.Rosters.TryGetValue(key, out var roster))
            return new(key, null);

        var team = circumstances.Organization.Teams.GetValueOrDefault(key);
        var selfAccept = team?.SelfAccept == true;
        bool CanTake(RosterMember member) => member.Reachable && (selfAccept || member.Person != handoff.Sender);

        if (rule?.Owner is { } email && Named(roster, email) is { } routed && CanTake(routed))
            return new(key, new Proposal(routed.Person, rule.When.InWords(checklist)));

        return new(key, team?.Assign switch
        {
            Assign.RoundRobin => NextInRound(roster, handoff.Sender) is { } next
                ? new Proposal(next.Person, $"it is their turn in {team.Name}", FromRound: true)
                : null,
            Assign.Lead when team.Lead is { } lead && Named(roster, lead) is { } member && CanTake(member) =>
                new Proposal(member.Person, $"{member.Name} leads {team.Name}"),
            _ => null,
        });
    }

    private static RosterMember? Named(TeamRoster roster, string email) =>
        roster.Members.FirstOrDefault(member => string.Equals(member.Email, email, StringComparison.OrdinalIgnoreCase));

    /// <summary>Begins after whoever was proposed last, or at the first where that person has left, and skips the sender and the absent.</summary>
    private static RosterMember? NextInRound(TeamRoster roster, PersonId sender)
    {
        var last = roster.Members.Select((member, place) => (member.Person, place))
            .Where(one => one.Person == roster.LastProposed).Select(one => one.place).DefaultIfEmpty(-1).First();
        return Enumerable.Range(1, roster.Members.Length)
            .Select(offset => roster.Members[(last + offset) % roster.Members.Length])
            .FirstOrDefault(member => member.Reachable && member.Person != sender);
    }
}
