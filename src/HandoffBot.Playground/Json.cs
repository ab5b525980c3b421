using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground;

/// <summary>
/// Reads JSON that somebody else wrote: what is missing or of another kind is null, never an exception. Blocks and
/// views stay JSON here, because a stand-in hands back what it was given.
/// </summary>
internal static class Json
{
    /// <summary>Characters as they are, as Slack counts them.</summary>
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    public static JsonNode? At(this JsonNode? node, string name) =>
        node is JsonObject map && map.TryGetPropertyValue(name, out var value) ? value : null;

    public static string? Text(this JsonNode? node, string name) => node.At(name).AsText();

    public static string? AsText(this JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? Flag(this JsonNode? node, string name) =>
        node.At(name) is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    public static bool IsTrue(this JsonNode? node, string name) => node.Flag(name) == true;

    public static int? Number(this JsonNode? node, string name) =>
        node.At(name) is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public static JsonObject? Object(this JsonNode? node, string name) => node.At(name) as JsonObject;

    public static JsonArray? Array(this JsonNode? node, string name) => node.At(name) as JsonArray;

    public static IEnumerable<JsonObject> Objects(this JsonArray? array) => array?.OfType<JsonObject>() ?? [];

    public static T Copy<T>(this T node) where T : JsonNode => (T)node.DeepClone();

    public static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    /// <summary>Parses text, or null when it is not JSON (or nested deeper than anything that Slack sends).</summary>
    public static JsonNode? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;

        try
        {
            return JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
