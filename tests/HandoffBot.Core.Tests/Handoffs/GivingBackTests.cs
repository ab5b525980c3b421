using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class GivingBackTests
{
    [Fact]
    public void Sent_back_it_is_a_late_rework_and_the_client_is_the_earlier_owners_again()
    {
        var back = Story.Accepted().After(Duration.FromHours(2)).Does(World.Kim, Story.SendBack(1));

        var handoff = back.Handoff;
        Assert.Equal((HandoffStatus.Rejected, 1, null), (handoff.Status, handoff.Round, handoff.Accepted));
        Assert.Equal(
            new RejectedRecord(World.Kim, World.Noon + Duration.FromHours(2), 1, 0, ["scope-unclear"], ["scope"], "It is three sites.") { IsLate = true },
            handoff.Rejected);
        var clock = Assert.Single(ClockPlan.For(handoff));
        Assert.Equal((ClockKind.Rework, World.Noon + Duration.FromHours(2), "sales"), (clock.Kind, clock.Run.Started, clock.TurnTeam));
        Assert.Equal(World.Sam, back.Circumstances.Client!.Owner);
        Assert.Equal((World.Sam, World.Kim), (back.Happened<HandoffEvent.SentBack>().Owner, back.Happened<HandoffEvent.SentBack>().PreviousOwner));
    }

    [Fact]
    public void Its_promises_are_to_be_answered_anew()
    {
        var back = Story.Draft().Does(World.Sam, Story.Promise(0, 1, "Five sites")).Does(World.Sam, new HandoffCommand.Submit(0))
            .Does(World.Kim, Story.Accept(1, 1, World.Kim) with { Replies = [new(Story.PromiseId(1), "Too soon.")] }).Does(World.Kim, Story.SendBack(1));

        Assert.Null(Assert.Single(back.Handoff.Commitments).Dispute);
    }

    [Fact]
    public void It_is_mended_and_accepted_again()
    {
        var again = Story.Accepted().Does(World.Kim, Story.SendBack(1)).Does(World.Sam, new HandoffCommand.Submit(1)).Does(World.Olu, Story.Accept(2, 0, World.Kim));

        Assert.Equal((HandoffStatus.Accepted, 2, World.Kim), (again.Handoff.Status, again.Handoff.Round, again.Circumstances.Client!.Owner));
    }

    [Fact]
    public void Where_the_earlier_owner_is_gone_the_sending_lead_has_the_client_and_else_the_sender()
    {
        var accepted = Story.Submitted().Given(c => c.OwnedBy(World.Zoe)).Does(World.Kim, Story.Accept(1, 0, World.Kim));

        PersonId Without(params PersonId[] gone) =>
            accepted.Given(c => c with { IsHere = person => !gone.Contains(person) }).Does(World.Kim, Story.SendBack(1)).Circumstances.Client!.Owner;

        Assert.Equal(World.Zoe, Without());
        Assert.Equal(World.Ana, Without(World.Zoe));
        Assert.Equal(World.Sam, Without(World.Zoe, World.Ana));
        Assert.Equal(World.Kim, Without(World.Zoe, World.Ana, World.Sam));
    }

    [Fact]
    public void Who_has_been_given_the_client_by_something_else_keeps_it()
    {
        var others = Story.Accepted().Given(c => c.OwnedBy(World.Max));

        Assert.Equal(World.Max, others.Does(World.Olu, Story.SendBack(1)).Circumstances.Client!.Owner);
        Assert.Equal(World.Max, others.Does(World.Max, Story.SendBack(1)).Circumstances.Client!.Owner);
    }

    [Fact]
    public void Sending_back_teaches_as_a_rejection_does()
    {
        var story = Story.Accepted();
        var back = Story.SendBack(1);
        story.IsRefused<Refusal.TeachesNothing>(
            World.Kim, back with { Reasons = [], Fields = [] }, "To send H-1042 back, choose at least one reason and at least one answer that it is about.");
        story.IsRefused<Refusal.TeachesNothing>(World.Kim, back with { Fields = [] }, "To send H-1042 back, choose at least one answer that it is about.");
        story.IsRefused<Refusal.UnknownReason>(
            World.Kim, back with { Reasons = ["moon"] }, "“moon” is not a reason of this playbook. Choose from: Scope is unclear or missing; Not for this team.");
        story.IsRefused<Refusal.NotAsked>(
            World.Kim, back with { Fields = ["review"] }, "H-1042 was not asked for “Security review”. Choose among the answers on its brief.");
        story.IsRefused<Refusal.TooLong>(World.Kim, back with { Note = new string('x', 3001) }, "The note has 3,001 characters; at most 3,000 fit.");
    }

    [Fact]
    public void The_owner_and_the_receiving_lead_send_back_and_nobody_else()
    {
        Story.Accepted().Does(World.Olu, Story.SendBack(1));
        Story.Accepted().IsRefused<Refusal.NotYours>(
            World.Bea, Story.SendBack(1), "Only Kim, who owns the client, and Olu, who leads Onboarding, can send H-1042 back.");
        Story.Submitted().Does(World.Olu, Story.Accept(1, 0, World.Olu)).IsRefused<Refusal.NotYours>(
            World.Sam, Story.SendBack(1), "Only Olu, who leads Onboarding, can send H-1042 back.");
    }

    [Fact]
    public void What_was_sent_back_cannot_be_sent_back_answered_or_taken_back_again()
    {
        var back = Story.Accepted().Does(World.Kim, Story.SendBack(1));

        back.IsRefused<Refusal.NotNow>(
            World.Olu, Story.SendBack(1), "That cannot be done now. H-1042 was sent back by Kim, 12:00. It waits for Sam to send it again.");
        back.IsRefused<Refusal.NotNow>(
            World.Kim, Story.Accept(1, 0, World.Kim), "That cannot be done now. You sent back H-1042, 12:00. It waits for Sam to send it again.");
        back.IsRefused<Refusal.NothingToUndo>(
            World.Kim, new HandoffCommand.Undo(1), "There is no answer to take back. You sent back H-1042, 12:00. It waits for Sam to send it again.");
        Story.Submitted().IsRefused<Refusal.NotNow>(
            World.Olu, Story.SendBack(1), "That cannot be done now. H-1042 was sent to Onboarding, 12:00, and waits for their answer.");
        Story.Accepted().IsRefused<Refusal.AnotherRound>(
            World.Olu, Story.SendBack(2), "That was round 2 of H-1042, which is now in round 1. H-1042 was accepted by Kim, 12:00.");
    }

    [Fact]
    public void Opened_again_it_waits_for_another_kick_off_with_the_owner_that_the_client_has()
    {
        var open = Story.Completed().Given(c => c.OwnedBy(World.Olu)).After(Duration.FromDays(14)).Does(World.Olu, new HandoffCommand.Reopen(1));

        var handoff = open.Handoff;
        Assert.Equal((HandoffStatus.Accepted, null, null), (handoff.Status, handoff.CompletedAt, handoff.CompletedBy));
        Assert.Equal((World.Kim, World.Olu), (handoff.Accepted!.Owner, handoff.Accepted.Keeper));
        var clock = Assert.Single(ClockPlan.For(handoff));
        Assert.Equal((ClockKind.Kickoff, 2, World.Noon + Duration.FromDays(14)), (clock.Kind, clock.Run.Number, clock.Run.Started));
        Assert.Equal(World.Olu, open.Circumstances.Client!.Owner);

        var done = open.Does(World.Kim, new HandoffCommand.KickOff(1));
        Assert.Equal((HandoffStatus.Completed, null), (done.Handoff.Status, done.Handoff.Reopened));
        Assert.Equal(World.Sam, open.Does(World.Olu, Story.SendBack(1)).Circumstances.Client!.Owner);
    }

    [Fact]
    public void After_14_days_it_stays_complete()
    {
        var late = Story.Completed().After(Duration.FromDays(14) + Duration.FromSeconds(1));

        late.IsRefused<Refusal.TooLateToReopen>(
            World.Kim, new HandoffCommand.Reopen(1), "H-1042 was completed 12:00; it can be opened again for 14 days. Start a new handoff instead.");
        Assert.DoesNotContain(
            Core.Chat.Act.Reopen, Acts.For(late.Handoff, World.Actor(World.Kim), World.Acme, late.Circumstances.Client, late.Circumstances.Now));
    }

    [Fact]
    public void Only_the_owner_and_the_receiving_lead_open_again_and_only_what_is_complete()
    {
        Story.Completed().IsRefused<Refusal.NotYours>(
            World.Sam, new HandoffCommand.Reopen(1), "Only Kim, who owns the client, and Olu, who leads Onboarding, can open H-1042 again.");
        Story.Completed().Does(World.Olu, new HandoffCommand.Reopen(1)).IsRefused<Refusal.NotNow>(
            World.Kim, new HandoffCommand.Reopen(1), "That cannot be done now. H-1042 was reopened by Olu, 12:00.");
        Story.Completed().IsRefused<Refusal.AnotherRound>(
            World.Olu, new HandoffCommand.Reopen(0), "That was round 0 of H-1042, which is now in round 1. H-1042 was completed by Kim, 12:00.");
    }

    [Fact]
    public void A_client_that_is_being_handed_over_anew_is_not_handed_over_twice() =>
        Story.Completed().Given(c => c with { Other = new OtherHandoff(1050, HandoffStatus.Submitted, "onboarding") }).IsRefused<Refusal.AnotherIsOpen>(
            World.Kim, new HandoffCommand.Reopen(1), "Northwind is being handed over already: H-1050 waits for Onboarding to answer. See it with `show H-1050`.");

    [Fact]
    public void The_acceptance_of_what_was_opened_again_cannot_be_taken_back() =>
        Story.Completed().Does(World.Kim, new HandoffCommand.Reopen(1)).IsRefused<Refusal.NothingToUndo>(
            World.Kim, new HandoffCommand.Undo(1), "There is no answer to take back. You reopened H-1042, 12:00.");
}
