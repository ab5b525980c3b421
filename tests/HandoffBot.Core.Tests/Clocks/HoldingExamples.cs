using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using NodaTime;
using static HandoffBot.Core.Tests.Clocks.Given;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>
/// <c>ack-lasts</c>: whoever acknowledges is left alone for so long, at most until the due time. What fell meanwhile is not lost: the
/// highest of it is said when the hold ends, unless the due time has come by then and speaks itself.
/// </summary>
public sealed class HoldingExamples
{
    private static readonly Duration Hour = Duration.FromHours(1);
    private static readonly Instant Start = Utc("2026-11-23 10:00");

    /// <summary>Steps at 11:00, 12:00 and 13:00, due at 14:00, and one at 15:00.</summary>
    private static readonly LaidLadder Laid = Lay(At(25), At(50), At(75), At(100), At(125));

    private static readonly Progress Quarter = new(Laid.Before(Utc("2026-11-23 11:00")));

    [Fact]
    public void Later_steps_wait_and_the_highest_of_them_is_said_when_the_hold_ends()
    {
        var held = Quarter.Acknowledge("25%", 2.5 * Hour, Laid, Utc("2026-11-23 11:00"));

        Assert.Equal(Utc("2026-11-23 13:30"), Falling.NextOf(Laid, held));
        Assert.Null(Falling.Since(Laid, held, Utc("2026-11-23 13:29")).Fire);
        var falling = Falling.Since(Laid, held, Utc("2026-11-23 13:30"));
        Assert.Equal((2, false, Utc("2026-11-23 14:00")), (falling.Fire!.Step, falling.Late, falling.Next));
        Assert.Equal([1, 2], falling.Beats.Select(beat => beat.Step));
    }

    [Fact]
    public void A_step_after_the_hold_comes_at_its_own_time()
    {
        var held = Quarter.Acknowledge("25%", 0.5 * Hour, Laid, Utc("2026-11-23 11:10"));

        Assert.Equal(1, Falling.Since(Laid, held, Utc("2026-11-23 12:00")).Fire!.Step);
    }

    [Fact]
    public void The_hold_ends_at_the_due_time_which_speaks_for_all_that_was_held()
    {
        var held = Quarter.Acknowledge("25%", 48 * Hour, Laid, Utc("2026-11-23 11:00"));
        var falling = Falling.Since(Laid, held, Utc("2026-11-23 14:00"));

        Assert.Equal(Utc("2026-11-23 14:00"), held.HeldUntil);
        Assert.Equal((3, (Instant?)Utc("2026-11-23 14:00")), (falling.Fire!.Step, falling.MissAt));
        Assert.Equal([1, 2, 3], falling.Beats.Select(beat => beat.Step));
        Assert.Equal(4, Falling.Since(Laid, new Progress(falling.Taken) { HeldUntil = held.HeldUntil }, Utc("2026-11-23 15:00")).Fire!.Step);
    }

    [Fact]
    public void Where_no_step_stands_at_the_due_time_the_miss_is_recorded_and_what_was_held_is_said_there()
    {
        var laid = Lay(At(25), At(50));
        var held = new Progress(laid.Before(Utc("2026-11-23 11:00"))).Acknowledge("25%", 9 * Hour, laid, Utc("2026-11-23 11:00"));

        var first = Falling.Since(laid, held, Utc("2026-11-23 14:00"));
        var second = Falling.Since(laid, held with { Taken = first.Taken }, Utc("2026-11-23 14:00"));

        Assert.Equal((1, null), (first.Fire!.Step, first.MissAt));
        Assert.Equal((null, (Instant?)Utc("2026-11-23 14:00")), (second.Fire, second.MissAt));
    }

    [Fact]
    public void Both_steps_at_the_due_time_are_said_though_something_was_held()
    {
        var laid = Lay(At(25), At(50), At(100), At(100));
        var held = new Progress(laid.Before(Utc("2026-11-23 11:00"))).Acknowledge("25%", 9 * Hour, laid, Utc("2026-11-23 11:00"));

        var first = Falling.Since(laid, held, Utc("2026-11-23 14:00"));
        var second = Falling.Since(laid, held with { Taken = first.Taken }, Utc("2026-11-23 14:00"));

        Assert.Equal((2, 3), (first.Fire!.Step, second.Fire!.Step));
    }

    [Fact]
    public void An_acknowledgement_after_the_due_time_holds_nothing_back()
    {
        var late = new Progress(Laid.Before(Utc("2026-11-23 14:00"))).Acknowledge("100%", 5 * Hour, Laid, Utc("2026-11-23 14:10"));

        Assert.Null(late.HeldUntil);
        Assert.Equal(4, Falling.Since(Laid, late, Utc("2026-11-23 15:00")).Fire!.Step);
    }

    [Fact]
    public void A_shorter_hold_does_not_cut_a_longer_one()
    {
        var longer = Quarter.Acknowledge("25%", 2 * Hour, Laid, Utc("2026-11-23 11:00"));

        Assert.Equal(Utc("2026-11-23 13:00"), longer.Acknowledge("50%", Hour / 2, Laid, Utc("2026-11-23 12:05")).HeldUntil);
        Assert.Equal(Utc("2026-11-23 13:00"), longer.Acknowledge("50%", null, Laid, Utc("2026-11-23 12:05")).HeldUntil);
        Assert.Equal(Utc("2026-11-23 13:05"), longer.Acknowledge("50%", Hour, Laid, Utc("2026-11-23 12:05")).HeldUntil);
    }

    [Fact]
    public void After_an_outage_the_hold_is_over_and_the_highest_is_said_late()
    {
        var held = Quarter.Acknowledge("25%", Hour, Laid, Utc("2026-11-23 11:30"));
        var falling = Falling.Since(Laid, held, Utc("2026-11-23 16:00"));

        Assert.Equal((4, true), (falling.Fire!.Step, falling.Late));
        Assert.Null(falling.Next);
    }

    [Fact]
    public void Repeats_of_other_steps_wait_as_well()
    {
        var laid = Lay(At(25, new Repeat(Wall(Hour / 2), 3)), At(50), At(100));
        var held = new Progress(laid.Before(Utc("2026-11-23 12:00"))).Acknowledge("50%", Hour, laid, Utc("2026-11-23 12:00"));

        Assert.Null(Falling.Since(laid, held, Utc("2026-11-23 12:30")).Fire);
        Assert.Equal((0, 3), (Falling.Since(laid, held, Utc("2026-11-23 13:00")).Fire!.Step, Falling.Since(laid, held, Utc("2026-11-23 13:00")).Fire!.Repeat));
    }

    private static LaidLadder Lay(params LadderStep[] steps) =>
        LadderPlan.Lay(ClockRun.First(Start), Wall(4 * Hour), Ladder(steps), BusinessCalendar.Always(DateTimeZone.Utc));
}
