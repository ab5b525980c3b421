using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Chat;

/// <summary>What cards and screens show of questions and their answers.</summary>
public sealed class QuestionFacts
{
    private static readonly Instant Later = Scene.Now + Duration.FromHours(1);

    [Fact]
    public void A_brief_that_is_clarified_shows_what_is_open_who_must_move_and_until_when() => Assert.Equal(
        """
        (H-1042 · Brightwave Ltd: Waiting for Sales to answer 2 questions)
        # H-1042 · Brightwave Ltd
        *Sales to Onboarding*: Waiting for Sales to answer 2 questions
        From: Sam (Sales) | To: Onboarding | Reply due: {23 14:00} | Proposed owner: Kim, because it is her turn in Onboarding's round
        Segment: SMB
        What was sold: Fifty seats of everything
        Question 1 · Kim · about “What was sold” · open: Which modules?
        Question 3 · Kim · waits for the client: When?
        Question 2 · Kim: Who signs?
        Answer to question 2 · Sam: Jo.
        <Accept> <Reject> <Ask> <Details>
        """,
        Transcript.Of(BriefCard.For(Clarifying())));

    [Fact]
    public void The_senders_card_answers_them() => Assert.EndsWith(
        """
        Question 1 · Kim · about “What was sold” · open: Which modules?
        Question 3 · Kim · waits for the client: When?
        Question 2 · Kim: Who signs?
        Answer to question 2 · Sam: Jo.
        <Answer> <Correct> <Add a promise> <Withdraw> <Details>
        """,
        Transcript.Of(SenderCard.For(Clarifying())),
        StringComparison.Ordinal);

    [Fact]
    public void Asked_it_tells_the_sender_by_when_and_offers_the_answer() => Assert.Equal(
        """
        (@Sam, Kim (Onboarding) asked 2 questions about H-1042 · Brightwave Ltd, answer due {23 14:00}.)
        @Sam, Kim (Onboarding) asked 2 questions about H-1042 · Brightwave Ltd, answer due {23 14:00}.
        Question 1 · Kim · about “What was sold” · open: Which modules?
        Question 3 · Kim · waits for the client: When?
        <Answer> <Details>
        """,
        Transcript.Of(TurnCards.ToSender(Clarifying(), Turn.Asked)));

    [Fact]
    public void The_thread_of_the_brief_offers_the_answer_to_whoever_of_the_sending_team_reads_along() => Assert.Equal(
        """
        (Kim asked Sam (Sales) a question about H-1042 · Brightwave Ltd, answer due {23 14:00}.)
        Kim asked Sam (Sales) a question about H-1042 · Brightwave Ltd, answer due {23 14:00}.
        Question 1 · Kim · about “What was sold” · open: Which modules?
        <Answer> <Details>
        """,
        Transcript.Of(TurnCards.ToReceivers(Scene.View(HandoffStatus.Clarifying), Turn.Asked)));

    [Fact]
    public void Where_who_asked_has_left_it_mentions_who_has_it_in_hand_as_well()
    {
        var view = Scene.View(Scene.Handoff(HandoffStatus.Submitted) with
        {
            Proposal = new(Scene.Olu.Id, "it is her turn"),
            ClarificationRun = ClockRun.First(Scene.Now),
            Questions = [Scene.Question(1, "Who signs?") with { Reply = new(Scene.Sam.Id, Scene.Now, "Jo.") }],
        });
        string Says(HandoffView seen) => TurnCards.ToReceivers(seen, Turn.Answered).Summary.Plainly();

        Assert.StartsWith("Kim: Sam (Sales) answered", Says(view), StringComparison.Ordinal);
        var left = view with { People = view.People.SetItem(Scene.Kim.Id, Scene.Kim with { Accounts = [] }) };
        Assert.StartsWith("Kim, Olu: Sam (Sales) answered", Says(left), StringComparison.Ordinal);
    }

