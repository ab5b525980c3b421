using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HandoffBot.Playground.Limits;

namespace HandoffBot.Playground.MsTeams.Cards;

/// <summary>What is wrong with an input of a card.</summary>
internal static class InputCheck
{
    private const string Date = "yyyy-MM-dd";
    private const string Time = "HH:mm";

    public static void Input(this Findings findings, JsonObject input, string type, string pointer)
    {
        if (input.Text("id") is not { Length: > 0 }) findings.Add(pointer, "missing required property: id");
        if (input.IsTrue("isRequired") && (input.Text("label") is not { Length: > 0 } || input.Text("errorMessage") is not { Length: > 0 }))
            findings.Add(pointer, "a required input needs `label` and `errorMessage`");

        switch (type)
        {
            case "Input.Text": findings.Text(input, pointer); break;
            case "Input.Number": findings.Values(input, pointer, node => node is JsonValue number && number.TryGetValue<double>(out _), "must be a number"); break;
            case "Input.Date": findings.Values(input, pointer, node => IsMoment(node, Date), $"must match {Date}"); break;
            case "Input.Time": findings.Values(input, pointer, node => IsMoment(node, Time), $"must match {Time}"); break;
            case "Input.Toggle" when input.Text("title") is not { Length: > 0 }: findings.Add(pointer, "missing required property: title"); break;
            case "Input.ChoiceSet": findings.Choices(input, pointer); break;
            default: break;
        }
    }

    private static void Text(this Findings findings, JsonObject input, string pointer)
    {
        if (input.Number("maxLength") is { } most && input.Text("value")?.Length > most) findings.Add($"{pointer}/value", $"is longer than {most}");
        if (input.Text("regex") is { } pattern && !IsPattern(pattern)) findings.Add($"{pointer}/regex", "is no regular expression");
    }

    private static void Values(this Findings findings, JsonObject input, string pointer, Func<JsonNode, bool> fits, string sentence)
    {
        foreach (var name in new[] { "value", "min", "max" })
        {
            if (input.At(name) is { } node && !fits(node)) findings.Add($"{pointer}/{name}", sentence);
        }
    }

    private static void Choices(this Findings findings, JsonObject input, string pointer)
    {
        var query = input.Object("choices.data");
        if (input.Array("choices") is null && query is null) findings.Add(pointer, "missing required property: choices");
        if (query is not null && (query.Text("type") != "Data.Query" || query.Text("dataset") is not { Length: > 0 }))
            findings.Add($"{pointer}/choices.data", "must be a Data.Query with a dataset");

        var choices = input.Array("choices").Objects().ToList();
        if (choices.Exists(choice => choice.Text("title") is not { Length: > 0 } || choice.Text("value") is null)) findings.Add($"{pointer}/choices", "every choice needs title and value");
        if (choices.Select(choice => choice.Text("value")).Distinct().Count() < choices.Count) findings.Add($"{pointer}/choices", "two choices have the same value");
        if (input.IsTrue("isMultiSelect") && choices.Exists(choice => choice.Text("value")!.Contains(',', StringComparison.Ordinal)))
            findings.Add($"{pointer}/choices", "a comma parts the values of a multiple choice, so none may hold one");
        if (input.At("value") is { } value && value.AsText() is null) findings.Add($"{pointer}/value", "must be a string");
    }

    private static bool IsMoment(JsonNode node, string format) =>
        DateTime.TryParseExact(node.AsText(), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.ECMAScript, TimeSpan.FromMilliseconds(100));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
