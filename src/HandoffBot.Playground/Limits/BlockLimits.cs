using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Limits;

/// <summary>The limits of blocks. https://docs.slack.dev/reference/block-kit/blocks</summary>
internal static class BlockLimits
{
    public static void Blocks(this Findings findings, JsonArray blocks, int atMost, string pointer)
    {
        if (blocks.Count > atMost) findings.Add(pointer, $"no more than {atMost} items allowed");

        var seen = new HashSet<string>();
        for (var at = 0; at < blocks.Count; at++)
        {
            var place = $"{pointer}/{at}";
            if (blocks[at] is not JsonObject block)
            {
                findings.Add(place, "must be an object");
                continue;
            }

            if (findings.Length(block, "block_id", 0, 255, place) is { Length: > 0 } id && !seen.Add(id))
                findings.Add($"{place}/block_id", $"`block_id` already exists: {id}");
            findings.Block(block, place);
        }

        var focused = blocks.Objects().SelectMany(Elements).Count(element => element.IsTrue("focus_on_load"));
        if (focused > 1) findings.Add(pointer, "only one element may have `focus_on_load`");
    }

    /// <summary>All interactive elements of a block, wherever they stand in it.</summary>
    public static IEnumerable<JsonObject> Elements(JsonObject block)
    {
        foreach (var element in block.Array("elements").Objects()) yield return element;
        if (block.Object("accessory") is { } accessory) yield return accessory;
        if (block.Object("element") is { } input) yield return input;
    }

    private static void Block(this Findings findings, JsonObject block, string pointer)
    {
        var type = block.Text("type") ?? "";
        if (!Shapes.Blocks.TryGetValue(type, out var known))
        {
            findings.Add($"{pointer}/type", $"unsupported type: {type}");
            return;
        }

        findings.OnlyKnown(block, known, pointer);
        switch (type)
        {
            case "section": findings.Section(block, pointer); break;
            case "header": findings.TextObject(block, "text", 150, pointer, required: true); break;
            case "context": findings.Context(block, pointer); break;
            case "actions": findings.Actions(block, pointer); break;
            case "input": findings.Input(block, pointer); break;
            case "image": findings.ImageBlock(block, pointer); break;
            case "markdown": findings.Length(block, "text", 1, 12_000, pointer); break;
            case "rich_text": findings.Items(block, "elements", 1, int.MaxValue, pointer); break;
            default: break;
        }
    }

    private static void Section(this Findings findings, JsonObject section, string pointer)
    {
        if (!section.ContainsKey("text") && !section.ContainsKey("fields")) findings.Add(pointer, "missing required field: text");
        findings.TextObject(section, "text", 3000, pointer, markup: true);
        if (section.ContainsKey("fields"))
        {
            var fields = findings.Items(section, "fields", 1, 10, pointer) ?? [];
            for (var at = 0; at < fields.Count; at++) findings.TextObject(fields[at], 2000, $"{pointer}/fields/{at}", markup: true);
        }

        if (section.At("accessory") is { } accessory) findings.Placed(accessory, Shapes.AsAccessory, $"{pointer}/accessory");
    }

    private static void Context(this Findings findings, JsonObject context, string pointer)
    {
        var elements = findings.Items(context, "elements", 1, 10, pointer) ?? [];
        for (var at = 0; at < elements.Count; at++)
        {
            var place = $"{pointer}/elements/{at}";
            if (elements[at] is JsonObject image && image.Text("type") == "image") findings.Element(image, place);
            else findings.TextObject(elements[at], 3000, place, markup: true);
        }
    }

    private static void Actions(this Findings findings, JsonObject actions, string pointer)
    {
        var elements = findings.Items(actions, "elements", 1, 25, pointer) ?? [];
        var seen = new HashSet<string>();
        for (var at = 0; at < elements.Count; at++)
        {
            var place = $"{pointer}/elements/{at}";
            findings.Placed(elements[at], Shapes.InActions, place);
            if (elements[at].Text("action_id") is { Length: > 0 } id && !seen.Add(id))
                findings.Add($"{place}/action_id", $"`action_id` already exists: {id}");
        }
    }

    private static void Input(this Findings findings, JsonObject input, string pointer)
    {
        findings.TextObject(input, "label", 2000, pointer, required: true);
        findings.TextObject(input, "hint", 2000, pointer);
        findings.BoolIfGiven(input, "optional", pointer);
        findings.BoolIfGiven(input, "dispatch_action", pointer);
        if (input.At("element") is { } element) findings.Placed(element, Shapes.InInput, $"{pointer}/element");
        else findings.Add(pointer, "missing required field: element");
    }

    private static void ImageBlock(this Findings findings, JsonObject image, string pointer)
    {
        findings.Image(image, pointer);
        findings.TextObject(image, "title", 2000, pointer);
    }

    private static void Placed(this Findings findings, JsonNode? node, Func<string, bool> mayStandHere, string pointer)
    {
        if (node is not JsonObject element)
        {
            findings.Add(pointer, "must be an object");
            return;
        }

        var type = element.Text("type") ?? "";
        if (!mayStandHere(type)) findings.Add($"{pointer}/type", $"unsupported type: {type}");
        else findings.Element(element, pointer);
    }
}
