using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using NodaTime;
using static HandoffBot.Core.Tests.Clocks.Given;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>Calendars and ladders that change while a clock runs.</summary>
public sealed class ChangingExamples
{
    /// <summary>With four business hours of the office it is due at 16:30.</summary>
    private static readonly ClockRun Run = ClockRun.First(London("2026-11-23 11:30"));

    private static readonly BusinessCalendar Mornings = Calendar("Europe/London", "08:00-10:00");

    [Fact]
    public void What_was_used_stays_as_measured_and_the_rest_is_walked_in_the_new_calendar()
    {
        var run = Pausing.Remeasure(Run, BusinessHours(4), Office, London("2026-11-23 14:30"));

        Assert.Equal(new ClockRun(1, London("2026-11-23 14:30"), Duration.FromHours(2), null), run);
        Assert.Equal(London("2026-11-24 10:00"), LadderPlan.Due(run, BusinessHours(4), Mornings));
    }

    [Fact]
    public void Business_days_keep_the_budget_of_the_calendar_in_which_they_began()
    {
        // From Monday 11:30 to Tuesday 11:30: 5 h of Monday, 2.5 h of Tuesday. By 14:30 two of them are used.
        var run = Pausing.Remeasure(Run, BusinessDays(1), Office, London("2026-11-23 14:30"));

        Assert.Equal((Duration.FromHours(2), Duration.FromHours(7.5)), (run.Used, run.Budget));
        Assert.Equal(London("2026-11-26 09:30"), LadderPlan.Due(run, BusinessDays(1), Mornings));
    }

    [Fact]
    public void Wall_time_and_a_paused_run_have_nothing_to_measure()
    {
        var paused = Pausing.Pause(Run, BusinessHours(4), Office, London("2026-11-23 12:00"));

        Assert.Same(Run, Pausing.Remeasure(Run, Wall(Duration.FromHours(4)), Office, London("2026-11-23 14:30")));
        Assert.Same(paused, Pausing.Remeasure(paused, BusinessHours(4), Office, London("2026-11-23 14:30")));
    }

    [Fact]
    public void A_due_time_that_has_passed_stays_where_it_was_and_what_follows_is_walked_from_now()
    {
        var run = Pausing.Remeasure(Run, BusinessHours(4), Office, London("2026-11-23 17:00"));
        var laid = LadderPlan.Lay(run, BusinessHours(4), Ladder(At(100), At(150)), Mornings);

        // Half an hour of the two after the due time is used; the rest is Tuesday's.
        Assert.Equal([London("2026-11-23 16:30"), London("2026-11-24 09:30")], laid.Beats.Select(beat => beat.At));
        Assert.Equal(London("2026-11-23 16:30"), laid.Due);
    }

    [Fact]
    public void A_pause_moves_a_due_time_that_has_passed_just_as_little()
    {
        var resumed = Pausing.Resume(Pausing.Pause(Run, BusinessHours(4), Office, London("2026-11-23 17:00")), London("2026-11-25 09:00"));
        var laid = LadderPlan.Lay(resumed, BusinessHours(4), Ladder(At(100), At(150)), Office);

        Assert.Equal([London("2026-11-23 16:30"), London("2026-11-25 10:30")], laid.Beats.Select(beat => beat.At));
    }

    [Fact]
    public void A_step_stays_the_same_when_others_are_put_before_it()
    {
        var before = Lay(At(50), At(100));
        var after = Lay(At(25), At(50), At(100));
        var progress = new Progress(before.Before(London("2026-11-23 14:30"))) { LaidAt = London("2026-11-23 15:00") };

        var falling = Falling.Since(after, progress, London("2026-11-23 15:00"));

        Assert.Equal((0, false, (Instant?)London("2026-11-23 16:30")), (falling.Fire!.Step, falling.Late, falling.Next));
    }

    [Fact]
    public void Of_the_steps_that_a_change_puts_into_the_past_only_the_highest_fires_and_it_is_not_late()
    {
        var after = Lay(At(10), At(20), At(30), At(100));
        var progress = Progress.New with { LaidAt = London("2026-11-23 15:00") };

        var falling = Falling.Since(after, progress, London("2026-11-23 15:00") + Duration.FromSeconds(3));

        Assert.Equal((2, false), (falling.Fire!.Step, falling.Late));
        Assert.Equal([0, 1, 2], falling.Beats.Select(beat => beat.Step));
        Assert.Equal(London("2026-11-23 16:30"), falling.Next);
    }

