using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>
/// The short messages that go with a change of turn: redrawing a card notifies nobody, so these mention who must move.
/// </summary>
public static class TurnCards
{
    /// <summary>Into the brief's thread, for the receiving team.</summary>
    /// <param name="notice">Which questions it asks to answer, where it does: it says what became of them.</param>
    public static Card ToReceivers(HandoffView view, Turn turn, QuestionNotice? notice = null)
    {
        if (notice?.IsOver(view.Handoff) is true)
            return QuestionCards.OverInThread(view, notice);

        var handoff = view.Handoff;
        var title = Spoken.Titled(view);
        var sender = Spoken.Sender(view);
        return turn switch
        {
            Turn.Submitted => Ask(view, $"{title} from {sender} waits for your answer"),
            Turn.Resubmitted => Ask(view, $"{title} is back from {sender}, mended, and waits for your answer (round {handoff.Round})"),
            Turn.Asked => QuestionCards.AskedInThread(view, notice),
            Turn.Answered => QuestionCards.Answered(view),
            Turn.ReRouted => Ask(view, $"{title} from {sender} was re-routed to you{ReRouted(view)} and waits for your answer"),
            Turn.Released => Ask(view, $"nobody has {title} in hand any more, so it waits for your answer"),
            Turn.Reassigned => Ask(view, $"{title} from {sender} was given to you and waits for your answer"),
            Turn.SenderChanged => Card.Says($"{title}: {sender} is the sender now."),
            Turn.Reopened => Reopened(view),
            Turn.AcceptUndone or Turn.RejectUndone when handoff.Status == HandoffStatus.Clarifying =>
                Card.Says($"{title}: the answer to it was taken back. It waits for {Spoken.From(view)} to answer {QuestionWords.Open(handoff)} again."),
            Turn.AcceptUndone or Turn.RejectUndone => Ask(view, $"the answer to {title} was taken back, so it waits for your answer again"),
            Turn.ReceiverLeft when view.Handoff.Status is HandoffStatus.Clarifying => Card.Says(
                Addressed(view).Then($"{title} is with you now, because who had it in hand has left. It waits for {Spoken.From(view)} to answer a question.")),
            Turn.ReceiverLeft => Ask(view, $"{title} from {sender} waits for your answer now, because who had it in hand has left"),
            Turn.Withdrawn => Card.Says($"{title}: {sender} took it back to change it. Nothing to do for now."),
            Turn.Accepted => Accepted(view),
            Turn.Rejected or Turn.SentBack => Card.Says(
                Phrase.Of($"{title}: ").Then([.. Spoken.State(view).Parts]).Then($". It is {Spoken.Name(view, view.Handoff.Sender)}'s turn to mend it.")),
            Turn.Completed => Card.Says(Phrase.Of($"{title}: ").Then([.. Spoken.State(view).Parts]).Then(". The handoff is complete.")),
            _ => Card.Says(Phrase.Of($"{title}: ").Then([.. Spoken.State(view).Parts])),
        };
    }

