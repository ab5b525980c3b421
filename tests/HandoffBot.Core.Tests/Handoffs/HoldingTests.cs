using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class HoldingTests
{
    private static readonly Story Claimed = Story.Submitted().Does(World.Kim, new HandoffCommand.Claim(1));

    [Fact]
    public void Who_claimed_gives_it_up_and_the_proposed_owner_is_the_holder_again()
    {
        var released = Claimed.Does(World.Kim, new HandoffCommand.Release(1));

        released.Happened<HandoffEvent.Released>();
        Assert.Null(released.Handoff.ClaimedBy);
        Assert.Equal(Claimed.Handoff.Proposal, released.Handoff.Proposal);
        Assert.Equal(Claimed.Handoff.AcceptanceRun, released.Handoff.AcceptanceRun);
    }

    [Fact]
    public void Nobody_else_gives_it_up_nor_anybody_what_nobody_claimed()
    {
        Claimed.IsRefused<Refusal.NotYours>(World.Olu, new HandoffCommand.Release(1), "Only Kim, who claimed it, can give H-1042 up.");
        Story.Submitted().IsRefused<Refusal.NotClaimed>(
            World.Kim, new HandoffCommand.Release(1), "Nobody has claimed H-1042, so there is nothing to give up.");
        Claimed.IsRefused<Refusal.AnotherRound>(
            World.Kim, new HandoffCommand.Release(2), "That was round 2 of H-1042, which is now in round 1. H-1042 was sent to Onboarding, 12:00, and waits for their answer.");
        Claimed.Does(World.Kim, Story.Accept(1, 0, World.Kim)).IsRefused<Refusal.NotNow>(
            World.Kim, new HandoffCommand.Release(1), "That cannot be done now. You accepted H-1042, 12:00.");
    }

    [Fact]
    public void A_member_gives_it_to_a_colleague_and_a_claim_of_another_ends()
    {
        var given = Claimed.Does(World.Olu, new HandoffCommand.Reassign(1, World.Olu));
        Assert.Equal(new Proposal(World.Olu, "they took it over"), given.Handoff.Proposal);
        Assert.Null(given.Handoff.ClaimedBy);

        var back = given.Does(World.Olu, new HandoffCommand.Reassign(1, World.Kim));
        Assert.Equal(new Proposal(World.Kim, "Olu gave it to them"), back.Handoff.Proposal);
        Assert.Equal(World.Kim, back.Does(World.Kim, Story.Accept(1, 0, World.Kim)).Circumstances.Client!.Owner);
    }

    [Fact]
    public void It_is_given_to_those_who_can_answer_it_and_have_it_not_already()
    {
        var story = Story.Submitted();
        story.IsRefused<Refusal.AlreadyTheirs>(World.Kim, new HandoffCommand.Reassign(1, World.Olu), "Olu has H-1042 in hand already.");
        Claimed.IsRefused<Refusal.AlreadyTheirs>(World.Olu, new HandoffCommand.Reassign(1, World.Kim), "Kim has H-1042 in hand already.");
        story.IsRefused<Refusal.CannotTake>(
            World.Kim, new HandoffCommand.Reassign(1, World.Max), "Max is not a member of Onboarding. Choose one of Olu, Kim, Bea.");
        story.Given(c => c.With("onboarding", new([World.Member(World.Olu), World.Member(World.Kim, reachable: false)], null))).IsRefused<Refusal.CannotTake>(
            World.Olu, new HandoffCommand.Reassign(1, World.Kim), "Kim cannot be reached now. Choose one of Olu.");
        story.Given(c => c.With("onboarding", new([], null))).IsRefused<Refusal.CannotTake>(
            World.Olu, new HandoffCommand.Reassign(1, World.Kim), "Kim is not a member of Onboarding. Nobody else of Onboarding can be reached now.");
        Story.Submitted(by: World.Bea).IsRefused<Refusal.CannotTake>(
            World.Kim, new HandoffCommand.Reassign(1, World.Bea), "Bea sent H-1042, so somebody else must answer it. Choose one of Olu, Kim.");
    }

    [Fact]
    public void Only_the_receivers_give_it_and_only_while_it_waits()
    {
        Story.Submitted().IsRefused<Refusal.NotYours>(
            World.Sam, new HandoffCommand.Reassign(1, World.Kim), "Only Onboarding can give H-1042 to somebody: Olu, Kim, Bea.");
        Story.Accepted().IsRefused<Refusal.NotNow>(
            World.Olu, new HandoffCommand.Reassign(1, World.Kim), "That cannot be done now. H-1042 was accepted by Kim, 12:00.");
        Story.Submitted().IsRefused<Refusal.AnotherRound>(
            World.Olu, new HandoffCommand.Reassign(0, World.Kim), "That was round 0 of H-1042, which is now in round 1. H-1042 was sent to Onboarding, 12:00, and waits for their answer.");
    }

    [Fact]
    public void A_lead_who_sent_it_themselves_may_still_hand_out_the_work()
    {
        var handoff = Story.Submitted().Handoff with { Sender = World.Olu };
        var given = new Story(handoff, World.Usual).Does(World.Olu, new HandoffCommand.Reassign(1, World.Kim));

        Assert.Equal(World.Kim, given.Handoff.Proposal?.Person);
    }

    [Fact]
    public void The_sending_lead_makes_another_member_the_sender_in_every_state_that_has_not_ended()
    {
        foreach (var story in new[] { Story.Draft(), Story.Submitted(), Story.Rejected(), Story.Accepted() })
        {
            var changed = story.Does(World.Ana, new HandoffCommand.ChangeSender(story.Handoff.Round, World.Ana));
            Assert.Equal((World.Ana, story.Handoff.Status), (changed.Handoff.Sender, changed.Handoff.Status));
            Assert.Equal(World.Sam, changed.Happened<HandoffEvent.SenderChanged>().PreviousSender);
        }

        var rejected = Story.Rejected().Does(World.Ana, new HandoffCommand.ChangeSender(1, World.Bea));
        Assert.Equal(2, rejected.Does(World.Bea, new HandoffCommand.Submit(1)).Handoff.Round);
        Story.Completed().IsRefused<Refusal.NotNow>(
            World.Ana, new HandoffCommand.ChangeSender(1, World.Ana), "That cannot be done now. H-1042 was completed by Kim, 12:00.");
    }

    [Fact]
    public void Whoever_becomes_the_sender_is_whom_one_talks_to_about_a_promise_that_another_made()
    {
        var changed = Story.Draft().Does(World.Sam, Story.Promise(0, 1, "Five sites")).Does(World.Ana, new HandoffCommand.ChangeSender(0, World.Bea));

        var promise = Assert.Single(changed.Handoff.Commitments);
        Assert.Equal((World.Bea, World.Sam), (promise.With!.Sender, promise.PromisedBy));
    }

    [Fact]
    public void Who_becomes_the_sender_can_no_longer_be_who_answers()
    {
        var beas = Story.Submitted().Does(World.Olu, new HandoffCommand.Reassign(1, World.Bea)).Does(World.Bea, new HandoffCommand.Claim(1));

        var changed = beas.Does(World.Ana, new HandoffCommand.ChangeSender(1, World.Bea));

        Assert.Equal((null, null), (changed.Handoff.Proposal, changed.Handoff.ClaimedBy));
    }

    [Fact]
    public void Nobody_but_the_sending_lead_changes_the_sender_and_only_within_the_team()
    {
        var story = Story.Submitted();
        story.IsRefused<Refusal.NotYours>(
            World.Sam, new HandoffCommand.ChangeSender(1, World.Bea), "Only Ana, who leads Sales, can change who sends H-1042.");
        story.IsRefused<Refusal.SendsAlready>(World.Ana, new HandoffCommand.ChangeSender(1, World.Sam), "Sam is the sender of H-1042 already.");
        story.IsRefused<Refusal.CannotTake>(
            World.Ana, new HandoffCommand.ChangeSender(1, World.Kim), "Kim is not a member of Sales. Choose one of Sam, Ana, Bea.");
        story.IsRefused<Refusal.AnotherRound>(
            World.Ana, new HandoffCommand.ChangeSender(0, World.Bea), "That was round 0 of H-1042, which is now in round 1. H-1042 was sent to Onboarding, 12:00, and waits for their answer.");
        story.Given(c => c with { Organization = World.Leaderless("sales") }).IsRefused<Refusal.NotYours>(
            World.Sam, new HandoffCommand.ChangeSender(1, World.Bea), "Only the lead of Sales can change who sends H-1042.");
    }
}
