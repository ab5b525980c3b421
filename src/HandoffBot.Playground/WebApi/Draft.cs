using System.Text.Json.Nodes;
using HandoffBot.Playground.Limits;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.WebApi;

/// <summary>What the bot wants a message to be, checked, before it has a ts.</summary>
internal sealed record Draft(string Text, JsonArray? Blocks, JsonObject? Metadata, bool MetadataGiven)
{
    /// <summary>Reads a message from the arguments of a method, or says what Slack would say against it.</summary>
    public static (Draft? Draft, JsonObject? Error) Read(ApiArguments arguments)
    {
        if (arguments.Has("attachments") && arguments.Node("attachments") is not JsonArray { Count: 0 })
            return (null, ApiAnswer.Error("invalid_arguments", ["attachments are not drawn here; use blocks"]));

        var text = arguments.Text("text");
        var blocks = arguments.Node("blocks");
        if (MessageLimits.Check(text, blocks) is { } refusal) return (null, ApiAnswer.Error(refusal));

        var metadata = arguments.Node("metadata");
        if (metadata is not null && !IsMetadata(metadata)) return (null, ApiAnswer.Error("invalid_metadata_format"));

        var kept = metadata is JsonObject { Count: > 0 } given ? given : null;
        return (new Draft(text ?? "", Identified(blocks as JsonArray), kept, metadata is not null), null);
    }

    /// <summary>Gives every block an id and every element an action id, as Slack does for those that have none.</summary>
    public static JsonArray? Identified(JsonArray? blocks)
    {
        if (blocks is null or { Count: 0 }) return null;

        var kept = blocks.Copy();
        foreach (var block in kept.Objects())
        {
            if (string.IsNullOrEmpty(block.Text("block_id"))) block["block_id"] = PlaygroundIds.Fresh('b')[2..7];
            foreach (var element in BlockLimits.Elements(block).Where(IsInteractive))
            {
                if (string.IsNullOrEmpty(element.Text("action_id"))) element["action_id"] = PlaygroundIds.Fresh('a')[2..7];
            }
        }

        return kept;
    }

    public Message AsMessage(string ts, string user, string? threadTs = null, bool broadcast = false, string? username = null) => new()
    {
        Ts = ts,
        User = user,
        Text = Text,
        Blocks = Blocks,
        Metadata = Metadata,
        ThreadTs = threadTs,
        Broadcast = broadcast,
        Username = username,
    };

    private static bool IsInteractive(JsonObject element) =>
        element.Text("type") is { } type && type != "image" && Shapes.Elements.ContainsKey(type);

    private static bool IsMetadata(JsonNode metadata) =>
        metadata is JsonObject { Count: 0 }
        || (metadata.Text("event_type") is { Length: > 0 } && metadata.Object("event_payload") is not null);
}