    /// <summary>Into the sender's direct chat.</summary>
    /// <param name="instead">Who is told for the sender, in their own chat: who covers for them, or their lead.</param>
    /// <param name="notice">Which questions it asks to answer, where it does: it says what became of them.</param>
    public static Card ToSender(HandoffView view, Turn turn, PersonId? instead = null, QuestionNotice? notice = null)
    {
        if (notice?.IsOver(view.Handoff) is true)
            return QuestionCards.OverToSender(view, notice);

        var handoff = view.Handoff;
        var title = Spoken.Titled(view);
        var who = instead is { } other ? For(view, other) : Phrase.Of(Spoken.Mention(view.Person(handoff.Sender)), ", ");
        return turn switch
        {
            Turn.Rejected or Turn.SentBack when handoff.Rejected is { } rejected => With(
                who.Then($"{title} needs another look{(rejected.IsLate ? ", though it was accepted" : "")}. ").Then([.. Lessons.Sentence(view, rejected).Parts])
                    .Then([.. Spoken.MendBy(view).Parts]),
                instead is null ? new CardButton("Mend it", Presses.Of(Act.Continue, handoff), ButtonStyle.Primary) : new CardButton("Show", Presses.Of(Act.Show, handoff))),
            Turn.Accepted when handoff.Accepted is { } accepted => Card.Says(
                who.Then($"{title} was accepted by {Spoken.Name(view, accepted.By)}{(accepted.By == accepted.Keeper ? ", who" : $". {Spoken.Name(view, accepted.Keeper)}")} owns {Spoken.The(view)} now.")
                    .Then(ReadBack(view, accepted)).Then(Excepted.ToFillIn(handoff))),
            Turn.AcceptUndone or Turn.RejectUndone when handoff.Status == HandoffStatus.Clarifying =>
                QuestionCards.OpenAgain(view, who, turn is Turn.AcceptUndone ? "acceptance" : "rejection", notice),
            Turn.AcceptUndone => Card.Says(who.Then($"the acceptance of {title} was taken back: it waits for {Spoken.To(view)}'s answer again.")),
            Turn.RejectUndone => Card.Says(who.Then($"the rejection of {title} was taken back: it waits for {Spoken.To(view)}'s answer again.")),
            Turn.Withdrawn when handoff.Status is HandoffStatus.Draft => With(
                who.Then($"{title} was taken back from {Spoken.To(view)} to be changed: it is a draft again."), [.. instead is null ? Going(handoff) : [new("Show", Presses.Of(Act.Show, handoff))]]),
            Turn.Completed => Card.Says(who.Then($"{title}: the work has begun. The handoff is complete.")),
            Turn.Reopened => Card.Says(who.Then($"{title} was opened again{By(view, handoff.Reopened?.By)}: its work begins anew.")),
            Turn.ReRouted => Card.Says(who.Then($"{title} is with {Spoken.To(view)} now, re-routed{ReRouted(view)}.").Then([.. Spoken.Due(view, " Their answer is due ").Parts]).Then(view.Due is null ? "" : ".")),
            Turn.Owed when handoff.Owed is { } owed => With(Owed(view, owed), new CardButton("Continue", Presses.Of(Act.Continue, handoff), ButtonStyle.Primary)),
            Turn.SenderChanged => With(
                who.Then($"you are the sender of {title} now: ").Then([.. Spoken.State(view).Parts]).Then("."), [.. Going(handoff)]),
            Turn.Asked => QuestionCards.AskedToSender(view, who, notice),
            Turn.Answered => Card.Says(who.Then(
                $"{QuestionCards.Replier(view)} answered what {Spoken.To(view)} asked about {title}, which waits for {Spoken.To(view)}'s answer again.")),
            Turn.ReceiverLeft => Card.Says(who.Then($"{title}: who had it in hand at {Spoken.To(view)} has left. ")
                .Then(handoff.Holder is { } next ? $"{Spoken.Name(view, next)} has it now." : "Nobody in particular has it now.")),
            Turn.Submitted or Turn.Resubmitted => Sent(view),
            _ => Card.Says(who.Then($"{title}: ").Then([.. Spoken.State(view).Parts])),
        };
    }

    /// <summary>Confirms a submit once the brief is posted.</summary>
    public static Card Sent(HandoffView view)
    {
        var says = Phrase.Of($"{Spoken.Titled(view)} is with {Spoken.To(view)}").Then([.. Spoken.AnswerDue(view, ", answer due ").Parts]).Then(".");
        return Card.Says(view.BriefLink is { } link ? says.Then(" ", new Inline.Link("Open the brief", link)) : says);
    }

