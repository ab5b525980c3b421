using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>
/// Who may do what, in one place: commands, suggestions, unfurled links and pages all ask here. An <see cref="Actor"/> is a joined full
/// member of the organization; for everybody else there is no actor and nothing but <c>help</c>. <c>docs/permissions.md</c> holds the
/// same as a table.
/// </summary>
public static class Permissions
{
    /// <summary>Members of the sending team.</summary>
    public static bool MayStart(Actor actor, Playbook playbook) => actor.IsMemberOf(playbook.From);

    /// <summary>Both teams, the sender, the client's owner and that person's leads, admins; in every state.</summary>
    /// <param name="ownersTeams">Keys of the teams that the client's owner is a member of.</param>
    public static bool MaySee(Actor actor, Handoff handoff, Client? client, ImmutableHashSet<string>? ownersTeams = null) =>
        actor.IsAdmin
        || actor.Person == handoff.Sender
        || actor.IsMemberOf(handoff.SendingTeam)
        || actor.IsMemberOf(handoff.ReceivingTeam)
        || actor.Person == OwnerOf(handoff, client)
        || (ownersTeams is not null && ownersTeams.Overlaps(actor.Leads));

    /// <summary>Answers of a draft or a rejected handoff.</summary>
    public static bool MayEdit(Actor actor, Handoff handoff) => IsSenderOrLead(actor, handoff);

    public static bool MaySubmit(Actor actor, Handoff handoff) => IsSenderOrLead(actor, handoff);

    public static bool MayDiscard(Actor actor, Handoff handoff) => IsSenderOrLead(actor, handoff);

    public static bool MayWithdraw(Actor actor, Handoff handoff) => IsSenderOrLead(actor, handoff);

    /// <summary>The sender alone: a correction is the sender's word.</summary>
    public static bool MayCorrect(Actor actor, Handoff handoff) => actor.Person == handoff.Sender;

    /// <summary>The receiving team, never the sender unless the team says <c>self-accept</c>.</summary>
    public static bool MayAnswer(Actor actor, Handoff handoff, Organization organization) =>
        actor.IsMemberOf(handoff.ReceivingTeam) && (actor.Person != handoff.Sender || AllowsSelfAccept(handoff, organization));

    /// <summary>Whoever may answer may ask first.</summary>
    public static bool MayAsk(Actor actor, Handoff handoff, Organization organization) => MayAnswer(actor, handoff, organization);

    /// <summary>Anybody of the sending team, since the receiver waits for whoever knows; the sender even after leaving the team.</summary>
    public static bool MayAnswerQuestions(Actor actor, Handoff handoff) => actor.Person == handoff.Sender || actor.IsMemberOf(handoff.SendingTeam);

    /// <summary>Whoever may answer may take the answer upon themselves.</summary>
    public static bool MayClaim(Actor actor, Handoff handoff, Organization organization) => MayAnswer(actor, handoff, organization);

    /// <summary>Whoever claimed it: a claim is one's own word.</summary>
    public static bool MayRelease(Actor actor, Handoff handoff) => handoff.ClaimedBy == actor.Person;

    /// <summary>Whoever may answer, and the receiving lead, who hands out the team's work.</summary>
    public static bool MayReassign(Actor actor, Handoff handoff, Organization organization) =>
        MayAnswer(actor, handoff, organization) || actor.IsLeadOf(handoff.ReceivingTeam);

    /// <summary>Whoever may answer, either lead, admins.</summary>
    public static bool MayReRoute(Actor actor, Handoff handoff, Organization organization) =>
        MayAnswer(actor, handoff, organization) || actor.IsLeadOf(handoff.ReceivingTeam) || actor.IsLeadOf(handoff.SendingTeam) || actor.IsAdmin;

    /// <summary>The sending lead: somebody of the team goes on for a sender who is away or gone.</summary>
    public static bool MayChangeSender(Actor actor, Handoff handoff) => actor.IsLeadOf(handoff.SendingTeam);

    /// <summary>The client's owner and the receiving lead.</summary>
    public static bool MaySendBack(Actor actor, Handoff handoff, Client? client) =>
        actor.Person == OwnerOf(handoff, client) || actor.IsLeadOf(handoff.ReceivingTeam);

    /// <summary>The client's owner and the receiving lead.</summary>
    public static bool MayReopen(Actor actor, Handoff handoff, Client? client) => MaySendBack(actor, handoff, client);

    /// <summary>The client's owner, who may have changed since the acceptance, and the receiving team.</summary>
    public static bool MayKickOff(Actor actor, Handoff handoff, Client? client) =>
        actor.Person == OwnerOf(handoff, client) || actor.IsMemberOf(handoff.ReceivingTeam);

    /// <summary>Whoever gave the answer that stands.</summary>
    public static bool MayUndo(Actor actor, Handoff handoff) => HandoffRules.AnswerThatStands(handoff)?.By == actor.Person;

