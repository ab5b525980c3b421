using System.Globalization;
using System.Text.RegularExpressions;

namespace HandoffBot.Core.Playbooks.Checks;

/// <summary>
/// Reads numbers and amounts. <c>12,500.75</c> and <c>12 500.75</c> are clear; what means different numbers to people of different
/// countries (<c>12.500</c>, <c>12,50</c>) is asked about, never guessed.
/// </summary>
internal static partial class TypedAmount
{
    private const decimal Largest = 1_000_000_000_000_000m;

    /// <summary>A sign that several currencies share means the organization's own, if that is one of them.</summary>
    private static readonly Dictionary<string, string[]> Signs = new()
    {
        ["£"] = ["GBP"],
        ["€"] = ["EUR"],
        ["$"] = ["USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN"],
        ["¥"] = ["JPY", "CNY"],
        ["₹"] = ["INR"],
    };

    public static FieldResult Number(string text) =>
        Read(text, isMoney: false, out var says) is { } number ? new FieldResult.Good(new Answer.Number(number)) : new FieldResult.Malformed(says);

    public static FieldResult Money(string text, string currency)
    {
        var match = Parts().Match(text);
        if (!match.Success)
            return new FieldResult.Malformed($"Write an amount such as 12,500 or {currency} 12,500.00.");

        var (before, after) = (match.Groups["before"].Value, match.Groups["after"].Value);
        if (after.Length == 1 && char.IsAsciiLetter(after[0]))
            return new FieldResult.Malformed("Write the amount in digits: 12,500, not 12.5k.");
        if (before.Length > 0 && after.Length > 0)
            return new FieldResult.Malformed("Write the currency once.");
        if (Read(match.Groups["minus"].Value + match.Groups["number"].Value, isMoney: true, out var says) is not { } amount)
            return new FieldResult.Malformed(says);

        return new FieldResult.Good(new Answer.Money(amount, CurrencyOf(before + after, currency)));
    }

    private static string CurrencyOf(string named, string own)
    {
        if (named.Length == 0)
            return own;
        if (!Signs.TryGetValue(named, out var meant))
            return named.ToUpperInvariant();

        return meant.Contains(own) ? own : meant[0];
    }

    private static decimal? Read(string written, bool isMoney, out string says)
    {
        var text = Gaps().Replace(written, "").Replace('−', '-');
        says = isMoney ? "Write an amount such as 12,500 or 12,500.75." : "Write a number such as 12 or 12.5.";
        if (!Grouped().IsMatch(text))
        {
            if (PointsAndComma().IsMatch(text))
                says = "Is the comma for decimals? Write it with a point: 12500.75.";
            return null;
        }

        // 12.500: twelve and a half to some, twelve thousand five hundred to others. Nobody groups 0.125 or 1250.500.
        if (isMoney && Ambiguous().IsMatch(text))
        {
            says = $"Is this {text.Replace(".", "", StringComparison.Ordinal)} or {text.TrimEnd('0').TrimEnd('.')}? Write it without the point, or with two decimals.";
            return null;
        }

        var bare = text.Replace(",", "", StringComparison.Ordinal);
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(bare, style, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Largest)
            return number;

        says = "This number is too large.";
        return null;
    }

    [GeneratedRegex(@"^(?<minus>[-−]?) ?((?<before>[A-Za-z]{3}|[£€$¥₹]) ?)?(?<number>[-−]?[0-9][0-9., '’\u00A0\u202F]*)((?<after>[A-Za-z]{3}|[A-Za-z]|[£€$¥₹]))?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Parts();

    [GeneratedRegex(@"(?<=[0-9])[ '’\u00A0\u202F](?=[0-9]{3}(?![0-9]))|(?<=^-) | +\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Gaps();

    [GeneratedRegex(@"^[+-]?([0-9]{1,30}|[1-9][0-9]{0,2}(,[0-9]{3}){1,9})(\.[0-9]{1,20})?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^-?[1-9][0-9]{0,2}\.[0-9]{3}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Ambiguous();

    [GeneratedRegex(@"^[+-]?[0-9.]*,[0-9]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PointsAndComma();
}
