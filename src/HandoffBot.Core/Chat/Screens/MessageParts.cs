using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>What a form says of the message that its answers come from.</summary>
internal static class MessageParts
{
    /// <summary>A warning, to whoever is about to tell others.</summary>
    /// <param name="so">What that means here.</param>
    public static FormPart Private(string so) => ScreenParts.Says(Phrase.Of(new Inline.Strong("This was written where only some can read."), so));

    /// <summary>Above the words of a promise that stand in its form already.</summary>
    /// <param name="readers">Who reads them.</param>
    public static IEnumerable<FormPart> OfPromise(Quote? message, string readers) => message switch
    {
        null => [],
        { IsPrivate: true } => [Private($" Keep in it only what they may know: {char.ToLowerInvariant(readers[0])}{readers[1..]}")],
        _ => [ScreenParts.Notes(readers)],
    };

    /// <summary>Why a promise is not added to the handoff that was chosen for it.</summary>
    public static IEnumerable<FormPart> Elsewhere(HandoffView? chosen)
    {
        if (chosen is null)
            return [];

        var handoff = chosen.Handoff;
        var why = handoff switch
        {
            { Status: HandoffStatus.Accepted or HandoffStatus.Completed } => "is accepted, so what it promises is settled",
            { Status: HandoffStatus.Discarded } => "was discarded",
            { Commitments.Length: >= HandoffRules.MostCommitments } => $"carries {handoff.Commitments.Length} promises, which is the most",
            _ => $"takes promises from its sender only, {Spoken.Name(chosen, handoff.Sender)}",
        };
        return [ScreenParts.Says($"{handoff.Reference} {why}. This one is kept with {handoff.Subject.The} itself.")];
    }
}
