using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HandoffBot.Core.Chat;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Host.Tests.WholeBot;
using HandoffBot.Playground.MsTeams.Tenant;

namespace HandoffBot.Faults;

/// <summary>
/// A tenant of Microsoft Teams. A message there says nothing of the delivery that it is, and cannot be looked up: the bot posts again what it
/// did not hear of, so that a message may be there twice, but only one that was tried again.
/// </summary>
internal sealed partial class MsTeamsWall(MsTeamsTenant tenant) : IWall
{
    /// <summary>A card of the bot as people see it in a conversation.</summary>
    private sealed record Seen(string Conversation, string Text, IReadOnlySet<string> Buttons)
    {
        public bool IsPing => Buttons.Contains("Acknowledge");

        /// <summary>Of the whole handoff, rather than of something that happened to it.</summary>
        public bool IsCard => Text.Contains("*From*", StringComparison.Ordinal);

        public IEnumerable<int> Handoffs => References().Matches(IsCard ? Text.Split('\n')[0] : Text).Select(found => int.Parse(found.Groups["number"].Value, CultureInfo.InvariantCulture)).Distinct();
    }

    public Platform Platform => Platform.MsTeams;

    /// <summary>How many messages are there again because their answer was lost, by the platform or with the bot that was killed.</summary>
    public int Repeated(World world) => Surplus(world).Sum(one => one.More);

    public IEnumerable<string> Doubled(World world) =>
        from one in Surplus(world)
        // What an earlier one has shown already counts as sent without a try.
        let again = one.Tried.Sum(row => Math.Max(0, row.Attempts - (IsSent(row) ? 1 : 0)))
        where one.More > again
        select $"H-{one.Handoff}: {one.What} in {one.Conversation} is there {one.More} times too often, and was tried again {again} times";

    public IEnumerable<string> Unseen(World world) =>
        from one in Here(world, nameof(IntentKind.Ping))
        where IsSent(one) && !All().Any(seen => seen.IsPing && seen.Conversation == Where(one) && seen.Handoffs.Contains(one.Handoff!.Value))
        select $"{one.DedupeKey} is in no message";

    public Hung? Find(CardRow card)
    {
        lock (tenant.Gate)
            return tenant.Find(card.Channel)?.Conversation.Find(card.Message) is { Card: { } drawn } ? new(TextOf(drawn), ButtonsOf(drawn)) : null;
    }

    /// <summary>Pings beyond those that were sent, and cards beyond the one that a handoff has in a place.</summary>
    private IEnumerable<(int Handoff, string Conversation, string What, int More, IReadOnlyList<DeliveryRow> Tried)> Surplus(World world)
    {
        var all = All();
        var pings = Counted(all.Where(seen => seen.IsPing)).Select(one => (one.Handoff, one.Conversation, What: "a ping", one.Count, Kinds: new[] { nameof(IntentKind.Ping) }));
        var cards = Counted(all.Where(seen => seen.IsCard))
            .Select(one => (one.Handoff, one.Conversation, What: "a card", one.Count, Kinds: new[] { nameof(IntentKind.Brief), nameof(IntentKind.SenderCard) }));
        foreach (var one in pings.Concat(cards))
        {
            var tried = one.Kinds.SelectMany(kind => Here(world, kind)).Where(row => row.Handoff == one.Handoff && Where(row) == one.Conversation).ToList();
            var due = one.What == "a card" ? 1 : tried.Count(IsSent);
            if (one.Count > due)
                yield return (one.Handoff, one.Conversation, one.What, one.Count - due, tried);
        }
    }

    private static IEnumerable<(int Handoff, string Conversation, int Count)> Counted(IEnumerable<Seen> seen) =>
        seen.SelectMany(one => one.Handoffs, (one, handoff) => (handoff, one.Conversation)).CountBy(one => one).Select(one => (one.Key.handoff, one.Key.Conversation, one.Value));

    private IEnumerable<DeliveryRow> Here(World world, string kind) =>
        world.Deliveries.Where(one => one.Kind == kind && Lane.Parse(one.Lane).Platform == Platform);

    private static bool IsSent(DeliveryRow row) => row.State == DeliveryState.Sent;

    /// <summary>The conversation that a lane leads to.</summary>
    private string Where(DeliveryRow row)
    {
        var lane = Lane.Parse(row.Lane);
        lock (tenant.Gate)
            return lane.IsPerson ? tenant.Account(lane.Chat)!.ChatId : Address.Split(lane.Chat).Conversation;
    }

    private List<Seen> All()
    {
        lock (tenant.Gate)
        {
            return
            [
                .. from conversation in tenant.Conversations
                   from post in conversation.Posts
                   let card = post.Card
                   where card is not null
                   select new Seen(conversation.Id, TextOf(card), ButtonsOf(card)),
            ];
        }
    }

    private static string TextOf(JsonObject card) => MsTeamsScreen.Of(card, "UTC");

    private static HashSet<string> ButtonsOf(JsonObject card) => [.. MsTeamsScreen.Buttons(card).Select(each => each.Label)];

    [GeneratedRegex(@"\bH-(?<number>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex References();
}
