using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using NodaTime;
using static HandoffBot.Core.Tests.Clocks.Given;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>What a sweep finds.</summary>
public sealed class FallingExamples
{
    private static readonly Instant Start = Utc("2026-11-23 10:00");

    private static readonly Duration Hour = Duration.FromHours(1);

    /// <summary>Half at 12:00, due at 14:00, again at 15:00 and 16:00, higher at 15:30.</summary>
    private static readonly LaidLadder Laid = Lay(At(50), At(100, new Repeat(Wall(Hour), 2)), At(137.5m));

    [Fact]
    public void Nothing_falls_before_its_time() =>
        Comes(Since(Laid, 0, Utc("2026-11-23 11:59")), Laid, null, null, 0, Utc("2026-11-23 12:00"), false);

    [Fact]
    public void A_step_fires_when_it_falls_due()
    {
        var falling = Since(Laid, 0, Utc("2026-11-23 12:00"));

        Comes(falling, Laid, Laid.Beats[0], null, 1, Utc("2026-11-23 14:00"), false);
    }

    [Fact]
    public void The_miss_is_recorded_with_the_step_at_the_due_time()
    {
        var falling = Since(Laid, 1, Utc("2026-11-23 14:00"));

        Comes(falling, Laid, Laid.Beats[1], Laid.Due, 2, Utc("2026-11-23 15:00"), false);
    }

    [Fact]
    public void A_bare_miss_is_recorded_and_pings_nobody()
    {
        var laid = Lay(At(50));
        var falling = Since(laid, 1, Utc("2026-11-23 14:00"));

        Comes(falling, laid, null, Utc("2026-11-23 14:00"), 2, null, false);
    }

    [Fact]
    public void Two_steps_at_one_instant_both_fire_one_after_the_other()
    {
        var laid = Lay(At(100), At(100));
        var first = Since(laid, 0, Utc("2026-11-23 14:00"));
        var second = Since(laid, 1, Utc("2026-11-23 14:00"));

        Comes(first, laid, laid.Beats[0], laid.Due, 1, laid.Due, false);
        Comes(second, laid, laid.Beats[1], null, 2, null, false);
    }

    [Fact]
    public void After_an_outage_only_the_highest_step_fires_late_and_the_miss_keeps_its_true_time()
    {
        var falling = Since(Laid, 0, Utc("2026-11-23 15:45"));

        Comes(falling, Laid, Laid.Beats[3], Utc("2026-11-23 14:00"), 4, Utc("2026-11-23 16:00"), true);
        Assert.Equal(2, falling.Fire!.Step);
    }

    [Fact]
    public void The_highest_step_wins_over_a_later_repeat_of_a_lower_one()
    {
        var falling = Since(Laid, 0, Utc("2026-11-23 20:00"));

        Assert.Equal((2, 0), (falling.Fire!.Step, falling.Fire.Repeat));
        Assert.Equal((Laid.Before(Utc("2026-11-23 20:00")), (Instant?)null), (falling.Taken, falling.Next));
    }

    [Fact]
    public void Of_missed_repeats_only_the_last_fires()
    {
        var falling = Since(Lay(At(100, new Repeat(Wall(Hour), 5))), 1, Utc("2026-11-23 17:30"));

        Assert.Equal(3, falling.Fire!.Repeat);
        Assert.Equal("100%=4", $"{falling.Taken}");
    }

    [Theory]
    [InlineData(120, false)]
    [InlineData(121, true)]
    public void Late_is_more_than_two_minutes(int seconds, bool late) =>
        Assert.Equal(late, Since(Laid, 0, Utc("2026-11-23 12:00") + Duration.FromSeconds(seconds)).Late);

    [Fact]
    public void A_claim_passes_over_the_steps_before_the_due_time_with_their_repeats()
    {
        var laid = Lay(At(50, new Repeat(Wall(Hour), 5)), At(100));
        var before = Since(laid, 0, Utc("2026-11-23 12:00"), claimed: true);
        var due = Since(laid, 2, Utc("2026-11-23 14:00"), claimed: true);

        Comes(before, laid, null, null, 1, Utc("2026-11-23 13:00"), false);
        Comes(due, laid, laid.Beats[3], laid.Due, 4, Utc("2026-11-23 15:00"), false);
        Assert.Null(Since(laid, 4, Utc("2026-11-23 15:00"), claimed: true).Fire);
    }

    [Fact]
    public void A_claim_holds_back_neither_the_miss_nor_what_comes_after()
    {
        var taken = Since(Laid, 1, Utc("2026-11-23 14:00"), claimed: true);
        var after = Since(Laid, 3, Utc("2026-11-23 15:30"), claimed: true);

        Assert.Equal((1, Laid.Due), (taken.Fire!.Step, taken.MissAt));
        Assert.Equal(2, after.Fire!.Step);
    }

    [Fact]
    public void Acknowledging_a_step_stops_its_repeats_and_no_other_step()
    {
        Assert.Null(Since(Laid, 2, Utc("2026-11-23 15:00"), acknowledged: "100%").Fire);
        Assert.Equal(2, Since(Laid, 3, Utc("2026-11-23 15:30"), acknowledged: "100%").Fire!.Step);
        Assert.Equal(1, Since(Laid, 2, Utc("2026-11-23 15:00"), acknowledged: "50%").Fire!.Repeat);
    }

    [Fact]
    public void A_paused_clock_fires_nothing() =>
        Comes(Falling.Since(LaidLadder.Paused, new Progress(Laid.Taken("3")), Utc("2026-11-23 20:00")), LaidLadder.Paused, null, null, 0, null, false);

    [Fact]
    public void A_ladder_that_became_shorter_has_nothing_left()
    {
        var shorter = Lay(At(50));
        var taken = new Progress(Laid.Before(Utc("2026-11-23 14:00")).With(shorter.Before(Utc("2026-11-23 14:00"))));

        Comes(Falling.Since(shorter, taken, Utc("2026-11-23 20:00")), shorter, null, null, 2, null, false);
    }

    private static void Comes(Falling falling, LaidLadder laid, Beat? fire, Instant? missAt, int behind, Instant? next, bool late)
    {
        Assert.Equal((fire, missAt, next, late), (falling.Fire, falling.MissAt, falling.Next, falling.Late));
        Assert.Equal(behind, laid.Beats.Count(beat => falling.Taken.Has(laid.KeyOf(beat), beat.Repeat)));
    }

    private static Falling Since(LaidLadder laid, int taken, Instant now, bool claimed = false, string? acknowledged = null)
    {
        var progress = new Progress(laid.Taken($"{taken}")) { Claimed = claimed };
        return Falling.Since(laid, acknowledged is null ? progress : progress with { Acknowledged = progress.Acknowledged.Add(acknowledged) }, now);
    }

    private static LaidLadder Lay(params LadderStep[] steps) =>
        LadderPlan.Lay(ClockRun.First(Start), Wall(Duration.FromHours(4)), Ladder(steps), BusinessCalendar.Always(DateTimeZone.Utc));
}
