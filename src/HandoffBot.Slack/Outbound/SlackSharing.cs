using System.Collections.Immutable;
using System.Text.Json;

namespace HandoffBot.Slack.Outbound;

/// <summary>
/// With whom a channel is shared. <c>is_shared</c> alone says nothing: it is also set where workspaces of one enterprise share a channel, which
/// <c>is_org_shared</c> tells. <see href="https://docs.slack.dev/reference/objects/conversation-object"/>
/// </summary>
internal static class SlackSharing
{
    private static readonly string[] Others = ["connected_team_ids", "pending_connected_team_ids", "pending_shared", "shared_team_ids"];

    /// <returns>Null where it is shared with no other organization, nor is about to be.</returns>
    public static ImmutableArray<string>? Of(JsonElement channel, string home)
    {
        if (!channel.IsTrueAt("is_ext_shared") && !channel.IsTrueAt("is_pending_ext_shared"))
            return null;

        var own = Ids(channel, "internal_team_ids").Append(home).Append(channel.TextAt("context_team_id") ?? home);
        return [.. Others.SelectMany(name => Ids(channel, name)).Except(own, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Ids(JsonElement channel, string name) => channel.At(name) is { ValueKind: JsonValueKind.Array } ids
        ? ids.EnumerateArray().Select(one => ((JsonElement?)one).Text()).OfType<string>()
        : [];
}
