using HandoffBot.Core.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Faults;

/// <summary>Everything that the bot remembers, read at once when nothing moves any more.</summary>
internal sealed record World(
    IReadOnlyList<HandoffRow> Handoffs,
    IReadOnlyList<ClientRow> Clients,
    IReadOnlyList<TimelineRow> Timeline,
    IReadOnlyList<ClockRow> Clocks,
    IReadOnlyList<DeliveryRow> Deliveries,
    IReadOnlyList<CardRow> Cards)
{
    private readonly ILookup<int?, (TimelineRow Row, StoredEvent Event)> _pings = Timeline
        .Where(entry => entry.Kind is "pinged" or "ping-suppressed")
        .ToLookup(entry => entry.Handoff, entry => (entry, StorageJson.ReadEvent(entry.Body)));

    private readonly ILookup<int?, string> _happened = Timeline.ToLookup(entry => entry.Handoff, entry => entry.Kind);

    public static async Task<World> ReadAsync(EngineContext context) => new(
        await context.Handoffs.OrderBy(one => one.Number).ToListAsync(),
        await context.Clients.ToListAsync(),
        await context.Timeline.OrderBy(one => one.Id).ToListAsync(),
        await context.Clocks.ToListAsync(),
        await context.Deliveries.OrderBy(one => one.Order).ToListAsync(),
        await context.Cards.ToListAsync());

    /// <summary>The handoffs of a client, by its name.</summary>
    public IEnumerable<HandoffRow> Of(string client) =>
        from one in Handoffs
        where one.Client is { } id && Clients.Single(row => row.Id == id).Name == client
        select one;

    public string NameOf(HandoffRow handoff) => Clients.Single(one => one.Id == handoff.Client).Name;

    public Guid OwnerOf(HandoffRow handoff) => Clients.Single(one => one.Id == handoff.Client).Owner;

    public IEnumerable<string> Happened(HandoffRow handoff) => _happened[handoff.Number];

    /// <summary>What the history says of a clock's steps.</summary>
    public IEnumerable<(string Kind, string Step, int Repeat)> Pings(ClockRow clock) =>
        from ping in _pings[clock.Handoff]
        where ping.Event.Clock == nameof(ClockKind.Acceptance) && clock.Kind == ClockKind.Acceptance && ping.Event.Run == clock.Run
        select (ping.Row.Kind, ping.Event.Rung ?? "", ping.Event.Repeat ?? 0);
}
