using System.Text.Json.Nodes;
using HandoffBot.Playground.Limits;

namespace HandoffBot.Playground.Calls;

/// <summary>
/// What a person has filled in, in Slack's form: <c>values[block_id][action_id]</c> for every element that can hold
/// something, those left empty included.
/// </summary>
internal static class FormState
{
    /// <summary>The whole state of a view or message: what was given, else what the element shows from the start.</summary>
    public static JsonObject Whole(JsonNode? holder, JsonObject? given)
    {
        var values = new JsonObject();
        foreach (var (blockId, element) in Stateful(holder))
        {
            var actionId = element.Text("action_id") ?? "";
            if (values.Object(blockId) is not { } block) values[blockId] = block = [];
            block[actionId] = Value(element, given.At(blockId).At(actionId));
        }

        return values;
    }

    /// <summary>What of an earlier state still fits other blocks.</summary>
    public static JsonObject Kept(JsonNode? holder, JsonObject earlier)
    {
        var kept = new JsonObject();
        foreach (var (blockId, element) in Stateful(holder))
        {
            var actionId = element.Text("action_id") ?? "";
            if (earlier.At(blockId).At(actionId) is not { } value || value.Text("type") is { } type && type != element.Text("type")) continue;

            if (kept.Object(blockId) is not { } block) kept[blockId] = block = [];
            block[actionId] = value.DeepClone();
        }

        return kept;
    }

    /// <summary>What one element holds, as an action reports it: the chosen thing without the type.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Reported(JsonObject element, JsonObject given)
    {
        var value = element.Text("type") == "overflow"
            ? new JsonObject { ["selected_option"] = Chosen(element, given.At("selected_option")) }
            : Value(element, given);
        return value.Where(each => each.Key != "type");
    }

    private static IEnumerable<(string BlockId, JsonObject Element)> Stateful(JsonNode? holder) =>
        from block in holder.Array("blocks").Objects()
        from element in BlockLimits.Elements(block)
        where Shapes.HasState(element.Text("type") ?? "")
        select (block.Text("block_id") ?? "", element);

    private static JsonObject Value(JsonObject element, JsonNode? given)
    {
        var type = element.Text("type")!;
        var value = new JsonObject { ["type"] = type };
        var (name, initial) = Holding(type);
        if (given is JsonObject filled && filled.ContainsKey(name)) value[name] = Chosen(element, filled[name]);
        else value[name] = element.At(initial)?.DeepClone();

        if (value[name] is null && type is "checkboxes" || value[name] is null && type.StartsWith("multi_", StringComparison.Ordinal))
            value[name] = new JsonArray();
        if (name == "value" && value.Text("value") is "") value[name] = null;
        return value;
    }

    /// <summary>An option is reported as the bot wrote it, whatever part of it the page sent.</summary>
    private static JsonNode? Chosen(JsonObject element, JsonNode? given)
    {
        if (given is JsonArray many) return new JsonArray([.. many.Select(each => Chosen(element, each))]);

        return given.Text("value") is { } value && Offered(element, value) is { } option ? option.Copy() : given?.DeepClone();
    }

    private static JsonObject? Offered(JsonObject element, string value) =>
        element.Array("options").Objects()
            .Concat(element.Array("option_groups").Objects().SelectMany(group => group.Array("options").Objects()))
            .FirstOrDefault(option => option.Text("value") == value);

    private static (string Name, string Initial) Holding(string type) => type switch
    {
        "checkboxes" or "multi_static_select" or "multi_external_select" => ("selected_options", "initial_options"),
        "radio_buttons" or "static_select" or "external_select" => ("selected_option", "initial_option"),
        "datepicker" => ("selected_date", "initial_date"),
        "timepicker" => ("selected_time", "initial_time"),
        "datetimepicker" => ("selected_date_time", "initial_date_time"),
        "users_select" => ("selected_user", "initial_user"),
        "multi_users_select" => ("selected_users", "initial_users"),
        "channels_select" => ("selected_channel", "initial_channel"),
        "multi_channels_select" => ("selected_channels", "initial_channels"),
        "conversations_select" => ("selected_conversation", "initial_conversation"),
        "multi_conversations_select" => ("selected_conversations", "initial_conversations"),
        _ => ("value", "initial_value"),
    };
}
