using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>How people write lengths of time and moments of a clock.</summary>
internal static partial class Spans
{
    public const string WithinIsLike = "a time such as 45s, 30m, 4h, 2d, '4 business hours' or '2 business days'";
    public const string LengthIsLike = "a time such as 45s, 30m, 4h or 2d";
    public const string AtIsLike = "a share of the time such as 50%, or a distance from the due time such as -30m or +2h";
    public const string TurnIsLike = "'day', 'week', or a number of them such as '2 weeks'";
    public const string LimitIsLike = "a date such as 2026-12-31, 'today', or 'today+30d'";

    /// <summary>Nobody waits longer; it also keeps the arithmetic of instants far from its limits.</summary>
    private const int MostDays = 3660;
    private const decimal MostPercent = 10_000;

    /// <summary><c>30m</c> is wall time, <c>4 business hours</c> and <c>2 business days</c> are working time.</summary>
    public static Within? Within(string text)
    {
        if (Length(text) is { } wall)
            return new Within.Wall(wall);

        var match = Business().Match(text);
        if (!match.Success || Count(match.Groups["n"].Value) is not { } count)
            return null;

        return match.Groups["unit"].Value switch
        {
            "minute" when count <= MostDays * 1440 => new Within.BusinessHours(Duration.FromMinutes(count)),
            "hour" when count <= MostDays * 24 => new Within.BusinessHours(Duration.FromHours(count)),
            "day" when count <= MostDays => new Within.BusinessDays(count),
            _ => null,
        };
    }

    /// <summary>A length of wall time, longer than nothing.</summary>
    public static Duration? Length(string text)
    {
        var match = Wall().Match(text);
        return match.Success && Count(match.Groups["n"].Value) is { } count and > 0 ? Of(count, match.Groups["unit"].Value) : null;
    }

    public static StepAt? At(string text)
    {
        var share = Share().Match(text);
        if (share.Success)
        {
            var percent = decimal.Parse(share.Groups["n"].Value, CultureInfo.InvariantCulture);
            return percent <= MostPercent ? new StepAt.Share(percent) : null;
        }

        var match = Offset().Match(text);
        if (!match.Success || Count(match.Groups["n"].Value, least: 0) is not { } count)
            return null;
        if (Of(count, match.Groups["unit"].Value) is not { } length)
            return null;

        return new StepAt.Offset(match.Groups["sign"].Value == "-" ? -length : length);
    }

    /// <summary>How many days a turn on duty lasts.</summary>
    public static int? Turn(string text)
    {
        var match = Turns().Match(text);
        if (!match.Success)
            return null;

        var count = match.Groups["n"].Success ? Count(match.Groups["n"].Value) : 1;
        var days = count * (match.Groups["unit"].Value == "week" ? 7 : 1);
        return days is > 0 and <= MostDays ? days : null;
    }

    public static LocalDate? Date(string text)
    {
        var parsed = NodaTime.Text.LocalDatePattern.Iso.Parse(text);
        return parsed.Success && parsed.Value.Year is >= 1900 and <= 2300 ? parsed.Value : null;
    }

    public static DateLimit? Limit(string text)
    {
        if (Date(text) is { } date)
            return new DateLimit.Fixed(date);

        var match = FromToday().Match(text);
        if (!match.Success)
            return null;
        if (!match.Groups["n"].Success)
            return new DateLimit.FromToday(0);
        if (Count(match.Groups["n"].Value, least: 0) is not { } days || days > MostDays * 10)
            return null;

        return new DateLimit.FromToday(match.Groups["sign"].Value == "-" ? -days : days);
    }

    private static int? Count(string digits, int least = 1) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count < 10_000_000 ? count : null;

    private static Duration? Of(int count, string unit)
    {
        var length = unit switch
        {
            "s" => Duration.FromSeconds(count),
            "m" => Duration.FromMinutes(count),
            "h" => Duration.FromHours(count),
            _ => Duration.FromDays(count),
        };
        return length <= Duration.FromDays(MostDays) ? length : null;
    }

    [GeneratedRegex(@"^(?<n>[0-9]+) ?(?<unit>[smhd])\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Wall();

    [GeneratedRegex(@"^(?<n>[0-9]+) +business +(?<unit>minute|hour|day)s?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Business();

    [GeneratedRegex(@"^(?<n>[0-9]{1,6}(\.[0-9]{1,3})?) ?%\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Share();

    [GeneratedRegex(@"^(?<sign>[+-]) ?(?<n>[0-9]+) ?(?<unit>[smhd])\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Offset();

    [GeneratedRegex(@"^((?<n>[0-9]+) +)?(?<unit>day|week)s?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Turns();

    [GeneratedRegex(@"^today( ?(?<sign>[+-]) ?(?<n>[0-9]+) ?d)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex FromToday();
}
