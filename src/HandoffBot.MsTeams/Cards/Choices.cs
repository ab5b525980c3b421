using System.Collections.Immutable;
using System.Globalization;
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

    /// <summary>
    /// The people or clients that were found, as choices and as the results of a typeahead. Some clients look a choice up by its title,
    /// so no two titles are the same.
    /// </summary>
    public static JsonArray Found(IEnumerable<Suggestion> found)
    {
        var titles = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. Distinct(found).Select(one => Choice(Unlike(Titled(one), titles), FoundValue(one)))];
    }

    public static string Value(string id) =>
        id.Replace("%", "%25", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    public static string Values(IEnumerable<string> ids) => string.Join(',', ids.Select(Value));

    /// <summary>The value of a person or client: the name, by which a redrawn form shows the choice again, and the id behind the last bar.</summary>
    public static string FoundValue(Suggestion one) =>
        $"{CleanText.Of(one.Label, Limits.OptionText)}|{Value(one.Id).Replace("|", "%7C", StringComparison.Ordinal)}";

    public static string Titled(Suggestion one)
    {
        var label = TeamsText.Label(one.Label, Limits.OptionText);
        var title = Elements.Shown(label);
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
        var bar = value.LastIndexOf('|');
        return bar < 0 || bar == value.Length - 1 ? null : new Input.Selected(Id(value[(bar + 1)..]), value[..bar]);
    }

    private static string Id(string value) =>
        value.Replace("%7C", "|", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    private static string Unlike(string title, HashSet<string> titles)
    {
        var unlike = title;
        for (var same = 2; !titles.Add(unlike); same++)
            unlike = string.Create(CultureInfo.InvariantCulture, $"{title} ({same})");

        return unlike;
    }

    private static JsonObject Choice(string title, string value) => new() { ["title"] = title, ["value"] = value };
}
