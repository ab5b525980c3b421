using System.Globalization;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Player;

/// <summary>What Slack's client checks by itself before a form is sent, with its own words.</summary>
internal static class RequiredInputs
{
    public static JsonObject Missing(JsonObject view, JsonObject state)
    {
        var errors = new JsonObject();
        foreach (var block in view.Array("blocks").Objects().Where(block => block.Text("type") == "input"))
        {
            var id = block.Text("block_id") ?? "";
            var element = block.Object("element");
            if (Sentence(block, element, state.At(id).Object(element.Text("action_id") ?? "")) is { } sentence) errors[id] = sentence;
        }

        return errors;
    }

    private static string? Sentence(JsonObject block, JsonObject? element, JsonObject? value)
    {
        if (IsEmpty(value)) return block.IsTrue("optional") ? null : "Please complete this required field.";
        if (value.Text("value") is not { } text) return null;

        return element.Text("type") switch
        {
            "plain_text_input" when element.Number("min_length") is { } least && text.Length < least =>
                $"This field must be at least {least} characters.",
            "plain_text_input" when text.Length > (element.Number("max_length") ?? 3000) =>
                $"This field must be no more than {element.Number("max_length") ?? 3000} characters.",
            "number_input" => Number(element, text),
            "email_text_input" when !text.Contains('@', StringComparison.Ordinal) => "Please enter a valid email address.",
            "url_text_input" when !Uri.TryCreate(text, UriKind.Absolute, out _) => "Please enter a valid URL.",
            _ => null,
        };
    }

    private static string? Number(JsonObject? element, string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)) return "Please enter a number.";
        if (element.IsTrue("is_decimal_allowed") is false && number != decimal.Truncate(number)) return "Please enter a whole number.";
        if (Bound(element, "min_value") is { } least && number < least) return $"Please enter a number of at least {least}.";
        return Bound(element, "max_value") is { } most && number > most ? $"Please enter a number of at most {most}." : null;
    }

    private static decimal? Bound(JsonObject? element, string name) =>
        decimal.TryParse(element.Text(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var bound) ? bound : null;

    private static bool IsEmpty(JsonObject? value) =>
        value is null || value.All(each => each.Key == "type" || each.Value is null or JsonArray { Count: 0 });
}
