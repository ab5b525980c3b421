using System.Text.Json;

namespace HandoffBot.Slack.Outbound;

/// <summary>Looks into JSON of any shape; what is not there, or is something else, is null or false.</summary>
internal static class Json
{
    public static JsonElement? At(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;

    public static string? Text(this JsonElement? element) => element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static string? TextAt(this JsonElement element, string name) => element.At(name).Text();

    public static bool IsTrueAt(this JsonElement element, string name) => element.At(name) is { ValueKind: JsonValueKind.True };
}
