using System.Text;

namespace HandoffBot.Core.Playbooks.Checks;

/// <summary>Cleans what somebody typed or pasted, without changing what it says.</summary>
internal static class TypedText
{
    private const int MostShown = 40;

    /// <summary>Control characters and broken halves of characters are dropped, a tab is a space, lines end in one way, ends are trimmed.</summary>
    public static string Lines(string typed)
    {
        var clean = new StringBuilder(typed.Length);
        foreach (var rune in typed.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').EnumerateRunes())
        {
            if (rune.Value == '\n' || !Rune.IsControl(rune))
                clean.Append(rune.ToString());
            else if (rune.Value == '\t')
                clean.Append(' ');
        }

        return clean.ToString().Trim();
    }

    public static string OneLine(string typed) =>
        string.Join(' ', Lines(typed).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Short enough to quote in a sentence.</summary>
    public static string Shown(string typed)
    {
        var line = OneLine(typed);
        return line.Length <= MostShown ? line : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[MostShown - 1]) ? MostShown - 1 : MostShown), "…");
    }
}
