using System.Text.Json;

namespace HandoffBot.Slack.Outbound;

/// <summary>Recognizes our own message by the delivery in its metadata.</summary>
internal static class DeliveryMark
{
    /// <param name="bot">Our own account where it is known: another app can write the same metadata, but not in our name.</param>
    public static bool Is(JsonElement message, Guid delivery, string? bot)
    {
        if (message.At("metadata") is not { } metadata || metadata.TextAt("event_type") != Metadata.DeliveryEvent)
            return false;

        var author = message.TextAt("user");
        return (bot is null || author is null || author == bot)
            && metadata.At("event_payload") is { } payload
            && (Names(payload.TextAt("delivery"), delivery) || Names(payload.TextAt("with"), delivery));
    }

    private static bool Names(string? ids, Guid delivery) =>
        ids is not null && ids.Split(' ').Any(one => Guid.TryParse(one, out var found) && found == delivery);
}
