using System.Globalization;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Limits;

/// <summary>The limits of buttons, selects and inputs. https://docs.slack.dev/reference/block-kit/block-elements</summary>
internal static class ElementLimits
{
    public static void Element(this Findings findings, JsonObject element, string pointer)
    {
        var type = element.Text("type") ?? "";
        if (!Shapes.Elements.TryGetValue(type, out var known))
        {
            findings.Add($"{pointer}/type", $"unsupported type: {type}");
            return;
        }

        findings.OnlyKnown(element, known, pointer);
        if (element.ContainsKey("block_id")) findings.Add(pointer, "invalid additional property: block_id");
        findings.Length(element, "action_id", 0, 255, pointer);
        findings.BoolIfGiven(element, "focus_on_load", pointer);
        if (known.Contains("placeholder")) findings.TextObject(element, "placeholder", 150, pointer);
        if (element.At("confirm") is { } confirm) findings.Confirm(confirm, $"{pointer}/confirm");
        findings.Kind(element, type, pointer);
    }

    private static void Kind(this Findings findings, JsonObject element, string type, string pointer)
    {
        switch (type)
        {
            case "button": findings.Button(element, pointer); break;
            case "image": findings.Image(element, pointer); break;
            case "checkboxes" or "radio_buttons": findings.Options(element, 1, 10, pointer, markup: true); break;
            case "overflow": findings.Options(element, 1, 5, pointer, markup: false); break;
            case "static_select" or "multi_static_select": findings.StaticSelect(element, pointer); break;
            case "external_select" or "multi_external_select": findings.InitialOptions(element, null, pointer); break;
            case "plain_text_input": findings.PlainTextInput(element, pointer); break;
            case "number_input": findings.NumberInput(element, pointer); break;
            case "email_text_input" or "url_text_input": findings.Length(element, "initial_value", 0, 3000, pointer); break;
            case "datepicker": findings.Moment(element, "initial_date", "yyyy-MM-dd", pointer); break;
            case "timepicker": findings.Moment(element, "initial_time", "HH:mm", pointer); break;
            default: break;
        }

        if (type.StartsWith("multi_", StringComparison.Ordinal) && element.At("max_selected_items") is not null
            && element.Number("max_selected_items") is not >= 1)
        {
            findings.Add($"{pointer}/max_selected_items", "must be greater than or equal to 1");
        }
    }

    private static void Button(this Findings findings, JsonObject button, string pointer)
    {
        findings.TextObject(button, "text", 75, pointer, required: true);
        findings.Length(button, "value", 0, 2000, pointer);
        findings.Length(button, "url", 0, 3000, pointer);
        findings.Length(button, "accessibility_label", 0, 75, pointer);
        findings.OneOf(button, "style", pointer, "primary", "danger");
    }

    public static void Image(this Findings findings, JsonObject image, string pointer)
    {
        findings.Length(image, "alt_text", 1, 2000, pointer);
        if (image.At("slack_file") is null) findings.Length(image, "image_url", 1, 3000, pointer);
    }

    private static void StaticSelect(this Findings findings, JsonObject select, string pointer)
    {
        if (select.ContainsKey("options") == select.ContainsKey("option_groups"))
        {
            findings.Add(pointer, "exactly one of `options` and `option_groups` is required");
            return;
        }

        if (select.ContainsKey("options"))
        {
            findings.Options(select, 1, 100, pointer, markup: false);
            return;
        }

        var groups = findings.Items(select, "option_groups", 1, 100, pointer);
        foreach (var (group, place) in Numbered(groups, $"{pointer}/option_groups"))
        {
            findings.OnlyKnown(group, ["label", "options"], place);
            findings.TextObject(group, "label", 75, place, required: true);
            findings.OptionList(group, 1, 100, place, markup: false);
        }

        findings.InitialOptions(select, groups.Objects().SelectMany(group => group.Array("options").Objects()), pointer);
    }

    private static void Options(this Findings findings, JsonObject element, int atLeast, int atMost, string pointer, bool markup)
    {
        var options = findings.OptionList(element, atLeast, atMost, pointer, markup);
        findings.InitialOptions(element, options.Objects(), pointer);
    }

