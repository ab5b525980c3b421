using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>What was left open has its answer: each side hears of it from the other.</summary>
public static class ExceptionCards
{
    /// <summary>Into the brief's thread. The client's owner is mentioned, unless it was they who filled it in.</summary>
    /// <param name="number">Of the exception.</param>
    public static Card ToReceivers(HandoffView view, int number)
    {
        if (Find(view, number) is not { Ended: { } ended } exception)
            return Card.Says($"{Spoken.Titled(view)}: something that was left open was filled in.");

        var owner = view.Client?.Owner ?? view.Handoff.Accepted?.Keeper;
        var who = owner is { } person && person != ended.By ? Spoken.Called(view.Person(person)).Then(": ") : Phrase.Of();
        return Card.Says(who.Then($"{Says(view, exception, ended.By)}{Answer(view, exception)}"));
    }

    /// <summary>Into the direct chat of the sender, who owed it.</summary>
    /// <param name="instead">Who is told for the sender, in their own chat: who covers for them, or their lead.</param>
    public static Card ToSender(HandoffView view, int number, PersonId? instead)
    {
        var who = Phrase.Of(Spoken.Mention(view.Person(instead ?? view.Handoff.Sender)), instead is null ? ", " : $", for {Spoken.Name(view, view.Handoff.Sender)}: ");
        return Card.Says(Find(view, number) is { Ended: { } ended } exception
            ? who.Then($"{Says(view, exception, ended.By)} Nothing is left for you to do about it.")
            : who.Then($"something that {Spoken.Titled(view)} had left open was filled in."));
    }

    private static string Says(HandoffView view, ExceptionRecord exception, PersonId by) =>
        $"{Excepted.Labelled(view.Handoff, exception.Field)} of {Spoken.Titled(view)}, which was left open, was filled in by {Spoken.Name(view, by)}.";

    private static string Answer(HandoffView view, ExceptionRecord exception) =>
        view.Handoff.Answers.Find(exception.Field) is { } answer ? $" “{Shortened.To(answer.Shown.ReplaceLineEndings(" "), 300)}”" : "";

    private static ExceptionRecord? Find(HandoffView view, int number) => view.Handoff.Exceptions.FirstOrDefault(one => one.Number == number && one.IsFilledIn);
}