    [Fact]
    public void Answered_it_mentions_who_asked_and_who_claimed_it_with_the_answers_of_this_clarification() => Assert.Equal(
        """
        (@Kim, @Olu: Sam (Sales) answered your 2 questions about H-1042 · Brightwave Ltd, which waits for you again, due {23 14:00}.)
        @Kim, @Olu: Sam (Sales) answered your 2 questions about H-1042 · Brightwave Ltd, which waits for you again, due {23 14:00}.
        Question 2 · Kim · about “What was sold”: Which modules?
        Answer to question 2 · Olu: Changed what the question is about.
        Question 3 · Kim: Who signs?
        Answer to question 3 · Sam: Jo.
        """,
        Transcript.Of(TurnCards.ToReceivers(
            Scene.View(Scene.Handoff(HandoffStatus.Submitted) with
            {
                ClaimedBy = Scene.Olu.Id,
                ClarificationRun = ClockRun.First(Scene.Now) with { Number = 2 },
                Questions =
                [
                    Scene.Question(1, "Why us?") with { Reply = new(Scene.Sam.Id, Scene.Now, "Price.") },
                    Scene.Question(2, "Which modules?", "scope") with { Clarification = 2, Reply = new(Scene.Olu.Id, Scene.Now, "") },
                    Scene.Question(3, "Who signs?") with { Clarification = 2, Reply = new(Scene.Sam.Id, Later, "Jo.") },
                ],
            }),
            Turn.Answered)));

    [Fact]
    public void The_sender_is_told_when_a_colleague_answered() => Assert.Equal(
        "@Sam, Olu (Sales) answered what Onboarding asked about H-1042 · Brightwave Ltd, which waits for Onboarding's answer again.",
        Transcript.Of(TurnCards.ToSender(
            Scene.View(Scene.Handoff(HandoffStatus.Submitted) with { Questions = [Scene.Question(1, "?") with { Reply = new(Scene.Olu.Id, Scene.Now, "!") }] }),
            Turn.Answered).Summary));

    [Theory]
    [InlineData(Turn.AcceptUndone, "acceptance")]
    [InlineData(Turn.RejectUndone, "rejection")]
    public void An_answer_taken_back_while_something_is_open_puts_the_turn_to_the_sender(Turn turn, string answer)
    {
        var view = Scene.View(HandoffStatus.Clarifying);

        Assert.Equal(
            $"@Sam, the {answer} of H-1042 · Brightwave Ltd was taken back, so a question about it waits for an answer again, answer due {{23 14:00}}.",
            Transcript.Of(TurnCards.ToSender(view, turn).Summary));
        Assert.Equal(
            "H-1042 · Brightwave Ltd: the answer to it was taken back. It waits for Sales to answer a question again.",
            Transcript.Of(TurnCards.ToReceivers(view, turn).Summary));
    }

