using System.Text.RegularExpressions;

namespace HandoffBot.Core.Playbooks;

/// <summary>
/// A playbook's pattern, over the whole text. It runs in time proportional to the text, and never longer than 100 ms, whoever wrote
/// the pattern and whoever typed the text.
/// </summary>
internal static class TextPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <exception cref="ArgumentException">It is not a pattern.</exception>
    /// <exception cref="NotSupportedException">It cannot run without backtracking.</exception>
    public static Regex Of(string pattern)
    {
        // On its own first: "a)(b" must not become right by what is put around it.
        _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience);
        return new(@"\A(?:" + pattern + @")\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience);
    }

    public static bool Fits(string pattern, string text)
    {
        try
        {
            return Of(pattern).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
