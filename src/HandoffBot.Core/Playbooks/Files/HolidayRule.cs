using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>
/// The rules by which holidays repeat (RFC 5545, 3.3.10): yearly, by their date or by a weekday of their month. Others could be read only
/// with days that nobody sees in the file, so they are not.
/// </summary>
internal sealed record HolidayRule(int Every, int? Count, LocalDate? Until, int? Month, int? Day, (int Nth, IsoDayOfWeek Day)? Weekday)
{
    /// <summary>One without an end is read up to here: a calendar is finite.</summary>
    private static readonly LocalDate Horizon = new(2100, 12, 31);

    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>Null for any other rule.</summary>
    public static HolidayRule? Read(string value)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in value.Trim().Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=') is not [var name, var of] || !parts.TryAdd(name.Trim(), of.Trim().ToUpperInvariant()))
                return null;
        }

        parts.Remove("WKST");
        if (!parts.Remove("FREQ", out var frequency) || frequency != "YEARLY")
            return null;

        var rule = new HolidayRule(1, null, null, null, null, null);
        foreach (var (name, of) in parts)
        {
            if (rule.With(name.ToUpperInvariant(), of) is not { } read)
                return null;

            rule = read;
        }

        // A day of every month, or a weekday of the whole year, is no holiday.
        return rule is { Month: null, Day: not null } or { Month: null, Weekday: not null } or { Day: not null, Weekday: not null } ? null : rule;
    }

    /// <summary>The days on which it falls, the first one included, whatever the rule says of that.</summary>
    public IEnumerable<LocalDate> From(LocalDate starts)
    {
        var last = LocalDate.Min(Until ?? Horizon, Horizon);
        var left = Count ?? int.MaxValue;
        for (var year = starts.Year; year <= last.Year && left > 0; year += Every)
        {
            if ((year == starts.Year ? starts : In(year, starts)) is not { } day || day > last)
                continue;

            left--;
            yield return day;
        }
    }

    private HolidayRule? With(string name, string of) => name switch
    {
        "INTERVAL" => Whole(of, 1, 100) is { } every ? this with { Every = every } : null,
        "COUNT" => Whole(of, 1, 1000) is { } count ? this with { Count = count } : null,
        "UNTIL" => of.Length >= 8 && Written.Parse(of[..8]) is { Success: true } until ? this with { Until = until.Value } : null,
        "BYMONTH" => Whole(of, 1, 12) is { } month ? this with { Month = month } : null,
        "BYMONTHDAY" => Whole(of, 1, 31) is { } day ? this with { Day = day } : null,
        "BYDAY" => WeekdayOf(of) is { } weekday ? this with { Weekday = weekday } : null,
        _ => null,
    };

    private static LocalDatePattern Written { get; } = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>Null in a year that has no such day.</summary>
    private LocalDate? In(int year, LocalDate starts)
    {
        var month = Month ?? starts.Month;
        var length = CalendarSystem.Iso.GetDaysInMonth(year, month);
        if (Weekday is not { } weekday)
            return (Day ?? starts.Day) <= length ? new LocalDate(year, month, Day ?? starts.Day) : null;

        var day = weekday.Nth > 0
            ? new LocalDate(year, month, 1).PlusDays(-1).Next(weekday.Day).PlusWeeks(weekday.Nth - 1)
            : new LocalDate(year, month, length).PlusDays(1).Previous(weekday.Day).PlusWeeks(weekday.Nth + 1);
        return day.Month == month ? day : null;
    }

    private static (int Nth, IsoDayOfWeek Day)? WeekdayOf(string of)
    {
        var day = of.Length > 2 ? Array.IndexOf(Days, of[^2..]) : -1;
        return day >= 0 && int.TryParse(of[..^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var nth) && nth is >= -5 and <= 5 and not 0
            ? (nth, (IsoDayOfWeek)(day + 1))
            : null;
    }

    private static int? Whole(string of, int least, int most) =>
        int.TryParse(of, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