    [Fact]
    public void What_is_up_to_the_client_is_said_with_the_time_since()
    {
        var view = Scene.View(Scene.Handoff(HandoffStatus.Clarifying) with
        {
            Questions = [Scene.Question(1, "When?") with { WaitsForClient = true }],
            ClientTimes = [new(Scene.Now - Duration.FromHours(2), null)],
        }) with
        { Due = null };

        var brief = Transcript.Of(BriefCard.For(view));
        Assert.Contains("*Sales to Onboarding*: Waiting for the client's answer to a question", brief, StringComparison.Ordinal);
        Assert.Contains("| Up to the client since: {23 08:00} |", brief, StringComparison.Ordinal);
        Assert.Equal(
            "@Sam, Kim (Onboarding) asked a question about H-1042 · Brightwave Ltd. It is up to the client: the time until it is answered counts as the client's.",
            Transcript.Of(TurnCards.ToSender(view, Turn.Asked).Summary));

        var over = Scene.View(Scene.Handoff(HandoffStatus.Submitted) with
        {
            ClientTimes = [new(Scene.Now, Later), new(Later, Later + Duration.FromMinutes(30))],
        });
        Assert.Contains("| Waited for the client: 1 h 30 min |", Transcript.Of(BriefCard.For(over)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_closed_without_an_answer_stays_to_be_seen_with_what_closed_it()
    {
        var handoff = Scene.Handoff(HandoffStatus.Rejected) with
        {
            Questions = [.. Enum.GetValues<ClosedBy>().Select((why, place) => Scene.Question(place + 1, "?") with { Closed = new(why, Scene.Now) })],
        };

        var brief = Transcript.Of(BriefCard.For(Scene.View(handoff)));
        foreach (var line in new[]
        {
            "Question 1 · Kim · closed without an answer, when it was accepted: ?", "Question 2 · Kim · closed without an answer, when it was rejected: ?",
            "Question 3 · Kim · closed without an answer, when it was taken back: ?", "Question 4 · Kim · closed without an answer, when it was routed on: ?",
        })
            Assert.Contains(line, brief, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_a_card_holds_is_counted_and_details_lose_nothing()
    {
        var handoff = Scene.Handoff(HandoffStatus.Clarifying) with
        {
            Questions = [.. Enumerable.Range(1, 9).Select(number => Scene.Question(number, $"{number}{new string('x', 999)}"))],
        };
        var view = Scene.View(handoff);

        var brief = Transcript.Of(BriefCard.For(view));
        Assert.Contains("~ 4 more questions: Details shows everything in full.", brief, StringComparison.Ordinal);
        Assert.DoesNotContain("Question 6 ·", brief, StringComparison.Ordinal);
        Assert.Contains($"5{new string('x', 298)}…", brief, StringComparison.Ordinal);
        var details = Transcript.Of(DetailsScreen.Draw(view, []));
        Assert.All(handoff.Questions, one => Assert.Contains(one.Text, details, StringComparison.Ordinal));
    }

    [Fact]
    public void Asking_shows_room_for_questions_and_what_is_open_already() => Assert.Equal(
        """
        [Ask about H-1042]
        Sam is told, and anybody of Sales can answer. Your own clock stands still until then.
        ~ Asked already, and not answered yet (1):
        ~ Kim: Which modules?
        Question 1* = 
        Question 1: which answers is it about? = Client/Segment/What was sold/Who sold it
        Question 1: who has to find out? = We wait for the client
        Question 2 = 
        Question 2: which answers is it about? = Client/Segment/What was sold/Who sold it
        Question 2: who has to find out? = We wait for the client
        <One more question>
        <Close> <Ask>
        """,
        Transcript.Of(AskScreen.Draw(Scene.View(HandoffStatus.Clarifying), questions: 2)));

    [Fact]
    public void There_is_room_for_no_more_than_fit()
    {
        var full = AskScreen.Draw(Scene.View(HandoffStatus.Submitted), questions: 77);
        var nine = Scene.View(Scene.Handoff(HandoffStatus.Clarifying) with { Questions = [.. Enumerable.Range(1, 9).Select(number => Scene.Question(number, "?"))] });

        Assert.Equal((AskScreen.MostAtOnce, 0), (full.Token.Step, full.Parts.OfType<FormPart.AnswerButtons>().Count()));
        Assert.Equal(1, AskScreen.Draw(nine, questions: 3).Token.Step);
    }

    [Fact]
    public void Answering_shows_each_question_with_what_it_is_about_once()
    {
        var view = Scene.View(Scene.Handoff(HandoffStatus.Clarifying) with
        {
            Questions = [Scene.Question(1, "Which modules?", "scope", "client"), Scene.Question(2, "Really?", "segment", "scope"), Scene.Question(3, "Why?")],
        });
        var form = new AnswerQuestionsScreen { View = view }.Draw();

        Assert.Equal(
            """
            [Answer H-1042]
            Question 1 · Kim · about “What was sold” and “Client” · open: Which modules?
            Your answer to question 1 = 
            What was sold* = Typed { Text = Fifty seats of everything }
            Question 2 · Kim · about “Segment” and “What was sold” · open: Really?
            Your answer to question 2 = 
            Segment* = Selected { Id = SMB, Label = SMB } (redraws)
            Question 3 · Kim · open: Why?
            Your answer to question 3 = 
            ~ What you leave empty stays open. Onboarding goes on as soon as nothing is open any more.
            <Close> <Answer>
            """,
            Transcript.Of(form));
        Assert.Equal([1, 2, 3], AnswerQuestionsScreen.AskedIn(form.Token).ToArray());
        Assert.Equal(["segment", "scope"], AnswerQuestionsScreen.DrawnIn(form.Token, Scene.Playbook).Select(field => field.Id));
        Assert.Empty(AnswerQuestionsScreen.DrawnIn(form.Token with { Text = "x;99,-1,," }, Scene.Playbook));
    }

    [Fact]
    public void What_does_not_fit_one_form_is_answered_with_the_next_or_corrected()
    {
        var many = Enumerable.Range(0, 40).Select(i => Scene.Field($"f{i}", $"Label {i}", new FieldKind.LongText(null, 3000, null, null))).ToList();
        var playbook = Scene.Playbook with { Checklist = new([new("One", [Scene.Field("client", "Client", new FieldKind.Client()), .. many])]) };
        var view = Scene.View(Scene.Handoff(HandoffStatus.Clarifying, playbook) with
        {
            Questions = [.. Enumerable.Range(0, 7).Select(at => Scene.Question(at + 1, "Which?", $"f{at * 2}", $"f{(at * 2) + 1}"))],
        });

        var form = new AnswerQuestionsScreen { View = view }.Draw();

        Assert.Equal([1, 2, 3, 4, 5], AnswerQuestionsScreen.AskedIn(form.Token).ToArray());
        Assert.Equal(["f0", "f1", "f2", "f3", "f4"], AnswerQuestionsScreen.DrawnIn(form.Token, playbook).Select(field => field.Id));
        Assert.Contains("~ There is no room here for “Label 5”, “Label 6”, “Label 7”, “Label 8” and “Label 9”: Sam can correct that.", Transcript.Of(form), StringComparison.Ordinal);
        Assert.Contains("~ 2 more questions can be answered after these.", Transcript.Of(form), StringComparison.Ordinal);
        Assert.Equal(2, AskScreen.Draw(view, questions: 5).Token.Step);
    }

    [Fact]
    public void What_a_changed_answer_asks_for_is_drawn_with_it()
    {
        var view = Scene.View(Scene.Handoff(HandoffStatus.Clarifying) with { Questions = [Scene.Question(1, "Really?", "segment")] });
        var answers = Scene.Answered.With(new Dictionary<string, Answer?> { ["segment"] = new Answer.Choice("Enterprise") });

        Assert.Contains(
            "With these answers, this is needed as well:\nIs a security review agreed?* = ",
            Transcript.Of(new AnswerQuestionsScreen { View = view, Answers = answers }.Draw()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_history_tells_who_asked_and_answered_what_and_when_it_was_up_to_the_client()
    {
        var (kim, sam, at) = (Scene.Kim.Id, Scene.Sam.Id, Scene.Now);
        HistoryEntry Lived(HandoffEvent happened) => new HistoryEntry.Lived(happened, Platform.MsTeams);

        Assert.EndsWith(
            """
            # History
            ~ {23 10:00} · Kim asked “Which modules?” and “When?”, in Microsoft Teams
            ~ {23 10:00} · From now on it was up to the client
            ~ {23 10:00} · Sam answered question 1, and changed “What was sold”, in Microsoft Teams
            ~ {23 10:00} · Sam answered questions 2 and 3, in Microsoft Teams
            ~ {23 10:00} · It was no longer up to the client
            <Close>
            """,
            Transcript.Of(DetailsScreen.Draw(
                Scene.View(HandoffStatus.Submitted),
                [
                    Lived(new HandoffEvent.Asked(kim, at, 1, [Scene.Question(1, "Which modules?"), Scene.Question(2, "When?")], null)),
                    Lived(new HandoffEvent.ClientTimeBegan(kim, at, null)),
                    Lived(new HandoffEvent.Answered(sam, at, 1, [new(1, "")], ImmutableDictionary<string, Answer?>.Empty.Add("scope", new Answer.Text("All")))),
                    Lived(new HandoffEvent.Answered(sam, at, 1, [new(2, "May."), new(3, "Jo.")], ImmutableDictionary<string, Answer?>.Empty)),
                    Lived(new HandoffEvent.ClientTimeEnded(sam, at)),
                ])),
            StringComparison.Ordinal);
    }

    private static HandoffView Clarifying() => Scene.View(Scene.Handoff(HandoffStatus.Clarifying) with
    {
        Questions =
        [
            Scene.Question(1, "Which modules?", "scope"),
            Scene.Question(2, "Who signs?") with { Reply = new(Scene.Sam.Id, Scene.Now, "Jo.") },
            Scene.Question(3, "When?") with { WaitsForClient = true },
        ],
    });
}
