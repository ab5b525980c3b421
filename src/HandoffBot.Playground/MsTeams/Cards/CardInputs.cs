using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HandoffBot.Playground.MsTeams.Cards;

/// <summary>The inputs of a card: what a client sends of them, and what it refuses to send.</summary>
internal static class CardInputs
{
    /// <summary>All inputs, in the order in which they are drawn, those of cards that are shown on demand left out.</summary>
    public static IEnumerable<JsonObject> All(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(All),
        JsonObject input when input.Text("type")?.StartsWith("Input.", StringComparison.Ordinal) == true => [input],
        JsonObject part => part.Where(property => property.Key is "body" or "items" or "columns" or "rows" or "cells").SelectMany(property => All(property.Value)),
        _ => [],
    };

    /// <summary>
    /// The values by input id as the official client sends them: always text; an empty text field as "", a choice, number or toggle that is
    /// unset left out or off. What belongs to no input of the card is not sent.
    /// </summary>
    public static JsonObject Sent(JsonObject card, JsonObject typed)
    {
        var sent = new JsonObject();
        foreach (var input in All(card))
        {
            if (ValueOf(input, typed) is { } value) sent[input.Text("id")!] = value;
        }

        return sent;
    }

    /// <summary>Sentences by input id for what the client checks by itself.</summary>
    public static JsonObject Wrong(JsonObject card, JsonObject typed)
    {
        var wrong = new JsonObject();
        foreach (var input in All(card))
        {
            if (!IsRight(input, ValueOf(input, typed))) wrong[input.Text("id")!] = input.Text("errorMessage") ?? "Please enter a valid value.";
        }

        return wrong;
    }

    private static string? ValueOf(JsonObject input, JsonObject typed)
    {
        var id = input.Text("id")!;
        var value = typed.ContainsKey(id) ? Spell(typed.At(id)) : Spell(input.At("value"));
        return input.Text("type") switch
        {
            "Input.Toggle" => value is { Length: > 0 } ? value : input.Text("valueOff") ?? "false",
            "Input.Number" or "Input.ChoiceSet" => value is { Length: > 0 } ? value : null,
            _ => value ?? "",
        };
    }

    private static string? Spell(JsonNode? value) => value switch
    {
        null => null,
        JsonValue text when text.TryGetValue<string>(out var written) => written,
        JsonValue flag when flag.TryGetValue<bool>(out var isOn) => isOn ? "true" : "false",
        _ => value.ToJsonString(),
    };

    private static bool IsRight(JsonObject input, string? value)
    {
        if (input.Text("type") == "Input.Toggle") return !input.IsTrue("isRequired") || value == (input.Text("valueOn") ?? "true");
        if (string.IsNullOrEmpty(value)) return !input.IsTrue("isRequired");

        return input.Text("type") switch
        {
            "Input.Text" => value.Length <= (input.Number("maxLength") ?? int.MaxValue) && Fits(input.Text("regex"), value),
            "Input.Number" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number >= Bound(input, "min", double.MinValue) && number <= Bound(input, "max", double.MaxValue),
            "Input.Date" => string.CompareOrdinal(value, input.Text("min") ?? "") >= 0 && string.CompareOrdinal(value, input.Text("max") ?? "9") <= 0,
            _ => true,
        };
    }

    private static double Bound(JsonObject input, string name, double without) =>
        input.At(name) is JsonValue value && value.TryGetValue<double>(out var bound) ? bound : without;

    private static bool Fits(string? pattern, string value)
    {
        if (pattern is null) return true;

        try
        {
            return Regex.IsMatch(value, pattern, RegexOptions.ECMAScript, TimeSpan.FromMilliseconds(100));
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
