namespace HandoffBot.Core.Handoffs;

/// <summary>Taking an answer back: the same person, within five minutes, if nothing followed.</summary>
public static partial class HandoffRules
{
    private static Decision Undo(Scene scene, HandoffCommand.Undo undo)
    {
        var handoff = scene.Handoff;
        if (scene.FromAnotherRound(undo.Round) is { } another)
            return Refused(another);

        if (AnswerThatStands(handoff) is not { } answer)
            return Refused(new Refusal.NothingToUndo(scene.Standing));

        if (!Permissions.MayUndo(scene.Actor, handoff))
            return Refused(WhoMay.Undo(handoff, answer.By, scene.Circumstances));

        if (scene.Now - answer.At > UndoFor)
            return Refused(new Refusal.TooLateToUndo(handoff.Reference, answer.At, scene.Organization.Zone));

        return handoff.Status == HandoffStatus.Accepted ? UndoAccept(scene) : UndoReject(scene);
    }

    /// <summary>The answer that could be taken back, by whom and when it was given; none once work went on.</summary>
    internal static (PersonId By, NodaTime.Instant At)? AnswerThatStands(Handoff handoff) => handoff switch
    {
        { Status: HandoffStatus.Accepted, Accepted: { } accepted, Reopened: null } => (accepted.By, accepted.At),
        { Status: HandoffStatus.Rejected, Rejected: { IsLate: false } rejected } => (rejected.By, rejected.At),
        _ => null,
    };

    private static Decision UndoAccept(Scene scene)
    {
        var accepted = scene.Handoff.Accepted!;
        if (PromisesWentOn(scene.Handoff, accepted))
            return Refused(new Refusal.PromisesWentOn(scene.Handoff.Reference));

        if (WasFilledInSince(scene.Handoff, accepted))
            return Refused(new Refusal.ExceptionsWentOn(scene.Handoff.Reference));

        return OwnerNow(scene) == accepted.Owner
            ? Granted(new HandoffEvent.AcceptUndone(scene.By, scene.Now, accepted.PreviousOwner))
            : Refused(new Refusal.OwnerChangedSince(
                scene.Handoff.Reference, scene.Handoff.Called, scene.Circumstances.NameOf(OwnerNow(scene))));
    }

    /// <summary>What was said of a promise since would be lost, or be answered by somebody who never read it.</summary>
    internal static bool PromisesWentOn(Handoff handoff, AcceptedRecord accepted) => handoff.Commitments.Any(one =>
        one.Ended?.At >= accepted.At || one.Moved?.At >= accepted.At || one.Acknowledged?.At > accepted.At || one.Dispute?.Proposal is not null);

    /// <summary>What the sender has changed since was never submitted, so it must not slip past the gate.</summary>
    private static Decision UndoReject(Scene scene) => scene.Handoff.Rejected!.Revision == scene.Handoff.Revision
        ? Granted(new HandoffEvent.RejectUndone(scene.By, scene.Now))
        : Refused(new Refusal.ReworkHasBegun(scene.Handoff.Reference, scene.Circumstances.NameOf(scene.Handoff.Sender)));
}
