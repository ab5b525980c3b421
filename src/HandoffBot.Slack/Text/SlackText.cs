using System.Globalization;
using System.Text;

namespace HandoffBot.Slack.Text;

/// <summary>
/// Makes any text fit to be shown in Slack: what could fool a reader or break a block is taken out, what is too long ends in "…",
/// and nothing in it can become a mention, a link or formatting.
/// </summary>
/// <remarks>Lengths are counted in UTF-16 units after escaping, which is never less than what Slack counts.</remarks>
internal static class SlackText
{
    private const string Ellipsis = "…";

    /// <summary>
    /// The text without control characters, direction overrides and invisible spaces, with half a surrogate pair shown as U+FFFD.
    /// Joiners stay: emoji and several scripts are written with them.
    /// </summary>
    public static string Clean(string text, bool oneLine = false)
    {
        if (text.Length == 0 || !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r' or '\u2028' or '\u2029' or '\t')
                clean.Append(oneLine || rune.Value is '\t' ? ' ' : '\n');
            else if (!IsHidden(rune))
                clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    /// <summary>Cleaned text for a <c>plain_text</c> object, where no escaping is wanted.</summary>
    public static string Plain(string text, int max, bool oneLine = true) =>
        Fit(Clean(Head(text, max), oneLine).Trim(), max, static element => element);

    /// <summary>Cleaned text for <c>mrkdwn</c>: escaped, with its formatting characters disarmed.</summary>
    public static string Mrkdwn(string text, int max, bool oneLine = false) =>
        Fit(Disarm(Clean(Head(text, max), oneLine)), max, Escape);

    /// <summary>Escapes what Slack reads as markup. Only for text that is not escaped yet.</summary>
    public static string Escape(string text) => text.AsSpan().IndexOfAny('&', '<', '>') < 0
        ? text
        : text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>
    /// As much of the text as fits when each of its visible characters is written by <paramref name="write"/>, so that neither an
    /// emoji nor an escape is ever cut.
    /// </summary>
    public static string Fit(string text, int max, Func<string, string> write)
    {
        if (max <= 0)
            return "";

        // No writer makes a character longer than "&amp;", so a short text needs no counting.
        if (text.Length * 5 <= max)
            return write(text);

        var fitting = new StringBuilder(Math.Min(text.Length, max));
        var lengthWithEllipsis = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var written = write(elements.GetTextElement());
            if (fitting.Length + written.Length > max)
                return string.Concat(fitting.ToString(0, lengthWithEllipsis).AsSpan().TrimEnd(), Ellipsis);

            fitting.Append(written);
            if (fitting.Length <= max - Ellipsis.Length)
                lengthWithEllipsis = fitting.Length;
        }

        return fitting.ToString();
    }

    /// <summary>No more of a huge text than can be shown, even if much of it is taken out: cleaning 100 kB for one line would be a gift to a flooder.</summary>
    private static string Head(string text, int max)
    {
        var most = (Math.Max(max, 0) * 4) + 256;
        if (text.Length <= most)
            return text;

        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), Ellipsis);
    }

    /// <summary>
    /// Slack formats between <c>*</c>, <c>_</c>, <c>~</c> at the edge of a word, between backticks anywhere, and after a leading
    /// <c>&gt;</c>. A zero-width space beside them leaves them what they are; inside words (snake_case) nothing is touched.
    /// </summary>
    private static string Disarm(string text)
    {
        if (text.AsSpan().IndexOfAny("*_~`>") < 0)
            return text;

        var disarmed = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            var afterWord = at > 0 && char.IsLetterOrDigit(text[at - 1]);
            var beforeWord = at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]);
            var formats = sign switch
            {
                '*' or '_' or '~' => !(afterWord && beforeWord),
                '`' => true,
                '>' => at == 0 || text[at - 1] == '\n',
                _ => false,
            };
            if (formats)
                disarmed.Append('\u200B').Append(sign).Append('\u200B');
            else
                disarmed.Append(sign);
        }

        return disarmed.ToString();
    }

    private static bool IsHidden(Rune rune) => rune.Value switch
    {
        0x200C or 0x200D or 0x200E or 0x200F => false,
        0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x180E or 0x3164 or 0xFFA0 => true,
        >= 0x200B and <= 0x200F => true,
        >= 0x202A and <= 0x202E => true,
        >= 0x2060 and <= 0x206F => true,
        0xFEFF or (>= 0xFFF9 and <= 0xFFFB) => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control,
    };
}
