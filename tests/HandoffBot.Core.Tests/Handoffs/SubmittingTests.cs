using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class SubmittingTests
{
    [Fact]
    public void Nothing_is_submitted_until_it_is_ready_and_all_that_is_missing_is_shown_at_once()
    {
        var draft = Story.Draft(Answers.None.With(Story.Set("segment", new Answer.Choice("Enterprise"))));

        var refusal = draft.IsRefused<Refusal.NotReady>(
            World.Sam, new HandoffCommand.Submit(0), "Not ready yet: 3 answers are missing or need another look.");
        Assert.Equal([("client", 0), ("scope", 1), ("review", 1)], refusal.Findings.Select(finding => (finding.Field, finding.Step)));
    }

    [Fact]
    public void What_was_right_when_it_was_typed_is_looked_at_again()
    {
        var draft = Story.Draft(World.Ready.With(Story.Set("go_live", new Answer.Date(new LocalDate(2026, 11, 22)))));
        var refusal = draft.IsRefused<Refusal.NotReady>(
            World.Sam, new HandoffCommand.Submit(0), "Not ready yet: Promised go-live. Choose today or a later date.");
        Assert.Equal("go_live", Assert.Single(refusal.Findings).Field);
        Story.Draft().Given(c => c with { IsClient = _ => false }).IsRefused<Refusal.NotReady>(
            World.Sam, new HandoffCommand.Submit(0), "Not ready yet: Client. Northwind is not there any more. Choose the client again.");
    }

    [Fact]
    public void A_submit_sends_it_with_a_round_an_owner_proposed_and_a_clock()
    {
        var story = Story.Submitted();

        Assert.Equal((HandoffStatus.Submitted, 1, "onboarding", World.Northwind), (story.Handoff.Status, story.Handoff.Round, story.Handoff.ReceivingTeam, story.Handoff.Client));
        Assert.Equal(new Proposal(World.Olu, "it is their turn in Onboarding", FromRound: true), story.Handoff.Proposal);
        Assert.Equal((1, World.Noon), (story.Handoff.AcceptanceRun!.Number, story.Handoff.AcceptanceRun.Started));
        Assert.Equal(World.Sam, story.Circumstances.Client!.Owner);
    }

    [Fact]
    public void A_new_client_is_left_to_be_made_with_the_sender_as_its_owner()
    {
        var story = Story.Draft(World.Ready.With(Story.Set("client", new Answer.Client(null, "Contoso"))));
        var granted = HandoffRules.Decide(story.Handoff, new HandoffCommand.Submit(0), World.Actor(World.Sam), World.Usual with { Client = null });
        Assert.Null(Assert.IsType<HandoffEvent.Submitted>(Assert.Single(Assert.IsType<Decision.Granted>(granted).Events)).Client);
    }

    [Fact]
    public void Submitting_twice_says_that_it_is_sent() =>
        Story.Submitted().IsRefused<Refusal.NotNow>(
            World.Sam, new HandoffCommand.Submit(0), "That cannot be done now. H-1042 was sent to Onboarding, 12:00, and waits for their answer.");

    [Fact]
    public void The_lead_may_submit_and_a_colleague_may_not()
    {
        Story.Draft().Does(World.Ana, new HandoffCommand.Submit(0));
        Story.Draft().IsRefused<Refusal.NotYours>(
            World.Bea, new HandoffCommand.Submit(0), "Only Sam, whose it is, and Ana, who leads Sales, can submit H-1042.");
    }

    [Fact]
    public void A_client_has_one_open_handoff_of_a_playbook() =>
        Story.Draft().Given(c => c with { Other = new OtherHandoff(1040, HandoffStatus.Submitted, "onboarding") })
            .IsRefused<Refusal.AnotherIsOpen>(
                World.Sam, new HandoffCommand.Submit(0),
                "Northwind is being handed over already: H-1040 waits for Onboarding to answer. See it with `show H-1040`.");

    [Fact]
    public void A_resubmit_is_a_new_round_with_a_new_clock()
    {
        var story = Story.Rejected().After(Duration.FromHours(2)).Does(World.Sam, new HandoffCommand.Submit(1));

        Assert.Equal((HandoffStatus.Submitted, 2), (story.Handoff.Status, story.Handoff.Round));
        Assert.Equal((2, story.Circumstances.Now), (story.Handoff.AcceptanceRun!.Number, story.Handoff.AcceptanceRun.Started));
        Assert.NotNull(story.Handoff.Rejected);
    }

    [Fact]
    public void The_first_rule_that_holds_proposes_its_owner_and_says_why()
    {
        var enterprise = World.Ready.With(Story.Set("segment", new Answer.Choice("Enterprise")).Add("review", new Answer.YesNo(true)));
        Assert.Equal(new Proposal(World.Olu, "Segment is Enterprise"), Story.Submitted(enterprise).Handoff.Proposal);
    }

    [Fact]
    public void A_rule_may_send_it_to_another_team_whose_lead_is_proposed()
    {
        var partner = Story.Submitted(World.Ready.With(Story.Set("segment", new Answer.Choice("Partner")))).Handoff;
        Assert.Equal(("delivery", new Proposal(World.Dee, "Dee leads Delivery")), (partner.ReceivingTeam, partner.Proposal));
        Assert.Equal("delivery", partner.Turn);
    }

    [Fact]
    public void An_owner_whom_routing_names_but_nobody_can_reach_leaves_it_to_the_round()
    {
        var enterprise = World.Ready.With(Story.Set("segment", new Answer.Choice("Enterprise")).Add("review", new Answer.YesNo(true)));
        var story = Story.Draft(enterprise).Given(c => c.With("onboarding", new([World.Member(World.Olu, false), World.Member(World.Kim)], null)))
            .Does(World.Sam, new HandoffCommand.Submit(0));
        Assert.Equal(new Proposal(World.Kim, "it is their turn in Onboarding", FromRound: true), story.Handoff.Proposal);
    }

    [Fact]
    public void The_round_goes_on_after_the_last_and_skips_the_sender_and_the_absent()
    {
        Assert.Equal(World.Kim, Proposed(World.Sam, World.Olu));
        Assert.Equal(World.Bea, Proposed(World.Sam, World.Kim));
        Assert.Equal(World.Olu, Proposed(World.Bea, World.Kim));
        Assert.Equal(World.Olu, Proposed(World.Sam, World.Max));
        Assert.Equal(World.Bea, Proposed(World.Sam, World.Olu, away: World.Kim));
    }

    [Fact]
    public void With_nobody_to_propose_nobody_is_proposed()
    {
        Assert.Null(Story.Draft().Given(c => c.With("onboarding", new([], null))).Does(World.Sam, new HandoffCommand.Submit(0)).Handoff.Proposal);
        Assert.Null(Story.Draft().Given(c => c with { Rosters = c.Rosters.Clear() }).Does(World.Sam, new HandoffCommand.Submit(0)).Handoff.Proposal);
    }

    private static PersonId? Proposed(PersonId sender, PersonId last, PersonId? away = null)
    {
        var roster = World.Usual.Rosters["onboarding"];
        var members = roster.Members.Select(member => member with { Reachable = member.Person != away });
        return Story.Draft(by: sender).Given(c => c.With("onboarding", new([.. members], last)))
            .Does(sender, new HandoffCommand.Submit(0)).Handoff.Proposal?.Person;
    }
}
