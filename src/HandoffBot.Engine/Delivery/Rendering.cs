using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>What a delivery says now.</summary>
/// <param name="Existing">The message to redraw, where there is one.</param>
/// <param name="Shows">The handoff's version that is drawn.</param>
/// <param name="Over">Why it is not sent any more.</param>
internal sealed record Rendered(Card? Card, Destination? To, CardRef? Existing, int Shows, string? Over)
{
    public static Rendered Nothing(string over) => new(null, null, null, 0, over);
}

/// <summary>Draws a delivery from the latest state.</summary>
internal sealed class Rendering(IStore store, Viewing viewing, PingCheck check)
{
    public async Task<Rendered> DrawAsync(Intent intent, Lane lane, CancellationToken cancellationToken)
    {
        if (intent is { Client: { } client, Ping: { } ping })
            return await ClientPingAsync(intent, ping, new(client), lane);

        if (intent.Handoff is not { } number)
            return new(
                intent.Kind == IntentKind.Welcome ? NoticeCards.Welcome(intent.Text ?? "") : Core.Chat.Card.Says(intent.Text ?? ""),
                lane.Destination, null, 0, null);

        await using var context = store.Read();
        PersonId[] named = [.. new[] { intent.Person, intent.Other }.OfType<Guid>().Select(one => new PersonId(one))];
        if (await viewing.ViewAsync(context, number, named) is not { } view)
            return Rendered.Nothing("the handoff is gone");

        var shows = await context.Handoffs.Where(one => one.Number == number).Select(one => one.Version).SingleAsync(cancellationToken);
        if (intent.Kind == IntentKind.Ping)
            return await PingAsync(context, intent, lane, view, shows);

        var existing = intent.IsCard ? await ExistingAsync(context, number, intent.Kind, lane) : null;
        return new(CardOf(intent, view), await DestinationAsync(context, intent, number, lane), existing, shows, null);
    }

    private static Card CardOf(Intent intent, HandoffView view) => intent.Kind switch
    {
        IntentKind.Brief or IntentKind.BriefToLead => BriefCard.For(view),
        IntentKind.SenderCard or IntentKind.Announcement => SenderCard.For(view),
        IntentKind.TurnToReceivers => TurnCards.ToReceivers(view, intent.Turn ?? Turn.Submitted),
        IntentKind.TurnToSender => TurnCards.ToSender(view, intent.Turn ?? Turn.Submitted),
        IntentKind.Confirmation => TurnCards.Sent(view),
        IntentKind.OwnershipMoved => NoticeCards.OwnershipMoved(view, Person(intent.Other), Person(intent.Person)),
        IntentKind.OwnershipReceived => NoticeCards.OwnershipReceived(view, Person(intent.Person)),
        IntentKind.NotPosted => NoticeCards.NotPosted(view, intent.Text ?? ""),
        _ => Core.Chat.Card.Says(intent.Text ?? ""),
    };

    /// <summary>A ping looks again at its clock: after an answer, silence.</summary>
    private async Task<Rendered> PingAsync(EngineContext context, Intent intent, Lane lane, HandoffView view, int shows)
    {
        if (await check.WhyNotAsync(context, intent) is { } why)
            return Rendered.Nothing(why);

        var ping = intent.Ping ?? throw new InvalidOperationException("A ping says which beat it is.");
        var clock = await context.Clocks.SingleAsync(one => one.Id == ping.Clock);
        var card = PingCard.For(new PingView(
            view, clock.Kind, clock.Id, ping.Run, ping.Key, ping.Repeat, ping.IsMiss, ping.Late, Instant.FromUnixTimeMilliseconds(ping.At),
            clock.Due ?? view.Now, intent.Person is { } person ? view.Person(new PersonId(person)) : null, ping.As));
        return new(card, await DestinationAsync(context, intent with { Broadcast = true }, view.Handoff.Number, lane), null, shows, null);
    }

    private async Task<Rendered> ClientPingAsync(Intent intent, StoredPing ping, ClientId id, Lane lane)
    {
        await using var context = store.Read();
        if (await check.WhyNotAsync(context, intent) is { } why)
            return Rendered.Nothing(why);

        var client = await context.Clients.SingleAsync(one => one.Id == id.Value);
        var clock = await context.Clocks.SingleAsync(one => one.Id == ping.Clock);
        var to = await viewing.PersonAsync(context, intent.Person);
        return new(
            ClientPingCard.For(new ClientPingView(
                client.ToClient(), viewing.Organization, viewing.Now, ping.Clock, ping.Run, ping.Key, ping.Late, Instant.FromUnixTimeMilliseconds(ping.At),
                clock.Started, clock.Due ?? viewing.Now, to, ping.As, await viewing.LatestAsync(context, id))),
            lane.Destination, null, 0, null);
    }

    /// <summary>What belongs to a brief goes into its thread, where it has one in that channel.</summary>
    private static async Task<Destination> DestinationAsync(EngineContext context, Intent intent, int number, Lane lane)
    {
        if (intent.Kind is not (IntentKind.TurnToReceivers or IntentKind.Ping) || lane.IsPerson)
            return lane.Destination;

        var brief = await ExistingAsync(context, number, IntentKind.Brief, lane);
        return brief is null ? lane.Destination : new Destination.ToThread(brief, intent.Broadcast);
    }

    private static async Task<CardRef?> ExistingAsync(EngineContext context, int number, IntentKind kind, Lane lane)
    {
        var (role, text) = (RoleOf(kind), lane.ToString());
        var row = await context.Cards.Where(one => one.Handoff == number && one.Role == role && one.Lane == text)
            .OrderByDescending(one => one.PostedAt).FirstOrDefaultAsync();
        return row?.Ref;
    }

    public static CardRole RoleOf(IntentKind kind) => kind switch
    {
        IntentKind.SenderCard => CardRole.SenderCard,
        IntentKind.Announcement => CardRole.Announcement,
        _ => CardRole.Brief,
    };

    private static PersonId Person(Guid? id) => new(id ?? Guid.Empty);
}
