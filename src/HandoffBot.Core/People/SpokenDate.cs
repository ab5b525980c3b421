using NodaTime;
using NodaTime.Text;

namespace HandoffBot.Core.People;

/// <summary>A day to come, as people say it.</summary>
public abstract record SpokenDate
{
    private const string Examples = "Write it as 2026-12-01, 1 Dec, tomorrow or friday.";

    /// <summary>Longer than anybody is away or promises ahead; what is further is a slip of the fingers.</summary>
    private const int MostYears = 3;

    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private static readonly LocalDatePattern[] Dated =
        [.. new[] { "uuuu-M-d", "d MMM uuuu", "d MMMM uuuu", "MMM d uuuu", "MMMM d uuuu", "d.M.uuuu" }.Select(LocalDatePattern.CreateWithInvariantCulture)];

    /// <summary>Without a year, which is read as one that knows 29 February.</summary>
    private static readonly LocalDatePattern[] Undated =
        [.. new[] { "d MMM", "d MMMM", "MMM d", "MMMM d", "d.M.", "d.M" }.Select(LocalDatePattern.CreateWithInvariantCulture)
            .Select(pattern => pattern.WithTemplateValue(new LocalDate(2000, 1, 1)))];

    private SpokenDate()
    {
    }

    /// <param name="Date">After today.</param>
    public sealed record Good(LocalDate Date) : SpokenDate;

    /// <param name="Says">What is wrong with it, and what would be right.</param>
    public sealed record Bad(string Says) : SpokenDate;

    /// <summary>
    /// <c>2026-12-01</c>, <c>1 Dec</c>, <c>Dec 1st</c>, <c>tomorrow</c>, <c>friday</c>, <c>next week</c>: always the next such day after today.
    /// <c>03/04/2026</c> is two dates, so it is neither.
    /// </summary>
    public static SpokenDate Read(string text, LocalDate today)
    {
        var plain = Plain(text);
        if (plain.Length == 0)
            return new Bad($"Until when? {Examples}");

        if ((Named(plain, today) ?? Written(plain) ?? Yearless(plain, today)) is not { } date)
        {
            return new Bad(plain.Contains('/', StringComparison.Ordinal)
                ? $"“{Chat.Shortened.To(text.Trim(), 40)}” can be read as two dates. {Examples}"
                : $"“{Chat.Shortened.To(text.Trim(), 40)}” is no date that I know. {Examples}");
        }

        if (date <= today)
            return new Bad($"{date.ToString("d MMM uuuu", System.Globalization.CultureInfo.InvariantCulture)} {(date == today ? "is today" : "has passed")}. Name a day to come: {Examples}");

        return date > today.PlusYears(MostYears)
            ? new Bad($"{date.ToString("d MMM uuuu", System.Globalization.CultureInfo.InvariantCulture)} is more than {MostYears} years away. {Examples}")
            : new Good(date);
    }

    /// <summary>Without commas, the ending of "1st", and what people put before a day.</summary>
    private static string Plain(string text)
    {
        var words = text.Replace(",", " ", StringComparison.Ordinal).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(WithoutOrdinal).Where(word => word is not ("the" or "of" or "on")).ToList();
        return string.Join(' ', words is ["next", var day, ..] && Weekday(day) is not null ? words.Skip(1) : words);
    }

    private static string WithoutOrdinal(string word) =>
        word.Length > 2 && word[^2..] is "st" or "nd" or "rd" or "th" && word[..^2].All(char.IsAsciiDigit) ? word[..^2] : word;

    private static LocalDate? Named(string plain, LocalDate today) => plain switch
    {
        "today" => today,
        "tomorrow" => today.PlusDays(1),
        "next week" => today.Next(IsoDayOfWeek.Monday),
        _ => Weekday(plain) is { } day ? today.Next(day) : null,
    };

    /// <summary><c>friday</c>, <c>fri</c>, <c>thurs</c>: three letters tell them apart.</summary>
    private static IsoDayOfWeek? Weekday(string word) =>
        word.Length >= 3 && Array.FindIndex(Days, day => day.StartsWith(word, StringComparison.Ordinal)) is var place and >= 0 ? (IsoDayOfWeek)(place + 1) : null;

    private static LocalDate? Written(string plain) =>
        Dated.Select(pattern => pattern.Parse(plain)).FirstOrDefault(one => one is { Success: true, Value.Year: >= 1900 and <= 2300 })?.Value;

    /// <summary>The next one of its name; of 29 February the next that there is.</summary>
    private static LocalDate? Yearless(string plain, LocalDate today)
    {
        if (Undated.Select(pattern => pattern.Parse(plain)).FirstOrDefault(one => one.Success)?.Value is not { } day)
            return null;

        return Enumerable.Range(today.Year, 9)
            .Where(year => day.Day <= CalendarSystem.Iso.GetDaysInMonth(year, day.Month))
            .Select(year => new LocalDate(year, day.Month, day.Day))
            .FirstOrDefault(date => date > today);
    }
}
