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
            PausedSince = now,
        };
    }

    /// <summary>
    /// Goes on from now. The beats to count as taken are then those of <see cref="Before"/>: a repeat in wall time can
    /// have moved to the other side of a step meanwhile.
    /// </summary>
    public static ClockRun Resume(ClockRun run, Instant now) =>
        run.PausedSince is null ? run : run with { Started = now, PausedSince = null };

    /// <summary>How many beats lie at or before an instant.</summary>
    public static int Before(LaidLadder laid, Instant instant) => laid.Beats.Count(beat => beat.At <= instant);
}
