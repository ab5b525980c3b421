using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Text;

namespace HandoffBot.MsTeams.Cards;

/// <summary>
/// The values of choices. Several come back joined by commas, so no value holds one; and only the value comes back, so that of a person
/// or a client holds the name as well. An id is never shortened: a cut id would name something else.
/// </summary>
internal static class Choices
{
    public const string On = "true";
    public const string Off = "false";

    /// <summary>An answer that may be left out can be taken back. No written id is this: a percent sign is always followed by two digits.</summary>
    private const string NoAnswer = "%none";

    /// <summary>The choices, each id once.</summary>
    public static ImmutableArray<Suggestion> Distinct(IEnumerable<Suggestion> options) =>
        [.. options.Where(one => one.Id.Length is > 0 and <= Limits.OptionValue).DistinctBy(one => one.Id)];

    public static JsonArray Of(IEnumerable<Suggestion> options, bool required)
    {
        JsonArray choices = [.. options.Select(one => Choice(Titled(one), Value(one.Id)))];
        if (!required)
            choices.Add(Unanswered());

        return choices;
    }

    public static JsonObject Unanswered() => Choice("No answer", NoAnswer);

    /// <summary>The people or clients that were found, for the control that is filled by typing.</summary>
    public static JsonArray Found(IEnumerable<Suggestion> found) => [.. found.Select(one => Choice(Titled(one), FoundValue(one)))];

    public static string Value(string id) =>
        id.Replace("%", "%25", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    public static string Values(IEnumerable<string> ids) => string.Join(',', ids.Select(Value));

    /// <summary>The value of a person or client that was found by typing; the answer to a typeahead carries it as well.</summary>
    public static string FoundValue(Suggestion one) => JsonSerializer.Serialize(
        [one.Id, CleanText.Of(one.Label, Limits.OptionText)], CardJson.Default.StringArray);

    public static string Titled(Suggestion one)
    {
        var label = TeamsText.Label(one.Label, Limits.OptionText);
        var title = label.Length > 0 ? label : "–";
        return string.IsNullOrWhiteSpace(one.Description) ? title : $"{title} · {TeamsText.Label(one.Description, Limits.OptionText)}";
    }

    public static Input? ReadOne(string value) =>
        value is { Length: > 0 } and not NoAnswer && Id(value) is var id ? new Input.Selected(id, id) : null;

    public static Input? ReadMany(string value)
    {
        ImmutableArray<string> ids = [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries).Where(one => one != NoAnswer).Select(Id)];
        return ids.IsEmpty ? null : new Input.Many(ids);
    }

    public static Input? ReadFound(string value)
    {
        if (value.Length == 0 || value == NoAnswer)
            return null;

        try
        {
            return JsonSerializer.Deserialize(value, CardJson.Default.StringArray) is [{ Length: > 0 } id, { } label] ? new Input.Selected(id, label) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Id(string value) =>
        value.Replace("%2C", ",", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    private static JsonObject Choice(string title, string value) => new() { ["title"] = title, ["value"] = value };
}
