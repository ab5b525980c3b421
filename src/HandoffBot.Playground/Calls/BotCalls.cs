using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Calls;

/// <summary>
/// Tells the bot what happened, in the way that its app is set to: by signed HTTP, or, with an app token, over its Socket Mode connections
/// and never by HTTP.
/// </summary>
internal sealed class BotCalls(PlaygroundOptions options, BotLine line, Sockets sockets)
{
    private bool UsesSocketMode => options.AppToken is not null;

    public Task<BotAnswer> CommandAsync(IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken cancellationToken) => UsesSocketMode
        ? sockets.DeliverAsync("slash_commands", [.. fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, field.Value))], 0, "", cancellationToken)
        : line.PostFormAsync("slack/commands", fields, cancellationToken);

    public Task<BotAnswer> InteractAsync(JsonObject payload, CancellationToken cancellationToken) => UsesSocketMode
        ? sockets.DeliverAsync("interactive", payload, 0, "", cancellationToken)
        : line.PostFormAsync("slack/interactions", [new("payload", payload.ToJsonString(Json.Plain))], cancellationToken);

    /// <param name="tries">How often it was sent before.</param>
    /// <param name="reason">Why the last try failed.</param>
    public Task<BotAnswer> EventAsync(JsonObject payload, int tries, string reason, CancellationToken cancellationToken)
    {
        if (UsesSocketMode) return sockets.DeliverAsync("events_api", payload, tries, reason, cancellationToken);

        IReadOnlyList<(string, string)> headers = tries == 0
            ? []
            : [("X-Slack-Retry-Num", tries.ToString(CultureInfo.InvariantCulture)), ("X-Slack-Retry-Reason", reason)];
        return line.PostAsync("slack/events", "application/json", Encoding.UTF8.GetBytes(payload.ToJsonString(Json.Plain)), headers, cancellationToken);
    }
}
