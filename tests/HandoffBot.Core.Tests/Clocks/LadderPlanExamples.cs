using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using NodaTime;
using static HandoffBot.Core.Tests.Clocks.Given;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>Where a ladder's steps fall.</summary>
public sealed class LadderPlanExamples
{
    /// <summary>With four business hours of the office it is due at 16:30.</summary>
    private static readonly ClockRun Run = ClockRun.First(London("2026-11-23 11:30"));

    [Fact]
    public void Shares_of_a_business_budget_fall_in_business_time_before_and_beyond_the_due_time()
    {
        var laid = LadderPlan.Lay(Run, BusinessHours(4), Ladder(At(50), At(100), At(150)), Office);

        Assert.Equal(London("2026-11-23 16:30"), laid.Due);
        Assert.Equal(
            [
                new Beat(London("2026-11-23 14:30"), 0, 0, false),
                new Beat(London("2026-11-23 16:30"), 1, 0, true),
                new Beat(London("2026-11-24 10:00"), 2, 0, false),
            ],
            laid.Beats.AsEnumerable());
    }

    [Fact]
    public void Offsets_are_in_the_clocks_own_time()
    {
        var steps = Ladder(FromDue(Duration.FromHours(-3)), FromDue(Duration.FromHours(2)));

        Assert.Equal([London("2026-11-23 12:30"), London("2026-11-23 16:30"), London("2026-11-24 10:00")], Times(LadderPlan.Lay(Run, BusinessHours(4), steps, Office)));
        Assert.Equal([London("2026-11-23 12:30"), London("2026-11-23 15:30"), London("2026-11-23 17:30")], Times(LadderPlan.Lay(Run, Wall(Duration.FromHours(4)), steps, Office)));
    }

    [Fact]
    public void A_wall_budget_passes_whatever_the_hour() =>
        Assert.Equal(London("2026-11-25 11:30"), LadderPlan.Due(Run, Wall(Duration.FromDays(2)), Office));

    [Fact]
    public void An_offset_before_the_start_falls_at_the_start() =>
        Assert.Equal(Run.Started, LadderPlan.Lay(Run, BusinessHours(4), Ladder(FromDue(Duration.FromHours(-9))), Office).Beats[0].At);

    [Fact]
    public void Shares_of_business_days_are_of_the_business_time_until_the_due_time()
    {
        // From the opening on Monday to the opening on Tuesday: 7.5 business hours, half of which are over at 13:45.
        var laid = LadderPlan.Lay(ClockRun.First(London("2026-11-23 09:00")), BusinessDays(1), Ladder(At(50), At(100)), Office);

        Assert.Equal([London("2026-11-23 13:45"), London("2026-11-24 09:00")], Times(laid));
        Assert.Equal(London("2026-11-24 09:00"), laid.Due);
    }

    [Fact]
    public void The_miss_is_a_beat_of_its_own_where_no_step_falls_at_the_due_time() =>
        Assert.Equal(
            [(0, false), (-1, true), (1, false)],
            LadderPlan.Lay(Run, BusinessHours(4), Ladder(At(99), At(101)), Office).Beats.Select(beat => (beat.Step, beat.IsMiss)));

    [Fact]
    public void The_miss_goes_with_the_first_of_several_steps_at_the_due_time() =>
        Assert.Equal(
            [(1, false), (0, true), (2, false)],
            LadderPlan.Lay(Run, BusinessHours(4), Ladder(At(100), At(50), FromDue(Duration.Zero)), Office).Beats.Select(beat => (beat.Step, beat.IsMiss)));

    [Fact]
    public void A_silent_ladder_still_records_the_miss() =>
        Assert.Equal([new Beat(London("2026-11-23 16:30"), -1, 0, true)], LadderPlan.Lay(Run, BusinessHours(4), Core.Playbooks.Ladder.Silent, Office).Beats.AsEnumerable());

