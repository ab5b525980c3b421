using System.Collections.Immutable;
using HandoffBot.Slack.Blocks;

namespace HandoffBot.Slack.Outbound;

/// <summary><see href="https://docs.slack.dev/reference/methods/chat.postMessage"/></summary>
internal sealed record PostBody(string Channel, string Text, ImmutableList<Block> Blocks)
{
    public string? ThreadTs { get; init; }

    public bool? ReplyBroadcast { get; init; }

    public Metadata? Metadata { get; init; }

    /// <summary>Links in the text stay what they are; <c>@here</c> stays four letters and a sign.</summary>
    public string Parse { get; init; } = "none";

    public bool UnfurlLinks { get; init; }

    public bool UnfurlMedia { get; init; }
}

/// <summary>
/// <see href="https://docs.slack.dev/reference/methods/chat.update"/>. Blocks are always sent: text alone would remove them. Metadata
/// is not: left out, it stays as it was posted.
/// </summary>
internal sealed record UpdateBody(string Channel, string Ts, string Text, ImmutableList<Block> Blocks)
{
    /// <summary>Unlike chat.postMessage, chat.update reads names and channels in the text when this is left out.</summary>
    public string Parse { get; init; } = "none";
}

/// <summary><see href="https://docs.slack.dev/messaging/message-metadata"/>. Other apps can read it: an id, never a secret.</summary>
internal sealed record Metadata(string EventType, DeliveryPayload EventPayload)
{
    public const string DeliveryEvent = "handoff_delivery";

    public static Metadata Of(IReadOnlyList<Guid> deliveries) => new(
        DeliveryEvent,
        new(deliveries[0].ToString("D"), deliveries.Count > 1 ? string.Join(' ', deliveries.Skip(1).Select(one => one.ToString("D"))) : null));
}

/// <param name="With">The ids of others that are the same message, with a space between them: the official types know no list of texts.</param>
internal sealed record DeliveryPayload(string Delivery, string? With);

/// <summary><see href="https://docs.slack.dev/reference/methods/views.open"/></summary>
internal sealed record OpenViewBody(string TriggerId, View View);

/// <summary><see href="https://docs.slack.dev/reference/methods/views.update"/></summary>
internal sealed record UpdateViewBody(string ViewId, string? Hash, View View);

/// <summary><see href="https://docs.slack.dev/reference/methods/views.publish"/></summary>
internal sealed record PublishViewBody(string UserId, string? Hash, HomeTab View);

/// <summary><see href="https://docs.slack.dev/reference/methods/conversations.open"/></summary>
internal sealed record OpenConversationBody(string Users);

/// <summary>
/// A private answer: the body of a command's acknowledgement, or a post to a <c>response_url</c>.
/// <see href="https://docs.slack.dev/interactivity/handling-user-interaction#message_responses"/>
/// </summary>
internal sealed record PrivateBody(string Text, ImmutableList<Block> Blocks)
{
    public string ResponseType { get; init; } = "ephemeral";

    public bool ReplaceOriginal { get; init; }

    public bool UnfurlLinks { get; init; }

    public bool UnfurlMedia { get; init; }
}
