namespace HandoffBot.Core.Playbooks.Yaml;

/// <summary>Gathers what is wrong, so that everything can be mended in one go.</summary>
internal sealed class Mistakes
{
    /// <summary>Enough to see that a file is broken throughout; reading a hostile one must end.</summary>
    private const int Most = 500;

    private readonly HashSet<Mistake> _all = [];

    public bool Any => _all.Count > 0;

    /// <summary>By file, line and column.</summary>
    public IReadOnlyList<Mistake> All =>
    [
        .. _all.OrderBy(one => one.File, StringComparer.Ordinal)
            .ThenBy(one => one.Line).ThenBy(one => one.Column).ThenBy(one => one.Says, StringComparer.Ordinal),
    ];

    public void Add(Place at, string says)
    {
        if (_all.Count < Most)
            _all.Add(new Mistake(at.File, at.Line, at.Column, says));
    }

    /// <summary>"team 'onbording' is not defined; did you mean 'onboarding'?"</summary>
    public void AddUnknown(Place at, string says, string word, IEnumerable<string> known)
    {
        if (_all.Count < Most)
            Add(at, $"{says}; {Nearest.Suggest(word, [.. known])}");
    }
}
