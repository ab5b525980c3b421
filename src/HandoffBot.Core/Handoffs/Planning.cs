using System.Collections.Immutable;

namespace HandoffBot.Core.Handoffs;

/// <summary>What is to be done next: planned by the sending side before the handoff is sent, done by whoever has taken the client over.</summary>
public static partial class HandoffRules
{
    /// <summary>The most next actions that one handoff carries: more is a project plan.</summary>
    public const int MostActions = 10;

    private static Decision Plan(Scene scene, HandoffCommand.Plan plan)
    {
        var handoff = scene.Handoff;
        if (CannotPlan(scene, plan.Round) is { } refusal)
            return Refused(refusal);

        var what = plan.Action.What.Trim();
        if (handoff.NextActions.Any(one => one.Id == plan.Action.Id))
            return Granted();

        if (handoff.NextActions.Length >= MostActions)
            return Refused(new Refusal.TooManyActions(handoff.Reference, MostActions));

        if (what.Length is 0 or > NextAction.LongestWhat)
            return Refused(new Refusal.UnfitPromise(PromisePart.What, what.Length == 0 ? "Say what is to be done." : $"Write at most {NextAction.LongestWhat} characters; there are {what.Length}."));

        return WhyNot(plan.Action.Due, scene.Circumstances.Today) is { } wrong
            ? Refused(wrong)
            : Granted(new HandoffEvent.Planned(scene.By, scene.Now, plan.Action with { What = what, Done = null }));
    }

    private static Decision Unplan(Scene scene, HandoffCommand.Unplan unplan)
    {
        if (CannotPlan(scene, unplan.Round) is { } refusal)
            return Refused(refusal);

        return scene.Handoff.NextActions.FirstOrDefault(one => one.Id == unplan.Id) is { } known
            ? Granted(new HandoffEvent.Unplanned(scene.By, scene.Now, known.Id, known.What))
            : Refused(new Refusal.NoSuchAction(scene.Handoff.Reference));
    }

    private static Decision Finish(Scene scene, HandoffCommand.Finish finish)
    {
        var handoff = scene.Handoff;
        if (scene.FromAnotherRound(finish.Round) is { } another)
            return Refused(another);

        if (handoff.Status is not (HandoffStatus.Accepted or HandoffStatus.Completed))
            return Refused(new Refusal.NotNow(scene.Standing));

        if (handoff.NextActions.FirstOrDefault(one => one.Id == finish.Id) is not { } action)
            return Refused(new Refusal.NoSuchAction(handoff.Reference));

        if (!Permissions.MayFinishAction(scene.Actor, handoff, action, scene.Circumstances.Client))
            return Refused(WhoMay.FinishAction(handoff, scene.Circumstances));

        return action.Done is { } done
            ? Refused(new Refusal.DoneAlready(done.By == scene.By ? null : scene.Circumstances.NameOf(done.By), done.At, scene.Organization.Zone))
            : Granted(new HandoffEvent.Finished(scene.By, scene.Now, action.Id, action.What));
    }

    private static Refusal? CannotPlan(Scene scene, int round)
    {
        if (scene.FromAnotherRound(round) is { } another)
            return another;

        if (scene.Handoff.Status is not (HandoffStatus.Draft or HandoffStatus.Rejected))
            return new Refusal.NotWithTheSender(scene.Standing);

        return Permissions.MayEdit(scene.Actor, scene.Handoff) ? null : WhoMay.Edit(scene.Handoff, scene.Circumstances);
    }

    private static Handoff After(Handoff handoff, HandoffEvent.Planned planned) => Replanned(handoff, planned, handoff.NextActions.Add(planned.Action));

    private static Handoff After(Handoff handoff, HandoffEvent.Unplanned unplanned) =>
        Replanned(handoff, unplanned, [.. handoff.NextActions.Where(one => one.Id != unplanned.Id)]);

    private static Handoff After(Handoff handoff, HandoffEvent.Finished finished) => handoff with
    {
        NextActions = [.. handoff.NextActions.Select(one => one.Id == finished.Id ? one with { Done = new(finished.By, finished.At) } : one)],
    };

    private static Handoff Replanned(Handoff handoff, HandoffEvent happened, ImmutableArray<NextAction> actions)
    {
        var revision = handoff.Revision + 1;
        return handoff with
        {
            NextActions = actions,
            Revision = revision,
            Revisions = handoff.Revisions.Add(new RevisionNote(revision, happened.By, happened.At, [RevisionNote.OfNextActions])),
            DraftRun = handoff.Status == HandoffStatus.Draft ? Clocks.ClockRun.After(handoff.DraftRun, happened.At) : handoff.DraftRun,
        };
    }
}
