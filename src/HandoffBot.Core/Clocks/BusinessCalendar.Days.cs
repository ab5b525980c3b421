using NodaTime;

namespace HandoffBot.Core.Clocks;

public sealed partial class BusinessCalendar
{
    /// <summary>
    /// The same local time on the nth following working day, moved back to the end of the last window before it, or forward to that
    /// day's first opening if there is none. A start outside hours counts from the next opening, a short day is a day, and with no
    /// hours at all a day is 24 h. No days at all end where they start.
    /// </summary>
    /// <remarks>
    /// A start in the small hours of an overnight window belongs to the day on which that window began: 02:00 of Friday's night
    /// shift is followed by 02:00 of Monday's. A day whose hours are over by the start does not follow it. The due time ends a
    /// budget, so an ambiguous one is the later, as for a closing.
    /// </remarks>
    public Instant AddDays(Instant start, int businessDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(businessDays);
        if (businessDays == 0)
            return start;

        if (!HasHours)
            return Add(start, Duration.FromDays(businessDays));

        var counted = NextOpening(start);
        var startDay = WorkingDayOf(counted);
        if (NthDayAfter(startDay, counted, businessDays) is not { } day)
            return start + LongestWalk;

        // After midnight, a night shift's local time lies on the date after its working day.
        var local = counted.InZone(Zone).LocalDateTime;
        var nights = Period.DaysBetween(startDay, local.Date);
        return Fit(Closing(day.PlusDays(nights) + local.TimeOfDay), Opened(day));
    }

    private static Instant Fit(Instant target, Interval[] hours)
    {
        if (hours.Any(open => open.Start <= target && target <= open.End))
            return target;

        var before = hours.Where(open => open.End < target).Select(open => open.End).ToList();
        return before.Count > 0 ? before.Max() : hours[0].Start;
    }

    /// <summary>The date on which the window began that is open at that instant; of several the earliest.</summary>
    private LocalDate WorkingDayOf(Instant open)
    {
        var around = DateOf(open);
        for (var day = -2; day <= 0; day++)
        {
            if (Opened(around.PlusDays(day)).Any(hours => hours.Contains(open)))
                return around.PlusDays(day);
        }

        // A clock that went back over midnight: the next date's window was open before this date's end came a second time.
        return around.PlusDays(1);
    }

    private LocalDate? NthDayAfter(LocalDate startDay, Instant start, int businessDays)
    {
        var found = 0;
        for (var day = 1; day < LongestWalkInDays; day++)
        {
            var date = startDay.PlusDays(day);
            if (Opened(date).Any(hours => hours.End > start) && ++found == businessDays)
                return date;
        }

        return null;
    }
}
