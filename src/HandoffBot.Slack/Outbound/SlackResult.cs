using System.Collections.Immutable;
using System.Text.Json;

namespace HandoffBot.Slack.Outbound;

/// <summary>
/// Slack's answer to any method that we call. Fields that are an id in one method and an object in another are kept as they came.
/// <see href="https://docs.slack.dev/apis/web-api/#responses"/>
/// </summary>
internal sealed record SlackResult
{
    public bool Ok { get; init; }

    public string? Error { get; init; }

    public string? Needed { get; init; }

    public string? Ts { get; init; }

    /// <summary>An id after a post, an object after conversations.open and conversations.info.</summary>
    public JsonElement Channel { get; init; }

    /// <summary>Where to connect in apps.connections.open; the workspace's own address in auth.test. The first holds a ticket: never logged.</summary>
    public string? Url { get; init; }

    public string? Permalink { get; init; }

    /// <summary>Name of the workspace in auth.test; an object elsewhere.</summary>
    public JsonElement Team { get; init; }

    public string? TeamId { get; init; }

    public string? UserId { get; init; }

    /// <summary>A name in auth.test; the person in users.info and users.lookupByEmail.</summary>
    public JsonElement User { get; init; }

    /// <summary>Ids in usergroups.users.list.</summary>
    public JsonElement Users { get; init; }

    /// <summary>Messages in conversations.history and conversations.replies.</summary>
    public ImmutableList<JsonElement>? Messages { get; init; }

    public ResponseMetadata? ResponseMetadata { get; init; }

    public string? NextCursor => ResponseMetadata?.NextCursor is { Length: > 0 } cursor ? cursor : null;
}

internal sealed record ResponseMetadata
{
    public string? NextCursor { get; init; }

    /// <summary>What exactly was wrong, such as which field of a view.</summary>
    public ImmutableList<string>? Messages { get; init; }
}
