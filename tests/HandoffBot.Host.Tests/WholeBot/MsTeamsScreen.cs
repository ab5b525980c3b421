using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What a person reads: an Adaptive Card as plain lines, with times and mentions as the client of Microsoft Teams would write them.</summary>
internal static partial class MsTeamsScreen
{
    /// <summary>What can be read or pressed, in the order in which it stands there.</summary>
    /// <param name="Line">Empty for what is only pressed.</param>
    /// <param name="Pointer">Where the action that is pressed stands in the card; null for what is only read.</param>
    internal sealed record Item(string Line, string Label, string? Pointer, JsonObject? Action);

    /// <param name="zone">The reader's.</param>
    public static string Of(JsonNode card, string zone)
    {
        var lines = new StringBuilder();
        var buttons = new List<string>();
        foreach (var item in Items(card, zone))
        {
            if (item.Pointer is not null)
            {
                buttons.Add($"[{item.Label}]");
                continue;
            }

            Flush();
            lines.AppendLine(item.Line);
        }

        Flush();
        return lines.ToString();

        void Flush()
        {
            if (buttons.Count > 0)
                lines.AppendLine(string.Join(' ', buttons));
            buttons.Clear();
        }
    }

    public static IEnumerable<Item> Items(JsonNode card, string zone) => Of(card["body"], "/body", zone).Concat(Of(card["actions"], "/actions", zone));

    public static IEnumerable<Item> Buttons(JsonNode card) => Items(card, "UTC").Where(item => item.Pointer is not null);

    /// <summary>The actions within a part of a card.</summary>
    public static IEnumerable<JsonObject> Actions(JsonNode part) =>
        (part is JsonObject card && card["body"] is not null ? Items(card, "UTC") : Of(part, "", "UTC")).Select(item => item.Action).OfType<JsonObject>();

    /// <summary>All inputs, each with what stands in one container with it.</summary>
    public static IEnumerable<(JsonNode Input, JsonArray Beside)> Inputs(JsonNode? node, JsonArray? within = null) => node switch
    {
        JsonArray many => many.SelectMany(one => Inputs(one, many)),
        JsonObject input when Screen.Text(input, "type").StartsWith("Input.", StringComparison.Ordinal) => [(input, within!)],
        JsonObject one => Inputs(one["body"]).Concat(Inputs(one["items"])).Concat(Inputs(one["columns"])),
        _ => [],
    };

    public static string LabelOf(JsonNode input) => Read(Screen.Text(input, "label"), "UTC").TrimEnd('*', ' ');

    /// <summary>Markup is read as the client reads it: bold stays marked by one asterisk, everything else is what the eye sees.</summary>
    public static string Read(string written, string zone)
    {
        var dated = Times().Replace(written, found => Shown(found.Groups["at"].Value, zone));
        var linked = Links().Replace(dated, found => found.Groups["shown"].Value);
        var named = Mentioned().Replace(linked, found => $"@{found.Groups["name"].Value}");
        var plain = Escaped().Replace(named.Replace("**", "*", StringComparison.Ordinal), found => found.Groups["sign"].Value);
        return plain.Replace("\u200B", "", StringComparison.Ordinal).Replace("\n\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>As <c>DATE(…, SHORT)</c> and <c>TIME(…)</c> are written beside each other.</summary>
    public static string Shown(string at, string zone)
    {
        var instant = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
        return TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
    }

    private static IEnumerable<Item> Of(JsonNode? node, string pointer, string zone) => node switch
    {
        JsonArray many => many.SelectMany((one, place) => Of(one, $"{pointer}/{place}", zone)),
        JsonObject one => Element(one, pointer, zone),
        _ => [],
    };

    private static IEnumerable<Item> Element(JsonObject one, string pointer, string zone) => Screen.Text(one, "type") switch
    {
        "TextBlock" => [Line(Read(Screen.Text(one, "text"), zone))],
        "FactSet" => Screen.Items(one, "facts").Select(fact => Line($"*{Read(Screen.Text(fact, "title"), zone)}*\n{Read(Screen.Text(fact, "value"), zone)}")),
        "Container" or "Column" => Of(one["items"], $"{pointer}/items", zone),
        "ColumnSet" => Of(one["columns"], $"{pointer}/columns", zone),
        "ActionSet" => Of(one["actions"], $"{pointer}/actions", zone),
        "Input.Toggle" => [Line($"{Read(Screen.Text(one, "title"), zone)}: {Screen.Text(one, "value")}")],

        // The search beside a choice has no label, and says nothing by itself.
        "Input.Text" when Screen.Text(one, "label").Length == 0 => [],
        var type when type.StartsWith("Input.", StringComparison.Ordinal) => [Line($"{Screen.Text(one, "label")}: {Standing(one)}")],
        "Action.ShowCard" => [Pressed(one, $"{pointer}/card/actions/0", one["card"]!["actions"]![0]!.AsObject())],
        var type when type.StartsWith("Action.", StringComparison.Ordinal) => [Pressed(one, pointer, one)],
        _ => [],
    };

    private static Item Line(string text) => new(text, "", null, null);

    /// <summary>A button that asks first is pressed twice: what acts is in the card that it unfolds.</summary>
    private static Item Pressed(JsonObject shown, string pointer, JsonObject acts) => new("", Screen.Text(shown, "title"), pointer, acts);

    private static string Standing(JsonObject input)
    {
        var value = Screen.Text(input, "value");
        var chosen = Screen.Items(input, "choices").Where(choice => value.Split(',').Contains(Screen.Text(choice, "value"))).Select(choice => Screen.Text(choice, "title"));
        return input["choices"] is null ? value : string.Join(", ", chosen);
    }

    [GeneratedRegex(@"\{\{DATE\((?<at>[^,)]*),SHORT\)\}\}, \{\{TIME\([^)]*\)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Times();

    [GeneratedRegex(@"(?<!\\)\[(?<shown>[^\]]*)\]\(https?://[^)]*\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();

    [GeneratedRegex("<at>(?<name>[^<]*)</at>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mentioned();

    [GeneratedRegex(@"\\(?<sign>[*_`])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escaped();
}
