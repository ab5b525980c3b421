using System.Text.RegularExpressions;
using HandoffBot.Core.Playbooks.Yaml;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>Takes what a person says their hours are apart into the entries of a week, as a file would have them.</summary>
internal static partial class OwnHoursText
{
    /// <summary>Days, each with their windows. Windows before any day have a key without text.</summary>
    public static IReadOnlyList<YamlNode.Entry> Entries(string text, Mistakes mistakes)
    {
        var entries = new List<(YamlNode.Scalar Days, List<YamlNode> Windows)>();
        foreach (Match word in Words().Matches(Dashes().Replace(text, "-")))
        {
            var at = new Place("", 1, word.Index + 1);
            if (char.IsLetter(word.Value[0]))
            {
                entries.Add((new(at, word.Value, Quoted: false), []));
                continue;
            }

            if (entries.Count == 0)
                entries.Add((new(at, "", Quoted: false), []));
            entries[^1].Windows.Add(new YamlNode.Scalar(at, word.Value, Quoted: true));
        }

        foreach (var (days, _) in entries.Where(one => one.Windows.Count == 0))
            mistakes.Add(days.At, $"'{Chat.Shortened.To(days.Text, 40)}' has no hours; a day that is not named is off");

        return [.. entries.Select(one => new YamlNode.Entry(one.Days, new YamlNode.List(one.Days.At, one.Windows)))];
    }

    [GeneratedRegex(@"[^\s,;]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\s*[-–]\s*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Dashes();
}
