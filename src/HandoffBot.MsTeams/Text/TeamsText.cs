using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using HandoffBot.Core.Chat;

namespace HandoffBot.MsTeams.Text;

/// <summary>
/// Makes any text fit to be shown in an Adaptive Card, where nothing in it can become a link, a mention, a date or formatting.
/// <see href="https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format"/>
/// </summary>
/// <remarks>
/// A backslash would do for the desktop client, but the telephones' renderers know it before <c>*</c> and <c>_</c> only and make a link of
/// <c>\[x\](address)</c>. So whatever else would act is broken by a zero-width space, which all of them show as nothing.
/// </remarks>
internal static partial class TeamsText
{
    public const char Breaker = '\u200B';

    private static readonly SearchValues<char> Active = SearchValues.Create(@"]<&~{\");

    /// <summary>Cleaned text for a TextBlock or a fact; its lines become paragraphs, since the client draws a single line break as a space.</summary>
    public static string Markdown(string text, int max, bool oneLine = false) =>
        CleanText.Fit(Lines(Disarm(CleanText.Of(CleanText.Head(text, max), oneLine))), max, Escape);

    /// <summary>
    /// Cleaned text for titles and labels of controls. Some clients read them as markdown and some do not, so nothing is escaped: between
    /// asterisks it may be drawn in bold, but never becomes a link.
    /// </summary>
    public static string Label(string text, int max) =>
        CleanText.Fit(Disarm(CleanText.Of(CleanText.Head(text, max), oneLine: true).Trim()), max, static element => element);

    /// <summary>What, standing last, could act together with what another writer appends.</summary>
    public static bool EndsOpen(StringBuilder written) => written.Length > 0 && @"]!\<&~{".Contains(written[^1], StringComparison.Ordinal);

    private static string Escape(string text) => text.AsSpan().IndexOfAny("*_`") < 0
        ? text
        : text.Replace("*", @"\*", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal).Replace("`", @"\`", StringComparison.Ordinal);

    private static string Disarm(string text) => !text.AsSpan().ContainsAny(Active)
        ? text
        : Acting().Replace(text, match => $"{match.Value}{Breaker}");

    private static string Lines(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal))
            return Line(text);

        // What stands before the first break and after the last may have neighbours: their spaces and breaks stay.
        var lines = text.Split('\n');
        var last = lines.Length - 1;
        return string.Join("\n\n", lines
            .Select((line, place) => place == last ? line : line.TrimEnd())
            .Where((line, place) => place == 0 || place == last || line.Length > 0)
            .Select(Line));
    }

    /// <summary>A line that would begin a list, heading, quotation or block of code does not.</summary>
    private static string Line(string line)
    {
        var begins = line.AsSpan().IndexOfAnyExcept(' ');
        if (begins < 0)
            return line;

        // A space inside a phrase stays one: only four of them are code.
        var indented = begins < 4 ? line : string.Concat(new string('\u00A0', begins), line.AsSpan(begins));
        return Marker().IsMatch(line) ? Breaker + indented : indented;
    }

    /// <summary>
    /// <c>](</c>, <c>][</c> and <c>]:</c> make links, <c>&lt;</c> tags and addresses, <c>&amp;name;</c> a character, <c>~~</c> struck-out
    /// text, <c>{{</c> a date, and a backslash escapes what follows.
    /// </summary>
    [GeneratedRegex(@"\](?=[(\[:])|<(?=[A-Za-z/!?])|&(?=#?[A-Za-z0-9]{1,40};)|~(?=~)|\{(?=\{)|\\(?=[!-/:-@\[-`{-~\n]|\z)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Acting();

    [GeneratedRegex(@"^ *([-+>#]|\d{1,9}[.)])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();
}
