namespace HandoffBot.Core.Chat;

/// <summary>Numbers and lists in a sentence.</summary>
internal static class Counted
{
    /// <summary>"1 answer", "2 answers".</summary>
    public static string Of(int count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{count} {many ?? one + "s"}";

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string And(IReadOnlyList<string> names) => Joined(names, "and");

    /// <summary>"a", "a or b", "a, b or c".</summary>
    public static string Or(IReadOnlyList<string> names) => Joined(names, "or");

    /// <summary>The first names, each shortened, and how many more there are.</summary>
    public static IReadOnlyList<string> Few(IReadOnlyList<string> names, int most = 8)
    {
        var shown = names.Select(name => Shortened.To(name, 100));
        return names.Count <= most ? [.. shown] : [.. shown.Take(most), $"{names.Count - most} more"];
    }

    private static string Joined(IReadOnlyList<string> names, string last) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} {last} {names[^1]}",
    };
}
