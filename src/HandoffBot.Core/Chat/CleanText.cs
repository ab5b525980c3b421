using System.Globalization;
using System.Text;

namespace HandoffBot.Core.Chat;

/// <summary>
/// Makes any text fit to be shown: what could fool a reader or break a screen is taken out, and what is too long ends in "…". How a
/// platform marks text up is its edge's business.
/// </summary>
public static class CleanText
{
    private const string Ellipsis = "…";

    /// <summary>
    /// The text without control characters, direction overrides and invisible spaces, with half a surrogate pair shown as U+FFFD.
    /// Joiners stay: emoji and several scripts are written with them.
    /// </summary>
    public static string Of(string text, bool oneLine = false)
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

    /// <summary>Cleaned, trimmed and cut to so many UTF-16 units, for where no escaping is wanted.</summary>
    public static string Of(string text, int max, bool oneLine = true) =>
        Fit(Of(Head(text, max), oneLine).Trim(), max, static element => element);

    /// <summary>
    /// As much of the text as fits when each of its visible characters is written by <paramref name="write"/>, so that neither an
    /// emoji nor an escape is ever cut.
    /// </summary>
    /// <param name="write">Makes no character longer than five times what it was.</param>
    public static string Fit(string text, int max, Func<string, string> write)
    {
        if (max <= 0)
            return "";

        // A short text needs no counting.
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
    public static string Head(string text, int max)
    {
        var most = (Math.Max(max, 0) * 4) + 256;
        if (text.Length <= most)
            return text;

        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), Ellipsis);
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
