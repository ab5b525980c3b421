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

    private static Commitment After(Commitment commitment, CommitmentCommand command, PersonId by)
    {
        var decision = CommitmentRules.Decide(commitment, command, World.Actor(by), Usual);
        Assert.True(decision is CommitmentDecision.Granted, decision is CommitmentDecision.Refused refused ? Story.Words(refused.Refusal.Says) : "");
        return CommitmentRules.Apply(commitment, ((CommitmentDecision.Granted)decision).Event);
    }

    private static string Refused(Commitment commitment, CommitmentCommand command, PersonId by) =>
        Story.Words(Assert.IsType<CommitmentDecision.Refused>(CommitmentRules.Decide(commitment, command, World.Actor(by), Usual)).Refusal.Says);
}
