using System.Text.RegularExpressions;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.Calls;

/// <summary>
/// Turns what a person types into what an app receives: the three signs escaped, people, channels and links in angle
/// brackets (<c>should_escape</c> is set in the app's manifest).
/// </summary>
internal static partial class TypedText
{
    /// <summary>Slash commands carry names inside the brackets as well (labels), messages do not.</summary>
    public static string Escape(string typed, SlackWorkspace workspace, bool labels)
    {
        var text = typed.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
        text = Links().Replace(text, link => $"<{link.Value}>");
        foreach (var person in workspace.People.OrderByDescending(person => person.Name.Length))
        {
            var mention = labels ? $"<@{person.Id}|{person.Handle}>" : $"<@{person.Id}>";
            text = Name("@", person.Name).Replace(text, mention);
            text = Name("@", person.Handle).Replace(text, mention);
        }

        foreach (var channel in workspace.Conversations.Where(channel => channel.Kind != ConversationKind.Direct))
            text = Name("#", channel.Name).Replace(text, $"<#{channel.Id}|{channel.Name}>");
        return text;
    }

    /// <summary>A name after its sign, not in the middle of a word (so that an e-mail address stays one).</summary>
    private static Regex Name(string sign, string name) =>
        new($@"(?<![\w<]){Regex.Escape(sign + name)}(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200));

    [GeneratedRegex(@"https?://[^\s<>|]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Links();
}
