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

    /// <param name="proposal">The number of what the other side proposed, where it is about that.</param>
    public static Press Of(Act act, Commitment commitment, int proposal = 0) => new(act, Revision: proposal, Text: $"{commitment.Id.Value:N}");
}