    public static JsonArray? OptionList(this Findings findings, JsonObject holder, int atLeast, int atMost, string pointer, bool markup)
    {
        var options = findings.Items(holder, "options", atLeast, atMost, pointer);
        foreach (var (option, place) in Numbered(options, $"{pointer}/options")) findings.Option(option, place, markup);
        return options;
    }

    public static void Option(this Findings findings, JsonObject option, string pointer, bool markup)
    {
        findings.OnlyKnown(option, ["text", "value", "description", "url"], pointer);
        findings.TextObject(option, "text", 75, pointer, markup, required: true);
        findings.TextObject(option, "description", 75, pointer, markup);
        findings.Length(option, "value", 1, 150, pointer);
        findings.Length(option, "url", 0, 3000, pointer);
    }

    /// <summary>What is chosen from the start must be one of the options, to the letter; an external select has none to compare.</summary>
    private static void InitialOptions(this Findings findings, JsonObject element, IEnumerable<JsonObject>? options, string pointer)
    {
        var offered = options?.ToList();
        var one = element.At("initial_option") is { } single ? new[] { (Node: (JsonNode?)single, Place: $"{pointer}/initial_option") } : [];
        var many = element.Array("initial_options") is { } list
            ? list.Select((node, at) => (Node: node, Place: $"{pointer}/initial_options/{at}"))
            : [];
        if (element.Array("initial_options") is { Count: 0 }) findings.Add($"{pointer}/initial_options", "no less than 1 items allowed");

        foreach (var (node, place) in one.Concat(many))
        {
            if (node is not JsonObject option) findings.Add(place, "must be a valid option");
            else if (offered is null) findings.Option(option, place, markup: false);
            else if (!offered.Exists(each => Same(each, option))) findings.Add(place, "must match exactly one of the provided options");
        }
    }

    private static bool Same(JsonObject a, JsonObject b) =>
        a.Text("value") == b.Text("value") && a.At("text").Text("text") == b.At("text").Text("text")
        && a.At("text").Text("type") == b.At("text").Text("type");

    private static void PlainTextInput(this Findings findings, JsonObject input, string pointer)
    {
        findings.Length(input, "initial_value", 0, 3000, pointer);
        findings.BoolIfGiven(input, "multiline", pointer);
        findings.Between(input, "min_length", 0, 3000, pointer);
        findings.Between(input, "max_length", 1, 3000, pointer);
        if (input.Number("min_length") > input.Number("max_length")) findings.Add($"{pointer}/min_length", "must not be greater than `max_length`");
    }

    private static void NumberInput(this Findings findings, JsonObject input, string pointer)
    {
        if (input.Flag("is_decimal_allowed") is null) findings.Add(pointer, "missing required field: is_decimal_allowed");
        foreach (var name in new[] { "initial_value", "min_value", "max_value" })
        {
            if (input.At(name) is { } node && !decimal.TryParse(node.AsText(), NumberStyles.Number, CultureInfo.InvariantCulture, out _))
                findings.Add($"{pointer}/{name}", "must be a number written as a string");
        }
    }

    private static void Between(this Findings findings, JsonObject given, string name, int least, int most, string pointer)
    {
        if (given.At(name) is null) return;

        if (given.Number(name) is not { } number || number < least || number > most)
            findings.Add($"{pointer}/{name}", $"must be between {least} and {most}");
    }

    private static void Moment(this Findings findings, JsonObject given, string name, string format, string pointer)
    {
        if (given.At(name) is { } node
            && !DateTime.TryParseExact(node.AsText(), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            findings.Add($"{pointer}/{name}", $"must match the format {format}");
        }
    }

    private static void Confirm(this Findings findings, JsonNode node, string pointer)
    {
        if (node is not JsonObject confirm)
        {
            findings.Add(pointer, "must be an object");
            return;
        }

        findings.OnlyKnown(confirm, ["title", "text", "confirm", "deny", "style"], pointer);
        findings.TextObject(confirm, "title", 100, pointer);
        findings.TextObject(confirm, "text", 300, pointer, markup: true, required: true);
        findings.TextObject(confirm, "confirm", 30, pointer);
        findings.TextObject(confirm, "deny", 30, pointer);
        findings.OneOf(confirm, "style", pointer, "primary", "danger");
    }

    private static IEnumerable<(JsonObject Item, string Place)> Numbered(JsonArray? items, string pointer) =>
        items?.Select((item, at) => (item as JsonObject ?? [], $"{pointer}/{at}")) ?? [];
}
