using System.Globalization;
using System.Text.Json.Nodes;
using HandoffBot.Playground.Limits;

namespace HandoffBot.Playground.MsTeams.Cards;

/// <summary>What is wrong with an Adaptive Card, each with its place.</summary>
internal static class CardCheck
{
    private const int MostActions = 6;

    public static Findings Check(JsonObject? card)
    {
        var findings = new Findings();
        if (card is null) findings.Add("", "the attachment has no content");
        else findings.Card(card, "");
        if (findings.Any) return findings;

        findings.InputIds(card!);
        findings.Mentions(card!);
        return findings;
    }

    private static void Card(this Findings findings, JsonObject card, string pointer)
    {
        if (card.Text("type") != "AdaptiveCard") findings.Add($"{pointer}/type", "must be `AdaptiveCard`");
        // A card that is shown on demand is of its holder's version.
        if (!IsSupported(card.Text("version")) && (pointer.Length == 0 || card.ContainsKey("version"))) findings.Add($"{pointer}/version", "must be 1.0 to 1.5");
        foreach (var (name, _) in card.Where(property => !CardShapes.Card.Contains(property.Key))) findings.Add(pointer, $"unknown property: {name}");

        foreach (var (element, place) in Numbered(findings, card, "body", pointer)) findings.Element(element, place);
        findings.ActionList(card, pointer);
        findings.SelectAction(card, pointer);
    }

