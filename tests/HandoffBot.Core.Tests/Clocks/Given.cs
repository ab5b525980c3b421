using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using NodaTime;
using NodaTime.Text;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>Calendars, times and ladders that the examples share.</summary>
internal static class Given
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly IsoDayOfWeek[] WorkingWeek =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    /// <summary>Monday to Thursday 09:00-12:30 and 13:30-17:30, Friday until 16:00; a short Christmas Eve, Christmas off.</summary>
    public static BusinessCalendar Office { get; } = BusinessCalendar.Of(
        Zone("Europe/London"),
        WorkingWeek.ToImmutableDictionary(day => day, day => Windows(day == IsoDayOfWeek.Friday ? "09:00-12:30 13:30-16:00" : "09:00-12:30 13:30-17:30")),
        ImmutableDictionary<LocalDate, ImmutableArray<Window>>.Empty
            .Add(new LocalDate(2026, 12, 24), Windows("09:00-12:00"))
            .Add(new LocalDate(2026, 12, 25), [])
            .Add(new LocalDate(2026, 12, 28), []));

    public static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    /// <summary>The same hours on each of those days, Monday to Friday where none is named.</summary>
    public static BusinessCalendar Calendar(string zone, string hours, params IsoDayOfWeek[] days) => BusinessCalendar.Of(
        Zone(zone),
        (days.Length == 0 ? WorkingWeek : days).ToImmutableDictionary(day => day, _ => Windows(hours)),
        ImmutableDictionary<LocalDate, ImmutableArray<Window>>.Empty);

    public static BusinessCalendar EveryDay(string zone, string hours) =>
        Calendar(zone, hours, [.. WorkingWeek, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday]);

    /// <param name="hours">For example <c>09:00-12:30 13:30-17:30</c>.</param>
    public static ImmutableArray<Window> Windows(string hours) =>
        [.. hours.Split(' ').Select(one => new Window(Time.Parse(one[..5]).Value, Time.Parse(one[6..]).Value))];

    /// <summary>An unambiguous local time in London, where it is winter unless an example says otherwise.</summary>
    public static Instant London(string local) => At("Europe/London", local);

    public static Instant Utc(string local) => At("UTC", local);

    public static Instant At(string zone, string local) => Local.Parse(local).Value.InZoneStrictly(Zone(zone)).ToInstant();

    public static Within BusinessHours(int hours) => new Within.BusinessHours(Duration.FromHours(hours));

    public static Within BusinessDays(int days) => new Within.BusinessDays(days);

    public static Within Wall(Duration length) => new Within.Wall(length);

    public static Ladder Ladder(params LadderStep[] steps) => new("given", steps);

    public static LadderStep At(decimal percent, Repeat? repeat = null) => new(new StepAt.Share(percent), [new Target.Holder()], repeat, false, null);

    public static LadderStep FromDue(Duration offset) => new(new StepAt.Offset(offset), [new Target.Holder()], null, false, null);
}
