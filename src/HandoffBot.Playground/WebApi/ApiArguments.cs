using System.Globalization;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.WebApi;

/// <summary>
/// The arguments of a Web API call. In a form everything is text, and lists and objects are JSON inside it; in a JSON
/// body they may be either.
/// </summary>
internal sealed class ApiArguments(JsonObject given)
{
    public JsonObject Given => given;

    public bool Has(string name) => given.At(name) is not null;

    public string? Text(string name) => given.At(name) switch
    {
        JsonValue value when value.AsText() is { } text => text.Length == 0 ? null : text,
        JsonValue value => value.ToJsonString(),
        _ => null,
    };

    public bool Flag(string name, bool otherwise = false) => Text(name) switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => otherwise,
    };

    public int? Number(string name) =>
        int.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A list or an object, or a broken piece of text (as a string value) when it is neither.</summary>
    public JsonNode? Node(string name)
    {
        var node = given.At(name);
        if (node.AsText() is not { } text) return node?.DeepClone();

        return text.Length == 0 ? null : Json.Parse(text) ?? JsonValue.Create(text);
    }
}
