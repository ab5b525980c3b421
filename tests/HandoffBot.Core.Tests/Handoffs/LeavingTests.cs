using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>What follows for a handoff when somebody has left the organization.</summary>
public sealed class LeavingTests
{
    [Fact]
    public void What_was_theirs_to_send_is_the_leads_to_go_on_with()
    {
        foreach (var story in new[] { Story.Draft(), Story.Rejected() })
        {
            var left = Assert.IsType<HandoffEvent.SenderLeft>(Assert.Single(Leave(story, World.Sam)));
            var after = HandoffRules.Apply(story.Handoff, left);

            Assert.Equal((World.Sam, World.Ana), (left.By, left.Sender));
            Assert.Equal((story.Handoff.Status, World.Ana), (after.Status, after.Sender));
            Assert.Empty(HandoffRules.Leave(after, World.Sam, World.Ana, story.Circumstances));
        }
    }

    [Fact]
    public void Without_a_lead_who_is_somebody_else_it_stays_what_it_is()
    {
        Assert.Empty(HandoffRules.Leave(Story.Draft().Handoff, World.Sam, lead: null, World.Usual));
        Assert.Empty(HandoffRules.Leave(Story.Draft(by: World.Ana).Handoff, World.Ana, World.Ana, World.Usual));
    }

    [Fact]
    public void What_waited_for_them_is_proposed_anew_and_a_claim_of_theirs_is_gone()
    {
        var proposed = Story.Submitted();
        var after = HandoffRules.Apply(proposed.Handoff, Assert.Single(Leave(Without(proposed, World.Olu), World.Olu)));
        Assert.Equal(new Proposal(World.Kim, "it is their turn in Onboarding", FromRound: true), after.Proposal);

        var claimed = proposed.Does(World.Kim, new HandoffCommand.Claim(1));
        after = HandoffRules.Apply(claimed.Handoff, Assert.Single(Leave(Without(claimed, World.Kim), World.Kim)));
        Assert.Equal((null, claimed.Handoff.Proposal), (after.ClaimedBy, after.Proposal));

        after = HandoffRules.Apply(claimed.Handoff, Assert.Single(Leave(Without(claimed, World.Olu), World.Olu)));
        Assert.Equal((World.Kim, World.Kim), (after.ClaimedBy, after.Proposal?.Person));
        Assert.Empty(HandoffRules.Leave(after, World.Olu, World.Ana, proposed.Circumstances));
    }

    [Fact]
    public void With_nobody_left_nobody_is_proposed()
    {
        var story = Without(Without(Without(Story.Submitted(), World.Olu), World.Kim), World.Bea);
        Assert.Null(Assert.IsType<HandoffEvent.ReceiverLeft>(Assert.Single(Leave(story, World.Olu))).Proposal);
    }

    [Fact]
    public void Nobody_elses_handoff_and_no_accepted_one_is_touched()
    {
        Assert.Empty(Leave(Story.Submitted(), World.Sam));
        Assert.Empty(Leave(Story.Submitted(), World.Bea));
        Assert.Empty(Leave(Story.Draft(), World.Kim));
        Assert.Empty(Leave(Story.Accepted(), World.Kim));
    }

    private static IEnumerable<HandoffEvent> Leave(Story story, PersonId person) => HandoffRules.Leave(story.Handoff, person, World.Ana, story.Circumstances);

    /// <summary>They can be reached no more.</summary>
    private static Story Without(Story story, PersonId person) => story.Given(c => c.With("onboarding", c.Rosters["onboarding"] with
    {
        Members = [.. c.Rosters["onboarding"].Members.Select(member => member.Person == person ? member with { Reachable = false } : member)],
    }));
}
