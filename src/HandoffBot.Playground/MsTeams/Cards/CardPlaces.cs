using System.Globalization;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.MsTeams.Cards;

/// <summary>Finds in a card what the page points at with a JSON pointer, such as <c>/actions/0</c>.</summary>
internal static class CardPlaces
{
    /// <summary>The action there, or null when there is none.</summary>
    public static JsonObject? Action(JsonObject card, string? pointer) =>
        Find(card, pointer) is JsonObject found && found.Text("type")?.StartsWith("Action.", StringComparison.Ordinal) == true ? found : null;

    public static JsonObject? Input(JsonObject card, string? id) => CardInputs.All(card).FirstOrDefault(input => input.Text("id") == id);

    /// <summary>The card that an action sends the inputs of, and what of them: its own, and those of the card that it was shown from.</summary>
    public static JsonObject Inputs(JsonObject card, string pointer, JsonObject typed)
    {
        var sent = CardInputs.Sent(card, typed);
        for (var at = pointer.IndexOf("/card/", StringComparison.Ordinal); at >= 0; at = pointer.IndexOf("/card/", at + 1, StringComparison.Ordinal))
        {
            if (Find(card, pointer[..(at + "/card".Length)]) is not JsonObject shown) continue;

            foreach (var (id, value) in CardInputs.Sent(shown, typed)) sent[id] = value?.DeepClone();
        }

        return sent;
    }

    private static JsonNode? Find(JsonObject card, string? pointer)
    {
        if (pointer is null || !pointer.StartsWith('/')) return null;

        JsonNode? at = card;
        foreach (var step in pointer[1..].Split('/'))
        {
            at = at switch
            {
                JsonObject map => map.At(step),
                JsonArray items when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count => items[index],
                _ => null,
            };
        }

        return at;
    }
}
