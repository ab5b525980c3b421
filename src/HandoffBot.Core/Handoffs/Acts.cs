using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>What a person may do on a handoff now: what a private view of it offers. Each act is decided again when it is pressed.</summary>
public static class Acts
{
    /// <summary>In the order in which they are offered; empty for somebody who may not even see it.</summary>
    /// <param name="ownersTeams">Keys of the teams that the client's owner is a member of.</param>
    public static ImmutableArray<Act> For(
        Handoff handoff, Actor actor, Organization organization, Client? client, Instant now, ImmutableHashSet<string>? ownersTeams = null)
    {
        if (!Permissions.MaySee(actor, handoff, client, ownersTeams))
            return [];

        var acts = ImmutableArray.CreateBuilder<Act>();
        void Offer(Act act, bool may)
        {
            if (may)
                acts.Add(act);
        }

        var withSender = handoff.Status is HandoffStatus.Draft or HandoffStatus.Rejected;
        var mayAnswer = handoff.IsOpen && Permissions.MayAnswer(actor, handoff, organization);
        Offer(Act.Continue, withSender && Permissions.MayEdit(actor, handoff));
        Offer(Act.Accept, mayAnswer);
        Offer(Act.Reject, mayAnswer);
        Offer(Act.Ask, handoff.IsOpen && Permissions.MayAsk(actor, handoff, organization) && HandoffRules.RoomToAsk(handoff) > 0);
        Offer(Act.Answer, handoff.Status == HandoffStatus.Clarifying && Permissions.MayAnswerQuestions(actor, handoff));
        Offer(Act.Claim, mayAnswer && handoff.ClaimedBy != actor.Person);
        Offer(Act.Release, handoff.IsOpen && Permissions.MayRelease(actor, handoff));
        Offer(Act.Reassign, handoff.IsOpen && Permissions.MayReassign(actor, handoff, organization));
        Offer(Act.ReRoute, handoff.IsOpen && Permissions.MayReRoute(actor, handoff, organization));
        Offer(Act.KickOff, handoff.Status == HandoffStatus.Accepted && Permissions.MayKickOff(actor, handoff, client));
        Offer(Act.FillIn, !handoff.ToFillIn.IsEmpty && Permissions.MayFillIn(actor, handoff, client));
        Offer(Act.SendBack, handoff.Status == HandoffStatus.Accepted && Permissions.MaySendBack(actor, handoff, client));
        Offer(Act.Reopen, HandoffRules.CanReopen(handoff, now) && Permissions.MayReopen(actor, handoff, client));
        Offer(Act.Undo, CanUndo(handoff, actor, client, now));
        Offer(Act.Correct, handoff.IsOpen && Permissions.MayCorrect(actor, handoff));
        Offer(Act.Promise, CanPromise(handoff, actor));
        Offer(Act.Withdraw, handoff.IsOpen && Permissions.MayWithdraw(actor, handoff));
        Offer(Act.ChangeSender, HandoffRules.HasSender(handoff) && Permissions.MayChangeSender(actor, handoff));
        Offer(Act.Discard, withSender && Permissions.MayDiscard(actor, handoff));
        Offer(Act.Details, true);
        return acts.ToImmutable();
    }

    private static bool CanPromise(Handoff handoff, Actor actor) =>
        handoff.Commitments.Length < HandoffRules.MostCommitments
        && (handoff.Status is HandoffStatus.Draft or HandoffStatus.Rejected ? Permissions.MayEdit(actor, handoff) : handoff.IsOpen && Permissions.MayCorrect(actor, handoff));

    private static bool CanUndo(Handoff handoff, Actor actor, Client? client, Instant now) =>
        Permissions.MayUndo(actor, handoff)
        && HandoffRules.AnswerThatStands(handoff) is { } answer
        && now - answer.At <= HandoffRules.UndoFor
        && (handoff.Status == HandoffStatus.Accepted
            ? (client is null || client.Owner == handoff.Accepted!.Owner) && !HandoffRules.PromisesWentOn(handoff, handoff.Accepted!)
                && !HandoffRules.WasFilledInSince(handoff, handoff.Accepted!)
            : handoff.Rejected!.Revision == handoff.Revision);
}
