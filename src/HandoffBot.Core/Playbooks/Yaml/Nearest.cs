namespace HandoffBot.Core.Playbooks.Yaml;

/// <summary>Guesses what somebody meant.</summary>
public static class Nearest
{
    private const int LongestWord = 64;
    private const int MostListed = 12;

    /// <summary>"did you mean 'x'?", else the few words that would be right.</summary>
    public static string Suggest(string word, IReadOnlyCollection<string> known)
    {
        if (To(word, known) is { } meant)
            return $"did you mean '{meant}'?";
        if (known.Count == 0)
            return "none is defined";

        var listed = string.Join(", ", known.Take(MostListed).Select(one => $"'{one}'"));
        return known.Count > MostListed ? $"for example {listed}" : $"possible: {listed}";
    }

    /// <summary>The closest word, if one is close enough to be a slip of the fingers.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord)
            return null;

        var reach = word.Length switch { <= 2 => 1, <= 6 => 2, _ => 3 };
        var (best, distance) = (default(string), reach + 1);
        foreach (var candidate in known)
        {
            if (Math.Abs(candidate.Length - word.Length) > reach)
                continue;

            var d = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (d < distance && d < Math.Max(word.Length, candidate.Length))
                (best, distance) = (candidate, d);
        }

        return best;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.</summary>
    private static int Distance(string from, string to)
    {
        int[] twoAbove = [];
        int[] above = [.. Enumerable.Range(0, to.Length + 1)];
        for (var i = 1; i <= from.Length; i++)
        {
            var row = new int[to.Length + 1];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var change = from[i - 1] == to[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + change);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
            }

            (twoAbove, above) = (above, row);
        }

        return above[to.Length];
    }
}
