using System.Globalization;
using HandoffBot.Core.Chat;

namespace HandoffBot.Core.Playbooks;

/// <summary>Parts of a playbook in words.</summary>
internal static class PlaybookWords
{
    public static string Of(Within within) => within switch
    {
        Within.Wall wall => Spoken.Length(wall.Length),
        Within.BusinessHours hours => $"{Spoken.Length(hours.Length)} of working time",
        Within.BusinessDays days => Counted.Of(days.Days, "working day"),
        _ => throw new ArgumentException($"No words for {within.GetType().Name}.", nameof(within)),
    };

    /// <summary>With every limit, so that equal words mean equal kinds.</summary>
    public static string Of(FieldKind kind) => kind switch
    {
        FieldKind.Text text => $"a line of text{Of(text.MinLength, text.MaxLength, text.Pattern, text.PatternSays)}",
        FieldKind.LongText text => $"a text{Of(text.MinLength, text.MaxLength, text.Pattern, text.PatternSays)}",
        FieldKind.Number number => $"a number{Of(number.Min, number.Max)}",
        FieldKind.Money money => $"an amount{Of(money.Min, money.Max)}",
        FieldKind.Date date => $"a date{Of(date.NotBefore, ", not before ")}{Of(date.NotAfter, ", not after ")}",
        FieldKind.Choice choice => $"one of: {string.Join(", ", choice.Options)}",
        FieldKind.Choices choices => $"some of: {string.Join(", ", choices.Options)}",
        FieldKind.YesNo => "yes or no",
        FieldKind.Person => "a person",
        FieldKind.Client client => client.Of.A,
        FieldKind.Email => "an e-mail address",
        FieldKind.Url => "a link",
        FieldKind.Phone => "a phone number",
        _ => throw new ArgumentException($"No words for {kind.GetType().Name}.", nameof(kind)),
    };

    private static string Of(int? least, int? most, string? pattern, string? says)
    {
        var shape = pattern is null ? "" : $", written as “{says ?? pattern}”{(says is null ? "" : $" ({pattern})")}";
        return $"{(least is { } min ? $", at least {min} characters" : "")}{(most is { } max ? $", at most {max} characters" : "")}{shape}";
    }

    private static string Of(decimal? least, decimal? most) =>
        $"{(least is { } min ? $", at least {min.ToString(CultureInfo.InvariantCulture)}" : "")}{(most is { } max ? $", at most {max.ToString(CultureInfo.InvariantCulture)}" : "")}";

    private static string Of(DateLimit? limit, string says) => limit switch
    {
        null => "",
        DateLimit.Fixed { Date: var date } => says + Promised.On(date),
        DateLimit.FromToday { Days: 0 } => says + "the day itself",
        DateLimit.FromToday { Days: var days } => $"{says}{Counted.Of(Math.Abs(days), "day")} {(days < 0 ? "ago" : "ahead")}",
        _ => throw new ArgumentException($"No words for {limit.GetType().Name}.", nameof(limit)),
    };
}
