namespace HandoffBot.Core.Handoffs;

/// <summary>Several things in one sentence.</summary>
internal static class Listing
{
    public static string And(IReadOnlyList<string> of) => Join(of, "and");

    public static string Or(IReadOnlyList<string> of) => Join(of, "or");

    /// <summary>At most <paramref name="most"/> names, and how many more there are.</summary>
    public static string Some(IReadOnlyList<string> of, int most) =>
        of.Count <= most ? string.Join(", ", of) : $"{string.Join(", ", of.Take(most))} and {of.Count - most} more";

    private static string Join(IReadOnlyList<string> of, string word) => of switch
    {
        [] => "",
        [var only] => only,
        _ => $"{string.Join(", ", of.Take(of.Count - 1))} {word} {of[^1]}",
    };
}
