using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What a person reads: blocks as plain lines, with times and mentions as Slack's client would write them.</summary>
internal static partial class Screen
{
    public static string Of(JsonNode? holder, Func<string, string> nameOf)
    {
        var lines = new StringBuilder();
        foreach (var block in Items(holder, "blocks"))
        {
            foreach (var line in Lines(block))
                lines.AppendLine(Read(line, nameOf));
        }

        return lines.ToString();
    }

    /// <summary>The buttons of a message or view: their labels.</summary>
    public static IEnumerable<(string Label, JsonNode Block, JsonNode Element)> Buttons(JsonNode? holder) =>
        from block in Items(holder, "blocks")
        from element in Items(block, "elements").Append(block["accessory"]).OfType<JsonNode>()
        where Text(element, "type") == "button"
        select (Text(element["text"], "text"), block, element);

    public static IEnumerable<JsonNode> Items(JsonNode? holder, string name) => (holder?[name] as JsonArray ?? []).OfType<JsonNode>();

    public static string Text(JsonNode? holder, string name) => holder is JsonObject && holder[name] is JsonValue value ? value.ToString() : "";

    public static string Read(string written, Func<string, string> nameOf)
    {
        var dated = Dates().Replace(written, found => found.Groups["shown"].Value);
        var named = People().Replace(dated, found => $"@{nameOf(found.Groups["shown"].Value)}");
        var linked = Links().Replace(named, found => found.Groups["shown"].Value);
        return linked.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Lines(JsonNode block)
    {
        switch (Text(block, "type"))
        {
            case "header" or "section":
                if (block["text"] is { } text)
                    yield return Text(text, "text");
                foreach (var field in Items(block, "fields"))
                    yield return Text(field, "text");
                break;
            case "context":
                foreach (var element in Items(block, "elements"))
                    yield return Text(element, "text");
                break;
            case "input":
                yield return $"{Text(block["label"], "text")}: {Standing(block["element"])}";
                break;
        }

        var buttons = Buttons(new JsonObject { ["blocks"] = new JsonArray(block.DeepClone()) }).Select(button => $"[{button.Label}]").ToList();
        if (buttons.Count > 0)
            yield return string.Join(' ', buttons);
    }

    private static string Standing(JsonNode? element)
    {
        var option = element?["initial_option"] is { } one ? Text(one["text"], "text") : "";
        var options = string.Join(", ", Items(element, "initial_options").Select(each => Text(each["text"], "text")));
        return Text(element, "initial_value") + Text(element, "initial_date") + option + options;
    }

    [GeneratedRegex(@"<!date\^[^|>]*\|(?<shown>[^>]*)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dates();

    [GeneratedRegex("<@(?<shown>[A-Z0-9]+)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex People();

    [GeneratedRegex(@"<https?://[^|>]*\|(?<shown>[^>]*)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();
}
