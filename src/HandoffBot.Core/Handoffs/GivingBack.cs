using HandoffBot.Core.Clocks;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>What follows an acceptance that did not hold: back to the sender, or back to work.</summary>
public static partial class HandoffRules
{
    /// <summary>How long a completed handoff can be opened again.</summary>
    public static readonly Duration ReopenFor = Duration.FromDays(14);

    /// <summary>Whether it was completed, and not too long ago.</summary>
    internal static bool CanReopen(Handoff handoff, Instant now) =>
        handoff is { Status: HandoffStatus.Completed, CompletedAt: { } at } && now - at <= ReopenFor;

    private static Decision SendBack(Scene scene, HandoffCommand.SendBack sendBack)
    {
        var handoff = scene.Handoff;
        if (scene.FromAnotherRound(sendBack.Round) is { } another)
            return Refused(another);

        if (handoff is not { Status: HandoffStatus.Accepted, Accepted: { } accepted })
            return Refused(new Refusal.NotNow(scene.Standing));

        if (!Permissions.MaySendBack(scene.Actor, handoff, scene.Circumstances.Client))
            return Refused(WhoMay.SendBack(handoff, scene.Circumstances));

        var lesson = Lesson.Of(sendBack.Reasons, sendBack.Fields, sendBack.Note);
        return WhyNot(scene, lesson, isLate: true) is { } teachesNothing
            ? Refused(teachesNothing)
            : Granted(new HandoffEvent.SentBack(
                scene.By, scene.Now, handoff.Round, lesson.Reasons, lesson.Fields, lesson.Note, OwnerBefore(scene, accepted), OwnerNow(scene)));
    }

    private static Decision Reopen(Scene scene, HandoffCommand.Reopen reopen)
    {
        var handoff = scene.Handoff;
        if (scene.FromAnotherRound(reopen.Round) is { } another)
            return Refused(another);

        if (handoff is not { Status: HandoffStatus.Completed, CompletedAt: { } completed })
            return Refused(new Refusal.NotNow(scene.Standing));

        if (!Permissions.MayReopen(scene.Actor, handoff, scene.Circumstances.Client))
            return Refused(WhoMay.Reopen(handoff, scene.Circumstances));

        if (!CanReopen(handoff, scene.Now))
            return Refused(new Refusal.TooLateToReopen(handoff.Reference, completed, scene.Organization.Zone));

        return scene.Circumstances.Other is { } other
            ? Refused(new Refusal.AnotherIsOpen(handoff.ClientName, other.Reference, other.Status, scene.Organization.TeamName(other.ReceivingTeam)))
            : Granted(new HandoffEvent.Reopened(scene.By, scene.Now, OwnerNow(scene)));
    }

    /// <summary>
    /// Who owned the client before the acceptance; if that person is gone, the sending lead, else the sender. Whoever has been given the
    /// client by something else since keeps it.
    /// </summary>
    private static PersonId OwnerBefore(Scene scene, AcceptedRecord accepted)
    {
        var owner = OwnerNow(scene);
        if (owner != accepted.Keeper)
            return owner;

        PersonId?[] candidates = [accepted.PreviousOwner, WhoMay.SendingLead(scene.Handoff, scene.Circumstances)?.Person, scene.Handoff.Sender];
        return candidates.FirstOrDefault(one => one is { } person && scene.Circumstances.IsHere(person)) ?? owner;
    }

    private static Handoff After(Handoff handoff, HandoffEvent.SentBack sentBack) => handoff with
    {
        Status = HandoffStatus.Rejected,
        Accepted = null,
        Reopened = null,
        ClaimedBy = null,
        Commitments = Unanswered(handoff),
        Exceptions = WithRefused(Unapproved(handoff.Exceptions), sentBack, sentBack.Reasons, sentBack.Fields),
        Rejected = new RejectedRecord(
            sentBack.By, sentBack.At, sentBack.Round, handoff.Revision, sentBack.Reasons, sentBack.Fields, sentBack.Note)
        {
            IsLate = true,
        },
        ReworkRun = ClockRun.After(handoff.ReworkRun, sentBack.At),
    };

    private static Handoff After(Handoff handoff, HandoffEvent.Reopened reopened) => handoff with
    {
        Status = HandoffStatus.Accepted,
        CompletedAt = null,
        CompletedBy = null,
        Reopened = new ReopenedRecord(reopened.By, reopened.At),
        Accepted = handoff.Accepted is { } accepted ? accepted with { GivenTo = reopened.Owner == accepted.Owner ? null : reopened.Owner } : null,
        KickoffRun = ClockRun.After(handoff.KickoffRun, reopened.At),
    };
}
