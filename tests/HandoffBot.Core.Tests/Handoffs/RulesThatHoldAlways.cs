using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using Microsoft.FSharp.Core;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>Whatever anybody does in whatever order, these rules hold after every move.</summary>
public sealed class RulesThatHoldAlways
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    /// <summary>Always the same moves.</summary>
    private static readonly Config Fixed = Many.WithMaxTest(3000).WithReplay(FSharpOption<Replay>.Some(new(new Rnd(20261122, 7), FSharpOption<int>.None)));

    /// <summary>One move: what was, what was asked, what the rules said, and what then is.</summary>
    private sealed record Turned(Story Before, Actor Actor, HandoffCommand Command, Decision Decision, Story After)
    {
        public ImmutableArray<HandoffEvent> Events => Decision is Decision.Granted granted ? granted.Events : [];

        public Handoff Was => Before.Handoff;

        public Handoff Is => After.Handoff;

        public Circumstances Circumstances => Before.Circumstances;
    }

    [Fact]
    public void Nothing_waits_for_an_answer_that_is_not_ready() => After_every_move(move =>
    {
        if (!move.Is.IsOpen)
            return;

        var answers = move.Is.Answers;
        Assert.All(["client", "segment", "scope"], field => Assert.NotNull(answers.Find(field)));
        Assert.True(answers.Find("segment")!.Plain != "Enterprise" || answers.Find("review") is not null);
    });

    [Fact]
    public void The_owner_changes_with_an_acceptance_and_what_takes_it_back_alone() => After_every_move(move =>
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
            default:
                Assert.Equal(was, now);
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
        if (RoundOf(move.Command) != move.Was.Round)
            Assert.IsType<Decision.Refused>(move.Decision);
    });

    [Fact]
    public void Accepting_has_read_the_revision_that_is_there() => After_every_move(move =>
    {
        if (move is { Events: [HandoffEvent.Accepted, ..], Command: HandoffCommand.Accept accept })
            Assert.True(accept.Revision == move.Was.Revision && accept.Criteria.Count == 2 && !string.IsNullOrWhiteSpace(accept.ReadBack));
    });

    [Fact]
    public void Every_promise_is_acknowledged_or_disputed_once_the_client_is_taken_over_and_not_before() => After_every_move(move =>
    {
        var isTakenOver = move.Is.Status is HandoffStatus.Accepted or HandoffStatus.Completed;
        Assert.All(move.Is.Commitments, one => Assert.Equal(isTakenOver, (one.Acknowledged is null) != (one.Dispute is null)));
        Assert.All(move.Is.Commitments, one => Assert.False(one.Dispute is { } dispute && string.IsNullOrWhiteSpace(dispute.Reason)));
    });

    [Fact]
    public void Promises_are_worded_on_the_sending_side_alone_and_not_once_they_are_taken_over() => After_every_move(move =>
    {
        if (move.Events is not [HandoffEvent.Committed])
            return;

        Assert.True(move.Actor.Person == move.Was.Sender || (move.Actor.IsLeadOf("sales") && !move.Was.IsOpen));
        Assert.True(move.Was.Status is HandoffStatus.Draft or HandoffStatus.Rejected or HandoffStatus.Submitted or HandoffStatus.Clarifying);
        Assert.True(move.Is.Commitments.Length <= HandoffRules.MostCommitments && move.Is.Commitments.DistinctBy(one => one.Id).Count() == move.Is.Commitments.Length);
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
    public void The_revision_grows_by_one_exactly_when_answers_or_promises_change_or_something_is_asked_or_answered() => After_every_move(move =>
    {
        var same = move.Was.Answers == move.Is.Answers
            && move.Was.Commitments.Select(one => (one.Id, one.Text)).SequenceEqual(move.Is.Commitments.Select(one => (one.Id, one.Text)))
            && move.Was.NextActions.Select(one => one.Id).SequenceEqual(move.Is.NextActions.Select(one => one.Id))
            && !move.Events.Any(one => one is HandoffEvent.Asked or HandoffEvent.Answered);
        Assert.Equal(move.Was.Revision + (same ? 0 : 1), move.Is.Revision);
        Assert.Equal(move.Is.Revision, move.Is.Revisions.Length);
    });

    [Fact]
    public void It_is_clarified_exactly_while_something_is_open_and_the_acceptance_stands_still_just_then() => After_every_move(move =>
    {
        var clarifying = move.Is.Status == HandoffStatus.Clarifying;
        Assert.Equal(clarifying, !move.Is.OpenQuestions.IsEmpty);
        if (move.Is.IsOpen)
            Assert.Equal(clarifying, move.Is.AcceptanceRun!.PausedSince is not null);
    });

    [Fact]
    public void The_acceptance_uses_its_time_while_it_is_waited_for_and_no_other() => After_every_move(move =>
    {
        var (was, now) = (move.Was.AcceptanceRun, move.Is.AcceptanceRun);
        if (was is null || now is null || was.Number != now.Number)
            return;

        var waited = move.Was.Status == HandoffStatus.Submitted && move.Is.Status == HandoffStatus.Clarifying;
        Assert.Equal(was.Used + (waited ? move.Circumstances.Now - was.Started : Duration.Zero), now.Used);
        if (move.Was.Status == HandoffStatus.Clarifying && move.Is.Status == HandoffStatus.Submitted)
            Assert.Equal(move.Circumstances.Now, now.Started);
    });

    [Fact]
    public void Only_the_sending_team_answers_questions_and_only_what_is_open_in_this_round() => After_every_move(move =>
    {
        if (move.Events is not [HandoffEvent.Answered answered, ..])
            return;

        Assert.True(move.Actor.IsMemberOf(move.Was.SendingTeam) || move.Actor.Person == move.Was.Sender);
        Assert.All(answered.Replies, reply => Assert.Contains(move.Was.OpenQuestions, one => one.Number == reply.Question && one.Round == move.Was.Round));
        Assert.Equal(move.Was.OpenQuestions.Length - answered.Replies.Length, move.Is.OpenQuestions.Length);
    });

    [Fact]
    public void What_was_asked_and_answered_stays_as_it_was() => After_every_move(move =>
    {
        Assert.Equal(Enumerable.Range(1, move.Is.Questions.Length), move.Is.Questions.Select(one => one.Number));
        foreach (var (was, now) in move.Was.Questions.Zip(move.Is.Questions))
        {
            Assert.Equal(was with { Reply = null, Closed = null }, now with { Reply = null, Closed = null });
            Assert.True(was.Reply is null || was.Reply == now.Reply);
        }

        Assert.True(move.Is.Questions.Length >= move.Was.Questions.Length && move.Is.OpenQuestions.Length <= HandoffRules.MostOpenQuestions);
    });

    [Fact]
    public void The_clients_time_lasts_while_every_open_question_waits_for_the_client_and_is_nobody_elses() => After_every_move(move =>
    {
        var open = move.Is.OpenQuestions;
        Assert.Equal(!open.IsEmpty && open.All(one => one.WaitsForClient), move.Is.ClientSince is not null);
        if (move.Is.Status == HandoffStatus.Clarifying)
            Assert.Equal(move.Is.ClientSince is not null, move.Is.ClarificationRun!.PausedSince is not null);

        Assert.All(move.Is.ClientTimes.SkipLast(1), one => Assert.NotNull(one.Until));
        Assert.All(move.Is.ClientTimes.Zip(move.Is.ClientTimes.Skip(1)), pair => Assert.True(pair.First.Since <= pair.First.Until && pair.First.Until <= pair.Second.Since));
    });

    [Fact]
    public void Each_state_has_its_clocks_and_the_ends_have_none() => After_every_move(move =>
    {
        var kinds = ClockPlan.For(move.Is).Select(clock => clock.Kind);
        Assert.Equal(
            move.Is.Status switch
            {
                HandoffStatus.Draft => [ClockKind.DraftIdle],
                HandoffStatus.Submitted => [ClockKind.Acceptance],
                HandoffStatus.Clarifying => [ClockKind.Acceptance, ClockKind.Clarification],
                HandoffStatus.Rejected => [ClockKind.Rework],
                HandoffStatus.Accepted => [ClockKind.Kickoff],
                _ => Array.Empty<ClockKind>(),
            },
            kinds);
    });

    [Fact]
    public void A_clock_that_ended_never_lends_its_number_to_another_run() => After_every_move(move =>
    {
        foreach (var (was, now) in Runs(move.Was).Zip(Runs(move.Is)))
            Assert.True(was?.Number == now?.Number || now!.Number == (was?.Number ?? 0) + 1, $"{was} became {now}");
    });

    [Fact]
    public void An_event_says_who_and_when() => After_every_move(move =>
        Assert.All(move.Events, happened => Assert.Equal((move.Actor.Person, move.Circumstances.Now), (happened.By, happened.At))));

    [Fact]
    public void The_same_command_twice_does_nothing_the_second_time() => After_every_move(move =>
    {
        if (move.Decision is not Decision.Granted)
            return;

        var again = HandoffRules.Decide(move.Is, move.Command, move.Actor, move.After.Circumstances);
        Assert.True(again is Decision.Refused or Decision.Granted { Events.IsEmpty: true });
    });

    [Fact]
    public void Nothing_happens_after_the_end() => After_every_move(move =>
    {
        if (move.Was.Status is HandoffStatus.Discarded || (move.Was.Status is HandoffStatus.Completed && move.Command is not (HandoffCommand.Reopen or HandoffCommand.Finish)))
            Assert.IsType<Decision.Refused>(move.Decision);
    });

    [Fact]
    public void A_client_has_one_handoff_of_a_playbook_under_way() => After_every_move(move =>
        Assert.False(move.Events is [HandoffEvent.Submitted] && move.Circumstances.Other is not null));

    [Fact]
    public void What_is_offered_is_what_is_granted() => After_every_move(move =>
    {
        var offered = Acts.For(move.Was, move.Actor, World.Acme, move.Circumstances.Client, move.Circumstances.Now);
        void Same(Act act, HandoffCommand command) => Assert.Equal(
            offered.Contains(act), HandoffRules.Decide(move.Was, command, move.Actor, move.Circumstances) is Decision.Granted);

        var round = move.Was.Round;
        Same(Act.Withdraw, new HandoffCommand.Withdraw(round));
        Same(Act.Discard, new HandoffCommand.Discard(round));
        Same(Act.KickOff, new HandoffCommand.KickOff(round));
        Same(Act.Claim, new HandoffCommand.Claim(round));
        Same(Act.Undo, new HandoffCommand.Undo(round));
        Same(Act.Accept, Story.Accept(round, move.Was.Revision, move.Actor.Person) with { Replies = Story.Acknowledging(move.Was) });
        Same(Act.Promise, Story.Promise(round, 99, "Something else"));
        Same(Act.Reject, Story.Reject(round, move.Was.Revision));
        Same(Act.Ask, new HandoffCommand.Ask(round, move.Was.Revision, [new("Who signs?", [], false)]));
        Same(Act.Answer, new HandoffCommand.AnswerQuestions(
            round, move.Was.Revision, move.Was.OpenQuestions.ToImmutableDictionary(one => one.Number, _ => "Jo."), ImmutableDictionary<string, Answer?>.Empty));
        Same(Act.Release, new HandoffCommand.Release(round));
        Same(Act.ReRoute, Story.ReRoute(round, move.Was.ReceivingTeam, move.Was.ReceivingTeam == "delivery" ? "onboarding" : "delivery"));
        Same(Act.SendBack, Story.SendBack(round));
        if (move.Circumstances.Other is null)
            Same(Act.Reopen, new HandoffCommand.Reopen(round));
        Same(Act.Continue, new HandoffCommand.Save(round, ImmutableDictionary<string, Answer?>.Empty, move.Was.Step));
    });

    /// <summary>Random sequences are worth nothing if they never get anywhere.</summary>
    [Fact]
    public void The_moves_reach_every_state_and_every_event()
    {
        var (states, events) = (new HashSet<HandoffStatus>(), new HashSet<Type>());
        After_every_move(move =>
        {
            states.Add(move.Is.Status);
            events.UnionWith(move.Events.Select(happened => happened.GetType()));
        }, Fixed);

        Assert.Equal(Enum.GetValues<HandoffStatus>().Order(), states.Order());
        Assert.Equal(
            typeof(HandoffEvent).GetNestedTypes().Except(
            [
                typeof(HandoffEvent.Started), typeof(HandoffEvent.SenderLeft), typeof(HandoffEvent.ReceiverLeft), typeof(HandoffEvent.OwnerChanged), typeof(HandoffEvent.Owed),
            ]).Select(type => type.Name).Order(),
            events.Select(type => type.Name).Order());
    }

    private static void After_every_move(Action<Turned> holds, Config? config = null) => Prop.ForAll(Chance.Sequences, chances =>
    {
        var story = Story.Draft(by: chances[0].Owner == 8 ? World.Bea : World.Sam);
        foreach (var chance in chances)
        {
            var before = story.Given(chance.Around);
            var command = chance.Command(before.Handoff);
            story = before.Tries(chance.Actor.Person, command);
            holds(new(before, chance.Actor, command, story.Last!, story));
        }
    }).Check(config ?? Many);

    private static ClockRun?[] Runs(Handoff handoff) => [handoff.DraftRun, handoff.AcceptanceRun, handoff.ClarificationRun, handoff.ReworkRun, handoff.KickoffRun];

    private static int RoundOf(HandoffCommand command) => command switch
    {
        HandoffCommand.Save save => save.Round,
        HandoffCommand.Submit submit => submit.Round,
        HandoffCommand.Discard discard => discard.Round,
        HandoffCommand.Withdraw withdraw => withdraw.Round,
        HandoffCommand.Correct correct => correct.Round,
        HandoffCommand.Accept accept => accept.Round,
        HandoffCommand.Reject reject => reject.Round,
        HandoffCommand.Ask ask => ask.Round,
        HandoffCommand.AnswerQuestions answer => answer.Round,
        HandoffCommand.KickOff kickOff => kickOff.Round,
        HandoffCommand.Undo undo => undo.Round,
        HandoffCommand.Claim claim => claim.Round,
        HandoffCommand.Promise promise => promise.Round,
        HandoffCommand.Unpromise unpromise => unpromise.Round,
        HandoffCommand.Plan plan => plan.Round,
        HandoffCommand.Unplan unplan => unplan.Round,
        HandoffCommand.Finish finish => finish.Round,
        HandoffCommand.Release release => release.Round,
        HandoffCommand.Reassign reassign => reassign.Round,
        HandoffCommand.ReRoute reRoute => reRoute.Round,
        HandoffCommand.SendBack sendBack => sendBack.Round,
        HandoffCommand.Reopen reopen => reopen.Round,
        HandoffCommand.ChangeSender change => change.Round,
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };
}
