using System.Text.Json.Nodes;

namespace HandoffBot.Playground.MsTeams.Tenant;

/// <summary>A message: of a personal chat, the first of a channel's thread, or a reply in one.</summary>
internal sealed record Post
{
    public required string Id { get; init; }

    /// <summary>The <c>29:</c> or <c>28:</c> id of the author.</summary>
    public required string From { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The id of the thread's first message, for a reply.</summary>
    public string? ThreadId { get; init; }

    public string Text { get; init; } = "";

    /// <summary><c>plain</c>, <c>markdown</c> or <c>xml</c>.</summary>
    public string TextFormat { get; init; } = "plain";

    /// <summary>An Adaptive Card.</summary>
    public JsonObject? Card { get; init; }

    /// <summary>Mentions and the like.</summary>
    public JsonArray? Entities { get; init; }

    /// <summary>What a notification says.</summary>
    public string? Summary { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>A thread's first message that is gone; its replies keep their place.</summary>
    public bool Deleted { get; init; }

    public string Thread => ThreadId ?? Id;
}
