using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Limits;

/// <summary>The limits of a message, whichever way it is posted. https://docs.slack.dev/reference/methods/chat.postMessage</summary>
internal static class MessageLimits
{
    private const int MostText = 4000;
    private const int MostBlocks = 50;

    /// <summary>Undocumented; blocks whose JSON came to about this many characters were refused.</summary>
    private const int MostBlockCharacters = 13_000;

    /// <summary>The error that the message earns, or null when it may be posted.</summary>
    public static MessageRefusal? Check(string? text, JsonNode? blocks)
    {
        if (text?.Length > MostText) return new MessageRefusal("msg_too_long", []);
        if (blocks is not null and not JsonArray) return new MessageRefusal("invalid_blocks_format", []);
        if (blocks is not JsonArray { Count: > 0 } list) return string.IsNullOrEmpty(text) ? new MessageRefusal("no_text", []) : null;

        var findings = new Findings();
        findings.Blocks(list, MostBlocks, "/blocks");
        if (findings.Any) return new MessageRefusal("invalid_blocks", findings.Sentences);

        return list.ToJsonString(Json.Plain).Length > MostBlockCharacters ? new MessageRefusal("msg_blocks_too_long", []) : null;
    }
}

/// <summary>Slack's code for what is wrong with a message, and where it is wrong.</summary>
internal sealed record MessageRefusal(string Error, IReadOnlyList<string> Sentences);
