namespace HandoffBot.Core.Handoffs;

/// <summary>Where a submit sends a handoff, and who should own the client then.</summary>
internal sealed record Route(string Team, Proposal? Proposal)
{
    public static Route Of(Handoff handoff, Circumstances circumstances)
    {
        var team = GoalOf(handoff);
        return new(team, Proposing.Of(handoff, team, circumstances));
    }

    /// <summary>Key of the team that a submit goes to.</summary>
    public static string GoalOf(Handoff handoff)
    {
        var key = TeamOf(handoff);

        // Where people sent it once they had seen it, it comes back mended, unless routing has come to another mind.
        return handoff.Status == HandoffStatus.Rejected && handoff.RoutedTo == key ? handoff.ReceivingTeam : key;
    }

    /// <summary>Key of the team that the playbook's routing chooses by the answers: by its first rule that matches what is asked.</summary>
    public static string TeamOf(Handoff handoff)
    {
        var asked = handoff.Answers.Asked(handoff.Playbook.Checklist);
        return handoff.Playbook.Routing.FirstOrDefault(one => one.When.Holds(asked))?.To ?? handoff.Playbook.To;
    }
}
