using HandoffBot.Core.Clocks;
using NodaTime;
using static HandoffBot.Core.Tests.Clocks.Given;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>A run that waits for somebody else's turn.</summary>
public sealed class PausingExamples
{
    private static readonly ClockRun Run = ClockRun.First(London("2026-11-23 11:30"));

    [Fact]
    public void Goes_on_with_what_was_left()
    {
        var paused = Pausing.Pause(Run, BusinessHours(4), Office, London("2026-11-23 14:30"));
        var resumed = Pausing.Resume(paused, London("2026-11-25 09:00"));

        Assert.Equal(new ClockRun(1, London("2026-11-23 11:30"), Duration.FromHours(2), London("2026-11-23 14:30")), paused);
        Assert.Equal(new ClockRun(1, London("2026-11-25 09:00"), Duration.FromHours(2), null), resumed);
        Assert.Equal(London("2026-11-25 11:00"), LadderPlan.Due(resumed, BusinessHours(4), Office));
    }

    [Fact]
    public void Adds_up_over_several_pauses()
    {
        var once = Pausing.Resume(Pausing.Pause(Run, BusinessHours(4), Office, London("2026-11-23 12:00")), London("2026-11-24 09:00"));
        var twice = Pausing.Pause(once, BusinessHours(4), Office, London("2026-11-24 10:00"));

        Assert.Equal(Duration.FromMinutes(90), twice.Used);
    }

    [Fact]
    public void Keeps_the_budget_of_business_days_as_it_was_first_measured()
    {
        // Due at the end of the short day: 2 h of Wednesday, 3 h of Thursday.
        var start = ClockRun.First(London("2026-12-23 15:30"));
        var paused = Pausing.Pause(start, BusinessDays(1), Office, London("2026-12-23 16:30"));
        var again = Pausing.Pause(Pausing.Resume(paused, London("2026-12-29 09:00")), BusinessDays(1), Office, London("2026-12-29 10:00"));

        Assert.Equal(Duration.FromHours(5), paused.Budget);
        Assert.Equal(Duration.FromHours(5), again.Budget);
        Assert.Equal(London("2026-12-30 12:00"), LadderPlan.Due(Pausing.Resume(again, London("2026-12-30 09:00")), BusinessDays(1), Office));
    }

    [Fact]
    public void Is_paused_once_and_resumed_once()
    {
        var paused = Pausing.Pause(Run, BusinessHours(4), Office, London("2026-11-23 12:00"));

        Assert.Same(paused, Pausing.Pause(paused, BusinessHours(4), Office, London("2026-11-23 15:00")));
        Assert.Same(Run, Pausing.Resume(Run, London("2026-11-23 15:00")));
    }

    [Fact]
    public void Counts_the_steps_before_the_pause_as_taken()
    {
        var resumed = Pausing.Resume(Pausing.Pause(Run, BusinessHours(4), Office, London("2026-11-23 14:30")), London("2026-11-25 09:00"));
        var laid = LadderPlan.Lay(resumed, BusinessHours(4), Ladder(At(25), At(50), At(75)), Office);

        Assert.Equal("25%=1,50%=1", $"{laid.Before(resumed.Started)}");
    }
}
