using System.Text.RegularExpressions;

namespace HandoffBot.Core.Playbooks;

/// <summary>
/// A playbook's pattern, over the whole text. It runs in time proportional to the text, whoever wrote the pattern and whoever typed the
/// text: what takes 100 ms was held up by a busy machine, or is the worst that a pattern can be. It is run once more, for two seconds at most.
/// </summary>
internal static class TextPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(2);

    /// <exception cref="ArgumentException">It is not a pattern.</exception>
    /// <exception cref="NotSupportedException">It cannot run without backtracking.</exception>
    public static Regex Of(string pattern) => Of(pattern, Patience);

    public static bool Fits(string pattern, string text) => Fits(pattern, text, Patience, LongPatience);

    /// <returns>False, too, when it has run out of each of these spans in turn.</returns>
    internal static bool Fits(string pattern, string text, params ReadOnlySpan<TimeSpan> patience)
    {
        foreach (var span in patience)
        {
            try
            {
                return Of(pattern, span).IsMatch(text);
            }
            catch (RegexMatchTimeoutException)
            {
                // The next span is longer.
            }
        }

        return false;
    }

    private static Regex Of(string pattern, TimeSpan patience)
    {
        // On its own first: "a)(b" must not become right by what is put around it.
        _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, patience);
        return new(@"\A(?:" + pattern + @")\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, patience);
    }
}
