using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Clocks;

/// <summary>A clock's own time, from its start to its due time and beyond: wall time, or the working time of its calendar.</summary>
/// <param name="Time">In which the clock moves; for wall time the calendar that is always open.</param>
/// <param name="Start">
/// Where the run would have started had it never been paused. What was used before a pause lies between here and
/// <see cref="ClockRun.Started"/>, so every step has its place, those before the pause included.
/// </param>
/// <param name="Measured">Up to where the budget was measured, and how much of it was used by then.</param>
internal sealed record Course(BusinessCalendar Time, Instant Start, Instant Due, Duration Budget, (Instant At, Duration Used) Measured)
{
    private static readonly BusinessCalendar Wall = BusinessCalendar.Always(DateTimeZone.Utc);

    public static Course Of(ClockRun run, Within within, BusinessCalendar calendar)
    {
        var time = within is Within.Wall ? Wall : calendar;
        var start = time.Subtract(run.Started, run.Used);
        var measured = (run.Started, run.Used);
        if ((run.Budget ?? LengthOf(within)) is { } budget)
            return new Course(time, start, run.DueWas ?? DueOf(time, start, budget, measured), budget, measured);

        var due = time.AddDays(start, ((Within.BusinessDays)within).Days);
        return new Course(time, start, run.DueWas ?? due, time.Between(start, due), measured);
    }

    public Instant At(StepAt step) => At(step switch
    {
        StepAt.Share share => Of(Budget, share.Percent),
        StepAt.Offset offset => Budget + offset.FromDue,
        _ => throw new InvalidOperationException($"An unknown place on a ladder: {step}."),
    });

    /// <summary>
    /// A place before the start is the start. From the due time on it is walked from there: business days may end at an opening. Once the
    /// due time has passed and the run was measured, what follows is walked from where it was measured.
    /// </summary>
    private Instant At(Duration used)
    {
        if (used < Budget)
            return Instant.Min(Time.Add(Start, Duration.Max(used, Duration.Zero)), Due);

        if (Measured.Used <= Budget || used == Budget)
            return Time.Add(Due, used - Budget);

        return used >= Measured.Used
            ? Time.Add(Measured.At, used - Measured.Used)
            : Instant.Max(Due, Time.Subtract(Measured.At, Measured.Used - used));
    }

    /// <summary>A budget that became shorter than what was used is used up at the moment at which that was measured.</summary>
    private static Instant DueOf(BusinessCalendar time, Instant start, Duration budget, (Instant At, Duration Used) measured) =>
        measured.Used > budget ? measured.At : time.Add(start, budget);

    private static Duration? LengthOf(Within within) => within switch
    {
        Within.Wall wall => wall.Length,
        Within.BusinessHours hours => hours.Length,
        _ => null,
    };

    private static Duration Of(Duration budget, decimal percent) => percent == 100
        ? budget
        : Duration.FromMilliseconds((long)decimal.Floor((decimal)budget.TotalMilliseconds * percent / 100));
}
