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
        Assert.Equal(new Falling(null, null, 0, Utc("2026-11-23 12:00"), false), Falling.Since(Laid, 0, Utc("2026-11-23 11:59")));

    [Fact]
    public void A_step_fires_when_it_falls_due()
    {
        var falling = Falling.Since(Laid, 0, Utc("2026-11-23 12:00"));

        Assert.Equal(new Falling(Laid.Beats[0], null, 1, Utc("2026-11-23 14:00"), false), falling);
    }

    [Fact]
    public void The_miss_is_recorded_with_the_step_at_the_due_time()
    {
        var falling = Falling.Since(Laid, 1, Utc("2026-11-23 14:00"));

        Assert.Equal(new Falling(Laid.Beats[1], Laid.Due, 2, Utc("2026-11-23 15:00"), false), falling);
    }

    [Fact]
    public void A_bare_miss_is_recorded_and_pings_nobody()
    {
        var falling = Falling.Since(Lay(At(50)), 1, Utc("2026-11-23 14:00"));

        Assert.Equal(new Falling(null, Utc("2026-11-23 14:00"), 2, null, false), falling);
    }

    [Fact]
    public void Two_steps_at_one_instant_both_fire_one_after_the_other()
    {
        var laid = Lay(At(100), At(100));
        var first = Falling.Since(laid, 0, Utc("2026-11-23 14:00"));
        var second = Falling.Since(laid, first.TakenAfter, Utc("2026-11-23 14:00"));

        Assert.Equal(new Falling(laid.Beats[0], laid.Due, 1, laid.Due, false), first);
        Assert.Equal(new Falling(laid.Beats[1], null, 2, null, false), second);
    }

    [Fact]
    public void After_an_outage_only_the_highest_step_fires_late_and_the_miss_keeps_its_true_time()
    {
        var falling = Falling.Since(Laid, 0, Utc("2026-11-23 15:45"));

        Assert.Equal(new Falling(Laid.Beats[3], Utc("2026-11-23 14:00"), 4, Utc("2026-11-23 16:00"), true), falling);
        Assert.Equal(2, falling.Fire!.Step);
    }

    [Fact]
    public void The_highest_step_wins_over_a_later_repeat_of_a_lower_one()
    {
        var falling = Falling.Since(Laid, 0, Utc("2026-11-23 20:00"));

        Assert.Equal((2, 0), (falling.Fire!.Step, falling.Fire.Repeat));
        Assert.Equal((5, (Instant?)null), (falling.TakenAfter, falling.Next));
    }

    [Fact]
    public void Of_missed_repeats_only_the_last_fires()
    {
        var falling = Falling.Since(Lay(At(100, new Repeat(Wall(Hour), 5))), 1, Utc("2026-11-23 17:30"));

        Assert.Equal(3, falling.Fire!.Repeat);
        Assert.Equal(4, falling.TakenAfter);
    }

    [Theory]
    [InlineData(120, false)]
    [InlineData(121, true)]
    public void Late_is_more_than_two_minutes(int seconds, bool late) =>
        Assert.Equal(late, Falling.Since(Laid, 0, Utc("2026-11-23 12:00") + Duration.FromSeconds(seconds)).Late);

    [Fact]
    public void A_claim_passes_over_the_steps_before_the_due_time_with_their_repeats()
    {
        var laid = Lay(At(50, new Repeat(Wall(Hour), 5)), At(100));
        var before = Falling.Since(laid, 0, Utc("2026-11-23 12:00"), claimed: true);
        var due = Falling.Since(laid, 2, Utc("2026-11-23 14:00"), claimed: true);

        Assert.Equal(new Falling(null, null, 1, Utc("2026-11-23 13:00"), false), before);
        Assert.Equal(new Falling(laid.Beats[3], laid.Due, 4, Utc("2026-11-23 15:00"), false), due);
        Assert.Null(Falling.Since(laid, 4, Utc("2026-11-23 15:00"), claimed: true).Fire);
    }

    [Fact]
    public void A_claim_holds_back_neither_the_miss_nor_what_comes_after()
    {
        var taken = Falling.Since(Laid, 1, Utc("2026-11-23 14:00"), claimed: true);
        var after = Falling.Since(Laid, 3, Utc("2026-11-23 15:30"), claimed: true);

        Assert.Equal((1, Laid.Due), (taken.Fire!.Step, taken.MissAt));
        Assert.Equal(2, after.Fire!.Step);
    }

    [Fact]
    public void Acknowledging_a_step_stops_its_repeats_and_no_other_step()
    {
        var acknowledged = new HashSet<int> { 1 };

        Assert.Null(Falling.Since(Laid, 2, Utc("2026-11-23 15:00"), acknowledgedSteps: acknowledged).Fire);
        Assert.Equal(2, Falling.Since(Laid, 3, Utc("2026-11-23 15:30"), acknowledgedSteps: acknowledged).Fire!.Step);
        Assert.Equal(1, Falling.Since(Laid, 2, Utc("2026-11-23 15:00"), acknowledgedSteps: new HashSet<int> { 0 }).Fire!.Repeat);
    }

    [Fact]
    public void A_paused_clock_fires_nothing() =>
        Assert.Equal(new Falling(null, null, 0, null, false), Falling.Since(LaidLadder.Paused, 3, Utc("2026-11-23 20:00")));

    [Fact]
    public void A_ladder_that_became_shorter_has_nothing_left() =>
        Assert.Equal(new Falling(null, null, 2, null, false), Falling.Since(Lay(At(50)), 7, Utc("2026-11-23 20:00")));

    private static LaidLadder Lay(params LadderStep[] steps) =>
        LadderPlan.Lay(ClockRun.First(Start), Wall(Duration.FromHours(4)), Ladder(steps), BusinessCalendar.Always(DateTimeZone.Utc));
}
