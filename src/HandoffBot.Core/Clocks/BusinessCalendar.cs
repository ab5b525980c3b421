using System.Collections.Immutable;
using NodaTime;

namespace HandoffBot.Core.Clocks;

/// <summary>When a team works.</summary>
public sealed partial class BusinessCalendar
{
    private BusinessCalendar(DateTimeZone zone, ImmutableDictionary<IsoDayOfWeek, ImmutableArray<Window>>? week, ImmutableDictionary<LocalDate, ImmutableArray<Window>> special)
    {
        Zone = zone;
        Week = week;
        Special = special;
        HasHours = week is not null && week.Values.Any(windows => !windows.IsDefaultOrEmpty);
    }

    public DateTimeZone Zone { get; }

    /// <summary>Null means 24/7.</summary>
    public ImmutableDictionary<IsoDayOfWeek, ImmutableArray<Window>>? Week { get; }

    /// <summary>Holidays (no windows) and short days.</summary>
    public ImmutableDictionary<LocalDate, ImmutableArray<Window>> Special { get; }

    public static BusinessCalendar Always(DateTimeZone zone) => new(zone, null, ImmutableDictionary<LocalDate, ImmutableArray<Window>>.Empty);

    public static BusinessCalendar Of(
        DateTimeZone zone,
        ImmutableDictionary<IsoDayOfWeek, ImmutableArray<Window>>? week,
        ImmutableDictionary<LocalDate, ImmutableArray<Window>> special) => new(zone, week, special);

    /// <summary>The same days and hours by the clocks of another zone: how somebody keeps a team's hours from elsewhere.</summary>
    public BusinessCalendar In(DateTimeZone zone) => new(zone, Week, Special);
}

/// <summary>Working hours of a day. One that ends at or before its start runs overnight and belongs to the day it begins.</summary>
public readonly record struct Window(LocalTime Opens, LocalTime Closes);
