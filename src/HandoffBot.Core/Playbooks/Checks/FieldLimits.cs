using System.Globalization;
using NodaTime;

namespace HandoffBot.Core.Playbooks.Checks;

/// <summary>Holds an answer against the limits of its field. Lengths count UTF-16 units, as the platforms do.</summary>
internal static class FieldLimits
{
    /// <summary>What the platforms carry in one input.</summary>
    private const int LongestText = 3000;

    /// <summary>Why an answer does not do, in a sentence that says what would; null when it does.</summary>
    public static string? WhyNot(FieldKind kind, Answer answer, LocalDate today) => (kind, answer) switch
    {
        (FieldKind.Text text, Answer.Text written) => Text(written.Value, text.MinLength, text.MaxLength, text.Pattern, text.PatternSays),
        (FieldKind.LongText text, Answer.Text written) => Text(written.Value, text.MinLength, text.MaxLength, text.Pattern, text.PatternSays),
        (FieldKind.Email or FieldKind.Url or FieldKind.Phone, Answer.Text written) => Text(written.Value, null, null, null, null),
        (FieldKind.Number range, Answer.Number number) => Range(number.Value, range.Min, range.Max, ""),
        (FieldKind.Money range, Answer.Money money) => Range(money.Value, range.Min, range.Max, money.Currency + " "),
        (FieldKind.Date limits, Answer.Date date) => Dates(date.Value, limits, today),
        (FieldKind.Choice choice, Answer.Choice chosen) => Options(choice.Options, [chosen.Option]),
        (FieldKind.Choices choices, Answer.Choices chosen) => Options(choices.Options, chosen.Options),
        (FieldKind.YesNo, Answer.YesNo) or (FieldKind.Person, Answer.Person) or (FieldKind.Client, Answer.Client) => null,
        _ => "What is asked here has changed. Answer it again.",
    };

    private static string? Text(string value, int? min, int? max, string? pattern, string? says)
    {
        if (value.Length < min)
            return $"Write at least {min} characters; there are {value.Length}.";

        var most = max ?? LongestText;
        if (value.Length > most)
            return $"Write at most {most.ToString("#,##0", CultureInfo.InvariantCulture)} characters; there are {value.Length.ToString("#,##0", CultureInfo.InvariantCulture)}.";
        if (pattern is null || TextPattern.Fits(pattern, value))
            return null;

        return says is null ? "This is not in the form that is needed here." : Sentence(says);
    }

    private static string? Range(decimal value, decimal? min, decimal? max, string unit)
    {
        if (value < min)
            return $"It is at least {unit}{Shown(min.Value)}.";
        return value > max ? $"It is at most {unit}{Shown(max.Value)}." : null;
    }

    private static string? Dates(LocalDate date, FieldKind.Date limits, LocalDate today)
    {
        if (limits.NotBefore?.On(today) is { } first && date < first)
            return first == today ? "Choose today or a later date." : $"Choose {Shown(first)} or a later date.";
        if (limits.NotAfter?.On(today) is { } last && date > last)
            return last == today ? "Choose today or an earlier date." : $"Choose {Shown(last)} or an earlier date.";
        return null;
    }

    private static string? Options(IReadOnlyList<string> options, IReadOnlyList<string> chosen) =>
        chosen.FirstOrDefault(one => !options.Contains(one, StringComparer.Ordinal)) is { } gone
            ? $"'{gone}' is not one of the options any more. Choose again."
            : null;

    private static string Shown(decimal value) => value.ToString("#,##0.##########", CultureInfo.InvariantCulture);

    private static string Shown(LocalDate date) => date.ToString("d MMM uuuu", CultureInfo.InvariantCulture);

    private static string Sentence(string says) =>
        char.IsLetterOrDigit(says[^1]) ? char.ToUpperInvariant(says[0]) + says[1..] + "." : char.ToUpperInvariant(says[0]) + says[1..];
}
