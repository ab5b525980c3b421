using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class AskingTests
{
    private static readonly Duration Hour = Duration.FromHours(1);

    [Fact]
    public void A_question_puts_the_turn_to_the_sending_team_and_the_acceptance_stands_still()
    {
        var asked = Story.Submitted().After(Hour).Does(World.Kim, Story.Ask(0, Story.Question(" Which sites? ", "scope", "scope")));

        Assert.Equal((HandoffStatus.Clarifying, "sales", 1), (asked.Handoff.Status, asked.Handoff.Turn, asked.Handoff.Revision));
        Assert.Equal(new Question(1, 1, 1, World.Kim, World.Noon + Hour, "Which sites?", ["scope"], false), Assert.Single(asked.Handoff.OpenQuestions));
        Assert.Equal(new ClockRun(1, World.Noon, Hour, World.Noon + Hour), asked.Handoff.AcceptanceRun);
        Assert.Equal(ClockRun.First(World.Noon + Hour), asked.Handoff.ClarificationRun);
        Assert.Equal(["Asked"], asked.Happenings);
    }

    [Fact]
    public void Asking_again_adds_to_what_is_open_and_the_clarification_runs_on()
    {
        var once = Story.Submitted().Does(World.Kim, Story.Ask(0, Story.Question("Which sites?")));
        var twice = once.After(Hour).Does(World.Olu, Story.Ask(1, Story.Question("Who signs?"), Story.Question("When?")));

        Assert.Equal([1, 2, 3], twice.Handoff.OpenQuestions.Select(one => one.Number));
        Assert.Equal((once.Handoff.AcceptanceRun, once.Handoff.ClarificationRun), (twice.Handoff.AcceptanceRun, twice.Handoff.ClarificationRun));
        Assert.Equal(2, twice.Handoff.Revision);
    }

    [Fact]
    public void A_playbook_without_an_acceptance_clock_is_asked_about_and_goes_on_alike()
    {
        var submitted = Story.Submitted();
        var without = submitted with { Handoff = submitted.Handoff with { Playbook = World.Playbook with { Clocks = new() } } };

        var answered = without.After(Hour).Does(World.Kim, Story.Ask(0, Story.Question("Which sites?"))).After(Hour).Does(World.Sam, Story.Answer(1, (1, "Two.")));

        Assert.Equal(HandoffStatus.Submitted, answered.Handoff.Status);
        Assert.Null(answered.Handoff.AcceptanceRun!.PausedSince);
    }

    [Fact]
    public void What_is_used_is_measured_by_the_calendar_of_the_receiving_team()
    {
        var mornings = BusinessCalendar.Of(
            World.Acme.Zone,
            Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None)
                .ToImmutableDictionary(day => day, _ => ImmutableArray.Create(new Window(new LocalTime(9, 0), new LocalTime(13, 0)))),
            ImmutableDictionary<LocalDate, ImmutableArray<Window>>.Empty);
        var organization = new Organization
        {
            Name = "Acme", Zone = World.Acme.Zone, Currency = "GBP", Calendars = new Dictionary<string, BusinessCalendar> { ["mornings"] = mornings },
            Teams = World.Acme.Teams.ToDictionary(pair => pair.Key, pair => pair.Value with { Calendar = "mornings" }),
        };
        var submitted = Story.Submitted().Given(c => c with { Organization = organization });
        var hours = World.Playbook.Clocks with { Acceptance = new(new Within.BusinessHours(Duration.FromHours(4)), "gentle", null) };
        var asked = (submitted with { Handoff = submitted.Handoff with { Playbook = World.Playbook with { Clocks = hours } } })
            .After(Duration.FromHours(22)).Does(World.Kim, Story.Ask(0, Story.Question("Which sites?")));

        Assert.Equal(Duration.FromHours(2), asked.Handoff.AcceptanceRun!.Used);
    }

    [Fact]
    public void Only_who_may_answer_asks()
    {
        Story.Submitted().IsRefused<Refusal.NotYours>(
            World.Max, Story.Ask(0, Story.Question("Which sites?")), "Only Onboarding can ask about H-1042: Olu, Kim, Bea.");
        Story.Submitted(by: World.Bea).IsRefused<Refusal.YourOwn>(
            World.Bea, Story.Ask(0, Story.Question("Which sites?")), "You sent H-1042 yourself, so somebody else of Onboarding must answer it: Olu, Kim.");
        Story.Accepted().IsRefused<Refusal.AlreadyAnswered>(World.Olu, Story.Ask(0, Story.Question("Which sites?")), "Already accepted by Kim, 12:00.");
        Story.Draft().IsRefused<Refusal.NotNow>(
            World.Kim, new HandoffCommand.Ask(0, 0, [Story.Question("Which sites?")]),
            "That cannot be done now. H-1042 is a draft and waits for Sam to submit it.");
        Story.Submitted().IsRefused<Refusal.AnotherRound>(
            World.Kim, new HandoffCommand.Ask(0, 0, [Story.Question("Which sites?")]),
            "That was round 0 of H-1042, which is now in round 1. H-1042 was sent to Onboarding, 12:00, and waits for their answer.");
    }

    [Fact]
    public void Who_asks_has_read_what_is_there()
    {
        var asked = Story.Submitted().Does(World.Kim, Story.Ask(0, Story.Question("Which sites?")));

        asked.IsRefused<Refusal.ChangedMeanwhile>(
            World.Olu, Story.Ask(0, Story.Question("How many sites?")), "H-1042 was changed since you opened it: a new question. Look at it again, then answer.");
        asked.IsRefused<Refusal.ChangedMeanwhile>(
            World.Olu, Story.Accept(1, 0, World.Olu), "H-1042 was changed since you opened it: a new question. Look at it again, then answer.");
    }

    [Fact]
    public void Everything_that_is_wrong_with_the_questions_is_said_at_once()
    {
        var long1001 = new string('x', 1001);
        var wrong = Story.Submitted().IsRefused<Refusal.NotAQuestion>(
            World.Kim,
            Story.Ask(0, Story.Question(long1001), Story.Question(" "), Story.Question("", "scope"), Story.Question("Is it reviewed?", "review"), Story.Question("All?", "a", "b", "c", "d", "e", "f")),
            "Nothing was asked about H-1042: 4 things need another look.");

        Assert.Equal(
            [
                (0, QuestionPart.Text, "The question has 1,001 characters; at most 1,000 fit."),
                (2, QuestionPart.Text, "Write what you need to know."),
                (3, QuestionPart.Fields, "H-1042 was not asked for \u201cSecurity review\u201d. Choose among the answers on its brief."),
                (4, QuestionPart.Fields, "Choose at most 5, and ask about the others in a question of their own."),
            ],
            wrong.Findings.Select(one => (one.Place, one.Part, one.Says)));
        Story.Submitted().IsRefused<Refusal.NotAQuestion>(
            World.Kim, Story.Ask(0, Story.Question(" "), Story.Question("")), "Nothing was asked about H-1042. Write what you need to know.");
    }

    [Fact]
    public void Only_so_many_are_open_and_only_so_many_are_ever_asked()
    {
        var eight = Story.Submitted().Does(World.Kim, Story.Ask(0, [.. Enumerable.Repeat(Story.Question("?"), 8)]));
        eight.IsRefused<Refusal.TooManyQuestions>(
            World.Kim, Story.Ask(1, [.. Enumerable.Repeat(Story.Question("?"), 3)]),
            "Only 2 more fit: 8 questions about H-1042 are open. Ask fewer, or wait for an answer first.");
        eight.Does(World.Kim, Story.Ask(1, Story.Question("?"), Story.Question("?"))).IsRefused<Refusal.TooManyQuestions>(
            World.Kim, Story.Ask(2, Story.Question("?")), "10 questions about H-1042 are open, and no more fit. Wait for an answer first.");

        var many = Story.Submitted();
        for (var turn = 0; turn < 10; turn++)
        {
            many = many.Does(World.Kim, Story.Ask(turn * 2, [.. Enumerable.Repeat(Story.Question("?"), 10)]));
            many = many.Does(World.Sam, Story.Answer((turn * 2) + 1, [.. Enumerable.Range((turn * 10) + 1, 10).Select(number => (number, "Yes."))]));
        }

        many.IsRefused<Refusal.TooManyQuestions>(
            World.Kim, Story.Ask(20, Story.Question("?")),
            "100 questions were asked about H-1042, and no more fit. Talk to each other, or reject it with what is missing.");
    }

    [Fact]
    public void Accepting_rejecting_and_withdrawing_close_what_is_open_and_it_stays_to_be_seen()
    {
        var asked = Story.Submitted().Does(World.Kim, Story.Ask(0, Story.Question("Which sites?")));

        Assert.Equal(ClosedBy.Accepting, Closing(asked.Does(World.Olu, Story.Accept(1, 1, World.Olu))));
        Assert.Equal(ClosedBy.Rejecting, Closing(asked.Does(World.Olu, Story.Reject(1, 1))));
        var withdrawn = asked.Does(World.Ana, new HandoffCommand.Withdraw(1));
        Assert.Equal(ClosedBy.Withdrawing, Closing(withdrawn));

        var again = withdrawn.Does(World.Sam, new HandoffCommand.Submit(1));
        Assert.Equal((HandoffStatus.Submitted, 1), (again.Handoff.Status, again.Handoff.Questions.Length));
        Assert.Null(again.Handoff.AcceptanceRun!.PausedSince);

        static ClosedBy? Closing(Story story) => Assert.Single(story.Handoff.Questions).Closed?.Why;
    }

    [Fact]
    public void Routing_it_on_closes_what_is_open_in_the_same_round()
    {
        var asked = Story.Submitted().Does(World.Kim, Story.Ask(0, Story.Question("Which sites?"))).Handoff;

        var routed = HandoffRules.CloseQuestions(asked, ClosedBy.ReRouting, World.Noon) with { Status = HandoffStatus.Submitted, ReceivingTeam = "delivery" };

        Assert.Equal(new QuestionClosing(ClosedBy.ReRouting, World.Noon), Assert.Single(routed.Questions).Closed);
        new Story(routed, World.Usual).IsRefused<Refusal.NotNow>(
            World.Sam, Story.Answer(1, (1, "Two.")), "That cannot be done now. H-1042 was sent to Delivery, 12:00, and waits for their answer.");
        var again = new Story(routed, World.Usual).Does(World.Max, Story.Ask(1, Story.Question("How many?")));
        Assert.Equal((2, 2), (Assert.Single(again.Handoff.OpenQuestions).Number, again.Handoff.ClarificationRun!.Number));
        again.IsRefused<Refusal.NoSuchQuestion>(
            World.Sam, Story.Answer(2, (1, "Two.")), "Question 1 of H-1042 is not open any more. Open the questions again from its card.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_answer_that_is_taken_back_leaves_everything_as_it_was_asked(bool accepts)
    {
        var asked = Story.Submitted().After(Hour).Does(World.Kim, Story.Ask(0, Story.Question("Which sites?"))).Does(World.Kim, Story.Ask(1, Story.OfTheClient("When?")));
        var answered = asked.After(Hour).Does(World.Olu, accepts ? Story.Accept(1, 2, World.Olu) : Story.Reject(1, 2));
        var undone = answered.After(Duration.FromMinutes(2)).Does(World.Olu, new HandoffCommand.Undo(1));

        Assert.Empty(answered.Handoff.OpenQuestions);
        Assert.Equal(
            asked.Handoff with { Questions = [], Revisions = [], KickoffRun = undone.Handoff.KickoffRun, ReworkRun = undone.Handoff.ReworkRun },
            undone.Handoff with { Questions = [], Revisions = [] });
        Assert.Equal(asked.Handoff.Questions.ToArray(), undone.Handoff.Questions.ToArray());
    }
}
