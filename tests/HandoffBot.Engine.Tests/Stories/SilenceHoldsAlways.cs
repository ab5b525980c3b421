using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage.Rows;
using static HandoffBot.Engine.Tests.Stories.EveryStory;

namespace HandoffBot.Engine.Tests.Stories;

/// <summary>After an answer, silence: whatever random people do in whatever order, and however the platforms behave.</summary>
public sealed class SilenceHoldsAlways
{
    private static readonly HandoffStatus[] WithTheReceiver = [HandoffStatus.Submitted, HandoffStatus.Clarifying];
    private static readonly HandoffStatus[] TakenOver = [HandoffStatus.Accepted, HandoffStatus.Completed];

    [Fact]
    public Task With_the_answer_itself_nothing_waits_to_be_sent_of_a_clock_that_has_ended() => After_every_move(move =>
    {
        var ended = move.Is.Clocks.Where(one => one.EndedAt is not null).Select(one => one.Id).ToHashSet();
        Assert.All(move.Is.Clocks.Where(one => one.EndedAt is not null), one => Assert.Null(one.NextFireAt));
        Assert.DoesNotContain(move.Is.Deliveries, one => one.Clock is { } clock && ended.Contains(clock) && one.State is DeliveryState.Pending or DeliveryState.Unknown);
    });

    [Fact]
    public Task Nobody_is_reminded_of_what_was_answered_or_waits_for_somebody_else() => After_every_move(move =>
    {
        foreach (var (delivery, call) in move.Posted.Where(one => one.Delivery.Kind == nameof(IntentKind.Ping)))
        {
            var clock = move.Is.Clocks.Single(one => one.Id == delivery.Clock);
            Assert.True(WaitsFor(clock.Kind, move.Is.Handoff), $"{clock.Kind}: {call.Text}");
        }
    });

    [Fact]
    public Task Nobody_is_told_to_do_what_is_done_by_the_time_at_which_they_are_told() => After_every_move(move =>
    {
        foreach (var (delivery, call) in move.Posted.Where(one => one.Delivery.Kind is nameof(IntentKind.TurnToReceivers) or nameof(IntentKind.TurnToSender)))
        {
            var turn = Intent.Read(delivery.Intent).Turn!.Value;
            Assert.True(IsStillSo(turn, move.Is.Handoff.Status), $"{turn}: {call.Text}");
        }
    });

    [Fact]
    public Task A_missed_clock_stays_missed_and_a_paused_one_shows_no_due_time() => After_every_move(move =>
    {
        Assert.All(move.Is.Clocks.Where(one => one.PausedSince is not null && one.EndedAt is null), one => Assert.Equal((null, null), (one.Due, one.NextFireAt)));
        foreach (var (was, now) in move.Was.Clocks.Join(move.Is.Clocks, one => (one.Id, one.Run), one => (one.Id, one.Run), (was, now) => (was, now)))
            Assert.True(was.MissedAt is null || was.MissedAt == now.MissedAt);
        if (move.Is.View is { Due: { } due, MissedAt: null })
            Assert.True(due > move.Is.View.Now || move.What != "all is sent");
    });

    [Fact]
    public async Task The_stories_have_what_silence_is_about()
    {
        var moves = await MovesAsync();
        var silenced = moves.Count(move => move.Events.Length > 0 && move.Was.Deliveries.Any(one => one is { Kind: nameof(IntentKind.Ping), State: DeliveryState.Pending }
            && move.Is.Deliveries.Any(other => other.Id == one.Id && other.State == DeliveryState.Cancelled)));
        Assert.True(silenced > 5, $"{silenced} answers silenced something.");
        Assert.Contains(moves, move => move.Is.Deliveries.Any(one => one.State == DeliveryState.Unknown));
        var reminded = moves.SelectMany(move => move.Posted.Where(one => one.Delivery.Kind == nameof(IntentKind.Ping)).Select(one => move.Is.Clocks.Single(clock => clock.Id == one.Delivery.Clock).Kind));
        Assert.Empty(new[] { ClockKind.Acceptance, ClockKind.Clarification, ClockKind.Rework, ClockKind.Kickoff, ClockKind.DraftIdle }.Except(reminded));
    }

    /// <summary>Said by the state of the handoff alone, not by its clocks.</summary>
    private static bool WaitsFor(ClockKind kind, Handoff handoff) => kind switch
    {
        ClockKind.DraftIdle => handoff.Status is HandoffStatus.Draft,
        ClockKind.Acceptance => handoff.Status is HandoffStatus.Submitted,
        ClockKind.Clarification => handoff.Status is HandoffStatus.Clarifying && !handoff.IsUpToTheClient,
        ClockKind.Rework => handoff.Status is HandoffStatus.Rejected,
        ClockKind.Kickoff => handoff.Status is HandoffStatus.Accepted,
        _ => TakenOver.Contains(handoff.Status),
    };

    private static bool IsStillSo(Turn turn, HandoffStatus status) => turn switch
    {
        Turn.Submitted or Turn.Resubmitted or Turn.ReRouted or Turn.Released or Turn.Reassigned or Turn.ReceiverLeft or Turn.AcceptUndone or Turn.RejectUndone => WithTheReceiver.Contains(status),
        Turn.Answered => status is HandoffStatus.Submitted,
        Turn.Asked => status is HandoffStatus.Clarifying,
        Turn.Rejected or Turn.SentBack => status is HandoffStatus.Rejected,
        Turn.Accepted or Turn.Reopened or Turn.FilledIn => TakenOver.Contains(status),
        Turn.Completed => status is HandoffStatus.Completed,
        Turn.Withdrawn => status is HandoffStatus.Draft or HandoffStatus.Discarded,
        _ => true,
    };
}
