using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Clocks;

/// <summary>
/// A clock that runs up to a day which somebody named: it is due when work ends on that day, and begins so long before as its budget says.
/// Of other clocks the start is given and the end follows; here it is the other way round, and the ladder is climbed alike.
/// </summary>
public static class DueDay
{
    /// <param name="number">Of the run.</param>
    public static ClockRun Run(int number, LocalDate day, Within within, BusinessCalendar calendar)
    {
        var due = calendar.EndOf(day);
        return within switch
        {
            Within.Wall wall => new(number, due - wall.Length, Duration.Zero, null),
            Within.BusinessHours hours => new(number, calendar.Subtract(due, hours.Length), Duration.Zero, null),
            Within.BusinessDays days => Between(number, calendar.EndOf(calendar.WorkingDayBefore(day, days.Days)), due, calendar),
            _ => throw new InvalidOperationException($"An unknown budget: {within}."),
        };
    }

    /// <summary>Days of different length cannot be counted from the start again, so the budget is what was measured.</summary>
    private static ClockRun Between(int number, Instant start, Instant due, BusinessCalendar calendar) =>
        new(number, start, Duration.Zero, null) { Budget = calendar.Between(start, due) };
}
