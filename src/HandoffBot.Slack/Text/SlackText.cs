using System.Text;
using HandoffBot.Core.Chat;

namespace HandoffBot.Slack.Text;

/// <summary>
/// Makes any text fit to be shown in Slack: what could fool a reader or break a block is taken out, what is too long ends in "…",
/// and nothing in it can become a mention, a link or formatting.
/// </summary>
/// <remarks>Lengths are counted in UTF-16 units after escaping, which is never less than what Slack counts.</remarks>
internal static class SlackText
{
    /// <summary>Cleaned text for <c>mrkdwn</c>: escaped, with its formatting characters disarmed.</summary>
    public static string Mrkdwn(string text, int max, bool oneLine = false) =>
        CleanText.Fit(Disarm(CleanText.Of(CleanText.Head(text, max), oneLine)), max, Escape);

    /// <summary>Escapes what Slack reads as markup. Only for text that is not escaped yet.</summary>
    public static string Escape(string text) => text.AsSpan().IndexOfAny('&', '<', '>') < 0
        ? text
        : text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>
    /// Slack formats between <c>*</c>, <c>_</c>, <c>~</c> at the edge of a word, between backticks anywhere, and after a leading
    /// <c>&gt;</c>. A zero-width space beside them leaves them what they are; inside words (snake_case) nothing is touched.
    /// </summary>
    private static string Disarm(string text)
    {
        if (text.AsSpan().IndexOfAny("*_~`>") < 0)
            return text;

        var disarmed = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            var afterWord = at > 0 && char.IsLetterOrDigit(text[at - 1]);
            var beforeWord = at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]);
            var formats = sign switch
            {
                '*' or '_' or '~' => !(afterWord && beforeWord),
                '`' => true,
                '>' => at == 0 || text[at - 1] == '\n',
                _ => false,
            };
            if (formats)
                disarmed.Append('\u200B').Append(sign).Append('\u200B');
            else
                disarmed.Append(sign);
        }

        return disarmed.ToString();
    }
}
