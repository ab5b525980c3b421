using System.Collections.Immutable;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>Sending what is ready, for the first time or again.</summary>
public static partial class HandoffRules
{
    /// <summary>Further than this nobody's load is counted: who has so much in hand has enough, and among several of them the round decides.</summary>
    public const int MostInHand = 20;

    /// <summary>Of whom a proposal would have to know how much they have in hand: those among whom the round decides. Mostly nobody.</summary>
    /// <param name="teams">Keys of the teams in which an owner may be proposed. A submit chooses its one itself.</param>
    public static ImmutableArray<PersonId> Rivals(Handoff handoff, IEnumerable<string> teams, Circumstances circumstances) =>
        [.. (handoff.IsOpen ? teams : [Route.GoalOf(handoff)]).SelectMany(team => Proposing.Rivals(handoff, team, circumstances)).Distinct()];

    private static Decision Submit(Scene scene, HandoffCommand.Submit submit)
    {
        var handoff = scene.Handoff;
        if (handoff.IsOpen && submit.Round + 1 == handoff.Round)
            return Refused(new Refusal.NotNow(scene.Standing));

        if (scene.FromAnotherRound(submit.Round) is { } another)
            return Refused(another);

        if (handoff.Status is not (HandoffStatus.Draft or HandoffStatus.Rejected))
            return Refused(new Refusal.NotNow(scene.Standing));

        if (!Permissions.MaySubmit(scene.Actor, handoff))
            return Refused(WhoMay.Submit(handoff, scene.Circumstances));

        if (Gate.Findings(handoff, scene.Circumstances.Fields) is { IsEmpty: false } findings)
            return Refused(new Refusal.NotReady(findings));

        if (scene.Circumstances.Other is { } other && other.Number != handoff.Number)
            return Refused(new Refusal.AnotherIsOpen(handoff.Called, other.Reference, other.Status, scene.Organization.TeamName(other.ReceivingTeam)));

        var route = Route.Of(handoff, scene.Circumstances);
        var client = handoff.Client ?? scene.Circumstances.Client?.Id;
        return Granted(new HandoffEvent.Submitted(scene.By, scene.Now, handoff.Round + 1, route.Team, client, route.Proposal));
    }
}
