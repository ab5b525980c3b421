using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>Where a submit sends a handoff, and who should own the client then.</summary>
internal sealed record Route(string Team, Proposal? Proposal)
{
    /// <summary>By the playbook's first rule that matches what is asked; where it names nobody who could take over, by the team's own way.</summary>
    public static Route Of(Handoff handoff, Circumstances circumstances)
    {
        var key = TeamOf(handoff);

        // Where people sent it once they had seen it, it comes back mended, unless routing has come to another mind.
        var team = handoff.Status == HandoffStatus.Rejected && handoff.RoutedTo == key ? handoff.ReceivingTeam : key;
        return new(team, Propose(team, handoff, circumstances));
    }

    /// <summary>Key of the team that the playbook's routing chooses by the answers.</summary>
    public static string TeamOf(Handoff handoff) => RuleOf(handoff)?.To ?? handoff.Playbook.To;

    /// <summary>Who should own the client when this team takes it over; null when nobody is to be proposed.</summary>
    public static Proposal? Propose(string key, Handoff handoff, Circumstances circumstances)
    {
        if (!circumstances.Rosters.TryGetValue(key, out var roster))
            return null;

        var rule = RuleOf(handoff);
        var team = circumstances.Organization.Teams.GetValueOrDefault(key);
        var selfAccept = team?.SelfAccept == true;
        bool CanTake(RosterMember member) => member.Reachable && (selfAccept || member.Person != handoff.Sender);

        if (rule?.Owner is { } email && Named(roster, email) is { } routed && CanTake(routed))
            return new Proposal(routed.Person, rule.When.InWords(handoff.Playbook.Checklist));

        return team?.Assign switch
        {
            Assign.RoundRobin => NextInRound(roster, handoff.Sender) is { } next
                ? new Proposal(next.Person, $"it is their turn in {team.Name}", FromRound: true)
                : null,
            Assign.Lead when team.Lead is { } lead && Named(roster, lead) is { } member && CanTake(member) =>
                new Proposal(member.Person, $"{member.Name} leads {team.Name}"),
            _ => null,
        };
    }

    private static RoutingRule? RuleOf(Handoff handoff)
    {
        var asked = handoff.Answers.Asked(handoff.Playbook.Checklist);
        return handoff.Playbook.Routing.FirstOrDefault(one => one.When.Holds(asked));
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
