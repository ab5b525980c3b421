using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class AnsweringQuestionsTests
{
    private static readonly Duration Hour = Duration.FromHours(1);

    private static Story Asked => Story.Submitted().After(Hour).Does(World.Kim, Story.Ask(0, Story.Question("Which sites?", "scope"), Story.Question("Who signs?")));

    [Fact]
    public void When_everything_is_answered_the_receiver_goes_on_with_the_time_that_was_left()
    {
        var answered = Asked.After(Hour).Does(World.Ana, Story.Answer(1, (1, " Leeds and York. "), (2, "Jo.")));

        Assert.Equal((HandoffStatus.Submitted, 1, 2, "onboarding"), (answered.Handoff.Status, answered.Handoff.Round, answered.Handoff.Revision, answered.Handoff.Turn));
        Assert.Equal(new ClockRun(1, World.Noon + Hour + Hour, Hour, null), answered.Handoff.AcceptanceRun);
        Assert.Equal(
            [new QuestionReply(World.Ana, World.Noon + Hour + Hour, "Leeds and York."), new(World.Ana, World.Noon + Hour + Hour, "Jo.")],
            answered.Handoff.Questions.Select(one => one.Reply));
        Assert.Equal(["Answered"], answered.Happenings);
        Assert.Equal([ClockKind.Acceptance], ClockPlan.For(answered.Handoff).Select(clock => clock.Kind));
    }

    [Fact]
    public void A_part_of_the_answers_is_kept_and_the_rest_stays_open()
    {
        var part = Asked.Does(World.Sam, Story.Answer(1, (1, " "), (2, "Jo.")));

        Assert.Equal((HandoffStatus.Clarifying, 1), (part.Handoff.Status, Assert.Single(part.Handoff.OpenQuestions).Number));
        Assert.Equal(HandoffStatus.Submitted, part.Does(World.Ana, Story.Answer(2, (1, "Leeds."))).Handoff.Status);
    }

    [Fact]
    public void The_next_clarification_is_another_run()
    {
        var again = Asked.Does(World.Sam, Story.Answer(1, (1, "Leeds."), (2, "Jo."))).After(Hour).Does(World.Olu, Story.Ask(2, Story.Question("And York?")));

        Assert.Equal((2, 2), (again.Handoff.ClarificationRun!.Number, again.Handoff.OpenQuestions[0].Clarification));
        Assert.Equal(Hour + Hour, again.Handoff.AcceptanceRun!.Used);
    }

    [Fact]
    public void Of_two_answers_the_second_reads_by_whom_the_first_was()
    {
        var answered = Asked.Does(World.Sam, Story.Answer(1, (1, "Leeds."), (2, "Jo.")));

        answered.IsRefused<Refusal.AlreadyReplied>(World.Ana, Story.Answer(1, (1, "York.")), "The questions about H-1042 were already answered by Sam, 13:00.");
        answered.IsRefused<Refusal.AlreadyReplied>(World.Sam, Story.Answer(1, (1, "York.")), "You answered the questions about H-1042, 13:00.");
        Asked.Does(World.Sam, Story.Answer(1, (2, "Jo."))).IsRefused<Refusal.AlreadyReplied>(
            World.Ana, Story.Answer(1, (1, "Leeds."), (2, "Kay.")), "Question 2 of H-1042 was already answered by Sam, 13:00.");
        Asked.Does(World.Sam, Story.Answer(1, (2, "Jo."))).IsRefused<Refusal.AlreadyReplied>(
            World.Sam, Story.Answer(1, (2, "Kay.")), "You answered question 2 of H-1042, 13:00.");
    }

    [Fact]
    public void Only_the_sending_team_answers_and_only_while_something_is_open()
    {
        Asked.IsRefused<Refusal.NotYours>(
            World.Kim, Story.Answer(1, (1, "Leeds.")), "Only Sales can answer the questions about H-1042: Sam, Ana, Bea.");
        Story.Submitted().IsRefused<Refusal.NotNow>(
            World.Sam, Story.Answer(0, (1, "Leeds.")), "That cannot be done now. H-1042 was sent to Onboarding, 12:00, and waits for their answer.");
        Asked.Does(World.Kim, Story.Reject(1, 1)).IsRefused<Refusal.NotNow>(
            World.Sam, Story.Answer(1, (1, "Leeds.")), "That cannot be done now. H-1042 was rejected by Kim, 13:00. It waits for you to send it again.");
    }

    [Fact]
    public void A_question_of_an_older_round_is_never_answered()
    {
        var second = Asked.Does(World.Kim, Story.Reject(1, 1)).Does(World.Sam, new HandoffCommand.Submit(1));
        second.IsRefused<Refusal.AnotherRound>(
            World.Sam, Story.Answer(1, (1, "Leeds.")),
            "That was round 1 of H-1042, which is now in round 2. H-1042 was sent to Onboarding, 13:00, and waits for their answer.");

        var asked = second.Does(World.Kim, new HandoffCommand.Ask(2, 1, [Story.Question("Why?")]));
        asked.IsRefused<Refusal.NoSuchQuestion>(
            World.Sam, Story.Answer(2, (1, "Leeds.")) with { Round = 2 }, "Question 1 of H-1042 is not open any more. Open the questions again from its card.");
        asked.IsRefused<Refusal.NoSuchQuestion>(
            World.Sam, Story.Answer(2, (77, "Leeds.")) with { Round = 2 }, "Question 77 of H-1042 is not open any more. Open the questions again from its card.");
    }

    [Fact]
    public void Changing_what_a_question_is_about_answers_it()
    {
        var answered = Asked.Does(World.Ana, Changing(1, "scope", new Answer.Text("Leeds and York")));

        Assert.Equal(["scope"], answered.Handoff.FieldsChangedSince(1));
        Assert.Equal(("Leeds and York", ""), (answered.Handoff.Answers.Find("scope")!.Plain, answered.Handoff.Questions[0].Reply!.Text));
        Assert.Equal((2, 2), (Assert.Single(answered.Handoff.OpenQuestions).Number, answered.Handoff.Revision));
    }

    [Fact]
    public void A_question_that_came_after_the_form_was_opened_is_not_answered_by_what_it_changes()
    {
        var again = Asked.Does(World.Kim, Story.Ask(1, Story.Question("With the depot?", "scope")));

        var answered = again.Does(World.Ana, Changing(1, "scope", new Answer.Text("Leeds and York")) with { Replies = ImmutableDictionary<int, string>.Empty.Add(1, "").Add(2, "Jo.") });

        Assert.Equal((HandoffStatus.Clarifying, 3), (answered.Handoff.Status, Assert.Single(answered.Handoff.OpenQuestions).Number));
    }

    [Fact]
    public void Nothing_that_was_not_asked_about_is_changed_by_an_answer()
    {
        Asked.IsRefused<Refusal.NotInQuestion>(
            World.Ana, Changing(1, "risks", new Answer.Text("None")), "No open question about H-1042 is about \u201cKnown risks\u201d. Its sender can correct that.");
        Asked.IsRefused<Refusal.UnknownField>(
            World.Ana, Changing(1, "mood", new Answer.Text("Good")), "The checklist of H-1042 does not ask for \u201cmood\u201d. Open it again from its card.");
        Asked.IsRefused<Refusal.ClientIsFixed>(
            World.Ana, Changing(1, "client", new Answer.Client(null, "Contoso")),
            "H-1042 was sent for Northwind and stays with that client. For another one, withdraw and discard it, then start anew.");
    }

    [Fact]
    public void A_changed_answer_must_leave_it_ready_and_what_it_asks_for_belongs_to_the_same_answer()
    {
        var asked = Story.Submitted().Does(World.Kim, Story.Ask(0, Story.Question("Really SMB?", "segment")));
        var enterprise = Changing(1, "segment", new Answer.Choice("Enterprise"));

        var findings = asked.IsRefused<Refusal.NotReady>(World.Sam, enterprise, "Not ready yet: Security review. It needs an answer.").Findings;
        Assert.Equal("review", Assert.Single(findings).Field);

        var whole = asked.Does(World.Sam, enterprise with { Changes = enterprise.Changes.Add("review", new Answer.YesNo(true)) });
        Assert.Equal((HandoffStatus.Submitted, "Yes"), (whole.Handoff.Status, whole.Handoff.Answers.Find("review")!.Plain));
        asked.IsRefused<Refusal.NotReady>(World.Sam, Changing(1, "segment", null), "Not ready yet: Segment. It needs an answer.");
    }

    [Fact]
    public void What_was_corrected_meanwhile_is_not_overwritten()
    {
        var corrected = Asked.Does(World.Sam, new HandoffCommand.Correct(1, Story.Set("scope", new Answer.Text("Three sites"))));

        corrected.IsRefused<Refusal.ChangedMeanwhile>(
            World.Ana, Changing(1, "scope", new Answer.Text("Two sites and a data import")) with { Replies = ImmutableDictionary<int, string>.Empty.Add(2, "Jo.") },
            "H-1042 was changed since you opened it: What was sold. Look at it again, then answer.");
        corrected.Does(World.Ana, Changing(1, "scope", new Answer.Text("Three sites")) with { Replies = ImmutableDictionary<int, string>.Empty.Add(2, "Jo.") });
    }

    [Fact]
    public void An_empty_answer_and_one_that_is_too_long_are_refused()
    {
        Asked.IsRefused<Refusal.NothingAnswered>(
            World.Sam, Story.Answer(1, (1, " "), (2, "")), "No question about H-1042 was answered. Answer at least one; the others can wait.");
        var tooLong = Asked.IsRefused<Refusal.RepliesTooLong>(
            World.Sam, Story.Answer(1, (1, "Leeds."), (2, new string('x', 2001))), "The answer has 2,001 characters; at most 2,000 fit.");
        Assert.Equal((2, 2001), Assert.Single(tooLong.Lengths));
    }

    [Fact]
    public void While_every_open_question_waits_for_the_client_the_time_is_the_clients_and_the_clarification_stands_still()
    {
        var asked = Story.Submitted().Does(World.Kim, Story.Ask(0, Story.Question("Which sites?"))).After(Hour).Does(World.Kim, Story.Ask(1, Story.OfTheClient("When?")));
        Assert.Null(asked.Handoff.ClientSince);

        var began = asked.After(Hour).Does(World.Sam, Story.Answer(2, (1, "Leeds.")));
        Assert.Equal(["Answered", "ClientTimeBegan"], began.Happenings);
        Assert.Equal(World.Noon + (Hour * 2), began.Handoff.ClientSince);
        Assert.Equal(new ClockRun(1, World.Noon, Hour * 2, World.Noon + (Hour * 2)), began.Handoff.ClarificationRun);

        var ended = began.After(Hour).Does(World.Olu, Story.Ask(3, Story.Question("Who signs?")));
        Assert.Equal(["Asked", "ClientTimeEnded"], ended.Happenings);
        Assert.Equal(new ClockRun(1, World.Noon + (Hour * 3), Hour * 2, null), ended.Handoff.ClarificationRun);

        var again = ended.After(Hour).Does(World.Sam, Story.Answer(4, (3, "Jo."))).After(Hour * 10).Does(World.Ana, Story.Answer(5, (2, "In May.")));
        Assert.Equal(["Answered", "ClientTimeEnded"], again.Happenings);
        Assert.Equal(HandoffStatus.Submitted, again.Handoff.Status);
        Assert.Equal(
            [new ClientTime(World.Noon + (Hour * 2), World.Noon + (Hour * 3)), new(World.Noon + (Hour * 4), World.Noon + (Hour * 14))], again.Handoff.ClientTimes.ToArray());
    }

    [Fact]
    public void The_clients_time_ends_with_the_clarification_and_begins_again_when_that_is_taken_back()
    {
        var asked = Story.Submitted().Does(World.Kim, Story.Ask(0, Story.OfTheClient("When?")));
        Assert.Equal(["Asked", "ClientTimeBegan"], asked.Happenings);

        var accepted = asked.After(Hour).Does(World.Olu, Story.Accept(1, 1, World.Olu));
        Assert.Equal(["Accepted", "ClientTimeEnded"], accepted.Happenings);
        var undone = accepted.After(Duration.FromMinutes(2)).Does(World.Olu, new HandoffCommand.Undo(1));
        Assert.Equal(["AcceptUndone", "ClientTimeBegan"], undone.Happenings);
        Assert.Equal(asked.Handoff.ClarificationRun, undone.Handoff.ClarificationRun);
        Assert.Equal(["Withdrawn", "ClientTimeEnded"], undone.Does(World.Sam, new HandoffCommand.Withdraw(1)).Happenings);
    }

    private static HandoffCommand.AnswerQuestions Changing(int revision, string field, Answer? answer) =>
        new(1, revision, ImmutableDictionary<int, string>.Empty.Add(1, "").Add(2, ""), Story.Set(field, answer));
}
