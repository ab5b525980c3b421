using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using NodaTime;
using static HandoffBot.Core.Tests.Handoffs.Turned;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>Clocks follow the turn, whatever anybody does in whatever order.</summary>
public sealed class RulesOfClocksHoldAlways
{
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
                HandoffStatus.Draft when move.Is.Round == 0 && move.Is.Playbook.Clocks.Handover is not null && (move.Is.BeganOn ?? move.Is.Owed as object) is not null => [ClockKind.Handover],
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

    private static ClockRun?[] Runs(Handoff handoff) => [handoff.DraftRun, handoff.AcceptanceRun, handoff.ClarificationRun, handoff.ReworkRun, handoff.KickoffRun, handoff.HandoverRun];
}
