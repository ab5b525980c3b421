using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>What the drawing of some deliveries needs, as it was at one moment.</summary>
internal sealed record Gathered(
    Instant At, IReadOnlyDictionary<int, HandoffView> Views, IReadOnlyDictionary<int, int> Versions, ILookup<int, CardRow> Cards, ILookup<(int, string, string), Guid> Waiting)
{
    /// <summary>The messages of those that are redrawn with what became of what they ask for.</summary>
    public ILookup<Guid, NoticeRow> Notices { get; init; } = Array.Empty<NoticeRow>().ToLookup(one => one.Notice);

    /// <summary>The messages that show a handoff in this way in a lane, the newest first.</summary>
    public IEnumerable<CardRow> Showing(int number, CardRole role, Lane lane)
    {
        var text = lane.ToString();
        return Cards[number].Where(one => one.Role == role && one.Lane == text).OrderByDescending(one => one.PostedAt);
    }
}

/// <summary>Reads the latest state of all the handoffs that a turn's deliveries are about in as many queries as of one.</summary>
internal sealed partial class Gathering(IStore store, Viewing viewing, BusinessClock clock, ILogger<Gathering> log)
{
    /// <summary>What waited longer than this for its turn is drawn from the state as it is then.</summary>
    public static readonly Duration Fresh = Duration.FromSeconds(1);

    /// <returns>Null when one of them cannot be read: each is then read alone, so that it spoils no other. Null as well when the host stops.</returns>
    public async Task<Gathered?> TryAsync(IReadOnlyCollection<Letter> letters, CancellationToken cancellationToken)
    {
        try
        {
            return await OfAsync(letters, cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error)
        {
            NotTogether(error, letters.Count);
            return null;
        }
    }

    /// <summary>What was read before, or where that is old by now or missing, what is read for this one.</summary>
    public async Task<Gathered> FreshAsync(Gathered? before, DeliveryRow row, CancellationToken cancellationToken) =>
        before is not null && clock.System - before.At <= Fresh ? before : await OfAsync(Letter.Read(row) is { } letter ? [letter] : [], cancellationToken);

    public async Task<Gathered> OfAsync(IReadOnlyCollection<Letter> letters, CancellationToken cancellationToken)
    {
        var numbers = letters.Select(one => one.Intent.Handoff).OfType<int>().Distinct().ToArray();
        var at = clock.System;
        if (numbers.Length == 0)
            return new(at, ImmutableDictionary<int, HandoffView>.Empty, ImmutableDictionary<int, int>.Empty, NoCards, NoneWaiting);

        // In this order: what waits now is said by a state that is read later.
        await using var context = store.Read();
        var waiting = letters.Any(one => one.Intent.IsCard) ? await WaitingAsync(context, numbers, cancellationToken) : NoneWaiting;
        var handoffs = await context.Handoffs.Where(one => EF.Parameter(numbers).Contains(one.Number)).ToListAsync(cancellationToken);
        var cards = (await context.Cards.Where(one => EF.Parameter(numbers).Contains(one.Handoff)).ToListAsync(cancellationToken)).ToLookup(one => one.Handoff);
        var named = letters.SelectMany(one => (Guid?[])[one.Intent.Person, one.Intent.Other, .. one.Intent.Ping?.Parts.Select(part => part.For) ?? []]).OfType<Guid>().Select(one => new PersonId(one));
        var views = await viewing.ViewsAsync(context, handoffs, cards, named);
        var gathered = new Gathered(
            at, views.ToDictionary(one => one.Handoff.Number), handoffs.ToDictionary(one => one.Number, one => one.Version), cards, waiting);
        var notices = letters.Select(one => one.Intent.Notice).OfType<Guid>().Distinct().ToArray();
        return notices.Length == 0 ? gathered : gathered with
        {
            Notices = (await context.Notices.Where(one => EF.Parameter(notices).Contains(one.Notice)).ToListAsync(cancellationToken)).ToLookup(one => one.Notice),
        };
    }

    private static ILookup<int, CardRow> NoCards => Array.Empty<CardRow>().ToLookup(one => one.Handoff);

    private static ILookup<(int, string, string), Guid> NoneWaiting => Array.Empty<Guid>().ToLookup(_ => (0, "", ""));

    private static async Task<ILookup<(int, string, string), Guid>> WaitingAsync(EngineContext context, int[] numbers, CancellationToken cancellationToken)
    {
        var rows = await context.Deliveries
            .Where(one => one.State == DeliveryState.Pending && one.Handoff != null && EF.Parameter(numbers).Contains(one.Handoff.Value))
            .Select(one => new { one.Id, Handoff = one.Handoff!.Value, one.Kind, one.Lane }).ToListAsync(cancellationToken);
        return rows.ToLookup(one => (one.Handoff, one.Kind, one.Lane), one => one.Id);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} deliveries could not be read together; each is read alone")]
    private partial void NotTogether(Exception error, int count);
}
