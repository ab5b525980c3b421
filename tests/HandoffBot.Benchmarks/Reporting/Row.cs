namespace HandoffBot.Benchmarks.Reporting;

/// <summary>One measure: what we reached and what its peer reached, in the same rounds.</summary>
/// <param name="What">With its unit.</param>
/// <param name="Ratios">Ours against the peer's, round by round, in the direction that <paramref name="Must"/> is worded in.</param>
/// <param name="Must">Such as <c>≥ 2x</c>; empty where a figure is only told.</param>
internal sealed record Row(string What, IReadOnlyList<double> Ours, IReadOnlyList<double> Peers, IReadOnlyList<double> Ratios, string Must)
{
    /// <summary>A measure of which more is better.</summary>
    public static Row Of(string what, IReadOnlyList<double> ours, IReadOnlyList<double> peers, string must) =>
        new(what, ours, peers, [.. ours.Zip(peers, (mine, theirs) => mine / theirs)], must);

    /// <summary>Null where nothing is demanded.</summary>
    public bool? Reached => Must.Length == 0 ? null : Must[0] == '≥' ? Middle(Ratios) >= Limit : Middle(Ratios) <= Limit;

    private double Limit => double.Parse(Must.Trim('≥', '≤', ' ', 'x'));

    public static double Middle(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
