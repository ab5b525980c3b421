using System.Text.Json.Nodes;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>A modal of Slack.</summary>
internal sealed class SlackForm(JsonNode view) : OpenForm
{
    private Dictionary<string, JsonObject> _typed = [];
    private Dictionary<string, string> _errors = [];

    public JsonNode View => view;

    public override string Id => Screen.Text(view, "id");

    public string Title => Screen.Text(view["title"], "text");

    public override string SubmitLabel => Screen.Text(view["submit"], "text");

    public override IEnumerable<string> Labels => Inputs.Select(LabelOf);

    public override string Text
    {
        get
        {
            var errors = _errors.Select(error => $"(beside {LabelOf(Inputs.First(block => Screen.Text(block, "block_id") == error.Key))}: {error.Value})");
            return $"{Title}{Environment.NewLine}{Screen.Of(view, id => id)}{string.Join(Environment.NewLine, errors)}{Environment.NewLine}[{SubmitLabel}]";
        }
    }

    /// <summary>The same form as the bot drew it again: what was typed stays where the input does.</summary>
    public SlackForm Redrawn(JsonNode again)
    {
        var form = new SlackForm(again);
        if (Screen.Text(again, "hash") == Screen.Text(view, "hash"))
            form._errors = _errors;

        var alive = form.Inputs.Select(block => Screen.Text(block, "block_id")).ToHashSet();
        form._typed = _typed.Where(typed => alive.Contains(typed.Key)).ToDictionary();
        return form;
    }

    /// <summary>The input of this label; required ones are marked with a star.</summary>
    public JsonNode Input(string label) =>
        Inputs.FirstOrDefault(block => LabelOf(block) == label)
        ?? throw new InvalidOperationException($"There is no “{label}” on the form:{Environment.NewLine}{Text}");

    public override void Fill(string label, string value) => Fill(Input(label), value, null);

    public void Fill(JsonNode block, string value, JsonNode? chosen)
    {
        var kind = KindOf(block);
        var options = chosen is null ? value.Split("; ").Select(text => Option(block, text)) : [chosen];
        _typed[Screen.Text(block, "block_id")] = kind switch
        {
            "static_select" or "radio_buttons" or "external_select" => new() { ["type"] = kind, ["selected_option"] = options.Single().DeepClone() },
            "checkboxes" or "multi_static_select" => new() { ["type"] = kind, ["selected_options"] = new JsonArray([.. options.Select(option => option.DeepClone())]) },
            "datepicker" => new() { ["type"] = kind, ["selected_date"] = value },
            _ => new() { ["type"] = kind, ["value"] = value },
        };
        _errors.Remove(Screen.Text(block, "block_id"));
    }

    public override void Clear(string label)
    {
        var block = Input(label);
        var kind = KindOf(block);
        _typed[Screen.Text(block, "block_id")] = kind switch
        {
            "static_select" or "radio_buttons" or "external_select" => new() { ["type"] = kind, ["selected_option"] = null },
            "checkboxes" or "multi_static_select" => new() { ["type"] = kind, ["selected_options"] = new JsonArray() },
            "datepicker" => new() { ["type"] = kind, ["selected_date"] = null },
            _ => new() { ["type"] = kind, ["value"] = null },
        };
    }

    /// <summary>The box is that of the input that follows the sentence.</summary>
    public override void Tick(string sentence)
    {
        var below = Screen.Items(view, "blocks").SkipWhile(block => !Screen.Text(block["text"], "text").Contains(sentence, StringComparison.Ordinal)).Skip(1).FirstOrDefault();
        if (below is null || KindOf(below) != "checkboxes")
            throw new InvalidOperationException($"There is no box below “{sentence}”:{Environment.NewLine}{Text}");

        var options = Screen.Items(below["element"], "options").Select(option => option.DeepClone());
        _typed[Screen.Text(below, "block_id")] = new() { ["type"] = "checkboxes", ["selected_options"] = new JsonArray([.. options]) };
    }

    public override bool IsTicked(string sentence)
    {
        var below = Screen.Items(view, "blocks").SkipWhile(block => !Screen.Text(block["text"], "text").Contains(sentence, StringComparison.Ordinal)).Skip(1).First();
        return _typed.TryGetValue(Screen.Text(below, "block_id"), out var typed)
            ? Screen.Items(typed, "selected_options").Any()
            : Screen.Items(below["element"], "initial_options").Any();
    }

    public void Refuse(JsonObject errors) => _errors = errors.ToDictionary(error => error.Key, error => error.Value!.ToString());

    /// <summary>In Slack's own place, or drawn below the input.</summary>
    public override string? ErrorBeside(string label)
    {
        var id = Screen.Text(Input(label), "block_id");
        var drawn = Screen.Items(view, "blocks").FirstOrDefault(block => Screen.Text(block, "block_id") == $"{id}:error");
        return _errors.GetValueOrDefault(id) ?? (drawn is null ? null : Screen.Text(Screen.Items(drawn, "elements").First(), "text"));
    }

    /// <summary>What changing this input sends at once.</summary>
    public JsonObject ActionOf(JsonNode block)
    {
        var action = new JsonObject { ["block_id"] = Screen.Text(block, "block_id"), ["action_id"] = Screen.Text(block["element"], "action_id") };
        foreach (var (key, value) in _typed[Screen.Text(block, "block_id")])
            action[key] = value?.DeepClone();
        return action;
    }

    public JsonObject State()
    {
        var state = new JsonObject();
        foreach (var block in Inputs.Where(block => _typed.ContainsKey(Screen.Text(block, "block_id"))))
            state[Screen.Text(block, "block_id")] = new JsonObject { [Screen.Text(block["element"], "action_id")] = _typed[Screen.Text(block, "block_id")].DeepClone() };
        return state;
    }

    public static string KindOf(JsonNode block) => Screen.Text(block["element"], "type");

    private IEnumerable<JsonNode> Inputs => Screen.Items(view, "blocks").Where(block => Screen.Text(block, "type") == "input");

    private static string LabelOf(JsonNode block) => Screen.Text(block["label"], "text").TrimEnd('*', ' ');

    private JsonNode Option(JsonNode block, string text)
    {
        if (KindOf(block) is not ("static_select" or "radio_buttons" or "checkboxes" or "multi_static_select"))
            return text;

        var options = Screen.Items(block["element"], "options").Concat(Screen.Items(block["element"], "option_groups").SelectMany(group => Screen.Items(group, "options")));
        return options.FirstOrDefault(option => Screen.Text(option["text"], "text") == text)
            ?? throw new InvalidOperationException($"“{LabelOf(block)}” does not offer “{text}”:{Environment.NewLine}{Text}");
    }
}
