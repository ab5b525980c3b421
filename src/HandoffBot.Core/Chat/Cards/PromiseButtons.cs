using System.Collections.Immutable;
using HandoffBot.Core.Clients;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>What can be said of a promise, wherever it is listed. The server decides who may.</summary>
public static class PromiseButtons
{
    public static ImmutableArray<CardButton> For(Commitment commitment) =>
    [
        new("Kept", Of(Act.Kept, commitment), ButtonStyle.Primary),
        new("New date", Of(Act.NewDate, commitment)),
        new("Broken", Of(Act.Broken, commitment), ButtonStyle.Danger),
    ];

    /// <summary>On a list: while it is disputed the side that has the client does not say what became of it, but how the dispute may end.</summary>
    public static ImmutableArray<CardButton> Of(ListedPromise listed)
    {
        var (commitment, isSenders) = (listed.Commitment, listed.DisputedBy is not null);
        if (commitment.Dispute is not { } dispute)
            return For(commitment);

        var settle = new CardButton("Propose other words", Of(Act.Settle, commitment));
        ImmutableArray<CardButton> ending = dispute.Proposal is { } proposal && proposal.BySender != isSenders
            ? [new("Agree", Of(Act.Agree, commitment, proposal.Number), ButtonStyle.Primary), settle]
            : [settle];
        return isSenders ? [.. ending, .. For(commitment).Select(one => one with { Style = ButtonStyle.Plain })] : ending;
    }

    /// <param name="proposal">The number of what the other side proposed, where it is about that.</param>
    public static Press Of(Act act, Commitment commitment, int proposal = 0) => new(act, Revision: proposal, Text: $"{commitment.Id.Value:N}");
}
