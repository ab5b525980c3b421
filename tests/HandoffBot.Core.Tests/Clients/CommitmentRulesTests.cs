using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Tests.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Tests.Clients;

/// <summary>Sam of Sales promised five sites; Max of Delivery owns the client now, Dee leads Delivery, and Kim took the client over.</summary>
public sealed class CommitmentRulesTests
{
    private static readonly LocalDate Today = World.Usual.Today;

    private static readonly CommitmentCircumstances Usual = new(
        World.Noon, Today, World.Acme, new Client(World.Northwind, "Northwind", World.Max), ["delivery"], World.NameOf);

    private static readonly Commitment Promise = new()
    {
        Id = Story.PromiseId(1),
        Text = new("Five sites", Today.PlusDays(7), "On a call"),
        PromisedBy = World.Sam,
        RecordedBy = World.Sam,
        RecordedAt = World.Noon,
        Client = World.Northwind,
        With = new(1042, World.Sam, "sales"),
    };

    private static readonly Commitment Disputed = Promise with { Dispute = new(World.Kim, World.Noon, "Too soon.") };

    [Fact]
    public void A_promise_is_kept_and_then_nothing_more_can_be_said()
    {
        var kept = After(Promise, new CommitmentCommand.Keep(), World.Max);

        Assert.Equal((CommitmentState.Kept, new Ending(World.Max, World.Noon, null)), (kept.State, kept.Ended));
        Assert.Equal("Max said that this promise was kept, 12:00.", Refused(kept, new CommitmentCommand.Break("No."), World.Sam));
        Assert.Equal("You said that this promise was kept, 12:00.", Refused(kept, new CommitmentCommand.Keep(), World.Max));
        Assert.Equal("This promise is no longer there.", Refused(Promise with { State = CommitmentState.Removed }, new CommitmentCommand.Keep(), World.Max));
    }

    [Fact]
    public void A_broken_one_says_why()
    {
        var broken = After(Promise, new CommitmentCommand.Break(" They left. "), World.Dee);

        Assert.Equal((CommitmentState.Broken, new Ending(World.Dee, World.Noon, "They left.")), (broken.State, broken.Ended));
        Assert.Equal("Say why.", Refused(Promise, new CommitmentCommand.Break(" "), World.Dee));
        Assert.Equal("Write at most 1,000 characters; there are 1,001.", Refused(Promise, new CommitmentCommand.Break(new string('x', 1001)), World.Dee));
        Assert.Equal("Max said that this promise was broken, 12:00.", Refused(After(Promise, new CommitmentCommand.Break("No."), World.Max), new CommitmentCommand.Keep(), World.Sam));
    }

    [Fact]
    public void A_moved_one_has_another_day_and_says_who_and_why()
    {
        var moved = After(Promise, new CommitmentCommand.Renegotiate(Today.PlusDays(9), "They asked for it."), World.Sam);

        Assert.Equal((CommitmentState.Renegotiated, Today.PlusDays(9)), (moved.State, moved.Text.Due));
        Assert.Equal(new Move(World.Sam, World.Noon, Today.PlusDays(7), "They asked for it."), moved.Moved);
        Assert.True(moved.IsRunning);
    }

    [Theory]
    [InlineData(-1, "x", "Choose today or a later date.")]
    [InlineData(7, "x", "It is promised for that day already.")]
    [InlineData(9, " ", "Say why.")]
    [InlineData(20 * 366, "x", "Choose a day within 20 years.")]
    public void A_day_that_makes_no_sense_is_refused(int days, string why, string says) =>
        Assert.Equal(says, Refused(Promise, new CommitmentCommand.Renegotiate(Today.PlusDays(days), why), World.Max));

