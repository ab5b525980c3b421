using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>The sender's own card, in their direct chat: what became of what they sent, and what they can do about it.</summary>
public static class SenderCard
{
    public static Card For(HandoffView view)
    {
        var parts = new List<CardPart>
        {
            new CardPart.Header(Spoken.Titled(view)),
            new CardPart.Text(Phrase.Of(new Inline.Strong(Shortened.To(view.Handoff.Playbook.Name, 24)), ": ").Then([.. Spoken.State(view).Parts])),
            new CardPart.Facts(BriefBody.Facts(view)),
        };
        parts.AddRange(Told(view));
        if (Buttons(view.Handoff) is { IsEmpty: false } buttons)
            parts.Add(new CardPart.Buttons(buttons));

        return new(Phrase.Of($"{Spoken.Titled(view)}: ").Then([.. Spoken.State(view).Parts]), [.. parts]);
    }

    /// <summary>In place of the card of somebody who is no longer the sender. It is not redrawn with what happens later, so it says nothing that may pass.</summary>
    public static Card Passed(HandoffView view)
    {
        Phrase says = $"{Spoken.Titled(view)}: {Spoken.Sender(view)} is the sender now. You need do nothing more about it.";
        return new(says, [new CardPart.Header(Spoken.Titled(view)), new CardPart.Text(says)]);
    }

    private static IEnumerable<CardPart> Told(HandoffView view)
    {
        var handoff = view.Handoff;
        if (handoff.IsOpen && Spoken.ReRouted(view) is { } moved)
            yield return new CardPart.Note(moved);

        if (handoff is { Status: HandoffStatus.Rejected, Rejected: { } rejected })
            yield return new CardPart.Text(Lessons.Sentence(view, rejected).Then([.. Spoken.MendBy(view).Parts]));

        if (handoff is { Status: HandoffStatus.Accepted or HandoffStatus.Completed, Accepted.ReadBack: { Length: > 0 } readBack })
            yield return new CardPart.LongText($"What {Spoken.The(view)} needs next, in the receiver's words", Shortened.To(readBack, BriefBody.AnswerLength));

        foreach (var part in QuestionWords.OnACard(view).Concat(Excepted.OnBrief(view)))
            yield return part;

        if (handoff.IsOpen && view.NotPosted is { } why)
            yield return new CardPart.Text($"The brief is not in {Spoken.To(view)}'s channel yet: {Shortened.To(why, 300)}");

        if (view.BriefLink is { } link)
            yield return new CardPart.Text(Phrase.Of(new Inline.Link("Open the brief", link)));

        if (Spoken.Missed(view) is { } missed)
            yield return new CardPart.Note(missed);
    }

    private static ImmutableArray<CardButton> Buttons(Handoff handoff)
    {
        var details = new CardButton("Details", Presses.Of(Act.Details, handoff));
        var promise = new CardButton("Add a promise", Presses.Of(Act.Promise, handoff));
        var discard = new CardButton(
            "Discard", Presses.Of(Act.Discard, handoff), ButtonStyle.Danger, $"Discard {handoff.Reference}? It cannot be brought back.");
        return handoff.Status switch
        {
            HandoffStatus.Draft => [new("Continue", Presses.Of(Act.Continue, handoff), ButtonStyle.Primary), promise, discard],
            HandoffStatus.Submitted or HandoffStatus.Clarifying =>
            [
                .. handoff.Status == HandoffStatus.Clarifying
                    ? [new CardButton("Answer", Presses.Of(Act.Answer, handoff), ButtonStyle.Primary)]
                    : (CardButton[])[],
                new("Correct", Presses.Of(Act.Correct, handoff)),
                promise,
                new("Withdraw", Presses.Of(Act.Withdraw, handoff), ButtonStyle.Danger, $"Take {handoff.Reference} back? It becomes a draft again."),
                details,
            ],
            HandoffStatus.Rejected => [new("Mend it", Presses.Of(Act.Continue, handoff), ButtonStyle.Primary), discard, details],
            HandoffStatus.Discarded => [],
            _ => [details],
        };
    }
}