    [Fact]
    public void A_step_that_was_taken_and_now_lies_ahead_does_not_fire_again()
    {
        var progress = new Progress(Lay(At(50), At(100)).Before(London("2026-11-23 14:30")));
        var run = Pausing.Remeasure(Run, BusinessHours(4), Office, London("2026-11-23 14:31"));
        var moved = LadderPlan.Lay(run with { Used = Duration.Zero }, BusinessHours(4), Ladder(At(50), At(100)), Mornings);

        Assert.True(moved.Beats[0].At > London("2026-11-23 14:31"));
        Assert.Equal(moved.Due, Falling.NextOf(moved, progress));
    }

    [Fact]
    public void A_budget_that_was_cut_below_what_is_used_is_used_up_when_that_is_noticed()
    {
        var run = Pausing.Remeasure(Run, BusinessHours(4), Office, London("2026-11-23 14:30"));

        Assert.Equal(London("2026-11-23 14:30"), LadderPlan.Due(run, BusinessHours(1), Office));
    }

    [Fact]
    public void Steps_at_one_place_are_told_apart_by_their_order() =>
        Assert.Equal(["100%", "100%~2", "-1800000ms", "33.3333%", "+0ms"], Lay(At(100), At(100), FromDue(-Duration.FromMinutes(30)), At(33.3333m), FromDue(Duration.Zero)).Keys.AsEnumerable());

    [Fact]
    public void Taken_beats_are_read_as_they_were_written()
    {
        var taken = Lay(At(50, new Repeat(Wall(Duration.FromMinutes(10)), 3)), At(75)).Before(London("2026-11-23 15:30"));

        Assert.Equal("50%=4,75%=1", $"{taken}");
        Assert.Equal(taken, TakenBeats.Read("50%=4,75%=1"));
        Assert.Equal(TakenBeats.None, TakenBeats.Read("50%,=,x=y"));
    }

    [Fact]
    public void A_count_as_it_was_kept_once_is_understood()
    {
        var laid = Lay(At(50, new Repeat(Wall(Duration.FromMinutes(10)), 3)), At(75));

        Assert.Equal("50%=2", $"{laid.Taken("2")}");
        Assert.Equal(TakenBeats.None, laid.Taken("0"));
    }

    [Fact]
    public void An_edition_changes_with_what_lays_clocks_and_with_nothing_else()
    {
        var one = Organization("office", At(50));

        Assert.Equal(ClockEdition.Of(one), ClockEdition.Of(Organization("office", At(50) with { Notify = [new Target.Lead()], Urgent = true })));
        Assert.NotEqual(ClockEdition.Of(one), ClockEdition.Of(Organization("mornings", At(50))));
        Assert.NotEqual(ClockEdition.Of(one), ClockEdition.Of(Organization("office", At(60))));
        Assert.NotEqual(ClockEdition.Of(one), ClockEdition.Of(Organization("office", At(50, new Repeat(BusinessHours(1), 2)))));
        Assert.NotEqual(ClockEdition.Of(one), ClockEdition.Of(one with { Clocks = new() { ClientIdle = new(BusinessDays(3), "given", null) } }));
        Assert.NotEqual(
            ClockEdition.Of(one), ClockEdition.Of(one with { Calendars = new Dictionary<string, BusinessCalendar> { ["office"] = Mornings, ["mornings"] = Mornings } }));
    }

    private static LaidLadder Lay(params LadderStep[] steps) => LadderPlan.Lay(Run, BusinessHours(4), Ladder(steps), Office);

    private static Organization Organization(string calendar, LadderStep step) => new()
    {
        Name = "Given",
        Zone = Zone("Europe/London"),
        Currency = "GBP",
        Calendars = new Dictionary<string, BusinessCalendar> { ["office"] = Office, ["mornings"] = Mornings },
        Ladders = new Dictionary<string, Ladder> { ["given"] = Ladder(step) },
        Teams = new Dictionary<string, Team> { ["sales"] = new() { Key = "sales", Name = "Sales", Calendar = calendar } },
    };
}
