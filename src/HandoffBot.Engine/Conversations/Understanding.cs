using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Playbooks.Yaml;

namespace HandoffBot.Engine.Conversations;

/// <summary>From a line of text to what it says. The same words are understood in a command and in a message.</summary>
internal static class Understanding
{
    private static readonly ImmutableArray<string> Known = [.. HelpCard.Lines.Append(HelpCard.OfAdmins).Select(line => line.Command)];

    public static Said Of(string line)
    {
        var words = WithoutMentions(SpokenWords.From(line));
        if (words.Count == 0)
            return new Said.Help();

        var first = words.Of[0].Text;
        var rest = words.Skip(1);
        return first.ToLowerInvariant() switch
        {
            "new" => new Said.New(rest),
            "drafts" => new Said.Listed(ListKind.Drafts, Page(rest)),
            "home" => new Said.Home(),
            "inbox" => new Said.Listed(ListKind.Inbox, Page(rest)),
            "mine" => new Said.Listed(ListKind.Mine, Page(rest)),
            "promise" => new Said.Promise(rest),
            "own" => new Said.Own(rest),
            "show" => new Said.Show(Reference(rest), rest.Text),
            "away" => new Said.Away(rest),
            "back" when rest.Count == 0 => new Said.Back(),
            "team" => new Said.Team(rest),
            "hours" => new Said.Hours(rest),
            "setup" => new Said.SetUp(rest),
            "help" or "?" or "hi" or "hello" => new Said.Help(),
            _ when Reference(words) is { } number && words.Count == 1 && IsReference(first) => new Said.Show(number, first),
            _ => new Said.Unknown(line, Mended(first, rest)),
        };
    }

    private static string? Mended(string first, SpokenWords rest)
    {
        if (Nearest.To(first, Known) is not { } meant)
            return null;

        return rest.Count == 0 ? meant : $"{meant} {string.Join(' ', rest.Of.Select(word => word.Quoted ? $"\"{word.Text}\"" : word.Text))}";
    }

    private static int Page(SpokenWords rest) =>
        rest.Count > 0 && int.TryParse(rest.Of[0].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 1_000_000) : 1;

    /// <summary><c>H-1042</c>, <c>h1042</c> or <c>1042</c>.</summary>
    private static int? Reference(SpokenWords words)
    {
        if (words.Count == 0)
            return null;

        var text = words.Of[0].Text.TrimEnd('.', ',', '!', '?');
        var digits = text.StartsWith("h-", StringComparison.OrdinalIgnoreCase) ? text[2..]
            : text is ['h' or 'H', ..] ? text[1..] : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static bool IsReference(string word) => word is ['h' or 'H', ..];

    /// <summary>A message in a channel begins with the bot's own mention.</summary>
    private static SpokenWords WithoutMentions(SpokenWords words) => new(
    [
        .. words.Of.SkipWhile(word =>
            word.Text is ['<', '@', .., '>'] || (word.Text.StartsWith("<at>", StringComparison.OrdinalIgnoreCase) && word.Text.EndsWith("</at>", StringComparison.OrdinalIgnoreCase))),
    ]);
}
