using System.Collections.Immutable;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>Sending what is ready, for the first time or again.</summary>
public static partial class HandoffRules
{
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

        if (Findings(scene, handoff.Answers) is { IsEmpty: false } findings)
            return Refused(new Refusal.NotReady(findings));

        if (scene.Circumstances.Other is { } other && other.Number != handoff.Number)
            return Refused(new Refusal.AnotherIsOpen(handoff.ClientName, other.Reference, other.Status, scene.Organization.TeamName(other.ReceivingTeam)));

        var route = Route.Of(handoff, scene.Circumstances);
        var client = handoff.Client ?? scene.Circumstances.Client?.Id;
        return Granted(new HandoffEvent.Submitted(scene.By, scene.Now, handoff.Round + 1, route.Team, client, route.Proposal));
    }

    /// <summary>The gate: everything that is missing or invalid, at once.</summary>
    private static ImmutableArray<Finding> Findings(Scene scene, Answers answers)
    {
        var asked = answers.Asked(scene.Checklist);
        return
        [
            .. from step in scene.Checklist.Steps.Select((step, place) => (step.Fields, place))
               from field in step.Fields
               where field.Required && (field.When?.Holds(asked) ?? true) && asked.Find(field.Id) is null
               select new Finding(field.Id, step.place, field.Label, "It needs an answer."),
        ];
    }
}
