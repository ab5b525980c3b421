using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>Asking to leave a required field open, which accepting approves and rejecting refuses.</summary>
public sealed class ExceptingTests
{
    private static readonly LocalDate Until = World.Usual.Today.PlusDays(7);

    [Fact]
    public void An_open_field_makes_ready_once_an_exception_is_asked_for()
    {
        var story = Story.Unknowing();
        story.IsRefused<Refusal.NotReady>(World.Sam, new HandoffCommand.Submit(0), "Not ready yet: What was sold. It needs an answer.");

        var asked = story.Does(World.Ana, Story.Except(0, reason: " The client counts its sites "));
        Assert.Equal(
            new ExceptionRecord(1, "scope", "The client counts its sites", Until, World.Ana, World.Noon), Assert.Single(asked.Handoff.Exceptions));
        Assert.Equal((1, 2), (asked.Handoff.Revision, asked.Handoff.DraftRun!.Number));
        Assert.Empty(Assert.IsType<Decision.Granted>(asked.Does(World.Sam, Story.Except(0)).Last).Events);

        Assert.Equal(HandoffStatus.Submitted, asked.Does(World.Sam, new HandoffCommand.Submit(0)).Handoff.Status);
    }

    [Fact]
    public void Asked_for_otherwise_it_is_another_one_and_taken_back_it_is_none()
    {
        var story = Story.Unknowing().Does(World.Sam, Story.Except(0)).Does(World.Sam, Story.Except(0, reason: "They move"));
        Assert.Equal((2, "They move"), (Assert.Single(story.Handoff.Exceptions).Number, story.Handoff.Exceptions[0].Reason));
        Assert.Equal(["the exception for “What was sold”"], story.Handoff.ChangesSince(1).ToList());

        var back = story.Does(World.Ana, new HandoffCommand.TakeBackException(0, "scope"));
        Assert.Empty(back.Handoff.OpenExceptions);
        Assert.Equal(3, back.Handoff.Revision);
        back.IsRefused<Refusal.NotReady>(World.Sam, new HandoffCommand.Submit(0), "Not ready yet: What was sold. It needs an answer.");
        back.IsRefused<Refusal.NoSuchException>(World.Sam, new HandoffCommand.TakeBackException(0, "scope"), "That is no longer among the exceptions of H-1042.");
        Assert.Equal(3, Assert.Single(back.Does(World.Sam, Story.Except(0)).Handoff.Exceptions).Number);
    }

    [Fact]
    public void Only_what_must_be_answered_and_is_not_can_stay_open()
    {
        var story = Story.Unknowing();

        story.IsRefused<Refusal.CannotStayOpen>(World.Sam, Story.Except(0, "client"), "“Client” says what is handed over, so it cannot be left open.");
        story.IsRefused<Refusal.CannotStayOpen>(World.Sam, Story.Except(0, "segment"), "“Segment” has an answer, so it needs no exception.");
        story.IsRefused<Refusal.CannotStayOpen>(World.Sam, Story.Except(0, "risks"), "“Known risks” need not be answered, so it needs no exception.");
        story.IsRefused<Refusal.CannotStayOpen>(
            World.Sam, Story.Except(0, "review"), "“Security review” is not asked for with the answers so far, so it needs no exception.");
        story.IsRefused<Refusal.UnknownField>(
            World.Sam, Story.Except(0, "price"), "The checklist of H-1042 does not ask for “price”. Open it again from its card.");
    }

    [Fact]
    public void It_has_a_reason_and_a_day_that_has_not_passed()
    {
        var story = Story.Unknowing();

        Assert.Equal(ExceptionPart.Reason, story.IsRefused<Refusal.UnfitException>(World.Sam, Story.Except(0, reason: " "), "Say why it stays open.").Part);
        story.IsRefused<Refusal.UnfitException>(
            World.Sam, Story.Except(0, reason: new string('x', 501)), "Write at most 500 characters; there are 501.");
        Assert.Equal(ExceptionPart.Until, story.IsRefused<Refusal.UnfitException>(
            World.Sam, Story.Except(0) with { Until = World.Usual.Today.PlusDays(-1) }, "Choose today or a later date.").Part);
        story.Does(World.Sam, Story.Except(0) with { Until = World.Usual.Today });
    }

