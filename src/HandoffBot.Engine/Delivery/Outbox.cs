using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Delivery;

/// <summary>Writes down what is to be sent, in the transaction that decided it.</summary>
internal sealed class Outbox(Roll roll, Ids ids, BusinessClock clock)
{
    /// <param name="key">What makes it one delivery, however often it is decided; its lane is added.</param>
    /// <param name="notBefore">Waits until then, by the business clock, and holds up nothing else in its lane.</param>
    public void Add(EngineContext context, Intent intent, Lane lane, string key, Guid? clockId = null, NodaTime.Instant? notBefore = null) =>
        Add(context, intent, lane.ToString(), key, clockId, notBefore);

    /// <summary>What does not go to a chat names its lane itself: <c>webhook/pager</c>.</summary>
    public void Add(EngineContext context, Intent intent, string lane, string key, Guid? clockId = null, NodaTime.Instant? notBefore = null)
    {
        var now = clock.System;
        var due = notBefore is { } business ? clock.ToSystem(business) : now;
        context.Append(new DeliveryRow
        {
            Id = ids.New(),
            Order = notBefore is null ? ids.NextOrder() : ids.OrderAt(due),
            DedupeKey = $"{key}/{lane}",
            Kind = intent.Kind.ToString(),
            Handoff = intent.Handoff,
            Clock = clockId,
            Intent = intent.Write(),
            Lane = lane,
            CreatedAt = now,
            DueAt = due,
        });
    }

    public void Add(EngineContext context, Intent intent, ChannelRef channel, string key) => Add(context, intent, Lane.Of(channel), key);

    /// <summary>Into a person's direct chat; false when they cannot be reached.</summary>
    public async Task<bool> AddAsync(EngineContext context, Intent intent, PersonId person, string key, Guid? clockId = null)
    {
        if (await roll.ReachAsync(context, person) is not { } account)
            return false;

        Add(context, intent, Lane.Of(account), key, clockId);
        return true;
    }

    /// <summary>After an answer, silence: what still waits for a clock that ended is never sent.</summary>
    /// <returns>The pings that nobody has tried to send, and nobody is sending now.</returns>
    public static async Task<IReadOnlyList<StoredPing>> CancelAsync(EngineContext context, Guid clockId, NodaTime.Instant now)
    {
        var waiting = context.Deliveries.Where(one => one.Clock == clockId && (one.State == DeliveryState.Pending || one.State == DeliveryState.Unknown));
        var silent = await waiting.Where(one => one.State == DeliveryState.Pending && one.LeasedBy == null && one.Kind == nameof(IntentKind.Ping))
            .OrderBy(one => one.Order).Select(one => one.Intent).ToListAsync();
        await waiting.ExecuteUpdateAsync(set => set.SetProperty(one => one.State, DeliveryState.Cancelled).SetProperty(one => one.EndedAt, now));
        return [.. silent.Select(one => Intent.Read(one).Ping).OfType<StoredPing>()];
    }
}
