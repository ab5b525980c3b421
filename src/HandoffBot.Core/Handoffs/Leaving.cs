using System.Collections.Immutable;

namespace HandoffBot.Core.Handoffs;

/// <summary>What follows for a handoff when somebody has left the organization.</summary>
public static partial class HandoffRules
{
    /// <summary>
    /// Nobody waits for somebody who has left: what was theirs to write goes to the lead, what was theirs to answer is proposed anew. Nothing
    /// where the handoff waits for them no more, so it may be asked again.
    /// </summary>
    /// <param name="lead">Of the sending team; null where there is none who could go on with it.</param>
    public static ImmutableArray<HandoffEvent> Leave(Handoff handoff, PersonId person, PersonId? lead, Circumstances circumstances)
    {
        if (handoff.Status is HandoffStatus.Draft or HandoffStatus.Rejected)
            return handoff.Sender == person && lead is { } other && other != person ? [new HandoffEvent.SenderLeft(person, circumstances.Now, other)] : [];

        if (!handoff.IsOpen || (handoff.ClaimedBy != person && handoff.Proposal?.Person != person))
            return [];

        var proposal = handoff.Proposal?.Person == person ? Proposing.Of(handoff, handoff.ReceivingTeam, circumstances) : handoff.Proposal;
        return [new HandoffEvent.ReceiverLeft(person, circumstances.Now, proposal)];
    }

    private static Handoff After(Handoff handoff, HandoffEvent.ReceiverLeft left) => handoff with
    {
        ClaimedBy = handoff.ClaimedBy == left.By ? null : handoff.ClaimedBy,
        Proposal = left.Proposal,
    };
}
