using System.Text.RegularExpressions;

namespace HandoffBot.Core.Clients;

/// <summary>
/// What a playbook hands over: a client, or whatever else it calls by a word of its own, such as a release. Things of different kinds are never
/// the same, whatever they are called. Everything that is said of clients holds for them, but that they can be asked nothing and do not go quiet.
/// </summary>
/// <param name="Word">One word in lower case, as it stands in a sentence.</param>
public sealed partial record Subject(string Word)
{
    public const int LongestWord = 20;

    public static readonly Subject Client = new("client");

    public bool IsClient => Word == Client.Word;

    /// <summary>"the client", "the release".</summary>
    public string The => $"the {Word}";

    /// <summary>"a client", "an offer".</summary>
    public string A => "aeiou".Contains(Word[0], StringComparison.Ordinal) ? $"an {Word}" : $"a {Word}";

    /// <summary>Who may have to find something out besides the two teams: whom the client can be asked, or somebody else.</summary>
    public string Outsider => IsClient ? "the client" : "somebody else";

    /// <summary>"Promised to the client", "Promised for the release".</summary>
    public string PromisedTo => IsClient ? "Promised to the client" : $"Promised for the {Word}";

    /// <summary>A name as cards and sentences say it: a client's as it is, another's with its word before it ("release 4.2").</summary>
    public string Called(string name) =>
        IsClient || name.StartsWith(Word + " ", StringComparison.OrdinalIgnoreCase) ? name : $"{Word} {name}";

    /// <summary>Whether playbooks may use a word.</summary>
    public static bool IsWord(string text) => text.Length <= LongestWord && Shape().IsMatch(text);

    [GeneratedRegex(@"^\p{Ll}+(-\p{Ll}+)*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
