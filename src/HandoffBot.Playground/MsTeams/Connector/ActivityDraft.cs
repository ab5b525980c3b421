using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Cards;
using HandoffBot.Playground.MsTeams.Tenant;

namespace HandoffBot.Playground.MsTeams.Connector;

/// <summary>A message as the bot sent it, read and found good.</summary>
internal sealed record ActivityDraft(string Text, string TextFormat, JsonObject? Card, JsonArray? Entities, string? Summary)
{
    public const string CardType = "application/vnd.microsoft.card.adaptive";

    /// <summary>About 28 KB, counted as UTF-16.</summary>
    private const int MostBytes = 28 * 1024;

    /// <summary>Text and a card in one activity become two messages, and the bot is told the id of neither.</summary>
    public bool IsSplit => Text.Length > 0 && Card is not null;

    public static (ActivityDraft? Draft, ConnectorAnswer? Refusal) Read(JsonObject? activity)
    {
        if (activity is null) return (null, ConnectorAnswer.BadSyntax("Activity is required"));
        if (activity.Text("type") != "message") return (null, ConnectorAnswer.BadSyntax($"Unsupported activity type '{activity.Text("type")}'"));

        var text = activity.Text("text") ?? "";
        var attachments = activity.Array("attachments")?.ToList() ?? [];
        if (text.Length == 0 && attachments.Count == 0) return (null, ConnectorAnswer.BadSyntax("Activity must include non empty 'text' field or at least 1 attachment"));
        if (attachments.Count > 1) return (null, ConnectorAnswer.BadSyntax("This stand-in takes one attachment an activity"));

        var format = activity.Text("textFormat") ?? "markdown";
        if (format is not ("plain" or "markdown" or "xml")) return (null, ConnectorAnswer.BadSyntax($"Unknown text format '{format}'"));
        if (IsTooLarge(activity)) return (null, ConnectorAnswer.Error(413, "MessageSizeTooBig", "Message size too large."));
        if (StrayMention(activity.Array("entities"), text) is { } stray) return (null, ConnectorAnswer.BadSyntax(stray));

        JsonObject? card = null;
        if (attachments is [var attachment])
        {
            if (attachment.Text("contentType") != CardType) return (null, ConnectorAnswer.BadSyntax($"Unknown attachment type '{attachment.Text("contentType")}'"));

            card = attachment.Object("content")?.Copy();
            var findings = CardCheck.Check(card);
            if (findings.Any) return (null, ConnectorAnswer.BadSyntax($"Invalid Adaptive Card: {string.Join("; ", findings.Sentences)}"));
        }

        return (new ActivityDraft(text, format, card, activity.Array("entities")?.Copy(), activity.Text("summary")), null);
    }

    public Post AsPost(string id, string bot, DateTimeOffset at, string? thread) => new()
    {
        Id = id,
        From = bot,
        At = at,
        ThreadId = thread,
        Text = Text,
        TextFormat = TextFormat,
        Card = Card,
        Entities = Entities,
        Summary = Summary,
    };

    private static bool IsTooLarge(JsonObject activity) =>
        2 * ((activity.Text("text")?.Length ?? 0) + (activity.Array("attachments")?.ToJsonString(Json.Plain).Length ?? 0)) > MostBytes;

    private static string? StrayMention(JsonArray? entities, string text) => entities.Objects()
        .Where(entity => entity.Text("type") == "mention")
        .Select(entity => entity.Text("text") ?? "")
        .Where(mention => mention.Length == 0 || !text.Contains(mention, StringComparison.Ordinal))
        .Select(mention => $"Mention text '{mention}' is not in the activity's text")
        .FirstOrDefault();
}
