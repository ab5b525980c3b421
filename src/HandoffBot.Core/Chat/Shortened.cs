using System.Globalization;

namespace HandoffBot.Core.Chat;

/// <summary>Text cut to a length without splitting what a reader sees as one character.</summary>
public static class Shortened
{
    /// <summary>The text itself when it fits, else its beginning and an ellipsis: never longer than <paramref name="length"/> UTF-16 units.</summary>
    public static string To(string text, int length)
    {
        if (text.Length <= length)
            return text;

        if (length <= 1)
            return length == 1 ? "…" : "";

        var kept = WholeCharacters(text, length - 1);
        return string.Concat(text.AsSpan(0, kept).TrimEnd(), "…");
    }

    private static int WholeCharacters(string text, int room)
    {
        var kept = 0;
        while (kept < text.Length)
        {
            var next = StringInfo.GetNextTextElementLength(text.AsSpan(kept));
            if (kept + next > room)
                break;

            kept += next;
        }

        // One character of a thousand combining marks has no boundary that fits: cut between code points.
        if (kept == 0)
            kept = char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;

        return kept;
    }
}
