using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>Whose turn it is about a promise that is disputed.</summary>
public enum DisputeTurn
{
    /// <summary>The receiver does not take it on.</summary>
    Disputed,

    /// <summary>One side proposed something, and the other has not agreed.</summary>
    Suggested,

    /// <summary>Both agreed, or the sender's lead decided.</summary>
    Ended,
}

/// <summary>The short messages of a dispute, to each of those who must move or know.</summary>
public static class DisputeCards
{
    /// <param name="lead">The person leads the team that handed the client over, and may decide alone.</param>
    public static Card For(HandoffView view, Commitment commitment, DisputeTurn turn, PersonId to, bool lead)
    {
        var who = Phrase.Of(Spoken.Mention(view.Person(to)), ", ");
        var what = $"{Promised.Quoted(commitment.Text.What)} to {Spoken.Client(view)} ({view.Handoff.Reference})";
        return (turn, commitment.Dispute) switch
        {
            (DisputeTurn.Disputed, { } dispute) => NoticeCards.WithButtons(
                who.Then($"{Spoken.Name(view, dispute.By)} disputes the promise {what}: “{Shortened.To(dispute.Reason, 500)}” It stays with {Spoken.Name(view, view.Handoff.Sender)} until both agree{Deciding(lead)}."),
                Settle(commitment, lead ? "Decide" : "Propose other words")),
            (DisputeTurn.Suggested, { Proposal: { } proposal }) => NoticeCards.WithButtons(
                who.Then($"{Spoken.Name(view, proposal.By)} proposes, for the disputed promise {what}: {Promised.Quoted(proposal.Text.What)}, due {Promised.On(proposal.Text.Due)}."),
                new CardButton("Agree", PromiseButtons.Of(Act.Agree, commitment, proposal.Number), ButtonStyle.Primary),
                Settle(commitment, lead ? "Decide" : "Propose other words")),
            _ => Card.Says(who.Then($"the dispute about a promise to {Spoken.Client(view)} ({view.Handoff.Reference}) has ended: {Promised.Titled(view, commitment, 150)}{Ended(view, commitment)}.")),
        };
    }

    private static string Deciding(bool lead) => lead ? ", or you decide" : ", or the sender's lead decides";

    private static string Ended(HandoffView view, Commitment commitment) =>
        commitment.Acknowledged is { } nod ? $", as {Spoken.Name(view, nod.By)} said" : "";

    private static CardButton Settle(Commitment commitment, string label) => new(label, PromiseButtons.Of(Act.Settle, commitment));
}