    [Fact]
    public void Who_may_submit_asks_and_nobody_once_it_is_taken_over()
    {
        Story.Unknowing().IsRefused<Refusal.NotYours>(World.Bea, Story.Except(0), "Only Sam, whose it is, and Ana, who leads Sales, can change H-1042.");
        Story.Excepting().IsRefused<Refusal.NotYours>(World.Ana, Story.Except(1, reason: "Other"), "Only Sam, who sent it, can correct H-1042.");
        Story.Excepting().IsRefused<Refusal.AnotherRound>(
            World.Sam, Story.Except(0), "That was round 0 of H-1042, which is now in round 1. H-1042 was sent to Onboarding, 12:00, and waits for their answer.");
        Accepted().IsRefused<Refusal.NotWithTheSender>(World.Sam, Story.Except(1), "H-1042 was accepted by Kim, 12:00. Its answers can no longer be changed.");
        Story.Excepting().IsRefused<Refusal.NotWithTheSender>(
            World.Sam, new HandoffCommand.TakeBackException(1, "scope"),
            "H-1042 was sent to Onboarding, 12:00, and waits for their answer. To change it, correct or withdraw it first.");
    }

    [Fact]
    public void Once_its_day_has_passed_it_makes_ready_no_more()
    {
        var late = Story.Unknowing().Does(World.Sam, Story.Except(0)).Given(c => c with { Today = Until.PlusDays(1) });

        late.IsRefused<Refusal.NotReady>(
            World.Sam, new HandoffCommand.Submit(0), "Not ready yet: What was sold. It was to be left open until 30 Nov 2026, which has passed.");
        late.Does(World.Sam, Story.Except(0) with { Until = Until.PlusDays(1) }).Does(World.Sam, new HandoffCommand.Submit(0));
    }

    [Fact]
    public void An_answer_makes_it_void_and_without_the_answer_it_must_be_asked_for_again()
    {
        var story = Story.Unknowing().Does(World.Sam, Story.Except(0)).Does(World.Sam, new HandoffCommand.Save(0, Story.Set("scope", new Answer.Text("Two sites")), 1));

        Assert.Equal(["Saved", "ExceptionVoided"], story.Happenings);
        Assert.Equal(ExceptionOutcome.Answered, Assert.Single(story.Handoff.Exceptions).Ended!.How);
        Assert.Equal(2, story.Handoff.Revision);
        story.Does(World.Sam, new HandoffCommand.Save(0, Story.Set("scope", null), 1)).IsRefused<Refusal.NotReady>(
            World.Sam, new HandoffCommand.Submit(0), "Not ready yet: What was sold. It needs an answer.");
    }

    [Fact]
    public void What_does_not_apply_any_more_is_left_aside_and_stands_again_when_it_does()
    {
        var enterprise = Story.Draft(World.Ready.With(Story.Set("segment", new Answer.Choice("Enterprise")))).Does(World.Sam, Story.Except(0, "review"));
        var small = enterprise.Does(World.Sam, new HandoffCommand.Save(0, Story.Set("segment", new Answer.Choice("SMB")), 0));

        Assert.Empty(small.Handoff.OpenExceptions);
        var accepted = small.Does(World.Sam, new HandoffCommand.Submit(0)).Does(World.Kim, Story.Accept(1, small.Handoff.Revision, World.Kim));
        Assert.Empty(accepted.Handoff.ToFillIn);
        Assert.Null(Assert.Single(accepted.Handoff.Exceptions).Approved);
        Assert.Single(small.Does(World.Sam, new HandoffCommand.Save(0, Story.Set("segment", new Answer.Choice("Enterprise")), 0)).Handoff.OpenExceptions);
    }

