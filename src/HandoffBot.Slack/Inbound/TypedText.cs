using System.Net;
using System.Text.RegularExpressions;

namespace HandoffBot.Slack.Inbound;

/// <summary>
/// Turns Slack's escaped text back into what the person typed: links and channels become their text, entities become letters. A
/// mention stays <c>&lt;@U…&gt;</c>, which names the account for certain.
/// </summary>
internal static partial class TypedText
{
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";

        return WebUtility.HtmlDecode(Marked().Replace(text, Shown)).Trim();
    }

    private static string Shown(Match match)
    {
        var target = match.Groups["target"].Value;
        var label = match.Groups["label"];
        return target[0] switch
        {
            '@' => $"<{target}>",
            '#' => label is { Success: true, Length: > 0 } ? $"#{label.Value}" : target,
            '!' => label is { Success: true, Length: > 0 } ? label.Value : $"@{target[1..]}",
            _ => label.Success ? label.Value : target,
        };
    }

    [GeneratedRegex("<(?<target>[^<>|]+)(?:\\|(?<label>[^<>]*))?>", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Marked();
}
