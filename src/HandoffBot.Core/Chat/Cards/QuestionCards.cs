using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>The short messages of a clarification: who must answer what, and what was answered.</summary>
internal static class QuestionCards
{
    /// <summary>Into the brief's thread, where whoever of the sending team reads along can answer.</summary>
    public static Card AskedInThread(HandoffView view) => With(
        view,
        Phrase.Of($"{Askers(view, view.Handoff.OpenQuestions)} asked {Spoken.Sender(view)} {QuestionWords.Open(view.Handoff)} about {Spoken.Titled(view)}")
            .Then([.. Until(view).Parts]),
        view.Handoff.OpenQuestions);

    /// <summary>Into the sender's direct chat, or into that of whoever stands in for them.</summary>
    /// <param name="who">Addresses them.</param>
    public static Card AskedToSender(HandoffView view, Phrase who) => With(
        view,
        who.Then($"{Askers(view, view.Handoff.OpenQuestions)} ({Spoken.To(view)}) asked {QuestionWords.Open(view.Handoff)} about {Spoken.Titled(view)}")
            .Then([.. Until(view).Parts]),
        view.Handoff.OpenQuestions);

    /// <summary>To the sender, whose turn it is again since an answer to the whole was taken back.</summary>
    public static Card OpenAgain(HandoffView view, Phrase who, string answer) => With(
        view,
        who.Then($"the {answer} of {Spoken.Titled(view)} was taken back, so {QuestionWords.Open(view.Handoff)} about it waits for an answer again")
            .Then([.. Until(view).Parts]),
        view.Handoff.OpenQuestions);

    /// <summary>Into the brief's thread: whoever asked, or claimed it, goes on.</summary>
    public static Card Answered(HandoffView view)
    {
        var handoff = view.Handoff;
        var answered = handoff.Questions.Where(one => one.Reply is not null && one.Clarification == handoff.ClarificationRun?.Number).ToList();
        var awaited = answered.Select(one => one.By).Concat(handoff.ClaimedBy is { } claimed ? [claimed] : (PersonId[])[]).Distinct().Take(8).ToList();
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

    private static Card With(HandoffView view, Phrase says, IReadOnlyList<Question> questions) => new(
        says,
        [
            new CardPart.Text(says),
            .. QuestionWords.Listed(view, questions),
            new CardPart.Buttons([new("Answer", Presses.Of(Act.Answer, view.Handoff), ButtonStyle.Primary), new("Details", Presses.Of(Act.Details, view.Handoff))]),
        ]);

    private static string Askers(HandoffView view, IEnumerable<Question> questions)
    {
        var names = questions.Select(one => one.By).Distinct().Select(one => Spoken.Name(view, one)).ToList();
        return names.Count == 0 ? Spoken.To(view) : Counted.And(Counted.Few(names, 4));
    }

    private static Phrase Until(HandoffView view) => view.Handoff.IsUpToTheClient
        ? $". It is up to {view.Handoff.Subject.Outsider}: the time until it is answered counts as {(view.Handoff.Subject.IsClient ? "the client's" : "theirs")}."
        : view.Due is { } due ? Phrase.Of(", answer due ", Spoken.At(view, due), ".") : ".";
}
