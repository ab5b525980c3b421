using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Limits;

/// <summary>The small checks that all others are made of.</summary>
internal static class Rules
{
    public static void OnlyKnown(this Findings findings, JsonObject given, string[] known, string pointer)
    {
        foreach (var (name, _) in given)
        {
            if (name is not ("type" or "block_id") && !known.Contains(name, StringComparer.Ordinal))
                findings.Add(pointer, $"invalid additional property: {name}");
        }
    }

    /// <summary>A property that is text of a length between the two, and required when the least is 1 or more.</summary>
    public static string? Length(this Findings findings, JsonObject given, string name, int atLeast, int atMost, string pointer)
    {
        if (given.At(name) is not { } node)
        {
            if (atLeast > 0) findings.Add(pointer, $"missing required field: {name}");
            return null;
        }

        if (node.AsText() is not { } text)
        {
            findings.Add($"{pointer}/{name}", "must be a string");
            return null;
        }

        if (text.Length < atLeast) findings.Add($"{pointer}/{name}", $"must be more than {atLeast - 1} characters");
        if (text.Length > atMost) findings.Add($"{pointer}/{name}", $"must be less than {atMost + 1} characters");
        return text;
    }

    /// <summary>A list with a number of items between the two.</summary>
    public static JsonArray? Items(this Findings findings, JsonObject given, string name, int atLeast, int atMost, string pointer)
    {
        if (given.At(name) is not { } node)
        {
            findings.Add(pointer, $"missing required field: {name}");
            return null;
        }

        if (node is not JsonArray items)
        {
            findings.Add($"{pointer}/{name}", "must be an array");
            return null;
        }

        if (items.Count < atLeast) findings.Add($"{pointer}/{name}", $"no less than {atLeast} items allowed");
        if (items.Count > atMost) findings.Add($"{pointer}/{name}", $"no more than {atMost} items allowed");
        return items;
    }

    public static void BoolIfGiven(this Findings findings, JsonObject given, string name, string pointer)
    {
        if (given.ContainsKey(name) && given.Flag(name) is null) findings.Add($"{pointer}/{name}", "must be a boolean");
    }

    public static void OneOf(this Findings findings, JsonObject given, string name, string pointer, params string[] allowed)
    {
        if (given.At(name) is { } node && !allowed.Contains(node.AsText(), StringComparer.Ordinal))
            findings.Add($"{pointer}/{name}", "must be a valid enum value");
    }

    /// <summary>A text object: <c>plain_text</c>, or <c>mrkdwn</c> where markup is drawn.</summary>
    public static void TextObject(this Findings findings, JsonObject given, string name, int atMost, string pointer, bool markup = false, bool required = false)
    {
        if (given.At(name) is not { } node)
        {
            if (required) findings.Add(pointer, $"missing required field: {name}");
            return;
        }

        findings.TextObject(node, atMost, $"{pointer}/{name}", markup);
    }

    public static void TextObject(this Findings findings, JsonNode? node, int atMost, string pointer, bool markup)
    {
        if (node is not JsonObject text)
        {
            findings.Add(pointer, "must be a valid text object");
            return;
        }

        var type = text.Text("type");
        if (type != "plain_text" && !(markup && type == "mrkdwn"))
        {
            findings.Add($"{pointer}/type", markup ? "must be `plain_text` or `mrkdwn`" : "must be `plain_text`");
            return;
        }

        findings.OnlyKnown(text, ["text", type == "mrkdwn" ? "verbatim" : "emoji"], pointer);
        findings.BoolIfGiven(text, "emoji", pointer);
        findings.BoolIfGiven(text, "verbatim", pointer);
        findings.Length(text, "text", 1, atMost, pointer);
    }
}
