using System.Globalization;
using System.Text;
using HandoffBot.Core.Chat;
using NodaTime.Text;

namespace HandoffBot.Slack.Text;

/// <summary>Writes phrases as Slack's <c>mrkdwn</c> or as plain text.</summary>
/// <param name="workspace">Whose accounts can be mentioned.</param>
/// <param name="command">The slash command, with its slash.</param>
internal sealed class PhraseWriter(string workspace, string command)
{
    private const int LongestLink = 1000;

    private static readonly ZonedDateTimePattern InWords =
        ZonedDateTimePattern.CreateWithInvariantCulture("d MMM uuuu, HH:mm x", NodaTime.DateTimeZoneProviders.Tzdb);

    /// <summary>The phrase as <c>mrkdwn</c> of at most so many characters; a mention, date or link is whole or left out.</summary>
    public string Mrkdwn(Phrase phrase, int max)
    {
        var written = new StringBuilder();
        foreach (var part in phrase.Parts)
        {
            var left = max - written.Length;
            var piece = Mrkdwn(part, left);
            if (piece.Length > left)
            {
                Close(written, max);
                break;
            }

            written.Append(piece);
            if (piece.EndsWith('…') && piece.Length >= left - 1)
                break;
        }

        return written.ToString();
    }

    /// <summary>The phrase without any markup, on one line.</summary>
    public string Plain(Phrase phrase, int max) =>
        CleanText.Of(string.Concat(phrase.Parts.Select(Plain)), max);

    /// <summary>The accounts that the phrase mentions in this workspace.</summary>
    public IEnumerable<string> Mentioned(Phrase phrase) =>
        phrase.Parts.OfType<Inline.Mention>().Select(Account).OfType<string>();

    private string Mrkdwn(Inline part, int left) => part switch
    {
        Inline.Plain plain => SlackText.Mrkdwn(plain.Text, left),
        Inline.Strong strong => Strong(strong.Text, left),
        Inline.Mention mention => Account(mention) is { } account ? $"<@{account}>" : SlackText.Mrkdwn(mention.Name, left, oneLine: true),
        Inline.When moment => Date(moment),
        Inline.Link link => Link(link, left),
        Inline.Command typed => Code(CommandLine(typed)),
        _ => throw new NotSupportedException($"Slack cannot write {part.GetType().Name} yet."),
    };

    private string Plain(Inline part) => part switch
    {
        Inline.Plain plain => plain.Text,
        Inline.Strong strong => strong.Text,
        Inline.Mention mention => mention.Name,
        Inline.When moment => InWords.Format(moment.At.InZone(moment.Fallback)),
        Inline.Link link => link.Text,
        Inline.Command typed => CommandLine(typed),
        _ => throw new NotSupportedException($"Slack cannot write {part.GetType().Name} yet."),
    };

    private string CommandLine(Inline.Command typed) => typed.Words.Length == 0 ? command : $"{command} {typed.Words}";

    /// <summary>Slack formats only what touches its asterisks, so the spaces at the ends stand outside.</summary>
    private static string Strong(string text, int left)
    {
        var clean = CleanText.Of(text, oneLine: true);
        var inner = clean.Trim();
        if (inner.Length == 0 || left < 4)
            return SlackText.Mrkdwn(clean, left);

        // An asterisk inside would end the bold; its look-alike does not.
        var bold = SlackText.Mrkdwn(inner.Replace('*', '∗'), left - 4, oneLine: true);
        return $"{(char.IsWhiteSpace(clean[0]) ? " " : "")}*{bold}*{(char.IsWhiteSpace(clean[^1]) ? " " : "")}";
    }

    private static string Date(Inline.When when)
    {
        var fallback = SlackText.Escape(InWords.Format(when.At.InZone(when.Fallback))).Replace('|', ' ');
        return string.Create(CultureInfo.InvariantCulture, $"<!date^{when.At.ToUnixTimeSeconds()}^{{date_short_pretty}} {{time}}|{fallback}>");
    }

    private static string Link(Inline.Link link, int left)
    {
        var address = LinkAddress.Of(link.To);
        return address is null || address.Length > LongestLink || address.Length + 16 > left
            ? SlackText.Mrkdwn(link.Text, left, oneLine: true)
            : $"<{address}|{Label(link.Text, left - address.Length - 3)}>";
    }

    /// <summary>Text inside <c>&lt;…|…&gt;</c>, which must not be empty.</summary>
    private static string Label(string text, int left) =>
        SlackText.Mrkdwn(string.IsNullOrWhiteSpace(text) ? "link" : text, left, oneLine: true);

    private static string Code(string text) =>
        $"`{CleanText.Fit(CleanText.Of(text, oneLine: true).Replace('`', '\''), 400, SlackText.Escape)}`";

    private string? Account(Inline.Mention mention)
    {
        foreach (var account in mention.Accounts)
        {
            if (account.Platform is Platform.Slack && account.Workspace == workspace && SlackIds.IsUser(account.Account))
                return account.Account;
        }

        return null;
    }

    private static void Close(StringBuilder written, int max)
    {
        if (written.Length < max)
            written.Append('…');
    }
}
