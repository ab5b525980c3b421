using System.Text.Json.Nodes;

namespace HandoffBot.MsTeams.Cards;

/// <summary>The elements of an Adaptive Card that the bot draws with. <see href="https://adaptivecards.io/explorer/"/></summary>
internal static class Elements
{
    /// <summary>Stands where a line is to be drawn; <see cref="Separated"/> makes it a property of the next element.</summary>
    private const string Line = "Line";

    public static JsonObject Text(string markdown) => new() { ["type"] = "TextBlock", ["text"] = Shown(markdown), ["wrap"] = true };

    public static JsonObject Heading(string markdown, string size) =>
        With(Text(markdown), ("size", size), ("weight", "Bolder"), ("style", "heading"));

    public static JsonObject Small(string markdown) =>
        With(Text(markdown), ("size", "Small"), ("isSubtle", true), ("spacing", "Small"));

    public static JsonObject Error(string markdown) =>
        With(Text(markdown), ("color", "Attention"), ("size", "Small"), ("spacing", "Small"));

    public static JsonObject Container(params ReadOnlySpan<JsonObject> items)
    {
        var held = new JsonArray();
        foreach (var item in items)
            held.Add(item);

        return new() { ["type"] = "Container", ["items"] = held };
    }

    public static JsonObject Columns(params ReadOnlySpan<(string Width, JsonObject Item)> columns)
    {
        var drawn = new JsonArray();
        foreach (var (width, item) in columns)
        {
            drawn.Add(new JsonObject
            {
                ["type"] = "Column", ["width"] = width, ["verticalContentAlignment"] = "Center", ["items"] = new JsonArray(item),
            });
        }

        return new() { ["type"] = "ColumnSet", ["columns"] = drawn };
    }

    public static JsonObject Actions(IEnumerable<JsonObject> actions) =>
        new() { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. actions]) };

    public static JsonObject Divider() => new() { ["type"] = Line };

    public static JsonObject With(JsonObject element, params ReadOnlySpan<(string Name, JsonNode? Value)> more)
    {
        foreach (var (name, value) in more)
            element[name] = value;

        return element;
    }

    /// <summary>The elements with their lines drawn: above what follows, and none at the very end.</summary>
    public static JsonArray Separated(IEnumerable<JsonObject> elements)
    {
        var body = new JsonArray();
        var line = false;
        foreach (var element in elements)
        {
            if (IsLine(element))
            {
                line = body.Count > 0;
                continue;
            }

            body.Add(line ? With(element, ("separator", true), ("spacing", "Medium")) : element);
            line = false;
        }

        return body;
    }

    /// <summary>Whether the reader can do something with it, rather than only read it.</summary>
    public static bool Acts(JsonNode? node) => node switch
    {
        JsonObject { } one when (string?)one["type"] is { } type && (type == "ActionSet" || type.StartsWith("Input.", StringComparison.Ordinal)) => true,
        JsonObject one => Acts(one["items"]) || Acts(one["columns"]),
        JsonArray many => many.Any(Acts),
        _ => false,
    };

    /// <summary>Nothing at all is shown as a dash.</summary>
    public static string Shown(string text) => string.IsNullOrWhiteSpace(text) ? "–" : text;

    public static bool IsLine(JsonObject element) => (string?)element["type"] == Line;
}
