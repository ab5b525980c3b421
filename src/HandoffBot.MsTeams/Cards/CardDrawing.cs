using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Text;

namespace HandoffBot.MsTeams.Cards;

/// <summary>Draws the parts of cards, with at most so many characters for a long text and for any other.</summary>
/// <param name="form">The dialog that they stand in; null on a message.</param>
internal sealed class CardDrawing(PhraseWriter phrases, FormToken? form, int longText = Limits.AnyText, int anyText = Limits.AnyText)
{
    public IEnumerable<JsonObject> Draw(CardPart part) => part switch
    {
        CardPart.Header header => [Elements.Heading(Shown(TeamsText.Markdown(header.Title, Limits.Header, oneLine: true)), form is null ? "Large" : "Medium")],
        CardPart.Text text => Written(phrases.Markdown(text.Phrase, anyText), Elements.Text),
        CardPart.Note note => Written(phrases.Markdown(note.Phrase, Math.Min(anyText, Limits.Note)), Elements.Small),
        CardPart.Facts { Of.IsEmpty: false } facts => [Facts(facts)],
        CardPart.Facts => [],
        CardPart.LongText text => [Long(text)],
        CardPart.Divider => [Elements.Divider()],
        CardPart.Buttons buttons => Buttons.Rows(buttons.Of, form),
        _ => throw new NotSupportedException($"Microsoft Teams cannot draw {part.GetType().Name} yet."),
    };

    private static IEnumerable<JsonObject> Written(string markdown, Func<string, JsonObject> draw) =>
        string.IsNullOrWhiteSpace(markdown) ? [] : [draw(markdown)];

    private JsonObject Facts(CardPart.Facts facts) => new()
    {
        ["type"] = "FactSet",
        ["facts"] = new JsonArray([.. facts.Of.Select(fact => new JsonObject
        {
            ["title"] = Shown(TeamsText.Markdown(fact.Label, Limits.Label, oneLine: true)),
            ["value"] = Shown(phrases.Markdown(fact.Value, anyText)),
        })]),
    };

    private JsonObject Long(CardPart.LongText text)
    {
        var label = Elements.With(Elements.Text(PhraseWriter.Strong(Shown(text.Label), Limits.Label)), ("spacing", "None"));
        var value = Elements.With(Elements.Text(Shown(TeamsText.Markdown(text.Value.Trim(), longText))), ("spacing", "Small"));
        return Elements.Container(label, value);
    }

    /// <summary>Nothing at all is shown as a dash.</summary>
    private static string Shown(string markdown) => string.IsNullOrWhiteSpace(markdown) ? "–" : markdown;
}
