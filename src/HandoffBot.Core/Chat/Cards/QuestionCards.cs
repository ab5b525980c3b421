using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>Which questions a message asks to answer, in which it is redrawn with what became of them.</summary>
/// <param name="Id">Tells it from other messages about the same questions; its buttons carry it.</param>
/// <param name="Questions">By their numbers.</param>
public sealed record QuestionNotice(Guid Id, ImmutableArray<int> Questions)
{
    /// <summary>Those that it is about.</summary>
    public ImmutableArray<Question> Of(Handoff handoff) => [.. handoff.Questions.Where(one => Questions.Contains(one.Number))];

    /// <summary>Nothing of it is left to be answered.</summary>
    public bool IsOver(Handoff handoff) => !Of(handoff).Any(one => one.IsOpen);
}

/// <summary>The short messages of a clarification: who must answer what, and what was answered.</summary>
internal static class QuestionCards
{
    /// <summary>Into the brief's thread, where whoever of the sending team reads along can answer.</summary>
    public static Card AskedInThread(HandoffView view, QuestionNotice? notice) => With(
        view,
        notice,
        questions => $"{Askers(view, questions)} asked {Spoken.Sender(view)} {Counting(questions)} about {Spoken.Titled(view)}");

    /// <summary>Into the sender's direct chat, or into that of whoever stands in for them.</summary>
    /// <param name="who">Addresses them.</param>
    public static Card AskedToSender(HandoffView view, Phrase who, QuestionNotice? notice) => With(
        view, notice, questions => who.Then($"{Askers(view, questions)} ({Spoken.To(view)}) asked {Counting(questions)} about {Spoken.Titled(view)}"));

    /// <summary>To the sender, whose turn it is again since an answer to the whole was taken back.</summary>
    public static Card OpenAgain(HandoffView view, Phrase who, string answer, QuestionNotice? notice) => With(
        view,
        notice,
        questions => who.Then($"the {answer} of {Spoken.Titled(view)} was taken back, so {Counting(questions)} about it waits for an answer again"));

    /// <summary>In place of what was asked in the thread: nothing of it is left to be answered. It mentions nobody, since a message that is redrawn must not ring.</summary>
    public static Card OverInThread(HandoffView view, QuestionNotice notice) => Over(
        view, notice.Of(view.Handoff), questions => $"{Askers(view, questions)} asked {Spoken.Sender(view)} {Counting(questions)} about {Spoken.Titled(view)}");

    /// <summary>The same in a direct chat.</summary>
    public static Card OverToSender(HandoffView view, QuestionNotice notice) => Over(
        view, notice.Of(view.Handoff), questions => $"{Askers(view, questions)} asked {Counting(questions)} about {Spoken.Titled(view)}");

    /// <summary>Into the brief's thread: whoever asked, or claimed it, goes on; where they have left, whoever has it in hand.</summary>
    public static Card Answered(HandoffView view)
    {
        var handoff = view.Handoff;
        var answered = handoff.Questions.Where(one => one.Reply is not null && one.Clarification == handoff.ClarificationRun?.Number).ToList();
        var awaited = answered.Select(one => one.By).Concat(handoff.ClaimedBy is { } claimed ? [claimed] : (PersonId[])[]).Distinct().Take(8).ToList();
        if (handoff.Holder is { } holder && awaited.TrueForAll(one => view.Person(one).Accounts.IsEmpty) && !awaited.Contains(holder))
            awaited.Add(holder);
        var to = awaited.SelectMany(one => (Inline[])[Spoken.Mention(view.Person(one)), ", "]).SkipLast(1).ToArray();
        var count = answered.Count > 1 ? $"your {Counted.Of(answered.Count, "question")}" : "your question";
        var says = (to.Length == 0 ? Phrase.Of(Spoken.To(view)) : Phrase.Of(to))
            .Then($": {Replier(view)} answered {count} about {Spoken.Titled(view)}, which waits for you again").Then([.. Spoken.AnswerDue(view).Parts]).Then(".");
        return new(says, [new CardPart.Text(says), .. QuestionWords.Listed(view, answered)]);
    }

    /// <summary>Who answered last, with the sending team.</summary>
    public static string Replier(HandoffView view) =>
        view.Handoff.Questions.Select(one => one.Reply).OfType<QuestionReply>().MaxBy(one => one.At) is { } last
            ? $"{Spoken.Name(view, last.By)} ({Spoken.From(view)})"
            : Spoken.From(view);

    /// <param name="says">What is asked, of these questions; what follows says how it stands.</param>
    private static Card With(HandoffView view, QuestionNotice? notice, Func<IReadOnlyList<Question>, Phrase> says)
    {
        IReadOnlyList<Question> asked = notice is null ? view.Handoff.OpenQuestions : notice.Of(view.Handoff);
        var open = asked.Count(one => one.IsOpen);
        var all = says(asked).Then(open == asked.Count ? "" : $"; {open} still open").Then([.. Until(view).Parts]);
        return new(
            all,
            [
                new CardPart.Text(all),
                .. QuestionWords.Listed(view, asked),
                new CardPart.Buttons([new("Answer", Presses.Of(Act.Answer, view.Handoff, notice?.Id.ToString("N")), ButtonStyle.Primary), Details(view)]),
            ]);
    }

    private static Card Over(HandoffView view, IReadOnlyList<Question> asked, Func<IReadOnlyList<Question>, string> says)
    {
        var all = Phrase.Of($"{says(asked)}. ").Then([.. Ended(view, asked).Parts]);
        return new(all, [new CardPart.Text(all), .. QuestionWords.Listed(view, asked), new CardPart.Buttons([Details(view)])]);
    }

    private static Phrase Ended(HandoffView view, IReadOnlyList<Question> asked)
    {
        var replies = asked.Select(one => one.Reply).OfType<QuestionReply>().OrderBy(one => one.At).ToList();
        if (replies.Count == 0)
            return $"{(asked.Count == 1 ? "It was" : "They were")} closed without an answer.";

        var names = Counted.And(Counted.Few([.. replies.Select(one => Spoken.Name(view, one.By)).Distinct()], 4));
        var (what, rest) = (asked.Count, asked.Count - replies.Count) switch
        {
            (1, _) => ("it", ""),
            (_, 0) => ("them", ""),
            var (_, closed) => ($"{replies.Count} of them", $" The rest {(closed == 1 ? "was" : "were")} closed without an answer."),
        };
        return Phrase.Of($"{names} ({Spoken.From(view)}) answered {what}, ", Spoken.At(view, replies[^1].At), $".{rest}");
    }

    private static CardButton Details(HandoffView view) => new("Details", Presses.Of(Act.Details, view.Handoff));

    private static string Counting(IReadOnlyList<Question> questions) => questions.Count > 1 ? Counted.Of(questions.Count, "question") : "a question";

    private static string Askers(HandoffView view, IEnumerable<Question> questions)
    {
        var names = questions.Select(one => one.By).Distinct().Select(one => Spoken.Name(view, one)).ToList();
        return names.Count == 0 ? Spoken.To(view) : Counted.And(Counted.Few(names, 4));
    }

    private static Phrase Until(HandoffView view) => view.Handoff.IsUpToTheClient
        ? $". It is up to {view.Handoff.Subject.Outsider}: the time until it is answered counts as {(view.Handoff.Subject.IsClient ? "the client's" : "theirs")}."
        : view.Due is { } due ? Phrase.Of(", answer due ", Spoken.At(view, due), ".") : ".";
}
