using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>The brief: one message in the receiving team's channel for a handoff's whole life, updated in place.</summary>
public static class BriefCard
{
    public static Card For(HandoffView view)
    {
        var handoff = view.Handoff;
        var parts = new List<CardPart>
        {
            new CardPart.Header(Spoken.Titled(view)),
            new CardPart.Text(Phrase.Of(new Inline.Strong(Shortened.To(handoff.Playbook.Name, 24)), ": ").Then([.. Spoken.State(view).Parts])),
        };
        parts.AddRange(BriefBody.Parts(view));
        parts.AddRange(Promised.OnBrief(view));
        parts.AddRange(NextSteps.OnBrief(view));
        parts.AddRange(Excepted.OnBrief(view));
        parts.AddRange(Ending(view));
        if (Buttons(handoff) is { IsEmpty: false } buttons)
            parts.Add(new CardPart.Buttons(buttons));

        return new(Summary(view), [.. parts]);
    }

    /// <summary>In place of a brief in a channel where its team receives no more: the state, and the way to where it is answered now.</summary>
    /// <param name="brief">Opens the brief where it is now; null while it is not there yet.</param>
    public static Card Moved(HandoffView view, Uri? brief)
    {
        var says = Spoken.ReRouted(view) is { } moved
            ? Phrase.Of(new Inline.Strong($"With {Spoken.To(view)} now"), ". ").Then([.. moved.Parts])
            : $"{Spoken.To(view)} answers this in another channel now.";
        return new(
            Summary(view),
            [
                new CardPart.Header(Spoken.Titled(view)),
                new CardPart.Text(Spoken.State(view)),
                new CardPart.Text(brief is null ? says : says.Then(" ", new Inline.Link("Open the brief there", brief))),

                // Another team's handoff is no longer theirs to look into.
                .. view.Handoff.ReRouted is null ? [new CardPart.Buttons([new("Details", Presses.Of(Act.Details, view.Handoff))])] : (CardPart[])[],
            ]);
    }

    /// <summary>The same brief, privately: what it says and the way to the original.</summary>
    public static Card Private(HandoffView view, ImmutableArray<CardButton> buttons)
    {
        var brief = For(view);
        var parts = brief.Parts.Where(part => part is not CardPart.Buttons).ToList();
        if (view.BriefLink is { } link)
            parts.Add(new CardPart.Text(Phrase.Of(new Inline.Link("Open the brief in its channel", link))));

        if (!buttons.IsEmpty)
            parts.Add(new CardPart.Buttons(buttons));

        return brief with { Parts = [.. parts] };
    }

    /// <summary>Meaningful on a lock screen; it mentions nobody, since a card that is redrawn must not ring.</summary>
    private static Phrase Summary(HandoffView view) =>
        view.Handoff.Status == HandoffStatus.Submitted
            ? Phrase.Of($"{Spoken.Titled(view)}: {Spoken.Sender(view)} hands over to {Spoken.To(view)}").Then([.. Spoken.AnswerDue(view, ", answer due ").Parts])
            : Phrase.Of($"{Spoken.Titled(view)}: ").Then([.. Spoken.State(view).Parts]);

    private static IEnumerable<CardPart> Ending(HandoffView view)
    {
        var handoff = view.Handoff;
        if (handoff.IsOpen && Spoken.ReRouted(view) is { } moved)
            yield return new CardPart.Note(moved);

        if (handoff is { Status: HandoffStatus.Rejected, Rejected: { } rejected })
            yield return new CardPart.Text(Lessons.Sentence(view, rejected));

        if (handoff is { Status: HandoffStatus.Accepted or HandoffStatus.Completed, Accepted.ReadBack: { Length: > 0 } readBack })
            yield return new CardPart.LongText($"What {Spoken.The(view)} needs next, in the receiver's words", Shortened.To(readBack, BriefBody.AnswerLength));

        if (Spoken.Missed(view) is { } missed)
            yield return new CardPart.Note(missed);
    }

    private static ImmutableArray<CardButton> Buttons(Handoff handoff) => handoff.Status switch
    {
        HandoffStatus.Submitted or HandoffStatus.Clarifying =>
        [
            new("Accept", Presses.Of(Act.Accept, handoff), ButtonStyle.Primary),
            new("Reject", Presses.Of(Act.Reject, handoff), ButtonStyle.Danger),
            new("Ask", Presses.Of(Act.Ask, handoff)),
            new("Details", Presses.Of(Act.Details, handoff)),
        ],
        HandoffStatus.Accepted =>
        [
            new("Kick off", Presses.Of(Act.KickOff, handoff), ButtonStyle.Primary),
            new("Send back", Presses.Of(Act.SendBack, handoff), ButtonStyle.Danger),
            new("Details", Presses.Of(Act.Details, handoff)),
        ],
        HandoffStatus.Discarded => [],
        _ => [new("Details", Presses.Of(Act.Details, handoff))],
    };
}
