using System.Text.Json.Nodes;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>A message as somebody reads it.</summary>
internal sealed record Posted
{
    /// <summary>It keeps it for its whole life, whatever it says by then.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands, as the platform names it.</summary>
    public required string Where { get; init; }

    /// <summary>As the platform holds it.</summary>
    public required JsonNode Json { get; init; }

    /// <summary>What stands there; the notification's text where nothing else does.</summary>
    public required string Text { get; init; }

    /// <summary>What a notification shows.</summary>
    public required string Summary { get; init; }

    public required IReadOnlyList<string> Buttons { get; init; }

    /// <summary>Nobody else sees it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>It belongs to a thread, and is seen by whoever looks into the channel.</summary>
    public bool IsBroadcast { get; init; }

    public bool Says(string text) => Text.Contains(text, StringComparison.Ordinal);
}
