using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class ReRoutingTests
{
    private static readonly HandoffCommand.ReRoute ToDelivery = Story.ReRoute(1, "onboarding", "delivery");

    [Fact]
    public void Another_team_has_it_in_the_same_round_with_its_own_proposal_and_time()
    {
        var claimed = Story.Submitted().Does(World.Kim, new HandoffCommand.Claim(1)).After(Duration.FromHours(1));

        var moved = claimed.Does(World.Kim, ToDelivery);

        var handoff = moved.Handoff;
        Assert.Equal((HandoffStatus.Submitted, 1, "delivery", "delivery"), (handoff.Status, handoff.Round, handoff.ReceivingTeam, handoff.Turn));
        Assert.Equal(new Proposal(World.Dee, "Dee leads Delivery"), handoff.Proposal);
        Assert.Equal(new ReRoutedRecord(World.Kim, World.Noon + Duration.FromHours(1), "onboarding", "Theirs is the region."), handoff.ReRouted);
        Assert.Null(handoff.ClaimedBy);
        var clock = Assert.Single(ClockPlan.For(handoff));
        Assert.Equal((ClockKind.Acceptance, 2, "delivery", World.Noon + Duration.FromHours(1)), (clock.Kind, clock.Run.Number, clock.TurnTeam, clock.Run.Started));
        Assert.Equal(World.Sam, moved.Circumstances.Client!.Owner);
    }

    [Fact]
    public void The_new_team_answers_and_the_old_one_no_more()
    {
        var moved = Story.Submitted().Does(World.Kim, ToDelivery);

        moved.IsRefused<Refusal.NotYours>(World.Kim, Story.Accept(1, 0, World.Kim), "Only Delivery can answer H-1042: Dee, Max.");
        Assert.Equal(World.Max, moved.Does(World.Max, Story.Accept(1, 0, World.Max)).Circumstances.Client!.Owner);
    }

    [Fact]
    public void There_and_back_again_works()
    {
        var back = Story.Submitted().Does(World.Kim, ToDelivery).Does(World.Max, Story.ReRoute(1, "delivery", "onboarding"));

        Assert.Equal(("onboarding", null, 3), (back.Handoff.ReceivingTeam, back.Handoff.RoutedTo, back.Handoff.AcceptanceRun!.Number));
        Assert.Equal("Kim", World.NameOf(back.Does(World.Kim, Story.Accept(1, 0, World.Kim)).Handoff.Accepted!.Owner));
    }

    [Fact]
    public void What_is_asked_closes_unanswered_and_stays_visible()
    {
        var asked = Story.Submitted().Does(World.Kim, new HandoffCommand.Ask(1, 0, [new("Who signs?", [], false)]));

        var moved = asked.Does(World.Kim, ToDelivery);

        var question = Assert.Single(moved.Handoff.Questions);
        Assert.Equal((null, new QuestionClosing(ClosedBy.ReRouting, World.Noon)), (question.Reply, question.Closed));
        Assert.Equal(HandoffStatus.Submitted, moved.Handoff.Status);
        Assert.Equal([ClockKind.Acceptance], ClockPlan.For(moved.Handoff).Select(clock => clock.Kind));
        Assert.Null(moved.Handoff.AcceptanceRun!.PausedSince);
    }

    [Theory]
    [InlineData("Kim")]
    [InlineData("Olu")]
    [InlineData("Ana")]
    [InlineData("Root")]
    public void Receivers_either_lead_and_admins_re_route(string name) =>
        Story.Submitted().Does(World.Everybody.Single(one => one.Name == name).Person, ToDelivery);

    [Fact]
    public void Nobody_else_does()
    {
        const string who = "Only Onboarding, Ana, who leads Sales, and admins can re-route H-1042.";
        Story.Submitted().IsRefused<Refusal.NotYours>(World.Sam, ToDelivery, who);
        Story.Submitted().IsRefused<Refusal.NotYours>(World.Max, ToDelivery, who);
        Story.Submitted(by: World.Bea).IsRefused<Refusal.NotYours>(World.Bea, ToDelivery, who);
    }

    [Fact]
    public void It_goes_to_another_team_that_can_receive_with_a_reason()
    {
        var story = Story.Submitted();
        story.IsRefused<Refusal.WithThemAlready>(World.Kim, ToDelivery with { To = "onboarding" }, "H-1042 is with Onboarding already. Choose another team.");
        story.IsRefused<Refusal.NoSuchTeam>(World.Kim, ToDelivery with { To = "moon" }, "There is no team “moon” any more. Choose another one.");
        story.IsRefused<Refusal.ComesFromThem>(
            World.Kim, ToDelivery with { To = "sales" }, "H-1042 comes from Sales. To give it back to them, reject it with what is to be mended.");
        story.Given(c => c with { WhyUnreachable = team => $"{team} has no channel." }).IsRefused<Refusal.Unreachable>(World.Kim, ToDelivery, "delivery has no channel.");
        story.IsRefused<Refusal.Unexplained>(
            World.Kim, ToDelivery with { Reason = "  " }, "To re-route H-1042, say in a sentence why: whoever gets it reads that first.");
        story.IsRefused<Refusal.TooLong>(
            World.Kim, ToDelivery with { Reason = new string('x', 3001) }, "The reason has 3,001 characters; at most 3,000 fit.");
    }

    [Fact]
    public void Of_two_at_once_the_second_reads_where_it_is()
    {
        var moved = Story.Submitted().Does(World.Kim, ToDelivery);

        moved.IsRefused<Refusal.NotNow>(
            World.Root, ToDelivery, "That cannot be done now. H-1042 was sent to Delivery, 12:00, and waits for their answer.");
        moved.IsRefused<Refusal.AnotherRound>(
            World.Root, ToDelivery with { Round = 2 }, "That was round 2 of H-1042, which is now in round 1. H-1042 was sent to Delivery, 12:00, and waits for their answer.");
        Story.Rejected().IsRefused<Refusal.NotNow>(
            World.Root, ToDelivery, "That cannot be done now. H-1042 was rejected by Kim, 12:00. It waits for Sam to send it again.");
    }

    [Fact]
    public void What_is_mended_goes_back_to_the_team_that_asked_for_it()
    {
        var rejected = Story.Submitted().Does(World.Kim, ToDelivery).Does(World.Max, Story.Reject(1, 0));

        var again = rejected.Does(World.Sam, new HandoffCommand.Submit(1));

        Assert.Equal(("delivery", 2), (again.Handoff.ReceivingTeam, again.Handoff.Round));
        Assert.Equal(World.Dee, again.Handoff.Proposal?.Person);
        Assert.Equal("delivery", again.Does(World.Max, Story.Reject(2, 0)).Does(World.Sam, new HandoffCommand.Submit(2)).Handoff.ReceivingTeam);
    }

    [Fact]
    public void Answers_that_lead_elsewhere_are_routed_anew_and_so_is_what_was_taken_back()
    {
        var partner = Story.Submitted(World.Ready.With(Story.Set("segment", new Answer.Choice("Partner"))));
        Assert.Equal("delivery", partner.Handoff.ReceivingTeam);
        var here = partner.Does(World.Max, Story.ReRoute(1, "delivery", "onboarding")).Does(World.Kim, Story.Reject(1, 0) with { Fields = ["segment"] });

        Assert.Equal("onboarding", here.Does(World.Sam, new HandoffCommand.Submit(1)).Handoff.ReceivingTeam);
        var smb = here.Does(World.Sam, new HandoffCommand.Save(1, Story.Set("segment", new Answer.Choice("SMB")), 0)).Does(World.Sam, new HandoffCommand.Submit(1));
        Assert.Equal(("onboarding", null, null), (smb.Handoff.ReceivingTeam, smb.Handoff.RoutedTo, smb.Handoff.ReRouted));

        var taken = Story.Submitted().Does(World.Kim, ToDelivery).Does(World.Sam, new HandoffCommand.Withdraw(1)).Does(World.Sam, new HandoffCommand.Submit(1));
        Assert.Equal(("onboarding", null, null), (taken.Handoff.ReceivingTeam, taken.Handoff.RoutedTo, taken.Handoff.ReRouted));
    }
}
