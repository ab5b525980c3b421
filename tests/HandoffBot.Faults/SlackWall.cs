using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Host.Tests.WholeBot;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Faults;

/// <summary>A workspace of Slack, where every message says which deliveries it is.</summary>
internal sealed class SlackWall(SlackWorkspace workspace) : IWall
{
    public Platform Platform => Platform.Slack;

    /// <summary>One delivery that is there as several messages: the bot looks for a lost one before it posts again, so there is none.</summary>
    public IEnumerable<string> Doubled(World world) =>
        from message in All()
        from delivery in Deliveries(message)
        group message by delivery into same
        where same.Count() > 1
        select $"“{same.First().Text}” is there {same.Count()} times";

    /// <summary>Pings: each of several that became one is named by it.</summary>
    public IEnumerable<string> Unseen(World world)
    {
        var seen = All().SelectMany(Deliveries).ToHashSet(StringComparer.Ordinal);
        return from one in world.Deliveries
               where one is { Kind: nameof(IntentKind.Ping), State: DeliveryState.Sent } && Lane.Parse(one.Lane).Platform == Platform && !seen.Contains(one.Id.ToString("D"))
               select $"{one.DedupeKey} is in no message";
    }

    public Hung? Find(CardRow card)
    {
        lock (workspace.Gate)
        {
            return workspace.Conversation(card.Channel)?.Find(card.Message) is { } message
                ? new(message.Text, Screen.Buttons(new JsonObject { ["blocks"] = message.Blocks?.DeepClone() }).Select(each => each.Label).ToHashSet(StringComparer.Ordinal))
                : null;
        }
    }

    private static IEnumerable<string> Deliveries(Message message) => new[] { "delivery", "with" }
        .SelectMany(name => Screen.Text(message.Metadata?["event_payload"], name).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private List<Message> All()
    {
        lock (workspace.Gate)
            return [.. workspace.Conversations.SelectMany(channel => channel.Messages)];
    }
}
