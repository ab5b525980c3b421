using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>A delivery that this process sends, as it stood when it was taken.</summary>
/// <param name="InDoubt">An earlier attempt may have posted it: it is looked for first.</param>
internal sealed record Leased(DeliveryRow Row, bool InDoubt)
{
    /// <summary>Others that go out in the same message.</summary>
    public IReadOnlyList<DeliveryRow> With { get; init; } = [];

    public IEnumerable<DeliveryRow> All => With.Prepend(Row);
}

/// <summary>
/// Finds what may be sent and takes it for this process. A lease says who sends a delivery and until when. From then on it may have been
/// posted, and only its mark says whether it was: a lease that ends unmarked, because its host died, leaves a delivery that is looked for.
/// </summary>
internal sealed class Leasing(CommitSeam seam, IStore store, Ids ids, BusinessClock clock)
{
    /// <summary>Longer than one delivery may take, so that a lease ends only with its host.</summary>
    public static readonly Duration Length = Duration.FromMinutes(1);

    /// <summary>Every lane in which something is due that nobody sends.</summary>
    public async Task<List<string>> LanesAsync(CancellationToken cancellationToken)
    {
        var now = clock.System;
        await using var context = store.Read();
        return await Open(context).Where(one => one.DueAt <= now && (one.LeasedUntil == null || one.LeasedUntil <= now))
            .Select(one => one.Lane).Distinct().ToListAsync(cancellationToken);
    }

    /// <summary>The oldest that may be sent in each of these lanes. Costs what waits in them, read from the index, and nothing of what waits elsewhere.</summary>
    public async Task<List<DeliveryRow>> HeadsAsync(IReadOnlyCollection<string> lanes, CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        var orders = await Orders(context, lanes, clock.System).ToListAsync(cancellationToken);
        var rows = await Open(context).Where(one => lanes.Contains(one.Lane) && orders.Contains(one.Order)).ToListAsync(cancellationToken);

        // Two hosts may draw the same number for two lanes.
        return [.. rows.OrderBy(one => one.Order).DistinctBy(one => one.Lane)];
    }

    /// <summary>The lowest number in each of these lanes, but for what waits for its time (<see cref="Waiting"/>), which the sweep finds when that comes.</summary>
    public static IQueryable<long> Orders(EngineContext context, IReadOnlyCollection<string> lanes, Instant now) => Open(context)
        .Where(one => lanes.Contains(one.Lane) && (one.Attempts > 0 || one.DueAt <= now))
        .GroupBy(one => one.Lane).Select(lane => lane.Min(one => one.Order));

    /// <summary>Takes what nobody has taken meanwhile, all in one transaction.</summary>
    public Task<List<Leased>> TakeAsync(IReadOnlyCollection<DeliveryRow> heads, CancellationToken cancellationToken)
    {
        var wanted = heads.Select(one => one.Id).ToList();
        return seam.RunAsync(
            async context =>
            {
                var now = clock.System;
                var (doubted, fresh) = (ids.New(), ids.New());
                var free = Open(context).Where(one => wanted.Contains(one.Id) && (one.LeasedUntil == null || one.LeasedUntil <= now));
                await LeaseAsync(free.Where(one => one.State == DeliveryState.Unknown), doubted, now);
                await LeaseAsync(free.Where(one => one.State == DeliveryState.Pending), fresh, now);
                var taken = await context.Deliveries.AsNoTracking()
                    .Where(one => wanted.Contains(one.Id) && (one.LeasedBy == doubted || one.LeasedBy == fresh))
                    .OrderBy(one => one.Order).ToListAsync(CancellationToken.None);
                return await JoinAsync(context, taken.ConvertAll(one => new Leased(one, one.LeasedBy == doubted)), fresh, now);
            },
            cancellationToken);
    }

    /// <summary>Takes what goes out with them as well.</summary>
    private static async Task<List<Leased>> JoinAsync(EngineContext context, List<Leased> taken, Guid token, Instant now)
    {
        var others = await Together.WithAsync(context, taken, now);
        if (others.Count == 0)
            return taken;

        await LeaseAsync(Open(context).Where(one => others.Contains(one.Id) && one.State == DeliveryState.Pending), token, now);
        var joined = await context.Deliveries.AsNoTracking().Where(one => others.Contains(one.Id) && one.LeasedBy == token)
            .OrderBy(one => one.Order).ToListAsync(CancellationToken.None);
        var byLane = joined.ToLookup(one => one.Lane);
        return taken.ConvertAll(one => one with { With = [.. byLane[one.Row.Lane]] });
    }

    /// <summary>
    /// What an earlier process left leased is this one's own, where no other works on the database; and whoever starts the bot anew has
    /// often just mended what kept deliveries waiting, so they are tried at once.
    /// </summary>
    public Task ResumeAsync(CancellationToken cancellationToken) => !store.IsAlone ? Task.CompletedTask : seam.RunAsync(
        async context =>
        {
            var now = clock.System;
            await Open(context).Where(one => one.LeasedUntil != null).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.LeasedUntil, (Instant?)null).SetProperty(one => one.LeasedBy, (Guid?)null), CancellationToken.None);
            await Open(context).Where(one => one.DueAt > now && one.Attempts > 0 && one.Error != Marking.AskedToWait)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.DueAt, now), CancellationToken.None);
        },
        cancellationToken);

    public static IQueryable<DeliveryRow> Open(EngineContext context) =>
        context.Deliveries.Where(one => one.State == DeliveryState.Pending || one.State == DeliveryState.Unknown);

    private static Task<int> LeaseAsync(IQueryable<DeliveryRow> free, Guid token, Instant now) => free.ExecuteUpdateAsync(
        set => set
            .SetProperty(one => one.LeasedBy, token)
            .SetProperty(one => one.LeasedUntil, now + Length)
            .SetProperty(one => one.Attempts, one => one.Attempts + 1)
            .SetProperty(one => one.AttemptedAt, one => one.AttemptedAt ?? now)
            .SetProperty(one => one.State, DeliveryState.Unknown),
        CancellationToken.None);
}
