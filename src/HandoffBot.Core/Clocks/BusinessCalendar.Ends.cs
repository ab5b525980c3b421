using NodaTime;

namespace HandoffBot.Core.Clocks;

public sealed partial class BusinessCalendar
{
    /// <summary>
    /// When work ends on a day; on one that is off, when it ended on the last working day before. A night shift belongs to the day on which it
    /// begins. 24/7 a day ends at midnight.
    /// </summary>
    public Instant EndOf(LocalDate day)
    {
        for (var date = day; date > day.PlusDays(-LongestWalkInDays); date = date.PlusDays(-1))
        {
            if (Opened(date) is { Length: > 0 } open)
                return open.Max(one => one.End);
        }

        return Closing(day.PlusDays(1).AtMidnight());
    }

    /// <summary>The nth working day before a day; before one that is off, it is counted from the last working day.</summary>
    public LocalDate WorkingDayBefore(LocalDate day, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var (date, left) = (day, days);
        for (var walked = 0; walked < LongestWalkInDays; walked++, date = date.PlusDays(-1))
        {
            if (Opened(date).Length > 0 && left-- == 0)
                return date;
        }

        return day.PlusDays(-days);
    }
}
