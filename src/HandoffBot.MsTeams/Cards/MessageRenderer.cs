using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Text;

namespace HandoffBot.MsTeams.Cards;

/// <summary>Who reads a message.</summary>
/// <param name="Tenant">Only its accounts can be mentioned.</param>
/// <param name="InChannel">Not alone with the bot: there the bot hears only what mentions it.</param>
internal sealed record Audience(string Tenant, bool InChannel);

/// <summary>A card as a message.</summary>
/// <param name="Content">The Adaptive Card; its mentions are in it.</param>
/// <param name="Summary">Plain text for lock screens and the activity feed.</param>
internal sealed record Drawn(JsonObject Content, string Summary);

/// <summary>Draws a card as a message.</summary>
internal static class MessageRenderer
{
    /// <summary>What an attachment says that it is.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>The bot's name in its manifest.</summary>
    public const string Bot = "HandoffBot";

    public static Drawn Draw(Card card, Audience audience)
    {
        var mentions = new Mentions(audience.Tenant);
        var phrases = new PhraseWriter(mentions, audience.InChannel ? Bot : null);
        var summary = Summary(card, phrases);
        var root = Root(summary);

        // A mention is some 200 characters in the root besides its tag in the body.
        var most = Limits.MessageCard - CardJson.Length(root) - (200 * Mentioned(card, mentions).Count()) - (HomeMark.Length * Marked(card));
        var body = Elements.Separated(Fitting.Into(most, room => Body(card, phrases, mentions, summary, room)));
        HomeMark.Write(body, card.IsHome ? HomeMark.Here : null);
        var entities = mentions.Entities(body.ToJsonString(CardJson.Letters));
        root["body"] = body;
        root["msteams"] = new JsonObject { ["width"] = "Full" };
        if (entities.Count > 0)
            root["msteams"]!["entities"] = entities;

        return new(root, summary);
    }

    private static JsonObject Root(string summary) => new()
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = "1.5",
        ["fallbackText"] = summary,
        ["speak"] = summary,
    };

    private static IEnumerable<JsonObject> Body(Card card, PhraseWriter phrases, Mentions mentions, string summary, Room room)
    {
        var drawing = new CardDrawing(phrases, null, room);
        List<JsonObject> body = [.. card.Parts.SelectMany(drawing.Draw)];
        if (body.Count == 0)
            body.Add(Elements.Text(TeamsText.Markdown(summary, Limits.Summary)));

        // Whom only the summary mentions is mentioned by the card as well: the summary is plain text.
        var unseen = card.Summary.Parts.OfType<Inline.Mention>().Where(one => !Shown(card, mentions, one)).Select(mentions.Tag).OfType<string>().Distinct();
        if (string.Join(' ', unseen) is { Length: > 0 } tags)
            body.Add(Elements.Small(tags));

        return body;
    }

    private static string Summary(Card card, PhraseWriter phrases)
    {
        var summary = phrases.Plain(card.Summary, Limits.Summary);
        if (summary.Length > 0)
            return summary;

        var heading = CleanText.Of(card.Parts.OfType<CardPart.Header>().FirstOrDefault()?.Title ?? "", Limits.Summary);
        return heading.Length > 0 ? heading : "HandoffBot has news for you";
    }

    private static bool Shown(Card card, Mentions mentions, Inline.Mention mention) =>
        mentions.In(Phrase.Of(mention)).All(account => card.Parts.SelectMany(Phrases).SelectMany(mentions.In).Contains(account, StringComparer.Ordinal));

    private static int Marked(Card card) => card.IsHome ? card.Parts.OfType<CardPart.Buttons>().Sum(row => row.Of.Length) : 0;

    private static IEnumerable<string> Mentioned(Card card, Mentions mentions) =>
        card.Parts.SelectMany(Phrases).Append(card.Summary).SelectMany(mentions.In).Distinct(StringComparer.Ordinal);

    private static IEnumerable<Phrase> Phrases(CardPart part) => part switch
    {
        CardPart.Text text => [text.Phrase],
        CardPart.Note note => [note.Phrase],
        CardPart.Facts facts => facts.Of.Select(fact => fact.Value),
        _ => [],
    };
}
