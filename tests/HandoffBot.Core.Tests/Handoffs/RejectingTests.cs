using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class RejectingTests
{
    [Fact]
    public void A_reject_keeps_its_reasons_and_fields_and_starts_the_rework()
    {
        var story = Story.Submitted().Does(World.Kim, Story.Reject(1, 0));

        Assert.Equal(HandoffStatus.Rejected, story.Handoff.Status);
        Assert.Equal(new RejectedRecord(World.Kim, World.Noon, 1, 0, ["scope-unclear"], ["scope"], "How many sites?"), story.Handoff.Rejected);
        Assert.Equal(World.Noon, story.Handoff.ReworkRun?.Started);
        Assert.Equal("sales", story.Handoff.Turn);
        Assert.Equal(World.Sam, story.Circumstances.Client!.Owner);
    }

    [Fact]
    public void A_reject_teaches()
    {
        var story = Story.Submitted();
        var reject = Story.Reject(1, 0);

        story.IsRefused<Refusal.TeachesNothing>(
            World.Kim, reject with { Reasons = [], Fields = [] }, "To reject H-1042, choose at least one reason and at least one answer that it is about.");
        story.IsRefused<Refusal.TeachesNothing>(World.Kim, reject with { Reasons = [] }, "To reject H-1042, choose at least one reason.");
        story.IsRefused<Refusal.TeachesNothing>(World.Kim, reject with { Fields = [] }, "To reject H-1042, choose at least one answer that it is about.");
        story.IsRefused<Refusal.UnknownReason>(
            World.Kim, reject with { Reasons = ["moon"] },
            "“moon” is not a reason of this playbook. Choose from: Scope is unclear or missing; Not for this team.");
    }

    [Fact]
    public void A_reject_is_about_what_was_asked_answered_or_not()
    {
        var story = Story.Submitted();

        story.Does(World.Kim, Story.Reject(1, 0) with { Fields = ["risks"] });
        story.IsRefused<Refusal.NotAsked>(
            World.Kim, Story.Reject(1, 0) with { Fields = ["review"] }, "H-1042 was not asked for “Security review”. Choose among the answers on its brief.");
        story.IsRefused<Refusal.NotAsked>(
            World.Kim, Story.Reject(1, 0) with { Fields = ["budget"] }, "H-1042 was not asked for “budget”. Choose among the answers on its brief.");
    }

    [Fact]
    public void A_reject_of_a_field_that_was_corrected_meanwhile_is_refused_and_of_another_stands()
    {
        var story = Story.Submitted().Does(World.Sam, new HandoffCommand.Correct(1, Story.Set("scope", new Answer.Text("Three sites"))));

        story.IsRefused<Refusal.ChangedMeanwhile>(
            World.Kim, Story.Reject(1, 0), "H-1042 was changed since you opened it: What was sold. Look at it again, then answer.");
        story.Does(World.Kim, Story.Reject(1, 0) with { Fields = ["segment"] });
        story.Does(World.Kim, Story.Reject(1, 1));
    }

    [Fact]
    public void A_note_has_at_most_3000_characters() =>
        Story.Submitted().IsRefused<Refusal.TooLong>(
            World.Kim, Story.Reject(1, 0) with { Note = new string('x', 3001) }, "The note has 3,001 characters; at most 3,000 fit.");

    [Fact]
    public void The_second_reject_reads_who_was_first()
    {
        Story.Rejected().IsRefused<Refusal.AlreadyAnswered>(World.Olu, Story.Reject(1, 0), "Already rejected by Kim, 12:00.");
        Story.Rejected().IsRefused<Refusal.AlreadyAnswered>(World.Kim, Story.Accept(1, 0, World.Kim), "You rejected it, 12:00.");
    }

    [Fact]
    public void The_sender_cannot_reject() =>
        Story.Submitted().IsRefused<Refusal.NotYours>(World.Sam, Story.Reject(1, 0), "Only Onboarding can answer H-1042: Olu, Kim, Bea.");

    [Fact]
    public void Claiming_makes_one_the_holder_and_another_may_take_over()
    {
        var claimed = Story.Submitted().Does(World.Kim, new HandoffCommand.Claim(1));
        Assert.Equal(World.Kim, claimed.Handoff.ClaimedBy);

        claimed.IsRefused<Refusal.ClaimedAlready>(World.Kim, new HandoffCommand.Claim(1), "You claimed H-1042 already: it waits for your answer.");
        Assert.Equal(World.Olu, claimed.Does(World.Olu, new HandoffCommand.Claim(1)).Handoff.ClaimedBy);
        claimed.IsRefused<Refusal.NotYours>(World.Max, new HandoffCommand.Claim(1), "Only Onboarding can answer H-1042: Olu, Kim, Bea.");
        Assert.Null(claimed.Does(World.Sam, new HandoffCommand.Withdraw(1)).Does(World.Sam, new HandoffCommand.Submit(1)).Handoff.ClaimedBy);
    }

    [Fact]
    public void The_owner_or_the_receiving_team_kicks_off_which_completes()
    {
        var done = Story.Accepted().After(Duration.FromHours(1)).Does(World.Olu, new HandoffCommand.KickOff(1));
        Assert.Equal((HandoffStatus.Completed, World.Olu, World.Noon + Duration.FromHours(1)), (done.Handoff.Status, done.Handoff.CompletedBy, done.Handoff.CompletedAt));
        Assert.Null(done.Handoff.Turn);

        Story.Accepted().Given(c => c.OwnedBy(World.Zoe)).Does(World.Zoe, new HandoffCommand.KickOff(1));
        Story.Accepted().IsRefused<Refusal.NotYours>(
            World.Sam, new HandoffCommand.KickOff(1), "Only Kim, who owns the client, and Onboarding can kick H-1042 off: Olu, Kim, Bea.");
        done.IsRefused<Refusal.NotNow>(World.Olu, new HandoffCommand.KickOff(1), "That cannot be done now. You completed H-1042, 13:00.");
    }
}