    [Fact]
    public void Repeats_count_from_the_steps_due_instant_in_their_own_time()
    {
        Assert.Equal(
            [London("2026-11-23 16:30"), London("2026-11-23 20:30"), London("2026-11-24 00:30")],
            Times(LadderPlan.Lay(Run, BusinessHours(4), Ladder(At(100, new Repeat(Wall(Duration.FromHours(4)), 2))), Office)));
        Assert.Equal(
            [London("2026-11-23 16:30"), London("2026-11-24 12:00"), London("2026-11-24 17:00")],
            Times(LadderPlan.Lay(Run, BusinessHours(4), Ladder(At(100, new Repeat(BusinessHours(4), 2))), Office)));
        Assert.Equal(
            [London("2026-11-23 16:30"), London("2026-11-25 16:30"), London("2026-11-27 16:00")],
            Times(LadderPlan.Lay(Run, BusinessHours(4), Ladder(At(100, new Repeat(BusinessDays(2), 2))), Office)));
    }

    [Fact]
    public void Repeats_and_steps_are_one_list_in_the_order_in_which_they_fall()
    {
        var hourly = new Repeat(Wall(Duration.FromHours(1)), 2);
        var laid = LadderPlan.Lay(Run, Wall(Duration.FromHours(2)), Ladder(At(50, hourly), At(100)), Office);

        Assert.Equal([(0, 0), (0, 1), (1, 0), (0, 2)], laid.Beats.Select(beat => (beat.Step, beat.Repeat)));
        Assert.Equal((1, true), (laid.Beats[2].Step, laid.Beats[2].IsMiss));
    }

    /// <summary>From 01:30 in Sunday's night, a day ends at 01:30 in Monday's night, which is Tuesday, and two where Tuesday's own hour ends: before it.</summary>
    [Fact]
    public void A_repeat_never_comes_before_the_one_before_it()
    {
        var calendar = BusinessCalendar.Of(
            Zone("Europe/London"),
            ImmutableDictionary<IsoDayOfWeek, ImmutableArray<Window>>.Empty
                .Add(IsoDayOfWeek.Sunday, Windows("23:00-03:00")).Add(IsoDayOfWeek.Monday, Windows("23:00-02:00")).Add(IsoDayOfWeek.Tuesday, Windows("00:00-01:00")),
            ImmutableDictionary<LocalDate, ImmutableArray<Window>>.Empty);
        var start = London("2026-11-23 01:30");
        var daily = new Repeat(BusinessDays(1), 2);

        Assert.True(calendar.AddDays(start, 2) < calendar.AddDays(start, 1));
        Assert.Equal([0, 1, 2], LadderPlan.Lay(ClockRun.First(start), Wall(Duration.FromDays(9)), Ladder(At(0, daily)), calendar).Beats.Where(beat => beat.Step == 0).Select(beat => beat.Repeat));
    }

    [Fact]
    public void What_was_used_before_a_pause_counts()
    {
        var run = new ClockRun(1, London("2026-11-24 09:00"), Duration.FromHours(3), null);
        var laid = LadderPlan.Lay(run, BusinessHours(4), Ladder(At(50), At(90)), Office);

        Assert.Equal(London("2026-11-24 10:00"), laid.Due);
        Assert.Equal([London("2026-11-23 16:30"), London("2026-11-24 09:36"), London("2026-11-24 10:00")], Times(laid));
    }

    [Fact]
    public void A_paused_run_has_no_due_time_and_no_beats()
    {
        var paused = Run with { PausedSince = London("2026-11-23 12:00") };

        Assert.Same(LaidLadder.Paused, LadderPlan.Lay(paused, BusinessHours(4), Ladder(At(50)), Office));
        Assert.Null(LadderPlan.Due(paused, BusinessHours(4), Office));
    }

    [Fact]
    public void A_third_of_a_budget_is_cut_to_the_millisecond() =>
        Assert.Equal(
            Run.Started + Duration.FromMilliseconds(333),
            LadderPlan.Lay(Run, Wall(Duration.FromSeconds(1)), Ladder(At(33.3333m)), Office).Beats[0].At);

    private static IEnumerable<Instant> Times(LaidLadder laid) => laid.Beats.Select(beat => beat.At);
}
