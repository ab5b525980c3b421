using System.Text.Json.Nodes;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>A message as somebody reads it.</summary>
internal sealed record Posted(JsonNode Json, Func<string, string> NameOf)
{
    public string Ts => Screen.Text(Json, "ts");

    public bool IsPrivate => (bool?)Json["ephemeral"] == true;

    public bool IsBroadcast => (bool?)Json["broadcast"] == true;

    /// <summary>What stands there; the notification's text where there are no blocks.</summary>
    public string Text => Screen.Items(Json, "blocks").Any() ? Screen.Of(Json, NameOf) : Summary;

    /// <summary>What a notification shows.</summary>
    public string Summary => Screen.Read(Screen.Text(Json, "text"), NameOf);

    public IReadOnlyList<string> Buttons => [.. Screen.Buttons(Json).Select(button => button.Label)];

    public bool Says(string text) => Text.Contains(text, StringComparison.Ordinal);
}
