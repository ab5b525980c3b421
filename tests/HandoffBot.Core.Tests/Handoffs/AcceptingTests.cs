using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class AcceptingTests
{
    [Fact]
    public void The_owner_named_takes_the_client_over_in_the_same_instant()
    {
        var story = Story.Submitted().Does(World.Kim, Story.Accept(1, 0, World.Olu));

        var accepted = story.Happened<HandoffEvent.Accepted>();
        Assert.Equal((World.Olu, World.Sam), (accepted.Owner, accepted.PreviousOwner));
        Assert.Equal(new AcceptedRecord(World.Kim, World.Noon, World.Olu, World.Sam, "They need their data first."), story.Handoff.Accepted);
        Assert.Equal(HandoffStatus.Accepted, story.Handoff.Status);
        Assert.Equal(World.Noon, story.Handoff.KickoffRun?.Started);
    }

    [Fact]
    public void Of_two_clicks_one_wins_and_the_other_reads_by_whom()
    {
        var story = Story.Submitted().After(Duration.FromMinutes(122)).Does(World.Kim, Story.Accept(1, 0, World.Kim));

        story.IsRefused<Refusal.AlreadyAnswered>(World.Olu, Story.Accept(1, 0, World.Olu), "Already accepted by Kim, 14:02.");
        story.IsRefused<Refusal.AlreadyAnswered>(World.Kim, Story.Accept(1, 0, World.Kim), "You accepted it, 14:02.");
        story.IsRefused<Refusal.AlreadyAnswered>(World.Olu, Story.Reject(1, 0), "Already accepted by Kim, 14:02.");
    }

    [Fact]
    public void After_the_kickoff_it_is_still_accepted_by_who_accepted() =>
        Story.Accepted().Does(World.Olu, new HandoffCommand.KickOff(1))
            .IsRefused<Refusal.AlreadyAnswered>(World.Olu, Story.Accept(1, 0, World.Olu), "Already accepted by Kim, 12:00.");

    [Fact]
    public void Somebody_of_another_team_reads_who_may() =>
        Story.Submitted().IsRefused<Refusal.NotYours>(World.Max, Story.Accept(1, 0, World.Max), "Only Onboarding can answer H-1042: Olu, Kim, Bea.");

    [Fact]
    public void The_sender_never_answers_even_as_a_member_of_the_receiving_team() =>
        Story.Submitted(by: World.Bea).IsRefused<Refusal.YourOwn>(
            World.Bea, Story.Accept(1, 0, World.Bea), "You sent H-1042 yourself, so somebody else of Onboarding must answer it: Olu, Kim.");

    [Fact]
    public void A_team_may_let_its_members_accept_what_they_sent() =>
        Story.Submitted(by: World.Bea).Given(c => c with { Organization = World.SelfAccepting("onboarding") })
            .Does(World.Bea, Story.Accept(1, 0, World.Bea));

    [Fact]
    public void Every_criterion_is_ticked_and_the_read_back_said()
    {
        var story = Story.Submitted();
        var bare = new HandoffCommand.Accept(1, 0, [], World.Kim, "  ");

        var refusal = story.IsRefused<Refusal.NotInformed>(
            World.Kim, bare, "To accept H-1042, tick the 2 criteria that are still open and say in one sentence what the client needs next.");
        Assert.True(refusal.Unticked is [0, 1]);
        story.IsRefused<Refusal.NotInformed>(World.Kim, bare with { Criteria = [0], ReadBack = "Data." }, "To accept H-1042, tick the criterion that is still open.");
        story.IsRefused<Refusal.NotInformed>(World.Kim, bare with { Criteria = [0, 1] }, "To accept H-1042, say in one sentence what the client needs next.");
    }

    [Fact]
    public void A_read_back_has_at_most_1000_characters()
    {
        var story = Story.Submitted();
        var accept = Story.Accept(1, 0, World.Kim);

        story.Does(World.Kim, accept with { ReadBack = new string('x', 1000) });
        story.IsRefused<Refusal.TooLong>(
            World.Kim, accept with { ReadBack = new string('x', 1001) },
            "The sentence that says what the client needs next has 1,001 characters; at most 1,000 fit.");
    }

    [Fact]
    public void The_owner_is_a_reachable_member_of_the_receiving_team()
    {
        var story = Story.Submitted().Given(c => c.With("onboarding", new([World.Member(World.Olu, reachable: false), World.Member(World.Kim)], null)));

        story.IsRefused<Refusal.CannotOwn>(World.Kim, Story.Accept(1, 0, World.Max), "Max is not a member of Onboarding. Name as the owner one of Kim.");
        story.IsRefused<Refusal.CannotOwn>(World.Kim, Story.Accept(1, 0, World.Olu), "Olu cannot be reached now. Name as the owner one of Kim.");
        story.Does(World.Olu, Story.Accept(1, 0, World.Olu));
    }

    [Fact]
    public void Accepting_what_was_corrected_meanwhile_is_refused_with_what_changed()
    {
        var story = Story.Submitted().Does(World.Sam, new HandoffCommand.Correct(1, Story.Set("scope", new Answer.Text("Three sites"))));

        story.IsRefused<Refusal.ChangedMeanwhile>(
            World.Kim, Story.Accept(1, 0, World.Kim), "H-1042 was changed since you opened it: What was sold. Look at it again, then answer.");
        story.Does(World.Kim, Story.Accept(1, 1, World.Kim));
    }

    [Fact]
    public void A_click_on_an_older_round_never_acts_on_a_newer_one() =>
        Story.Rejected().Does(World.Sam, new HandoffCommand.Submit(1)).IsRefused<Refusal.AnotherRound>(
            World.Kim, Story.Accept(1, 0, World.Kim),
            "That was round 1 of H-1042, which is now in round 2. H-1042 was sent to Onboarding, 12:00, and waits for their answer.");

    [Fact]
    public void A_draft_cannot_be_accepted() =>
        Story.Draft().IsRefused<Refusal.NotNow>(
            World.Kim, Story.Accept(0, 0, World.Kim), "That cannot be done now. H-1042 is a draft and waits for Sam to submit it.");
}
