using HandoffBot.Core.Clocks;

namespace HandoffBot.Core.Handoffs;

/// <summary>From one receiving team to another, in the same round: nobody has to send it again.</summary>
public static partial class HandoffRules
{
    private static Decision ReRoute(Scene scene, HandoffCommand.ReRoute reRoute)
    {
        var handoff = scene.Handoff;
        if (scene.FromAnotherRound(reRoute.Round) is { } another)
            return Refused(another);

        if (!handoff.IsOpen || reRoute.From != handoff.ReceivingTeam)
            return Refused(new Refusal.NotNow(scene.Standing));

        if (!Permissions.MayReRoute(scene.Actor, handoff, scene.Organization))
            return Refused(WhoMay.ReRoute(handoff, scene.Circumstances));

        if (WhyNotTo(scene, reRoute.To) is { } cannot)
            return Refused(cannot);

        if (Trimmed(reRoute.Reason) is not { } reason)
            return Refused(new Refusal.Unexplained($"re-route {handoff.Reference}"));

        return reason.Length > LongestNote
            ? Refused(new Refusal.TooLong("The reason", reason.Length, LongestNote))
            : Granted(new HandoffEvent.ReRouted(
                scene.By, scene.Now, handoff.Round, handoff.ReceivingTeam, reRoute.To, reason, Proposing.Of(handoff, reRoute.To, scene.Circumstances)));
    }

    /// <summary>Whether a team can have it at all: not where it is or comes from, unless the playbook itself hands over within that team.</summary>
    public static bool CanGoTo(Handoff handoff, string team) =>
        team != handoff.ReceivingTeam && (team != handoff.SendingTeam || handoff.Playbook.Receivers.Contains(team));

    private static Refusal? WhyNotTo(Scene scene, string team)
    {
        var (handoff, name) = (scene.Handoff, scene.Organization.TeamName(team));
        if (team == handoff.ReceivingTeam)
            return new Refusal.WithThemAlready(handoff.Reference, name);

        if (!scene.Organization.Teams.ContainsKey(team))
            return new Refusal.NoSuchTeam(name);

        if (!CanGoTo(handoff, team))
            return new Refusal.ComesFromThem(handoff.Reference, name);

        return scene.Circumstances.WhyUnreachable(team) is { } why ? new Refusal.Unreachable(why) : null;
    }

    private static Handoff After(Handoff handoff, HandoffEvent.ReRouted reRouted)
    {
        var routed = handoff.RoutedTo ?? handoff.ReceivingTeam;
        return CloseQuestions(handoff, ClosedBy.ReRouting, reRouted.At) with
        {
            Status = HandoffStatus.Submitted,
            ReceivingTeam = reRouted.To,
            RoutedTo = routed == reRouted.To ? null : routed,
            ReRouted = new ReRoutedRecord(reRouted.By, reRouted.At, reRouted.From, reRouted.Reason),
            Proposal = reRouted.Proposal,
            ClaimedBy = null,
            AcceptanceRun = ClockRun.After(handoff.AcceptanceRun, reRouted.At),
        };
    }
}