    /// <summary>
    /// Saying that a promise was kept or broken, or moving it to another day: who answers to the client for it. That is the client's owner and
    /// that person's leads, who promised it, and the lead of the team that handed it over; while it is disputed, only the side with which it
    /// stays.
    /// </summary>
    /// <param name="ownersTeams">Keys of the teams that the client's owner is a member of.</param>
    public static bool MayKeepPromise(Actor actor, Commitment commitment, Client client, ImmutableHashSet<string> ownersTeams) =>
        commitment.Dispute is not null
            ? MayKeepDisputedPromise(actor, commitment)
            : actor.Person == client.Owner || ownersTeams.Overlaps(actor.Leads) || actor.Person == commitment.PromisedBy || MayDecidePromise(actor, commitment);

    /// <summary>The same while it is disputed, for the side with which it stays: who promised it, who sent it, and the lead of the team that handed it over.</summary>
    public static bool MayKeepDisputedPromise(Actor actor, Commitment commitment) =>
        actor.Person == commitment.PromisedBy || actor.Person == commitment.With?.Sender || MayDecidePromise(actor, commitment);

    /// <summary>Proposing how a dispute ends, and agreeing to it: both sides, as they are now.</summary>
    /// <param name="ownersTeams">Keys of the teams that the client's owner is a member of.</param>
    public static bool MaySettlePromise(Actor actor, Commitment commitment, Client client, ImmutableHashSet<string> ownersTeams) =>
        MayKeepDisputedPromise(actor, commitment) || actor.Person == commitment.Dispute?.By || actor.Person == client.Owner || ownersTeams.Overlaps(actor.Leads);

    /// <summary>Saying that a next action was done: who kicks off, and whom the action names.</summary>
    public static bool MayFinishAction(Actor actor, Handoff handoff, NextAction action, Client? client) =>
        actor.Person == action.Who || MayKickOff(actor, handoff, client);

    /// <summary>Adding a message of the chat to it: whoever sees it.</summary>
    /// <param name="ownersTeams">Keys of the teams that the client's owner is a member of.</param>
    public static bool MayAddEvidence(Actor actor, Handoff handoff, Client? client, ImmutableHashSet<string>? ownersTeams = null) =>
        MaySee(actor, handoff, client, ownersTeams);

    /// <summary>Taking a message back that was added: who added it, who answers for the handoff, and admins.</summary>
    public static bool MayRemoveEvidence(Actor actor, Handoff handoff, Evidence evidence) =>
        actor.Person == evidence.AddedBy || actor.Person == handoff.Sender || actor.IsAdmin;

    /// <summary>Filling in what was left open: whoever knows it, of the sending side that owes it or of those who have the client now.</summary>
    public static bool MayFillIn(Actor actor, Handoff handoff, Client? client) => MayAnswerQuestions(actor, handoff) || MayKickOff(actor, handoff, client);

    /// <summary>Writing a promise down: whoever sees the client.</summary>
    public static bool MayPromise(Actor? actor) => MaySeeClient(actor);

    /// <summary>Saying whether a promise can be kept: the team that was asked.</summary>
    public static bool MayAnswerPromise(Actor actor, Commitment commitment) => commitment.Asking is { } asking && actor.IsMemberOf(asking.Team);

    /// <summary>Promising it after all, for the day that the team named, or not: who asked, and who would promise it.</summary>
    public static bool MayTakeUpPromise(Actor actor, Commitment commitment) =>
        actor.Person == commitment.RecordedBy || actor.Person == commitment.PromisedBy;

    /// <summary>Ending a dispute alone.</summary>
    public static bool MayDecidePromise(Actor actor, Commitment commitment) => commitment.With is { } with && actor.IsLeadOf(with.Team);

    /// <summary>The client's owner, that person's leads, admins.</summary>
    /// <param name="ownersTeams">Keys of the teams that the client's owner is a member of.</param>
    public static bool MayTransfer(Actor actor, Client client, ImmutableHashSet<string> ownersTeams) =>
        actor.Person == client.Owner || MayTransferAtOnce(actor, ownersTeams);

    /// <summary>Without the playbook that hands clients over between the two teams: the owner's leads, admins.</summary>
    /// <param name="ownersTeams">Keys of the teams that the client's owner is a member of.</param>
    public static bool MayTransferAtOnce(Actor actor, ImmutableHashSet<string> ownersTeams) =>
        actor.IsAdmin || ownersTeams.Overlaps(actor.Leads);

    /// <summary>Agreeing to a version of a playbook for one of its teams: the team's lead; where it has none who can be reached, admins.</summary>
    /// <param name="isLed">Whether the team has such a lead.</param>
    public static bool MayAgree(Actor actor, string team, bool isLed) => actor.IsLeadOf(team) || (!isLed && actor.IsAdmin);

    /// <summary>Seeing and changing how the bot is set up.</summary>
    public static bool MaySetUp(Actor actor) => actor.IsAdmin;

    /// <summary>A client's story is everybody's; only private notes are for the teams involved.</summary>
    public static bool MaySeeClient(Actor? actor) => actor is not null;

    internal static bool AllowsSelfAccept(Handoff handoff, Organization organization) =>
        organization.Teams.TryGetValue(handoff.ReceivingTeam, out var team) && team.SelfAccept;

    private static PersonId? OwnerOf(Handoff handoff, Client? client) => client?.Owner ?? handoff.Accepted?.Keeper;

    private static bool IsSenderOrLead(Actor actor, Handoff handoff) =>
        actor.Person == handoff.Sender || actor.IsLeadOf(handoff.SendingTeam);
}
