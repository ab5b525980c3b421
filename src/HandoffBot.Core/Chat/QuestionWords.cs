using System.Globalization;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Chat;

/// <summary>What was asked and answered, worded once for all cards and screens.</summary>
internal static class QuestionWords
{
    /// <summary>More than so many are counted: a message holds 50 blocks and some 12 kB.</summary>
    public const int MostOnACard = 5;

    /// <summary>How much of a question and of an answer a card shows.</summary>
    public const int LengthOnACard = 300;

    /// <summary>"a question", "2 questions": what is open.</summary>
    public static string Open(Handoff handoff) => handoff.OpenQuestions.Length is > 1 and var count ? Counted.Of(count, "question") : "a question";

    /// <summary>What is open first, then the latest; the rest is counted.</summary>
    public static IEnumerable<CardPart> OnACard(HandoffView view)
    {
        var ordered = view.Handoff.Questions.OrderByDescending(one => one.IsOpen).ThenBy(one => one.IsOpen ? one.Number : -one.Number).ToList();
        foreach (var part in ordered.Take(MostOnACard).SelectMany(one => Parts(view, one, LengthOnACard)))
            yield return part;

        if (ordered.Count > MostOnACard)
            yield return new CardPart.Note($"{Counted.Of(ordered.Count - MostOnACard, "more question")}: Details shows everything in full.");
    }

    /// <summary>All of them, as they were asked.</summary>
    public static IEnumerable<CardPart> InFull(HandoffView view) => view.Handoff.Questions.SelectMany(one => Parts(view, one, int.MaxValue));

    /// <summary>These as a message shows them.</summary>
    public static IEnumerable<CardPart> Listed(HandoffView view, IReadOnlyList<Question> questions)
    {
        foreach (var part in questions.Take(MostOnACard).SelectMany(one => Parts(view, one, LengthOnACard)))
            yield return part;

        if (questions.Count > MostOnACard)
            yield return new CardPart.Note($"{Counted.Of(questions.Count - MostOnACard, "more question")}: Details shows everything in full.");
    }

    /// <summary>"Question 2 · Kim · about “What was sold” · waits for the client".</summary>
    public static string Label(HandoffView view, Question question)
    {
        var about = question.Fields.IsEmpty ? "" : $" · about {Counted.And(Fields(view, question))}";
        var state = question switch
        {
            { Closed.Why: var why } => $" · closed without an answer, {Ended(why)}",
            { IsOpen: true, WaitsForClient: true } => $" · waits for {view.Handoff.Subject.Outsider}",
            { IsOpen: true } => " · open",
            _ => "",
        };
        return $"Question {Number(question)} · {Spoken.Name(view, question.By)}{about}{state}";
    }

    /// <summary>What is said of the time that was the client's; null when there was none.</summary>
    public static Fact? ClientTime(HandoffView view)
    {
        if (view.Handoff.ClientSince is { } since)
            return new($"Up to {view.Handoff.Subject.Outsider} since", Phrase.Of(Spoken.At(view, since)));

        var length = view.Handoff.ClientTimes.Aggregate(Duration.Zero, (sum, one) => sum + ((one.Until ?? view.Now) - one.Since));
        return view.Handoff.ClientTimes.IsEmpty ? null : new($"Waited for {view.Handoff.Subject.Outsider}", Spoken.Length(length));
    }

    private static IEnumerable<CardPart> Parts(HandoffView view, Question question, int length)
    {
        yield return new CardPart.LongText(Label(view, question), Shortened.To(question.Text, length));
        if (question.Reply is { } reply)
        {
            yield return new CardPart.LongText(
                $"Answer to question {Number(question)} · {Spoken.Name(view, reply.By)}",
                reply.Text.Length == 0 ? "Changed what the question is about." : Shortened.To(reply.Text, length));
        }
    }

    private static IReadOnlyList<string> Fields(HandoffView view, Question question) =>
        Counted.Few([.. question.Fields.Select(id => $"“{Shortened.To(view.Handoff.Playbook.Checklist.Find(id)?.Label ?? id, 58)}”")], 3);

    private static string Ended(ClosedBy why) => why switch
    {
        ClosedBy.Accepting => "when it was accepted",
        ClosedBy.Rejecting => "when it was rejected",
        ClosedBy.Withdrawing => "when it was taken back",
        _ => "when it was routed on",
    };

    private static string Number(Question question) => question.Number.ToString(CultureInfo.InvariantCulture);
}
