using System.Text.Json.Nodes;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>A dialog of Microsoft Teams.</summary>
internal sealed class MsTeamsForm(JsonNode dialog, string zone) : OpenForm
{
    private readonly Dictionary<string, string> _typed = [];
    private Dictionary<string, string> _errors = [];

    public JsonNode Card => dialog["card"]!;

    public override string Id => Screen.Text(dialog, "id");

    public string Title => Screen.Text(dialog, "title");

    public override string SubmitLabel => Submit?.Label ?? "";

    /// <summary>The button that sends the dialog: the one that presses nothing in it.</summary>
    public MsTeamsScreen.Item? Submit => MsTeamsScreen.Buttons(Card).FirstOrDefault(button => button.Action?["data"]?["hb"] is { } carried && carried["p"] is null);

    public override IEnumerable<string> Labels => Inputs.Select(each => MsTeamsScreen.LabelOf(each.Input)).Concat(Boxes.Select(TitleOf)).Where(label => label.Length > 0);

    public override string Text
    {
        get
        {
            var errors = _errors.Select(error => $"(beside {error.Key}: {error.Value})");
            return $"{Title}{Environment.NewLine}{MsTeamsScreen.Of(Card, zone)}{string.Join(Environment.NewLine, errors)}";
        }
    }

    /// <summary>What was typed, by input, as the client sends it.</summary>
    public JsonObject State() => new(_typed.Select(typed => KeyValuePair.Create(typed.Key, (JsonNode?)typed.Value)));

    /// <summary>The input of this label; required ones are marked with a star.</summary>
    public JsonNode Input(string label) => Found(label).Input;

    public override void Fill(string label, string value)
    {
        var input = Input(label);
        Type(input, input["choices"] is null ? value : Chosen(input, value));
    }

    /// <summary>Puts a value into an input as the client sends it.</summary>
    public void Type(JsonNode input, string value)
    {
        _typed[Screen.Text(input, "id")] = value;
        _errors.Remove(Screen.Text(input, "id"));
    }

    /// <summary>The value of a choice by its title, or of several separated by "; ". What describes a choice follows it.</summary>
    private string Chosen(JsonNode input, string titles) => string.Join(',', titles.Split("; ").Select(title => Screen.Text(
        Screen.Items(input, "choices").FirstOrDefault(choice => Screen.Text(choice, "title").Split(" · ")[0] == title)
            ?? throw new InvalidOperationException($"“{MsTeamsScreen.LabelOf(input)}” does not offer “{title}”:{Environment.NewLine}{Text}"),
        "value")));

    public override void Clear(string label) => Type(Input(label), "");

    public override void Tick(string sentence) => Type(Box(sentence), "true");

    public override bool IsTicked(string sentence)
    {
        var box = Box(sentence);
        return _typed.GetValueOrDefault(Screen.Text(box, "id"), Screen.Text(box, "value")) == "true";
    }

    /// <summary>What the client itself finds wrong.</summary>
    public void Refuse(JsonObject errors) => _errors = errors.ToDictionary(error => error.Key, error => error.Value!.ToString());

    public override string? ErrorBeside(string label)
    {
        var (input, beside) = Found(label);
        var drawn = beside.OfType<JsonObject>().FirstOrDefault(one => Screen.Text(one, "color") == "Attention");
        return _errors.GetValueOrDefault(Screen.Text(input, "id")) ?? (drawn is null ? null : MsTeamsScreen.Read(Screen.Text(drawn, "text"), zone));
    }

    private IEnumerable<(JsonNode Input, JsonArray Beside)> Inputs => MsTeamsScreen.Inputs(Card);

    private IEnumerable<JsonNode> Boxes => Inputs.Select(each => each.Input).Where(input => Screen.Text(input, "type") == "Input.Toggle");

    private (JsonNode Input, JsonArray Beside) Found(string label) =>
        Inputs.Where(each => MsTeamsScreen.LabelOf(each.Input) == label).Select(each => ((JsonNode, JsonArray)?)each).FirstOrDefault()
        ?? throw new InvalidOperationException($"There is no “{label}” on the form:{Environment.NewLine}{Text}");

    private JsonNode Box(string sentence) => Boxes.FirstOrDefault(box => TitleOf(box).Contains(sentence, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"There is no box with “{sentence}”:{Environment.NewLine}{Text}");

    private static string TitleOf(JsonNode box) => MsTeamsScreen.Read(Screen.Text(box, "title"), "UTC");
}
