using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using static HandoffBot.Core.Tests.Handoffs.Turned;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>Whatever anybody does in whatever order, these rules hold after every move.</summary>
public sealed class RulesThatHoldAlways
{
    [Fact]
    public void Nothing_waits_for_an_answer_that_is_not_ready() => After_every_move(move =>
    {
        if (!move.Is.IsOpen)
            return;

        var answers = move.Is.Answers;
        bool IsThere(string field) => answers.Find(field) is not null || move.Is.OpenExceptions.Any(one => one.Field == field);
        Assert.NotNull(answers.Find("client"));
        Assert.True(IsThere("segment") && IsThere("scope"));
        Assert.True(!move.Is.Playbook.NextActions || !move.Is.NextActions.IsEmpty);
        Assert.True(answers.Find("segment")?.Plain != "Enterprise" || IsThere("review"));
    });

    [Fact]
    public void What_is_missing_is_named_all_at_once() => After_every_move(move =>
    {
        if (move.Is.Status is not (HandoffStatus.Draft or HandoffStatus.Rejected))
            return;

        // Whatever came before: with nothing answered and nothing left open, all is missing that is required.
        var bare = move.Is with { Answers = Answers.None, Exceptions = [] };
        var decision = HandoffRules.Decide(bare, new HandoffCommand.Submit(bare.Round), World.Actor(bare.Sender), move.After.Circumstances);
        var findings = Assert.IsType<Refusal.NotReady>(Assert.IsType<Decision.Refused>(decision).Refusal).Findings;
        Assert.Equal(["client", "segment", "scope"], findings.Select(one => one.Field).Take(3));
    });

    [Fact]
    public void The_owner_changes_with_an_acceptance_what_takes_it_back_and_a_transfer_alone() => After_every_move(move =>
    {
        var (was, now) = (move.Circumstances.Client!.Owner, move.After.Circumstances.Client!.Owner);
        switch (move.Events)
        {
            case [HandoffEvent.Accepted accepted, ..]:
                Assert.Equal((was, now), (accepted.PreviousOwner, accepted.Owner));
                break;
            case [HandoffEvent.AcceptUndone, ..]:
                Assert.Equal((move.Was.Accepted!.Owner, move.Was.Accepted.PreviousOwner), (was, now));
                break;
            case [HandoffEvent.SentBack back, ..]:
                Assert.Equal((was, now), (back.PreviousOwner, back.Owner));
                Assert.Equal(was == move.Was.Accepted!.Keeper ? move.Was.Accepted.PreviousOwner : was, now);
                break;
            case [HandoffEvent.OwnerChanged changed]:
                Assert.Equal((was, now, now), (changed.PreviousOwner, changed.Owner, move.Is.Holder));
                break;
            case [HandoffEvent.Owed owed]:
                Assert.Equal(now, owed.To);
                break;
            default:
                Assert.True(was == now || move.Command is null);
                break;
        }
    });

    [Fact]
    public void The_owner_named_is_of_the_receiving_team() => After_every_move(move =>
    {
        if (move.Events is [HandoffEvent.Accepted accepted, ..])
            Assert.True(World.Actor(accepted.Owner).IsMemberOf(move.Was.ReceivingTeam));
        if (move.Events is [HandoffEvent.Submitted or HandoffEvent.ReRouted or HandoffEvent.Reassigned, ..] && move.Is.Proposal is { } proposal)
            Assert.True(World.Actor(proposal.Person).IsMemberOf(move.Is.ReceivingTeam));
    });

    [Fact]
    public void Nobody_has_in_hand_what_they_sent() => After_every_move(move =>
        Assert.False(move.Is.Round > 0 && (move.Is.Proposal?.Person == move.Is.Sender || move.Is.ClaimedBy == move.Is.Sender)));

    [Fact]
    public void Another_team_has_it_with_a_time_of_its_own_and_in_the_same_round() => After_every_move(move =>
    {
        if (move.Events is not [HandoffEvent.ReRouted moved, ..])
            return;

        Assert.Equal((moved.From, moved.To, move.Was.Round), (move.Was.ReceivingTeam, move.Is.ReceivingTeam, move.Is.Round));
        Assert.Equal((move.Was.AcceptanceRun!.Number + 1, moved.At), (move.Is.AcceptanceRun!.Number, move.Is.AcceptanceRun.Started));
        Assert.Null(move.Is.ClaimedBy);
    });

    [Fact]
    public void What_was_sent_back_or_opened_again_is_no_answer_to_take_back() => After_every_move(move =>
    {
        if (move.Was is { Status: HandoffStatus.Rejected, Rejected.IsLate: true } or { Status: HandoffStatus.Accepted, Reopened: not null }
            && move.Command is HandoffCommand.Undo)
            Assert.IsType<Decision.Refused>(move.Decision);
    });

    [Fact]
    public void Only_the_receiving_team_answers_and_never_the_sender() => After_every_move(move =>
    {
        if (move.Events is [HandoffEvent.Accepted or HandoffEvent.Rejected or HandoffEvent.Claimed or HandoffEvent.Asked, ..])
            Assert.True(move.Actor.IsMemberOf(move.Was.ReceivingTeam) && move.Actor.Person != move.Was.Sender);
    });

    [Fact]
    public void A_click_of_another_round_never_acts() => After_every_move(move =>
    {
        if (move.Round is { } round && round != move.Was.Round)
            Assert.IsType<Decision.Refused>(move.Decision);
    });

    [Fact]
    public void A_refused_command_changes_nothing_and_says_why() => After_every_move(move =>
    {
        if (move.Decision is not Decision.Refused refused)
            return;

        Assert.Same(move.Was, move.Is);
        Assert.EndsWith(".", Story.Words(refused.Refusal.Says), StringComparison.Ordinal);
    });

    [Fact]
    public void Rounds_grow_by_one_with_each_submit_and_with_nothing_else() => After_every_move(move =>
        Assert.Equal(move.Was.Round + (move.Events is [HandoffEvent.Submitted] ? 1 : 0), move.Is.Round));

    [Fact]
    public void An_event_says_who_and_when() => After_every_move(move =>
        Assert.All(move.Events, happened => Assert.Equal((move.Actor.Person, move.Circumstances.Now), (happened.By, happened.At))));

    [Fact]
    public void The_same_command_twice_does_nothing_the_second_time() => After_every_move(move =>
    {
        if (move is not { Decision: Decision.Granted, Command: { } command })
            return;

        var again = HandoffRules.Decide(move.Is, command, move.Actor, move.After.Circumstances);
        Assert.True(again is Decision.Refused or Decision.Granted { Events.IsEmpty: true });
    });

    [Fact]
    public void Nothing_happens_after_the_end() => After_every_move(move =>
    {
        var lives = move.Command is HandoffCommand.Reopen or HandoffCommand.Finish or HandoffCommand.AddEvidence or HandoffCommand.RemoveEvidence or HandoffCommand.FillIn;
        if (move.Was.Status is HandoffStatus.Discarded || (move.Was.Status is HandoffStatus.Completed && !lives))
            Assert.True(move.Command is null ? move.Events.IsEmpty : move.Decision is Decision.Refused);
    });

    [Fact]
    public void A_client_has_one_handoff_of_a_playbook_under_way() => After_every_move(move =>
        Assert.False(move.Events is [HandoffEvent.Submitted] && move.Circumstances.Other is not null));
}
