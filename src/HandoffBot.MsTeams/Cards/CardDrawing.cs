using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Text;

namespace HandoffBot.MsTeams.Cards;

/// <summary>Draws the parts of cards.</summary>
/// <param name="form">The dialog that they stand in; null on a message.</param>
internal sealed class CardDrawing(PhraseWriter phrases, FormToken? form, Room room)
{
    public IEnumerable<JsonObject> Draw(CardPart part) => part switch
    {
        CardPart.Header header => [Elements.Heading(TeamsText.Markdown(header.Title, Limits.Header, oneLine: true), form is null ? "Large" : "Medium")],
        CardPart.Text text => Written(phrases.Markdown(text.Phrase, room.AnyText), Elements.Text),
        CardPart.Note note => Written(phrases.Markdown(note.Phrase, Math.Min(room.AnyText, Limits.Note)), Elements.Small),
        CardPart.Facts { Of.IsEmpty: false } facts => [Facts(facts)],
        CardPart.Facts => [],
        CardPart.LongText text => [Long(text)],
        CardPart.Divider => [Elements.Divider()],
        CardPart.Buttons buttons => Buttons.Rows(buttons.Of, form, room.Lean),
        _ => throw new NotSupportedException($"Microsoft Teams cannot draw {part.GetType().Name} yet."),
    };

    private static IEnumerable<JsonObject> Written(string markdown, Func<string, JsonObject> draw) =>
        string.IsNullOrWhiteSpace(markdown) ? [] : [draw(markdown)];

    private JsonObject Facts(CardPart.Facts facts) => new()
    {
        ["type"] = "FactSet",
        ["facts"] = new JsonArray([.. facts.Of.Select(fact => new JsonObject
        {
            ["title"] = Elements.Shown(TeamsText.Markdown(fact.Label, Limits.Label, oneLine: true)),
            ["value"] = Elements.Shown(phrases.Markdown(fact.Value, room.AnyText)),
        })]),
    };

    private JsonObject Long(CardPart.LongText text)
    {
        var label = Elements.With(Elements.Text(PhraseWriter.Strong(Elements.Shown(text.Label), Limits.Label)), ("spacing", "None"));
        var value = Elements.With(Elements.Text(TeamsText.Markdown(text.Value.Trim(), room.LongText)), ("spacing", "Small"));
        return Elements.Container(label, value);
    }
}