    /// <summary>Addresses whoever stands in for the sender. What they may do themselves, Show offers them.</summary>
    private static Phrase For(HandoffView view, PersonId instead)
    {
        var away = view.Person(view.Handoff.Sender).Away is { } absence ? $" (away until {absence.Until})" : "";
        return Phrase.Of(Spoken.Mention(view.Person(instead)), $", for {Spoken.Name(view, view.Handoff.Sender)}{away}: ");
    }

    private static Card Ask(HandoffView view, string says) =>
        Card.Says(Addressed(view).Then(says).Then([.. Spoken.AnswerDue(view).Parts]).Then("."));

    /// <summary>Whoever claimed it, else whoever is proposed, else the team by its name.</summary>
    private static Phrase Addressed(HandoffView view) => (view.Handoff.ClaimedBy ?? view.Handoff.Proposal?.Person) switch
    {
        { } person => Spoken.Called(view.Person(person)).Then(": "),
        null => $"{Spoken.To(view)}: ",
    };

    /// <summary>To who has the client because of it: since the acceptance it may have been given to another.</summary>
    private static Card Accepted(HandoffView view) => view.Handoff.Accepted is { } accepted
        ? Card.Says(Spoken.Called(view.Person(accepted.Keeper)).Then($": you own {Spoken.Client(view)} now ({view.Handoff.Reference}{By(view, accepted)}). Press Kick off on the brief when the work begins")
            .Then([.. Spoken.Due(view).Parts]).Then(".").Then(Excepted.ToFillIn(view.Handoff)))
        : Card.Says($"{Spoken.Titled(view)} was accepted.");

    private static string By(HandoffView view, AcceptedRecord accepted) =>
        accepted.By == accepted.Keeper ? "" : $", accepted by {Spoken.Name(view, accepted.By)}";

    /// <summary>" from Onboarding by Kim (“Theirs is the region”)".</summary>
    private static string ReRouted(HandoffView view) => view.Handoff.ReRouted is { } moved
        ? $" from {Spoken.Team(view, moved.From)} by {Spoken.Name(view, moved.By)} ({Spoken.Said(moved.Reason)})"
        : "";

    private static Phrase Owed(HandoffView view, OwedRecord owed) =>
        Phrase.Of(
            Spoken.Mention(view.Person(view.Handoff.Sender)),
            $", {Spoken.Name(view, owed.By)} gave {Spoken.Client(view)} to {Spoken.Name(view, owed.To)} ({Spoken.Said(owed.Reason)}). "
            + $"So that nothing is lost, you owe {Spoken.Name(view, owed.To)} the handoff {view.Handoff.Reference}")
            .Then([.. Spoken.Due(view, ": send it by ").Parts]).Then(".");

    private static Card Reopened(HandoffView view)
    {
        var says = $"{Spoken.Titled(view)} was opened again{By(view, view.Handoff.Reopened?.By)}";
        return Card.Says(view.Handoff.Accepted is { } accepted
            ? Phrase.Of(Spoken.Mention(view.Person(accepted.Keeper)), $": {says}. Press Kick off on the brief when the work begins").Then([.. Spoken.Due(view).Parts]).Then(".")
            : $"{says}.");
    }

    private static string By(HandoffView view, PersonId? person) => person is { } by ? $" by {Spoken.Name(view, by)}" : "";

    private static IEnumerable<CardButton> Going(Handoff handoff) => handoff.Status is HandoffStatus.Draft or HandoffStatus.Rejected
        ? [new("Continue", Presses.Of(Act.Continue, handoff), ButtonStyle.Primary)]
        : [new("Show", Presses.Of(Act.Show, handoff))];

    private static string ReadBack(HandoffView view, AcceptedRecord accepted) =>
        string.IsNullOrWhiteSpace(accepted.ReadBack) ? "" : $" What {Spoken.The(view)} needs next: “{Shortened.To(accepted.ReadBack, 500)}”";

    private static Card With(Phrase says, params ReadOnlySpan<CardButton> buttons) =>
        new(says, [new CardPart.Text(says), new CardPart.Buttons([.. buttons])]);
}