    private static bool IsSupported(string? version) =>
        decimal.TryParse(version, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 1.0m and <= 1.5m;

    private static void Element(this Findings findings, JsonObject element, string pointer)
    {
        var type = element.Text("type") ?? "";
        if (!CardShapes.Elements.TryGetValue(type, out var known))
        {
            findings.Add($"{pointer}/type", $"unknown element: {type}");
            return;
        }

        findings.Properties(element, type, known, pointer);
        findings.SelectAction(element, pointer);
        switch (type)
        {
            case "TextBlock": findings.Filled(element, "text", pointer); break;
            case "RichTextBlock": findings.Each(element, "inlines", "TextRun", pointer, (run, place) => findings.Filled(run, "text", place)); break;
            case "Image": findings.Filled(element, "url", pointer); break;
            case "ImageSet": findings.Elements(element, "images", pointer); break;
            case "Container": findings.Elements(element, "items", pointer); break;
            case "ColumnSet": findings.Each(element, "columns", "Column", pointer, (column, place) => findings.Elements(column, "items", place)); break;
            case "FactSet": findings.Facts(element, pointer); break;
            case "ActionSet": findings.ActionList(element, pointer); break;
            case "Table": findings.Each(element, "rows", "TableRow", pointer, findings.Row); break;
            default: findings.Input(element, type, pointer); break;
        }
    }

    private static void Row(this Findings findings, JsonObject row, string pointer) =>
        findings.Each(row, "cells", "TableCell", pointer, (cell, place) => findings.Elements(cell, "items", place));

    private static void Elements(this Findings findings, JsonObject holder, string name, string pointer)
    {
        foreach (var (element, place) in Numbered(findings, holder, name, pointer)) findings.Element(element, place);
    }

    /// <summary>Parts of one kind, whose type may be left out where nothing else can stand.</summary>
    private static void Each(this Findings findings, JsonObject holder, string name, string type, string pointer, Action<JsonObject, string> check)
    {
        foreach (var (part, place) in Numbered(findings, holder, name, pointer))
        {
            if ((part.Text("type") ?? type) != type)
            {
                findings.Add($"{place}/type", $"must be `{type}`");
                continue;
            }

            findings.Properties(part, type, CardShapes.Parts[type], place);
            findings.SelectAction(part, place);
            check(part, place);
        }
    }

    private static void Facts(this Findings findings, JsonObject element, string pointer)
    {
        foreach (var (fact, place) in Numbered(findings, element, "facts", pointer))
        {
            findings.Filled(fact, "title", place);
            if (fact.Text("value") is null) findings.Add(place, "missing required property: value");
        }
    }

    private static void ActionList(this Findings findings, JsonObject holder, string pointer)
    {
        if (!holder.ContainsKey("actions")) return;

        var actions = Numbered(findings, holder, "actions", pointer).ToList();
        if (actions.Count(each => each.Item.Text("mode") != "secondary") > MostActions) findings.Add($"{pointer}/actions", $"no more than {MostActions} actions are shown");
        foreach (var (action, place) in actions)
        {
            findings.Action(action, place);
            findings.Filled(action, "title", place);
        }
    }

    private static void SelectAction(this Findings findings, JsonObject holder, string pointer)
    {
        if (holder.Object("selectAction") is { } action) findings.Action(action, $"{pointer}/selectAction");
    }

    private static void Action(this Findings findings, JsonObject action, string pointer)
    {
        var type = action.Text("type") ?? "";
        if (!CardShapes.Actions.TryGetValue(type, out var known))
        {
            findings.Add($"{pointer}/type", $"unknown action: {type}");
            return;
        }

        findings.Properties(action, "Action", known, pointer);
        if (type == "Action.OpenUrl") findings.Filled(action, "url", pointer);
        if (type == "Action.ShowCard" && action.Object("card") is { } card) findings.Card(card, $"{pointer}/card");
        if (action.Object("fallback") is { } fallback) findings.Action(fallback, $"{pointer}/fallback");
    }

    private static void Properties(this Findings findings, JsonObject given, string kind, string[] known, string pointer)
    {
        foreach (var (name, value) in given)
        {
            if (name == "type") continue;

            if (!known.Contains(name, StringComparer.Ordinal)) findings.Add(pointer, $"unknown property: {name}");
            else if (WordsOf(kind, name) is { } words && !words.Contains(value.AsText(), StringComparer.OrdinalIgnoreCase))
                findings.Add($"{pointer}/{name}", $"must be one of {string.Join(", ", words)}");
        }
    }

    private static string[]? WordsOf(string kind, string name) =>
        name == "style" ? CardShapes.Styles.GetValueOrDefault(kind) : CardShapes.Words.GetValueOrDefault(name);

    private static void Filled(this Findings findings, JsonObject given, string name, string pointer)
    {
        if (given.Text(name) is not { Length: > 0 }) findings.Add(pointer, $"missing required property: {name}");
    }

    private static List<(JsonObject Item, string Place)> Numbered(Findings findings, JsonObject holder, string name, string pointer)
    {
        if (holder.At(name) is null) return [];
        if (holder.Array(name) is not { } items)
        {
            findings.Add($"{pointer}/{name}", "must be an array");
            return [];
        }

        var numbered = items.Select((item, at) => (Item: item as JsonObject, Place: $"{pointer}/{name}/{at}")).ToList();
        foreach (var (_, place) in numbered.Where(each => each.Item is null)) findings.Add(place, "must be an object");
        return [.. numbered.Where(each => each.Item is not null).Select(each => (each.Item!, each.Place))];
    }

    private static void InputIds(this Findings findings, JsonObject card)
    {
        foreach (var twice in CardInputs.All(card).GroupBy(input => input.Text("id")).Where(same => same.Count() > 1))
            findings.Add("", $"two inputs have the id `{twice.Key}`");
    }

    /// <summary>Every mention in a text has its entity and every entity its mention; otherwise the card is not shown as it was meant.</summary>
    private static void Mentions(this Findings findings, JsonObject card)
    {
        var entities = card.Object("msteams").Array("entities").Objects().Where(entity => entity.Text("type") == "mention").ToList();
        var named = entities.Select(entity => entity.Text("text") ?? "").ToHashSet(StringComparer.Ordinal);
        var used = CardTexts.Mentions(card).ToHashSet(StringComparer.Ordinal);
        foreach (var stray in used.Except(named)) findings.Add("", $"no entity for the mention {stray}");
        foreach (var stray in named.Except(used)) findings.Add("/msteams/entities", $"the mention {stray} is not in the card");
        if (entities.Exists(entity => entity.Object("mentioned").Text("id") is not { Length: > 0 })) findings.Add("/msteams/entities", "a mention needs mentioned.id");
    }
}
