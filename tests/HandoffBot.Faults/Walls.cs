using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Host.Tests.WholeBot;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Faults;

/// <summary>What hangs in the channels and chats for people to see.</summary>
internal sealed class Walls(SlackWorkspace workspace)
{
    /// <summary>One delivery that is there as several messages: the bot looks for a lost one before it posts again, so there is none.</summary>
    public IEnumerable<string> Doubled() =>
        from message in All()
        from delivery in Deliveries(message.Message)
        group message by delivery into same
        where same.Count() > 1
        select $"“{same.First().Message.Text}” is there {same.Count()} times";

    /// <summary>Pings that the bot takes for sent and that are in no message: each of several that became one is named by it.</summary>
    public IEnumerable<string> Unseen(World world)
    {
        var seen = All().SelectMany(message => Deliveries(message.Message)).ToHashSet(StringComparer.Ordinal);
        return from one in world.Deliveries
               where one is { Kind: nameof(IntentKind.Ping), State: DeliveryState.Sent } && !seen.Contains(one.Id.ToString("D"))
               select $"{one.DedupeKey} is in no message";
    }

    /// <summary>Cards that do not show how their handoff stands.</summary>
    public IEnumerable<string> Wrong(World world)
    {
        foreach (var handoff in world.Handoffs.Where(one => one.Round > 0))
        {
            var cards = world.Cards.Where(one => one.Handoff == handoff.Number).ToList();
            foreach (var role in new[] { CardRole.Brief, CardRole.SenderCard }.Where(role => cards.Count(one => one.Role == role) != 1))
                yield return $"H-{handoff.Number} is {handoff.Status} and has {cards.Count(one => one.Role == role)} cards as {role}";

            foreach (var card in cards.Where(card => !Shows(card, handoff)))
                yield return $"H-{handoff.Number} is {handoff.Status} (version {handoff.Version}), and its {card.Role}, drawn of version {card.Shows}, says “{Find(card)?.Text}”";
        }
    }

    private static IEnumerable<string> Deliveries(Message message) => new[] { "delivery", "with" }
        .SelectMany(name => Screen.Text(message.Metadata?["event_payload"], name).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private bool Shows(CardRow card, HandoffRow handoff)
    {
        if (Find(card)?.Blocks is not { } blocks)
            return false;

        var buttons = Screen.Buttons(new System.Text.Json.Nodes.JsonObject { ["blocks"] = blocks.DeepClone() }).Select(each => each.Label).ToHashSet(StringComparer.Ordinal);
        var asks = buttons.Contains(card.Role == CardRole.Brief ? "Accept" : "Withdraw");
        return asks == (handoff.Status == HandoffStatus.Submitted);
    }

    private Message? Find(CardRow card)
    {
        lock (workspace.Gate)
            return workspace.Conversation(card.Channel)?.Find(card.Message);
    }

    private List<(Conversation Channel, Message Message)> All()
    {
        lock (workspace.Gate)
            return [.. workspace.Conversations.SelectMany(channel => channel.Messages.Select(message => (channel, message)))];
    }
}
