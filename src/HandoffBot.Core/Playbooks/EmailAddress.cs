using System.Text.RegularExpressions;

namespace HandoffBot.Core.Playbooks;

/// <summary>Whether a text can be an e-mail address. Only a letter that arrives proves one; this finds slips of the fingers.</summary>
public static partial class EmailAddress
{
    private const int Longest = 254;

    public static bool LooksRight(string text) => text.Length <= Longest && Shape().IsMatch(text);

    [GeneratedRegex(
        @"^[^\s@<>,;:""()\[\]\\]{1,64}@([A-Za-z0-9\p{L}]([A-Za-z0-9\p{L}-]{0,61}[A-Za-z0-9\p{L}])?\.)+[A-Za-z\p{L}][A-Za-z0-9\p{L}-]{1,62}\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
