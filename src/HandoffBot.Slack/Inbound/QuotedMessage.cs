using HandoffBot.Core.Chat;

namespace HandoffBot.Slack.Inbound;

/// <summary>Reads the message that a shortcut was chosen on.</summary>
internal static class QuotedMessage
{
    /// <summary>Null where it does not say which message.</summary>
    public static Quote? Of(InteractionPayload payload, string workspace)
    {
        if (payload is not { Channel: { Id: { Length: > 0 } channel } place, Message: { Ts: { Length: > 0 } ts } message })
            return null;

        return new(new CardRef(Platform.Slack, workspace, channel, ts), Text(message))
        {
            Author = message.User is { Length: > 0 } user ? new AccountRef(Platform.Slack, workspace, user) : null,
            AuthorName = message.BotId is null ? null : message.BotProfile?.Name ?? message.Username,
            Thread = message.ThreadTs,
            IsPrivate = IsPrivate(place),
            HasFiles = message.Files is { IsEmpty: false },
            IsDeleted = message.Subtype is "tombstone",
            IsEphemeral = message.IsEphemeral ?? false,
        };
    }

    /// <summary>Its own words, and those of what is attached: a message that was shared, what an app has to say.</summary>
    private static string Text(MessageWire message) => string.Join(
        "\n\n",
        (message.Attachments ?? []).Select(one => one?.Text is { Length: > 0 } text ? text : one?.Fallback).Prepend(message.Text)
            .Select(TypedText.Of).Where(one => one.Length > 0));

    private static bool IsPrivate(PlaceWire place) =>
        place.Id![0] is 'D' || place.Name is "privategroup" or "directmessage" || place.Name?.StartsWith("mpdm-", StringComparison.Ordinal) == true;
}
