using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Workspace;

/// <summary>A message in a channel. The last one of a thread's root stays as a tombstone when the root is deleted.</summary>
internal sealed record Message
{
    public required string Ts { get; init; }

    public required string User { get; init; }

    public string Text { get; init; } = "";

    public JsonArray? Blocks { get; init; }

    /// <summary>What the app attached for itself and other apps.</summary>
    public JsonObject? Metadata { get; init; }

    /// <summary>The name that an app asked to be shown under.</summary>
    public string? Username { get; init; }

    public string? Subtype { get; init; }

    /// <summary>The root's ts, for a reply.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>A reply that is shown in the channel as well.</summary>
    public bool Broadcast { get; init; }

    public string? EditedTs { get; init; }

    public bool Deleted { get; init; }

    public bool IsReply => ThreadTs is not null && ThreadTs != Ts;

    public bool InChannel => !IsReply || Broadcast;
}

/// <summary>A message that one person sees. It lives in memory only, as Slack promises no more of it.</summary>
internal sealed record Ephemeral(string Channel, string Person, Message Message);
