using System.Collections.Immutable;
using HandoffBot.Core.Clients;

namespace HandoffBot.Core.Handoffs;

/// <summary>Who has it in hand, on either side: given up, or given to a colleague.</summary>
public static partial class HandoffRules
{
    /// <summary>Whether it has not ended, so that somebody is to mend it or to hear what becomes of it.</summary>
    internal static bool HasSender(Handoff handoff) => handoff.Status is not (HandoffStatus.Completed or HandoffStatus.Discarded);

    private static Decision Release(Scene scene, HandoffCommand.Release release)
    {
        var handoff = scene.Handoff;
        if (scene.FromAnotherRound(release.Round) is { } another)
            return Refused(another);

        if (!handoff.IsOpen)
            return Refused(new Refusal.NotNow(scene.Standing));

        if (handoff.ClaimedBy is not { } claimed)
            return Refused(new Refusal.NotClaimed(handoff.Reference));

        return Permissions.MayRelease(scene.Actor, handoff)
            ? Granted(new HandoffEvent.Released(scene.By, scene.Now))
            : Refused(WhoMay.Release(handoff, claimed, scene.Circumstances));
    }

    private static Decision Reassign(Scene scene, HandoffCommand.Reassign reassign)
    {
        var handoff = scene.Handoff;
        if (scene.FromAnotherRound(reassign.Round) is { } another)
            return Refused(another);

        if (!handoff.IsOpen)
            return Refused(new Refusal.NotNow(scene.Standing));

        if (!Permissions.MayReassign(scene.Actor, handoff, scene.Organization))
            return Refused(WhoMay.Reassign(handoff, scene.Circumstances));

        var mayTakeOwn = Permissions.AllowsSelfAccept(handoff, scene.Organization);
        if (WhyNotTo(scene, handoff.ReceivingTeam, reassign.To, mayTakeOwn ? null : handoff.Sender) is { } cannot)
            return Refused(cannot);

        if ((handoff.ClaimedBy ?? handoff.Proposal?.Person) == reassign.To)
            return Refused(new Refusal.AlreadyTheirs(handoff.Reference, scene.Circumstances.NameOf(reassign.To)));

        var why = reassign.To == scene.By ? "they took it over" : $"{scene.Circumstances.NameOf(scene.By)} gave it to them";
        return Granted(new HandoffEvent.Reassigned(scene.By, scene.Now, new Proposal(reassign.To, why)));
    }

    private static Decision ChangeSender(Scene scene, HandoffCommand.ChangeSender change)
    {
        var handoff = scene.Handoff;
        if (scene.FromAnotherRound(change.Round) is { } another)
            return Refused(another);

        if (!HasSender(handoff))
            return Refused(new Refusal.NotNow(scene.Standing));

        if (!Permissions.MayChangeSender(scene.Actor, handoff))
            return Refused(WhoMay.ChangeSender(handoff, scene.Circumstances));

        if (handoff.Sender == change.To)
            return Refused(new Refusal.SendsAlready(handoff.Reference, scene.Circumstances.NameOf(change.To)));

        return WhyNotTo(scene, handoff.SendingTeam, change.To, but: null) is { } cannot
            ? Refused(cannot)
            : Granted(new HandoffEvent.SenderChanged(scene.By, scene.Now, change.To, handoff.Sender));
    }

    /// <summary>Whoever acts is plainly there, whatever their calendar says.</summary>
    /// <param name="but">Who of the team may not have it.</param>
    private static Refusal.CannotTake? WhyNotTo(Scene scene, string team, PersonId to, PersonId? but)
    {
        var members = scene.Circumstances.Rosters.TryGetValue(team, out var roster) ? roster.Members : [];
        var member = members.FirstOrDefault(one => one.Person == to);
        var isHere = member is { Reachable: true } || (to == scene.By && scene.Actor.IsMemberOf(team));
        if (isHere && to != but)
            return null;

        var hindrance = to == but ? Hindrance.SentIt : member is null ? Hindrance.NoMember : Hindrance.NotReachable;
        return new(
            scene.Handoff.Reference, scene.Circumstances.NameOf(to), hindrance, scene.Organization.TeamName(team),
            [.. members.Where(one => one.Reachable && one.Person != but).Select(one => one.Name)]);
    }

    private static Handoff After(Handoff handoff, HandoffEvent.Reassigned reassigned) => handoff with
    {
        Proposal = reassigned.Proposal,
        ClaimedBy = handoff.ClaimedBy == reassigned.Proposal.Person ? handoff.ClaimedBy : null,
    };

    /// <summary>
    /// Who sends it now can no longer be who answers it, where sender and receiver are of one team, and is whom the receivers talk to about a
    /// promise; who promised it stays who did.
    /// </summary>
    private static Handoff After(Handoff handoff, HandoffEvent.SenderChanged changed) => handoff with
    {
        Sender = changed.Sender,
        Proposal = handoff.Proposal?.Person == changed.Sender ? null : handoff.Proposal,
        ClaimedBy = handoff.ClaimedBy == changed.Sender ? null : handoff.ClaimedBy,
        Commitments = SentBy(handoff, changed.Sender),
    };

    private static Handoff After(Handoff handoff, HandoffEvent.SenderLeft left) =>
        handoff with { Sender = left.Sender, Commitments = SentBy(handoff, left.Sender) };

    /// <summary>A disputed promise is up to whoever sends it now.</summary>
    private static ImmutableArray<Commitment> SentBy(Handoff handoff, PersonId sender) =>
        [.. handoff.Commitments.Select(one => one with { With = one.With is { } with ? with with { Sender = sender } : null })];
}
