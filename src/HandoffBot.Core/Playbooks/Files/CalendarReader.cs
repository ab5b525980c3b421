using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks.Yaml;
using NodaTime;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>Reads a calendar: its hours, holidays and short days.</summary>
internal static class CalendarReader
{
    private static readonly ImmutableArray<Window> DayOff = [];

    public static BusinessCalendar? Read(YamlNode.Scalar key, YamlNode node, DateTimeZone fallback, IReadOnlyList<ConfigurationFile> files, Mistakes mistakes)
    {
        Shapes.Key(key.Text, key.At, "calendar", mistakes);
        if (Section.Of(node, $"calendar '{key.Text}'", mistakes, "timezone", "hours", "holidays", "holidays-from") is not { } section)
            return null;

        var zone = Shapes.Zone(section, "timezone") ?? fallback;
        var week = WeekReader.Read(section);
        var special = new Dictionary<LocalDate, ImmutableArray<Window>>();
        foreach (var day in HolidaysFrom(section, files))
            special[day] = DayOff;

        // What is written in the file itself wins over the calendar file.
        var written = Holidays(section);
        foreach (var (day, one) in written)
            special[day] = one.Windows;
        foreach (var (day, one) in written)
            RefuseNights(day, one.At);
        return BusinessCalendar.Of(zone, week, special.ToImmutableDictionary());

        // Where a night runs over the next day's own hours, the day after would be over before the night is.
        void RefuseNights(LocalDate day, Place at)
        {
            if (RunsInto(HoursOf(day), HoursOf(day.PlusDays(1))))
                mistakes.Add(at, $"the night of {day:uuuu-MM-dd} runs into the hours of the day after");
            if (!written.ContainsKey(day.PlusDays(-1)) && RunsInto(HoursOf(day.PlusDays(-1)), HoursOf(day)))
                mistakes.Add(at, $"the night before {day:uuuu-MM-dd} runs into the hours of that day");
        }

        ImmutableArray<Window> HoursOf(LocalDate day) => special.TryGetValue(day, out var windows) ? windows
            : week is not null && week.TryGetValue(day.DayOfWeek, out var usual) ? usual
            : DayOff;
    }

    private static bool RunsInto(ImmutableArray<Window> night, ImmutableArray<Window> next) =>
        night.Any(one => one.Closes <= one.Opens && next.Any(other => other.Opens < one.Closes));

    private static Dictionary<LocalDate, (ImmutableArray<Window> Windows, Place At)> Holidays(Section section)
    {
        var days = new Dictionary<LocalDate, (ImmutableArray<Window> Windows, Place At)>();
        foreach (var item in section.Items("holidays"))
        {
            var (day, windows) = item is YamlNode.Scalar scalar
                ? (DateOf(scalar.Text.Trim(), scalar.At, section.Mistakes), DayOff)
                : ReadShortDay(item, section.Mistakes);
            if (day is { } date && !days.TryAdd(date, (windows, item.At)))
                section.Mistakes.Add(item.At, $"{date:uuuu-MM-dd} is here twice");
        }

        return days;
    }

    private static (LocalDate? Day, ImmutableArray<Window> Windows) ReadShortDay(YamlNode node, Mistakes mistakes)
    {
        if (Section.Of(node, "a holiday", mistakes, "date", "hours") is not { } section)
            return (null, DayOff);

        var date = section.NeededText("date") is { } text ? DateOf(text, section.At("date"), mistakes) : null;
        var windows = WeekReader.Windows(section.Words("hours", needed: true), mistakes);
        WeekReader.RefuseOverlaps([.. windows], mistakes);
        return (date, [.. windows.Select(one => one.Window)]);
    }

    private static ImmutableHashSet<LocalDate> HolidaysFrom(Section section, IReadOnlyList<ConfigurationFile> files)
    {
        if (section.Text("holidays-from") is not { } name)
            return [];

        var wanted = name.Replace('\\', '/');
        wanted = wanted.StartsWith("./", StringComparison.Ordinal) ? wanted[2..] : wanted;
        if (files.FirstOrDefault(file => file.Name == wanted) is { } found)
            return HolidayFile.Read(found, section.Mistakes);

        var known = files.Select(file => file.Name).Where(file => file.EndsWith(".ics", StringComparison.OrdinalIgnoreCase)).ToArray();
        section.Mistakes.AddUnknown(section.At("holidays-from"), $"there is no calendar file '{name}' in this folder", name, known);
        return [];
    }

    private static LocalDate? DateOf(string text, Place at, Mistakes mistakes)
    {
        if (Spans.Date(text) is { } date)
            return date;

        mistakes.Add(at, $"'{text}' is not a date such as 2026-12-25");
        return null;
    }
}
