using System.Text;
using HandoffBot.Core.Chat;
using NodaTime;
using NodaTime.Text;

namespace HandoffBot.MsTeams.Text;

/// <summary>Writes phrases as the markdown of Adaptive Cards, or as plain text.</summary>
/// <param name="mentions">Gathers whom the card mentions.</param>
/// <param name="bot">The name by which the bot is mentioned where that is needed; null where the words alone are enough.</param>
/// <param name="zone">The reader's, for plain text; where it is not known, times stand in the zone that the phrase names.</param>
internal sealed class PhraseWriter(Mentions mentions, string? bot, DateTimeZone? zone = null)
{
    private const int LongestCommand = 400;

    private static readonly ZonedDateTimePattern InWords =
        ZonedDateTimePattern.CreateWithInvariantCulture("d MMM uuuu, HH:mm x", DateTimeZoneProviders.Tzdb);

    private static readonly InstantPattern ForFunctions = InstantPattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm:ss'Z'");

    /// <summary>The phrase as markdown of at most so many characters; a mention, date or link is whole or left out.</summary>
    public string Markdown(Phrase phrase, int max)
    {
        var written = new StringBuilder();
        foreach (var part in phrase.Parts)
        {
            // What one part ends with and the next begins with must not act together.
            var apart = TeamsText.EndsOpen(written) ? 1 : 0;
            var left = max - written.Length - apart;
            var piece = Markdown(part, left);
            if (piece.Length == 0 && left > 0)
                continue;

            if (piece.Length > left || left <= 0)
            {
                if (written.Length < max)
                    written.Append('…');

                break;
            }

            if (apart > 0)
                written.Append(TeamsText.Breaker);

            written.Append(piece);
            if (piece.EndsWith('…') && piece.Length >= left - 2)
                break;
        }

        return written.ToString();
    }

    /// <summary>The phrase without any markup, on one line: for lock screens and for whoever reads a card aloud.</summary>
    public string Plain(Phrase phrase, int max) => CleanText.Of(string.Concat(phrase.Parts.Select(Plain)), max);

    /// <summary>A label in bold above its value or in front of it.</summary>
    public static string Strong(string text, int left)
    {
        var clean = CleanText.Of(CleanText.Head(text, left), oneLine: true);
        var inner = clean.Trim();
        if (inner.Length == 0 || left < 8)
            return TeamsText.Markdown(clean, left, oneLine: true);

        // Asterisks beside punctuation count as bold only beside something else, so such an edge gets an invisible neighbour.
        var before = IsPunctuation(inner[0]) ? TeamsText.Breaker.ToString() : "";
        var bold = before + TeamsText.Markdown(inner, left - 7, oneLine: true);
        var after = IsPunctuation(bold[^1]) || bold[^1] == TeamsText.Breaker ? TeamsText.Breaker.ToString() : "";
        return $"{(char.IsWhiteSpace(clean[0]) ? " " : "")}**{bold}{after}**{(char.IsWhiteSpace(clean[^1]) ? " " : "")}";
    }

    private string Markdown(Inline part, int left) => part switch
    {
        Inline.Plain plain => TeamsText.Markdown(plain.Text, left),
        Inline.Strong strong => Strong(strong.Text, left),
        Inline.Mention mention => mentions.Tag(mention) ?? TeamsText.Markdown(mention.Name, left, oneLine: true),
        Inline.When moment => Functions(moment),
        Inline.Link link => Link(link, left),
        Inline.Command typed => Strong(CleanText.Of(CommandLine(typed), LongestCommand), left),
        _ => throw new NotSupportedException($"Microsoft Teams cannot write {part.GetType().Name} yet."),
    };

    private string Plain(Inline part) => part switch
    {
        Inline.Plain plain => plain.Text,
        Inline.Strong strong => strong.Text,
        Inline.Mention mention => mention.Name,
        Inline.When moment => InWords.Format(moment.At.InZone(zone ?? moment.Fallback)),
        Inline.Link link => link.Text,
        Inline.Command typed => CommandLine(typed),
        _ => throw new NotSupportedException($"Microsoft Teams cannot write {part.GetType().Name} yet."),
    };

    private string CommandLine(Inline.Command typed) => (bot, typed.Words.Length) switch
    {
        (null, 0) => "help",
        (null, _) => typed.Words,
        (_, 0) => $"@{bot}",
        _ => $"@{bot} {typed.Words}",
    };

    /// <summary>
    /// The client writes them in its reader's zone and language. They stand only in TextBlocks and facts, whole seconds, no space inside.
    /// <see href="https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features"/>
    /// </summary>
    private static string Functions(Inline.When moment)
    {
        var at = ForFunctions.Format(moment.At);
        return $"{{{{DATE({at},SHORT)}}}}, {{{{TIME({at})}}}}";
    }

    private static string Link(Inline.Link link, int left)
    {
        var address = LinkAddress.Of(link.To);
        if (address is null || address.Length + 16 > left)
            return TeamsText.Markdown(link.Text, left, oneLine: true);

        var shown = CleanText.Of(link.Text, oneLine: true).Replace('[', '(').Replace(']', ')');
        return $"[{TeamsText.Markdown(string.IsNullOrWhiteSpace(shown) ? "link" : shown, left - address.Length - 4, oneLine: true)}]({address})";
    }

    private static bool IsPunctuation(char sign) => char.IsPunctuation(sign) || char.IsSymbol(sign);
}