    [Fact]
    public void Who_may_not_reads_who_may()
    {
        Assert.Equal(
            "Only Max (the client's owner), Sam (who promised it) and their leads can say what became of this promise.",
            Refused(Promise, new CommitmentCommand.Keep(), World.Zoe));
        Assert.Equal(
            "Only Max (the client's owner), Sam (who promised it), their leads and Kim (who disputes it) can end this dispute.",
            Refused(Disputed, new CommitmentCommand.Settle(Promise.Text), World.Zoe));
        Assert.StartsWith("Only ", Refused(Promise, new CommitmentCommand.Break("x"), World.Kim), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dispute_ends_when_the_other_side_agrees()
    {
        var words = new PromiseText("Four sites", Today.PlusDays(30));
        var proposed = After(Disputed, new CommitmentCommand.Settle(words), World.Sam);
        Assert.Equal((1, true), (proposed.Dispute!.Proposal!.Number, proposed.Dispute.Proposal.BySender));

        Assert.Equal("Your side has proposed this, so it is Kim's to agree, or for the sender's lead to decide.", Refused(proposed, new CommitmentCommand.Agree(1), World.Sam));
        Assert.Equal("You have proposed this already; it waits for the other side to agree.", Refused(proposed, new CommitmentCommand.Settle(words), World.Sam));
        Assert.Equal("Something else is proposed by now. Look at the latest proposal, then answer.", Refused(proposed, new CommitmentCommand.Agree(2), World.Kim));

        var agreed = After(proposed, new CommitmentCommand.Agree(1), World.Kim);
        Assert.Equal(("Four sites", Today.PlusDays(30), CommitmentState.Renegotiated), (agreed.Text.What, agreed.Text.Due, agreed.State));
        Assert.Equal((null, new Nod(World.Kim, World.Noon)), (agreed.Dispute, agreed.Acknowledged));
        Assert.Equal("Nobody disputes this promise any more.", Refused(agreed, new CommitmentCommand.Agree(1), World.Kim));
    }

    [Fact]
    public void A_disputed_one_stays_with_who_made_it_and_who_moves_it_overtakes_what_was_proposed()
    {
        Assert.Equal(
            "Only Sam (who promised it) and the lead of Sales can say what became of this promise.", Refused(Disputed, new CommitmentCommand.Break("No."), World.Max));
        Assert.Equal(CommitmentState.Kept, After(Disputed, new CommitmentCommand.Keep(), World.Ana).State);

        var proposed = After(Disputed, new CommitmentCommand.Settle(new("Four sites", Today.PlusDays(30))), World.Sam);
        var moved = After(proposed, new CommitmentCommand.Renegotiate(Today.PlusDays(12), "They asked for it."), World.Sam);
        Assert.Equal("Something else is proposed by now. Look at the latest proposal, then answer.", Refused(moved, new CommitmentCommand.Agree(1), World.Kim));
        Assert.Equal((Today.PlusDays(12), "Five sites"), (After(moved, new CommitmentCommand.Agree(2), World.Kim).Text.Due, moved.Dispute!.Proposal!.Text.What));
        Assert.Null(After(Disputed, new CommitmentCommand.Renegotiate(Today.PlusDays(12), "They asked for it."), World.Sam).Dispute!.Proposal);
    }

    [Fact]
    public void Either_side_proposes_and_the_last_proposal_counts()
    {
        var first = After(Disputed, new CommitmentCommand.Settle(new("Four sites", Today.PlusDays(30))), World.Sam);
        var second = After(first, new CommitmentCommand.Settle(new("Three sites", Today.PlusDays(7))), World.Max);

        Assert.Equal((2, false), (second.Dispute!.Proposal!.Number, second.Dispute.Proposal.BySender));
        Assert.Equal("Your side has proposed this, so it is Sam's to agree, or for the sender's lead to decide.", Refused(second, new CommitmentCommand.Agree(2), World.Kim));
        Assert.Equal(("Three sites", CommitmentState.Open), (After(second, new CommitmentCommand.Agree(2), World.Sam).Text.What, After(second, new CommitmentCommand.Agree(2), World.Sam).State));
    }

    [Fact]
    public void The_senders_lead_decides_alone()
    {
        var decided = After(Disputed, new CommitmentCommand.Settle(Disputed.Text), World.Ana);

        Assert.Equal((null, new Nod(World.Ana, World.Noon), CommitmentState.Open), (decided.Dispute, decided.Acknowledged, decided.State));
        Assert.Equal("On a call", decided.Text.Where);
        Assert.Equal("Say what was promised.", Refused(Disputed, new CommitmentCommand.Settle(new(" ", Today)), World.Ana));
    }

    [Fact]
    public void Before_a_form_opens_it_is_said_why_it_would_be_refused()
    {
        Assert.Null(CommitmentRules.WhyNot(Promise, settles: false, World.Actor(World.Max), Usual));
        Assert.IsType<Refusal.NotDisputed>(CommitmentRules.WhyNot(Promise, settles: true, World.Actor(World.Max), Usual));
        Assert.IsType<Refusal.NotYours>(CommitmentRules.WhyNot(Disputed, settles: true, World.Actor(World.Zoe), Usual));
        Assert.IsType<Refusal.PromiseEnded>(CommitmentRules.WhyNot(Promise with { State = CommitmentState.Kept }, settles: false, World.Actor(World.Max), Usual));
    }

    [Fact]
    public void A_promise_is_written_down_by_anybody_for_anybody()
    {
        var recorded = Recorded(new(Story.PromiseId(7), new(" Five sites ", Today.PlusDays(3)), World.Sam, null), World.Zoe);

        Assert.Equal((CommitmentState.Open, World.Sam, World.Zoe, "Five sites"), (recorded.State, recorded.PromisedBy, recorded.RecordedBy, recorded.Text.What));
        Assert.Equal("Choose today or a later date.", NotRecorded(new(Story.PromiseId(7), new("x", Today.PlusDays(-1)), World.Sam, null)));
        Assert.Equal("This team is no longer there. Choose another.", NotRecorded(new(Story.PromiseId(7), new("x", Today), World.Sam, "moon")));
    }

    [Fact]
    public void A_team_that_is_asked_first_says_yes_and_then_it_is_promised()
    {
        Assert.False(Asked.IsRunning);
        Assert.Equal("Only Delivery can say whether it can be done.", Refused(Asked, new CommitmentCommand.SayYes(), World.Kim));
        Assert.Equal("This promise is no longer there.", Refused(Asked, new CommitmentCommand.Keep(), World.Sam));

        var promised = After(Asked, new CommitmentCommand.SayYes(), World.Dee);
        Assert.Equal((CommitmentState.Open, new TeamAnswer(World.Dee, World.Noon, true, null, null)), (promised.State, promised.Asking!.Answer));
        Assert.Equal("Dee answered this already, that it can be done, 12:00.", Refused(promised, new CommitmentCommand.SayNo("x"), World.Max));
        Assert.Equal("You answered this already, that it can be done, 12:00.", Refused(promised, new CommitmentCommand.SayYes(), World.Dee));
    }

    [Fact]
    public void A_no_says_why_and_ends_it()
    {
        Assert.Equal("Say why.", Refused(Asked, new CommitmentCommand.SayNo(" "), World.Max));
        var declined = After(Asked, new CommitmentCommand.SayNo(" No hands. "), World.Max);

        Assert.Equal((CommitmentState.Declined, "No hands."), (declined.State, declined.Asking!.Answer!.Reason));
        Assert.Equal("Max answered this already, that it cannot be done, 12:00.", Refused(declined, new CommitmentCommand.TakeUp(), World.Sam));
    }

    [Fact]
    public void Another_date_is_promised_when_who_asked_takes_it_up()
    {
        Assert.Equal("Delivery has not named another day.", Refused(Asked, new CommitmentCommand.TakeUp(), World.Sam));
        Assert.Equal("Choose today or a later date.", Refused(Asked, new CommitmentCommand.SayWhen(Today.PlusDays(-1), null), World.Max));
        Assert.Equal("Write at most 1,000 characters; there are 1,001.", Refused(Asked, new CommitmentCommand.SayWhen(Today, new string('x', 1001)), World.Max));
        Assert.Equal(CommitmentState.Open, After(Asked, new CommitmentCommand.SayWhen(Asked.Text.Due, null), World.Max).State);

        var answered = After(Asked, new CommitmentCommand.SayWhen(Today.PlusDays(30), "After the audit"), World.Max);
        Assert.Equal((CommitmentState.Asked, Today.PlusDays(30)), (answered.State, answered.Asking!.Answer!.Instead));
        Assert.Equal("Only Sam (who asked) can decide whether to promise it.", Refused(answered, new CommitmentCommand.TakeUp(), World.Kim));

        var promised = After(answered, new CommitmentCommand.TakeUp(), World.Sam);
        Assert.Equal((CommitmentState.Open, Today.PlusDays(30)), (promised.State, promised.Text.Due));
        Assert.Equal(CommitmentState.Declined, After(answered, new CommitmentCommand.Drop(), World.Sam).State);
    }

    private static readonly Commitment Asked = Promise with { With = null, State = CommitmentState.Asked, Asking = new("delivery") };

    private static Commitment Recorded(NewPromise promise, PersonId by) =>
        Assert.IsType<CommitmentEvent.Recorded>(Assert.IsType<CommitmentDecision.Granted>(CommitmentRules.Record(promise, World.Actor(by), Usual)).Event).Commitment;

    private static string NotRecorded(NewPromise promise) =>
        Story.Words(Assert.IsType<CommitmentDecision.Refused>(CommitmentRules.Record(promise, World.Actor(World.Zoe), Usual)).Refusal.Says);

    private static Commitment After(Commitment commitment, CommitmentCommand command, PersonId by)
    {
        var decision = CommitmentRules.Decide(commitment, command, World.Actor(by), Usual);
        Assert.True(decision is CommitmentDecision.Granted, decision is CommitmentDecision.Refused refused ? Story.Words(refused.Refusal.Says) : "");
        return CommitmentRules.Apply(commitment, ((CommitmentDecision.Granted)decision).Event);
    }

    private static string Refused(Commitment commitment, CommitmentCommand command, PersonId by) =>
        Story.Words(Assert.IsType<CommitmentDecision.Refused>(CommitmentRules.Decide(commitment, command, World.Actor(by), Usual)).Refusal.Says);
}
