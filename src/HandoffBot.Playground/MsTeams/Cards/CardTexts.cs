using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HandoffBot.Playground.MsTeams.Cards;

/// <summary>The texts of a card, wherever they stand in it.</summary>
internal static partial class CardTexts
{
    /// <summary>Every <c>&lt;at&gt;…&lt;/at&gt;</c> in a text that can show one.</summary>
    public static IEnumerable<string> Mentions(JsonObject card) =>
        All(card).SelectMany(text => Mention().Matches(text)).Select(match => match.Value);

    private static IEnumerable<string> All(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(All),
        JsonObject part => Own(part).Concat(part.Where(property => property.Key is not ("msteams" or "data")).SelectMany(property => All(property.Value))),
        _ => [],
    };

    /// <summary>Text blocks and facts know mark-up.</summary>
    private static IEnumerable<string> Own(JsonObject part)
    {
        string?[] texts = part.Text("type") is "TextBlock" or "TextRun" ? [part.Text("text")] : [part.ContainsKey("title") ? part.Text("value") : null];
        return texts.OfType<string>();
    }

    [GeneratedRegex("<at>.*?</at>", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();
}
