using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Clocks;

/// <summary>Stops a run while it is somebody else's turn, and lets it go on with what was left.</summary>
public static class Pausing
{
    /// <summary>Measures what was used, so that no later change of the calendar changes it. A paused run stays as it is.</summary>
    public static ClockRun Pause(ClockRun run, Within within, BusinessCalendar calendar, Instant now)
    {
        if (run.PausedSince is not null)
            return run;

        var course = Course.Of(run, within, calendar);
        return run with
        {
            Used = run.Used + course.Time.Between(run.Started, now),
            Budget = within is Within.BusinessDays ? course.Budget : null,
            DueWas = course.Due <= now ? course.Due : null,
            PausedSince = now,
        };
    }

    /// <summary>
    /// The run once its calendar has changed: what was used stays as the old one measures it, and what is left is walked in another from
    /// now on. Wall time, and a run that is paused and so was measured before, have nothing to measure.
    /// </summary>
    public static ClockRun Remeasure(ClockRun run, Within within, BusinessCalendar old, Instant now) =>
        run.PausedSince is not null || within is Within.Wall || run.Started >= now ? run : Resume(Pause(run, within, old, now), now);

    /// <summary>Goes on from now. Whatever its course lays at or before now then counts as taken: a repeat in wall time can have moved there.</summary>
    public static ClockRun Resume(ClockRun run, Instant now) =>
        run.PausedSince is null ? run : run with { Started = now, PausedSince = null };
}