    [Fact]
    public void While_the_receiver_reads_the_sender_asks_otherwise_corrects_or_answers()
    {
        var story = Story.Excepting();
        var other = story.Does(World.Sam, Story.Except(1, reason: "They move"));
        other.IsRefused<Refusal.ChangedMeanwhile>(
            World.Kim, Story.Accept(1, 1, World.Kim), "H-1042 was changed since you opened it: the exception for “What was sold”. Look at it again, then answer.");
        other.IsRefused<Refusal.ChangedMeanwhile>(
            World.Kim, Refuse(1), "H-1042 was changed since you opened it: What was sold. Look at it again, then answer.");

        // Another answer can be corrected while this one stays open.
        story.Does(World.Sam, new HandoffCommand.Correct(1, Story.Set("risks", new Answer.Text("None"))));
        var corrected = story.Does(World.Sam, new HandoffCommand.Correct(1, Story.Set("scope", new Answer.Text("Two sites"))));
        Assert.Equal(["Corrected", "ExceptionVoided"], corrected.Happenings);

        var asked = story.Does(World.Kim, Story.Ask(1, Story.Question("How many sites?", "scope")));
        var answered = asked.Does(World.Ana, Story.Answer(2, (1, "Two")) with { Changes = Story.Set("scope", new Answer.Text("Two sites")) });
        Assert.Equal(["Answered", "ExceptionVoided"], answered.Happenings);
    }

    [Fact]
    public void Accepting_approves_every_one_and_taking_that_back_none()
    {
        var accepted = Accepted();

        Assert.Equal([new ExceptionTerm("scope", Until)], accepted.Happened<HandoffEvent.Accepted>().Approves.ToList());
        Assert.Equal(new Nod(World.Kim, World.Noon), Assert.Single(accepted.Handoff.ToFillIn).Approved);
        var undone = accepted.Does(World.Kim, new HandoffCommand.Undo(1));
        Assert.Null(Assert.Single(undone.Handoff.OpenExceptions).Approved);
        Assert.Empty(undone.Handoff.ToFillIn);
    }

    [Fact]
    public void A_rejection_that_says_so_refuses_it_until_it_is_asked_for_again()
    {
        var story = Story.Excepting();
        Assert.Equal(["exception-refused", "scope-unclear", "wrong-team"], story.Handoff.RejectReasons.Select(one => one.Id));

        var rejected = story.Does(World.Kim, Refuse(1));
        Assert.Equal(ExceptionOutcome.Refused, Assert.Single(rejected.Handoff.Exceptions).Ended!.How);
        Assert.Equal(["scope-unclear", "wrong-team"], rejected.Handoff.RejectReasons.Select(one => one.Id));
        rejected.IsRefused<Refusal.NotReady>(World.Sam, new HandoffCommand.Submit(1), "Not ready yet: What was sold. It needs an answer.");
        rejected.Does(World.Sam, Story.Except(1)).Does(World.Sam, new HandoffCommand.Submit(1));

        Assert.Single(rejected.Does(World.Kim, new HandoffCommand.Undo(1)).Handoff.OpenExceptions);
        Assert.Single(story.Does(World.Kim, Story.Reject(1, 1)).Handoff.OpenExceptions);
    }

    [Fact]
    public void The_reason_is_there_only_where_something_is_to_stay_open_and_names_what()
    {
        Story.Submitted().IsRefused<Refusal.UnknownReason>(
            World.Kim, Refuse(0), "“exception-refused” is not a reason of this playbook. Choose from: Scope is unclear or missing; Not for this team.");
        Story.Excepting().IsRefused<Refusal.RefusesNothing>(
            World.Kim, Refuse(1) with { Fields = ["segment"] }, "Choose which exception of H-1042 you do not approve: “What was sold”.");
    }

    [Fact]
    public void What_is_sent_back_is_approved_no_more_and_may_be_refused_with_it()
    {
        var back = Accepted().Does(World.Kim, Story.SendBack(1) with { Fields = ["segment"] });
        Assert.Null(Assert.Single(back.Handoff.OpenExceptions).Approved);
        back.Does(World.Sam, new HandoffCommand.Submit(1));

        var refused = Accepted().Does(World.Kim, Story.SendBack(1) with { Reasons = ["exception-refused"] });
        Assert.Empty(refused.Handoff.OpenExceptions);
    }

    [Fact]
    public void Withdrawing_and_routing_on_leave_it_as_it_is()
    {
        Assert.Single(Story.Excepting().Does(World.Sam, new HandoffCommand.Withdraw(1)).Handoff.OpenExceptions);
        Assert.Single(Story.Excepting().Does(World.Kim, Story.ReRoute(1, "onboarding", "delivery")).Handoff.OpenExceptions);
    }

    private static Story Accepted() => Story.Excepting().Does(World.Kim, Story.Accept(1, 1, World.Kim));

    private static HandoffCommand.Reject Refuse(int revision) => Story.Reject(1, revision) with { Reasons = ["exception-refused"] };
}
