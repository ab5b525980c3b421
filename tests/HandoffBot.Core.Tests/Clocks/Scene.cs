using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using HandoffBot.Core.Clocks;
using NodaTime;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>A random calendar and a start close to one of its zone's clock changes.</summary>
internal sealed record Scene(BusinessCalendar Calendar, Instant Start, int Minutes, int Days)
{
    private static readonly ImmutableArray<(DateTimeZone Zone, ImmutableArray<Instant> Changes)> Zones =
    [
        Odd("Europe/London"), Odd("America/Sao_Paulo"), Odd("Asia/Kathmandu"), Odd("Australia/Lord_Howe"),
        Odd("Africa/Casablanca"), Odd("Pacific/Apia"), Odd("America/St_Johns"), Odd("America/Havana"),
    ];

    public static Gen<Scene> Any { get; } =
        from zone in Gen.Elements(Zones.AsEnumerable())
        from change in Gen.Elements(zone.Changes.AsEnumerable())
        from minutesAway in Gen.Choose(-4 * 1440, 2 * 1440)
        let start = change + Duration.FromMinutes(minutesAway)
        from calendar in Calendars(zone.Zone, start.InZone(zone.Zone).Date)
        from minutes in Gen.Choose(0, 3000)
        from days in Gen.Choose(1, 4)
        select new Scene(calendar, start, minutes, days);

    /// <summary>Whether every night ends hours before the next day, or any special one, begins to work.</summary>
    public bool NightsKeepAway
    {
        get
        {
            if (Calendar.Week is null)
                return false;

            var days = Calendar.Week.Values.Concat(Calendar.Special.Values).SelectMany(windows => windows).ToList();
            var nights = days.Where(window => window.Closes <= window.Opens).ToList();
            return nights.TrueForAll(night => days.TrueForAll(window => window.Opens.TickOfDay - night.Closes.TickOfDay > 4 * NodaConstants.TicksPerHour));
        }
    }

    /// <summary>Looks ten days ahead, which most of these budgets do not exceed.</summary>
    public MinuteOracle Oracle() => new(Calendar, Start, 10);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Calendar.Zone.Id} {Start} +{Minutes} min, +{Days} d; week {Words(Calendar.Week)}; special {Words(Calendar.Special)}");

    private static string Words<TDay>(ImmutableDictionary<TDay, ImmutableArray<Window>>? days)
        where TDay : notnull =>
        days is null ? "24/7" : string.Join(", ", days.Select(day => $"{day.Key} [{string.Join(' ', day.Value.Select(one => $"{one.Opens:HH:mm}-{one.Closes:HH:mm}"))}]"));

    private static (DateTimeZone Zone, ImmutableArray<Instant> Changes) Odd(string id)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var from = Instant.FromUtc(1985, 1, 1, 0, 0);
        var changes = zone.GetZoneIntervals(from, Instant.FromUtc(2027, 1, 1, 0, 0)).Where(one => one.HasStart && one.Start > from).Select(one => one.Start);
        return (zone, [.. changes]);
    }

    private static Gen<BusinessCalendar> Calendars(DateTimeZone zone, LocalDate around) =>
        from week in Gen.Frequency((1, Gen.Constant<ImmutableDictionary<IsoDayOfWeek, ImmutableArray<Window>>?>(null)), (9, Weeks()))
        from special in SpecialDays(around)
        select BusinessCalendar.Of(zone, week, special);

    private static Gen<ImmutableDictionary<IsoDayOfWeek, ImmutableArray<Window>>?> Weeks() =>
        from days in Gen.ArrayOf(Windows(), 7)
        where days.Any(day => !day.IsEmpty)
        select days.Select((windows, day) => (windows, day)).ToImmutableDictionary(one => (IsoDayOfWeek)(one.day + 1), one => one.windows);

    private static Gen<ImmutableDictionary<LocalDate, ImmutableArray<Window>>> SpecialDays(LocalDate around) =>
        from count in Gen.Choose(0, 3)
        from away in Gen.ArrayOf(Gen.Choose(-2, 9), count)
        from windows in Gen.ArrayOf(Windows(), count)
        select away.Zip(windows).DistinctBy(one => one.First).ToImmutableDictionary(one => around.PlusDays(one.First), one => one.Second);

    private static Gen<ImmutableArray<Window>> Windows() =>
        from count in Gen.Frequency((2, Gen.Constant(0)), (4, Gen.Constant(1)), (3, Gen.Constant(2)), (1, Gen.Constant(3)))
        from windows in Gen.ArrayOf(OneWindow(), count)
        select windows.ToImmutableArray();

    private static Gen<Window> OneWindow() =>
        from opens in Gen.Choose(0, 95)
        from quarters in Gen.Frequency((8, Gen.Choose(1, 40)), (1, Gen.Choose(1, 96)))
        select new Window(TimeAt(opens), TimeAt(opens + quarters));

    private static LocalTime TimeAt(int quarter) => LocalTime.FromMinutesSinceMidnight(quarter % 96 * 15);
}
