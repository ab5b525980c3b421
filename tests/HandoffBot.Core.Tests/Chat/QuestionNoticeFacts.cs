using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Tests.Chat;

/// <summary>A message that asks to answer questions, after some or all of them have ended.</summary>
public sealed class QuestionNoticeFacts
{
    private static readonly Question Scope = Scene.Question(1, "Which modules?", "scope");
    private static readonly Question Who = Scene.Question(2, "Who signs?") with { By = Scene.Olu.Id };
    private static readonly Question Later = Scene.Question(3, "When?");
    private static readonly QuestionNotice Notice = new(new("11111111-2222-4333-8444-555555555555"), [1, 2]);

    [Fact]
    public void It_says_how_many_are_open_and_what_the_others_came_to() => Assert.Equal(
        """
        (Kim and Olu asked Sam (Sales) 2 questions about H-1042 · Brightwave Ltd; 1 still open, answer due {23 14:00}.)
        Kim and Olu asked Sam (Sales) 2 questions about H-1042 · Brightwave Ltd; 1 still open, answer due {23 14:00}.
        Question 1 · Kim · about “What was sold”: Which modules?
        Answer to question 1 · Sam: All of them.
        Question 2 · Olu · open: Who signs?
        <Answer> <Details>
        """,
        Transcript.Of(TurnCards.ToReceivers(View(HandoffStatus.Clarifying, Replied(Scope, "All of them."), Who, Later), Turn.Asked, Notice)));

    [Fact]
    public void All_answered_it_says_by_whom_and_offers_no_answer_though_another_is_open() => Assert.Equal(
        """
        (Kim and Olu asked Sam (Sales) 2 questions about H-1042 · Brightwave Ltd. Sam (Sales) answered them, {23 10:00}.)
        Kim and Olu asked Sam (Sales) 2 questions about H-1042 · Brightwave Ltd. Sam (Sales) answered them, {23 10:00}.
        Question 1 · Kim · about “What was sold”: Which modules?
        Answer to question 1 · Sam: All of them.
        Question 2 · Olu: Who signs?
        Answer to question 2 · Sam: Jo.
        <Details>
        """,
        Transcript.Of(TurnCards.ToReceivers(View(HandoffStatus.Clarifying, Replied(Scope, "All of them."), Replied(Who, "Jo."), Later), Turn.Asked, Notice)));

    [Theory]
    [InlineData(Turn.Asked)]
    [InlineData(Turn.AcceptUndone)]
    [InlineData(Turn.RejectUndone)]
    public void In_the_senders_chat_it_mentions_nobody_any_more(Turn turn) => Assert.Equal(
        "Kim and Olu asked 2 questions about H-1042 · Brightwave Ltd. They were closed without an answer.",
        Transcript.Of(TurnCards.ToSender(View(HandoffStatus.Rejected, Closed(Scope), Closed(Who)), turn, notice: Notice).Summary));

    [Fact]
    public void What_was_answered_in_part_when_the_rest_was_closed_says_both()
    {
        var view = View(HandoffStatus.Accepted, Replied(Scope, "All of them."), Closed(Who), Closed(Later));

        Assert.EndsWith(
            "Sam (Sales) answered 1 of them, {23 10:00}. The rest was closed without an answer.", Transcript.Of(TurnCards.ToReceivers(view, Turn.Asked, Notice).Summary), StringComparison.Ordinal);
        Assert.EndsWith(
            "Sam (Sales) answered 1 of them, {23 10:00}. The rest were closed without an answer.",
            Transcript.Of(TurnCards.ToReceivers(view, Turn.Asked, Notice with { Questions = [1, 2, 3] }).Summary), StringComparison.Ordinal);
        Assert.EndsWith(
            "asked Sam (Sales) a question about H-1042 · Brightwave Ltd. It was closed without an answer.",
            Transcript.Of(TurnCards.ToReceivers(view, Turn.Asked, Notice with { Questions = [3] }).Summary), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_button_carries_which_message_it_is()
    {
        var card = TurnCards.ToSender(View(HandoffStatus.Clarifying, Scope, Who), Turn.Asked, notice: Notice);

        var button = card.Parts.OfType<CardPart.Buttons>().Single().Of[0];
        Assert.Equal((Act.Answer, "11111111222243338444555555555555"), (button.Press.Act, button.Press.Text));
    }

    private static HandoffView View(HandoffStatus status, params Question[] questions) => Scene.View(Scene.Handoff(status) with { Questions = [.. questions] });

    private static Question Replied(Question question, string text) => question with { Reply = new(Scene.Sam.Id, Scene.Now, text) };

    private static Question Closed(Question question) => question with { Closed = new(ClosedBy.Accepting, Scene.Now) };
}
