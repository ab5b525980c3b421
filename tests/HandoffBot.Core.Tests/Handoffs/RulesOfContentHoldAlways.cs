using HandoffBot.Core.Handoffs;
using static HandoffBot.Core.Tests.Handoffs.Turned;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>What is handed over and what is said about it, whatever anybody does in whatever order.</summary>
public sealed class RulesOfContentHoldAlways
{
    [Fact]
    public void Accepting_has_read_the_revision_that_is_there() => After_every_move(move =>
    {
        if (move is { Events: [HandoffEvent.Accepted, ..], Command: HandoffCommand.Accept accept })
            Assert.True(accept.Revision == move.Was.Revision && accept.Criteria.Count == 2 && !string.IsNullOrWhiteSpace(accept.ReadBack));
    });

    [Fact]
    public void A_rejection_teaches_by_a_reason_that_is_known_and_by_what_it_is_about() => After_every_move(move =>
    {
        var (reasons, fields) = move.Events switch
        {
            [HandoffEvent.Rejected one, ..] => (one.Reasons, one.Fields),
            [HandoffEvent.SentBack one, ..] => (one.Reasons, one.Fields),
            _ => (["wrong-team"], ["client"]),
        };
        Assert.True(reasons.Length > 0 && reasons.All(one => move.Was.RejectReasons.Any(known => known.Id == one)));
        Assert.True(fields.Length > 0 && fields.All(move.Was.Answers.Asking(World.Playbook.Checklist).Contains));
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

        Assert.True(move.IsBySendersSide);
        Assert.True(move.Was.Status is HandoffStatus.Draft or HandoffStatus.Rejected or HandoffStatus.Submitted or HandoffStatus.Clarifying);
        Assert.True(move.Is.Commitments.Length <= HandoffRules.MostCommitments && move.Is.Commitments.DistinctBy(one => one.Id).Count() == move.Is.Commitments.Length);
    });

    [Fact]
    public void What_stays_open_is_approved_exactly_while_the_client_is_taken_over() => After_every_move(move =>
    {
        var isTakenOver = move.Is.Status is HandoffStatus.Accepted or HandoffStatus.Completed;
        Assert.All(move.Is.OpenExceptions, one => Assert.Equal(isTakenOver, one.Approved is not null));
        Assert.Equal(isTakenOver ? move.Is.OpenExceptions.Length : 0, move.Is.ToFillIn.Length);
        Assert.All(move.Is.OpenExceptions, one => Assert.False(string.IsNullOrWhiteSpace(one.Reason) || one.Field == "client"));
    });

    [Fact]
    public void A_field_has_one_exception_and_none_has_the_number_of_another() => After_every_move(move =>
    {
        var (was, now) = (move.Was.Exceptions, move.Is.Exceptions);
        Assert.Equal(now.Length, now.DistinctBy(one => one.Field).Count());
        Assert.All(now.ExceptBy(was.Select(one => one.Number), one => one.Number), one => Assert.True(was.All(other => other.Number < one.Number)));
        Assert.All(now, one => Assert.True(was.FirstOrDefault(other => other.Number == one.Number) is not { } before
            || (before.Field, before.Reason, before.Until, before.By) == (one.Field, one.Reason, one.Until, one.By)));
    });

    [Fact]
    public void Exceptions_are_asked_for_on_the_sending_side_and_what_they_leave_open_is_filled_in_by_either() => After_every_move(move =>
    {
        if (move.Events is [HandoffEvent.ExceptionAsked or HandoffEvent.ExceptionTakenBack])
            Assert.True(move.IsBySendersSide);

        if (move.Events is not [HandoffEvent.FilledIn filled])
            return;

        Assert.True(move.Actor.IsMemberOf("sales") || move.Actor.IsMemberOf(move.Was.ReceivingTeam)
            || move.Actor.Person == move.Was.Sender || move.Actor.Person == move.Circumstances.Client!.Owner);
        Assert.Contains(move.Was.ToFillIn, one => one.Number == filled.Exception);
        Assert.True(move.Is.Exceptions.Single(one => one.Number == filled.Exception).IsFilledIn && move.Is.Answers.Find(filled.Field) is not null);
    });

    [Fact]
    public void What_the_receiver_refused_is_open_no_more_until_it_is_asked_for_again() => After_every_move(move =>
    {
        if (move.Events is not [HandoffEvent.Rejected rejected, ..] || !rejected.Reasons.Contains("exception-refused"))
            return;

        Assert.Contains(move.Was.OpenExceptions, one => rejected.Fields.Contains(one.Field));
        Assert.DoesNotContain(move.Is.OpenExceptions, one => rejected.Fields.Contains(one.Field));
    });

    [Fact]
    public void The_revision_grows_by_one_exactly_when_answers_or_promises_change_or_something_is_asked_or_answered() => After_every_move(move =>
    {
        var same = move.Was.Answers == move.Is.Answers
            && move.Was.Commitments.Select(one => (one.Id, one.Text)).SequenceEqual(move.Is.Commitments.Select(one => (one.Id, one.Text)))
            && move.Was.NextActions.Select(one => one.Id).SequenceEqual(move.Is.NextActions.Select(one => one.Id))
            && !move.Events.Any(one => one is HandoffEvent.Asked or HandoffEvent.Answered or HandoffEvent.ExceptionAsked or HandoffEvent.ExceptionTakenBack);
        Assert.Equal(move.Was.Revision + (same ? 0 : 1), move.Is.Revision);
        Assert.Equal(move.Is.Revision, move.Is.Revisions.Length);
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
    public void Next_actions_are_planned_on_the_sending_side_and_done_once_by_whom_they_wait_for() => After_every_move(move =>
    {
        switch (move.Events)
        {
            case [HandoffEvent.Planned or HandoffEvent.Unplanned, ..]:
                Assert.True(move.IsBySendersSide && move.Was.Status is HandoffStatus.Draft or HandoffStatus.Rejected);
                break;
            case [HandoffEvent.Finished finished]:
                Assert.Null(move.Was.NextActions.Single(one => one.Id == finished.Id).Done);
                Assert.True(move.Actor.IsMemberOf(move.Was.ReceivingTeam) || move.IsByOwner);
                break;
            default:
                Assert.Equal(move.Was.NextActions, move.Is.NextActions);
                break;
        }

        Assert.True(move.Is.NextActions.Length <= HandoffRules.MostActions && move.Is.NextActions.DistinctBy(one => one.Id).Count() == move.Is.NextActions.Length);
    });

    [Fact]
    public void What_was_added_of_the_chat_stays_until_it_is_taken_back_and_changes_nothing_that_is_read_for_the_acceptance() => After_every_move(move =>
    {
        var left = move.Events is [HandoffEvent.EvidenceRemoved removed] ? move.Was.Evidence.RemoveAll(one => one.Id == removed.Evidence.Id) : move.Was.Evidence;
        Assert.Equal(left, move.Is.Evidence.Take(left.Length));
        Assert.Equal(move.Events is [HandoffEvent.EvidenceRemoved] ? 1 : 0, move.Was.Evidence.Length - left.Length);
        if (move.Events is [HandoffEvent.EvidenceAdded or HandoffEvent.EvidenceRemoved])
            Assert.Equal((move.Was.Status, move.Was.Revision, move.Was.Round), (move.Is.Status, move.Is.Revision, move.Is.Round));
    });
}
