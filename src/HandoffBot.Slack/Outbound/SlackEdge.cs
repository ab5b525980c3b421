using System.Collections.Concurrent;
using System.Globalization;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Blocks;
using NodaTime;

namespace HandoffBot.Slack.Outbound;

/// <summary>The bot's mouth in Slack.</summary>
internal sealed class SlackEdge(SlackClient client, MessageRenderer messages, SlackIdentity identity) : IChatEdge
{
    private const int Page = 100;
    private const int Pages = 10;

    /// <summary>Our clock and Slack's need not agree.</summary>
    private static readonly Duration Slack = Duration.FromMinutes(2);

    private readonly ConcurrentDictionary<AccountRef, string> directChats = new();

    public Platform Platform => Platform.Slack;

    public async Task<Outcome> PostAsync(Destination destination, Card card, IReadOnlyList<Guid> deliveries, CancellationToken cancellationToken)
    {
        var place = await PlaceAsync(destination, cancellationToken);
        if (place.Obstacle is { } obstacle)
            return obstacle;

        var thread = destination as Destination.ToThread;
        var message = messages.Render(card, destination.Workspace);
        var body = new PostBody(place.Channel, message.Text, message.Blocks)
        {
            ThreadTs = thread?.Root.Message,
            ReplyBroadcast = thread is { Broadcast: true } ? true : null,
            Metadata = Metadata.Of(deliveries),
        };
        var called = await client.WriteAsync("chat.postMessage", body, SlackJson.Wire.PostBody, cancellationToken);
        if (called is Called.Refused { Error: "channel_not_found" } && destination is Destination.ToPerson person)
            directChats.TryRemove(person.Account, out _);

        return Outcomes.OfPost(called, destination.Workspace, place.Channel);
    }

    public async Task<Outcome> UpdateAsync(CardRef message, Card card, CancellationToken cancellationToken)
    {
        var drawn = messages.Render(card, message.Workspace);
        var body = new UpdateBody(message.Channel, message.Message, drawn.Text, drawn.Blocks);
        return Outcomes.OfUpdate(await client.WriteAsync("chat.update", body, SlackJson.Wire.UpdateBody, cancellationToken), message);
    }

    public async Task<Outcome> FindAsync(Destination destination, Guid delivery, Instant since, CancellationToken cancellationToken)
    {
        var place = await PlaceAsync(destination, cancellationToken);
        if (place.Obstacle is { } obstacle)
            return obstacle;

        var method = destination is Destination.ToThread ? "conversations.replies" : "conversations.history";
        string? cursor = null;
        for (var page = 0; page < Pages; page++)
        {
            var called = await client.ReadAsync(method, cancellationToken, Search(destination, place.Channel, since, cursor));
            if (called is not Called.Done { Result: var result })
                return Outcomes.NotDone(called, place.Channel);

            if (result.Messages?.Find(one => DeliveryMark.Is(one, delivery, identity.Known?.BotAccount)).TextAt("ts") is { } found)
                return new Outcome.Sent(new CardRef(Platform.Slack, destination.Workspace, place.Channel, found));

            cursor = result.NextCursor;
            if (cursor is null)
                return new Outcome.NotThere();
        }

        // A thousand messages in the minutes since the attempt: one duplicate is better than looking for ever.
        return new Outcome.NotThere();
    }

    public async Task<Uri?> LinkAsync(CardRef message, CancellationToken cancellationToken)
    {
        var called = await client.ReadAsync(
            "chat.getPermalink", cancellationToken, new("channel", message.Channel), new("message_ts", message.Message));
        return called is Called.Done { Result.Permalink: { } link } && Uri.TryCreate(link, UriKind.Absolute, out var address) ? address : null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Search(Destination destination, string channel, Instant since, string? cursor)
    {
        yield return new("channel", channel);
        yield return new("oldest", string.Create(CultureInfo.InvariantCulture, $"{(since - Slack).ToUnixTimeSeconds()}.000000"));
        yield return new("limit", Page.ToString(CultureInfo.InvariantCulture));
        yield return new("include_all_metadata", "true");
        if (destination is Destination.ToThread thread)
            yield return new("ts", thread.Root.Message);

        if (cursor is not null)
            yield return new("cursor", cursor);
    }

    private async ValueTask<Place> PlaceAsync(Destination destination, CancellationToken cancellationToken) => destination switch
    {
        Destination.ToChannel channel => new(channel.Channel.Channel, null),
        Destination.ToThread thread => new(thread.Root.Channel, null),
        Destination.ToPerson person => await DirectChatAsync(person.Account, cancellationToken),
        _ => throw new NotSupportedException($"Slack cannot post to {destination.GetType().Name} yet."),
    };

    private async ValueTask<Place> DirectChatAsync(AccountRef account, CancellationToken cancellationToken)
    {
        if (directChats.TryGetValue(account, out var chat))
            return new(chat, null);

        var called = await client.WriteAsync(
            "conversations.open", new OpenConversationBody(account.Account), SlackJson.Wire.OpenConversationBody, cancellationToken);
        if (called is not Called.Done { Result: var result })
            return new("", Outcomes.NotDone(called, null));

        if (result.Channel.TextAt("id") is not { Length: > 0 } opened)
            return new("", new Outcome.Failed("Slack opened a direct chat without naming it"));

        directChats[account] = opened;
        return new(opened, null);
    }

    /// <summary>Where to post, or why it cannot be.</summary>
    private readonly record struct Place(string Channel, Outcome? Obstacle);
}
