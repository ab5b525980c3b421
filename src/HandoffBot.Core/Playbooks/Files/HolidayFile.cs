using System.Collections.Immutable;
using HandoffBot.Core.Playbooks.Yaml;
using NodaTime;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>
/// Reads the days off of a calendar file (RFC 5545): every event that lasts whole days, once or every year. Events with a time of day are
/// no holidays.
/// </summary>
internal static class HolidayFile
{
    private const int LongestDays = 366;
    private const int LargestFile = 1024 * 1024;
    private static readonly HolidayRule Once = new(1, 1, null, null, null, null);

    public static ImmutableHashSet<LocalDate> Read(ConfigurationFile file, Mistakes mistakes)
    {
        var days = ImmutableHashSet.CreateBuilder<LocalDate>();
        if (file.Text.Length > LargestFile)
        {
            mistakes.Add(new(file.Name, 1, 1), "the file is larger than 1 MB");
            return days.ToImmutable();
        }

        Event? current = null;
        foreach (var (line, name, value) in Properties(file.Text))
        {
            switch (name)
            {
                case "BEGIN" when value.Equals("VEVENT", StringComparison.OrdinalIgnoreCase):
                    current = new(line);
                    break;
                case "END" when current is not null && value.Equals("VEVENT", StringComparison.OrdinalIgnoreCase):
                    Add(current, file.Name, days, mistakes);
                    current = null;
                    break;
                case "DTSTART" when current is not null:
                    current = current with { Starts = WholeDay(value), StartLine = line };
                    break;
                case "DTEND" when current is not null:
                    current = current with { Ends = WholeDay(value) };
                    break;
                case "RRULE" when current is not null:
                    // A second rule makes one that cannot be read.
                    current = current with { Rule = current.Rule is null ? value : $"{current.Rule};{value}", RuleLine = line };
                    break;
                case "RDATE" when current is not null:
                    current = current with { Also = [.. current.Also, .. value.Split(',').Select(one => (WholeDay(one), line))] };
                    break;
                case "EXDATE" when current is not null:
                    current = current with { Not = [.. current.Not, .. value.Split(',').Select(WholeDay).OfType<LocalDate>()] };
                    break;
                case "STATUS" when current is not null:
                    current = current with { Cancelled = value.Equals("CANCELLED", StringComparison.OrdinalIgnoreCase) };
                    break;
            }
        }

        if (days.Count == 0)
            mistakes.Add(new(file.Name, 1, 1), "there is no holiday in this file; it needs events that last whole days (DTSTART;VALUE=DATE:20261225)");
        return days.ToImmutable();
    }

    private static void Add(Event one, string file, ImmutableHashSet<LocalDate>.Builder days, Mistakes mistakes)
    {
        if (one.Starts is not { } starts || one.Cancelled)
            return;

        var rule = one.Rule is null ? Once : HolidayRule.Read(one.Rule);
        if (rule is null)
            mistakes.Add(new(file, one.RuleLine, 1), "holidays repeat yearly, by their date or by a weekday of their month (FREQ=YEARLY;BYMONTH=11;BYDAY=4TH); give any other an event for each day");

        foreach (var (_, line) in one.Also.Where(also => also.Day is null))
            mistakes.Add(new(file, line, 1), "days that are added to a holiday are written as RDATE;VALUE=DATE:20261225");

        var ends = one.Ends is { } end && end > starts ? end : starts.PlusDays(1);
        if (Period.DaysBetween(starts, ends) > LongestDays)
        {
            mistakes.Add(new(file, one.StartLine, 1), "a holiday that lasts longer than a year");
            return;
        }

        var length = Period.DaysBetween(starts, ends);
        foreach (var first in (rule ?? Once).From(starts).Concat(one.Also.Select(also => also.Day).OfType<LocalDate>()).Where(first => !one.Not.Contains(first)))
            days.UnionWith(Enumerable.Range(0, length).Select(first.PlusDays));
    }

    private static LocalDate? WholeDay(string value) =>
        NodaTime.Text.LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd").Parse(value.Trim()) is { Success: true } parsed ? parsed.Value : null;

    /// <summary>Name and value of every line, long lines joined again and parameters left out.</summary>
    private static IEnumerable<(int Line, string Name, string Value)> Properties(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var first = i;
            var line = lines[i].TrimEnd('\r');
            while (i + 1 < lines.Length && lines[i + 1].StartsWith(' '))
                line += lines[++i].TrimEnd('\r')[1..];

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                yield return (first + 1, line[..colon].Split(';')[0].Trim().ToUpperInvariant(), line[(colon + 1)..]);
        }
    }

    private sealed record Event(
        int Line, LocalDate? Starts = null, LocalDate? Ends = null, int StartLine = 0, string? Rule = null, int RuleLine = 0, bool Cancelled = false)
    {
        /// <summary>Further days on which it begins, with the line that says so; one that is no day is a mistake.</summary>
        public ImmutableArray<(LocalDate? Day, int Line)> Also { get; init; } = [];

        /// <summary>Days on which it would begin and does not.</summary>
        public ImmutableArray<LocalDate> Not { get; init; } = [];
    }
}
