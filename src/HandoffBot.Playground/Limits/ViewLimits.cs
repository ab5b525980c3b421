using System.Text;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Limits;

/// <summary>The limits of modals and of the App Home. https://docs.slack.dev/reference/views</summary>
internal static class ViewLimits
{
    private const int MostBytes = 250_000;

    public static bool IsTooLarge(JsonObject view) => Encoding.UTF8.GetByteCount(view.ToJsonString(Json.Plain)) > MostBytes;

    public static Findings Check(JsonObject view, string expectedType)
    {
        var findings = new Findings();
        var type = view.Text("type") ?? "";
        if (type != expectedType || !Shapes.Views.TryGetValue(type, out var known))
        {
            findings.Add("/view/type", $"must be `{expectedType}`");
            return findings;
        }

        findings.OnlyKnown(view, known, "/view");
        if (view.ContainsKey("block_id")) findings.Add("/view", "invalid additional property: block_id");
        if (type == "modal") findings.Modal(view);
        findings.Length(view, "private_metadata", 0, 3000, "/view");
        findings.Length(view, "callback_id", 0, 255, "/view");
        findings.Length(view, "external_id", 0, 255, "/view");
        if (findings.Items(view, "blocks", 0, 100, "/view") is { } blocks) findings.Blocks(blocks, 100, "/view/blocks");
        return findings;
    }

    private static void Modal(this Findings findings, JsonObject view)
    {
        findings.TextObject(view, "title", 24, "/view", required: true);
        findings.TextObject(view, "submit", 24, "/view");
        findings.TextObject(view, "close", 24, "/view");
        findings.BoolIfGiven(view, "clear_on_close", "/view");
        findings.BoolIfGiven(view, "notify_on_close", "/view");
        if (view.At("submit") is null && view.Array("blocks").Objects().Any(block => block.Text("type") == "input"))
            findings.Add("/view", "missing required field: submit");
    }
}
