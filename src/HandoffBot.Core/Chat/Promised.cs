using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Chat;

/// <summary>Promises to a client in words, the same on every card and screen.</summary>
internal static class Promised
{
    /// <summary>More than these are counted on a brief.</summary>
    public const int MostOnBrief = 5;

    private const int LengthOnBrief = 150;

    /// <summary>What a reader of the brief sees of the promises: the first ones, shortened, and how many more there are.</summary>
    public static IEnumerable<CardPart> OnBrief(HandoffView view)
    {
        var all = view.Handoff.Commitments;
        if (all.IsEmpty)
            yield break;

        yield return new CardPart.Text(Phrase.Of(new Inline.Strong($"{view.Handoff.Subject.PromisedTo}:")));
        foreach (var one in all.Take(MostOnBrief))
            yield return new CardPart.Text(Line(view, one, LengthOnBrief));

        var more = all.Length - MostOnBrief;
        if (more > 0)
            yield return new CardPart.Note($"{Counted.Of(more, "more promise")}: Details shows everything in full.");
    }

    /// <summary>“Five sites by Easter”, by Sam, due 3 Nov 2026, disputed by Kim · Open the message.</summary>
    public static Phrase Line(HandoffView view, Commitment commitment, int length) =>
        Phrase.Of(Titled(view, commitment, length)).Then([.. Stands(view, commitment).Parts, .. Source(commitment)]);

    /// <summary>The way to the message in which it was promised, after something else; nothing where there is none.</summary>
    /// <param name="after">What stands between: a space after a sentence.</param>
    public static ImmutableArray<Inline> Source(Commitment commitment, string after = " · ") => Opening(commitment) is { } link ? [after, link] : [];

    /// <summary>The same alone.</summary>
    public static Inline.Link? Opening(Commitment commitment) => commitment.Text.Message is { } message ? new("Open the message", message) : null;

    /// <summary>“Five sites by Easter”, by Sam, due 3 Nov 2026.</summary>
    public static string Titled(HandoffView view, Commitment commitment, int length) =>
        $"“{Shortened.To(commitment.Text.What.ReplaceLineEndings(" "), length)}”, by {Spoken.Name(view, commitment.PromisedBy)}, due {On(commitment.Text.Due)}";

    /// <summary>Everything about each, for Details.</summary>
    public static IEnumerable<CardPart> InFull(HandoffView view)
    {
        if (view.Handoff.Commitments.IsEmpty)
            yield break;

        yield return new CardPart.Header(view.Handoff.Subject.PromisedTo);
        foreach (var one in view.Handoff.Commitments)
        {
            var said = one.Text.Where is { } where ? $"\nSaid: {where}" : "";
            yield return new CardPart.LongText($"By {Spoken.Name(view, one.PromisedBy)}, due {On(one.Text.Due)}", one.Text.What + said);
            if (Opening(one) is { } link)
                yield return new CardPart.Note(Phrase.Of(link));
            if (Stands(view, one) is { Parts.IsEmpty: false } stands)
                yield return new CardPart.Note(Phrase.Of(Capital(stands)));
            if (one.Dispute is { } dispute)
                yield return new CardPart.LongText("Why it is disputed", dispute.Reason);
        }
    }

    /// <summary>What somebody did to a promise, as the history tells it.</summary>
    public static string Words(CommitmentEvent happened) => happened switch
    {
        CommitmentEvent.Recorded { Commitment.Asking: not null } one => $"asked whether {Quoted(one.Commitment.Text.What)} can be promised, due {On(one.Commitment.Text.Due)}",
        CommitmentEvent.TeamAnswered one => $"answered about the promise {Quoted(one.What)}: {Answer(one.Answer)}",
        CommitmentEvent.TakenUp one => $"promised {Quoted(one.What)}, due {On(one.Due)}",
        CommitmentEvent.Dropped one => $"did not promise {Quoted(one.What)} after all",
        CommitmentEvent.Recorded one => $"promised {Quoted(one.Commitment.Text.What)}, due {On(one.Commitment.Text.Due)}",
        CommitmentEvent.Reworded one => $"worded a promise anew: {Quoted(one.Text.What)}, due {On(one.Text.Due)}",
        CommitmentEvent.Removed one => $"removed the promise {Quoted(one.What)}",
        CommitmentEvent.Kept one => $"said that the promise {Quoted(one.What)} was kept",
        CommitmentEvent.Broken one => $"said that the promise {Quoted(one.What)} was broken: {Shortened.To(one.Why, 300)}",
        CommitmentEvent.Renegotiated one => $"moved the promise {Quoted(one.What)} from {On(one.Was)} to {On(one.Due)}: {Shortened.To(one.Why, 300)}",
        CommitmentEvent.Suggested one => $"proposed to promise {Quoted(one.Text.What)}, due {On(one.Text.Due)}",
        CommitmentEvent.Agreed one => $"agreed to promise {Quoted(one.Text.What)}, due {On(one.Text.Due)}",
        CommitmentEvent.Decided one => $"decided what is promised: {Quoted(one.Text.What)}, due {On(one.Text.Due)}",
        _ => "",
    };

    /// <summary>What a team said: "yes", "by 3 Nov 2026", "no", with the reason.</summary>
    public static string Answer(TeamAnswer answer)
    {
        var why = answer.Reason is { } reason ? $" (“{Shortened.To(reason, 300)}”)" : "";
        return answer switch
        {
            { Can: false } => $"no{why}",
            { Instead: { } day } => $"by {On(day)}{why}",
            _ => "yes",
        };
    }

    public static string Quoted(string what, int length = 150) => $"“{Shortened.To(what.ReplaceLineEndings(" "), length)}”";

    /// <summary>With the month in letters, which no reader takes for the day.</summary>
    public static string On(LocalDate date) => new Answer.Date(date).Shown;

    /// <summary>", disputed by Kim"; nothing while there is nothing to say.</summary>
    internal static Phrase Stands(HandoffView view, Commitment commitment) => commitment switch
    {
        { State: CommitmentState.Kept } => ", kept",
        { State: CommitmentState.Broken } => ", not kept",
        { Dispute: { } dispute } => $", disputed by {Spoken.Name(view, dispute.By)}: it stays with {Spoken.Name(view, view.Handoff.Sender)}",
        { Acknowledged: { } nod } => $", acknowledged by {Spoken.Name(view, nod.By)}",
        _ => Phrase.Of(),
    };

    private static string Capital(Phrase stands)
    {
        var words = stands.Plainly().TrimStart(',', ' ');
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}.";
    }
}
