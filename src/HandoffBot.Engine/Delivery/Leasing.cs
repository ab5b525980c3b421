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
    /// <inheritdoc cref="Letter.Read"/>
    public Letter? Letter { get; } = Letter.Read(Row);

    /// <summary>Others that go out in the same message.</summary>
    public IReadOnlyList<DeliveryRow> With { get; init; } = [];

    public IEnumerable<DeliveryRow> All => With.Prepend(Row);

    /// <summary>What they mean to say, as far as it can be read.</summary>
    public IEnumerable<Letter> Letters => With.Select(Letter.Read).Prepend(Letter).OfType<Letter>();
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

    /// <summary>The oldest that may be sent in each of these lanes.</summary>
    public async Task<List<DeliveryRow>> HeadsAsync(IReadOnlyCollection<string> lanes, CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        return await Heads(context, [.. lanes], clock.System).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// The first of each of these lanes, but for what waits for its time (<see cref="Waiting"/>), which the sweep finds when that comes. One
    /// look into the index for each lane, however much waits in it.
    /// </summary>
    public static IQueryable<DeliveryRow> Heads(EngineContext context, string[] lanes, Instant now) => context.Deliveries.Where(
        head => EF.Parameter(lanes).Select(lane => context.Deliveries
            .Where(one => one.Lane == lane && (one.State == DeliveryState.Pending || one.State == DeliveryState.Unknown) && (one.Attempts > 0 || one.DueAt <= now))
            .OrderBy(one => one.Order).Select(one => one.Id).FirstOrDefault()).Contains(head.Id));

    /// <summary>Takes what nobody has taken meanwhile, and what goes out with it, all in one transaction.</summary>
    public async Task<List<Leased>> TakeAsync(IReadOnlyCollection<DeliveryRow> heads, CancellationToken cancellationToken)
    {
        var wanted = heads.Select(one => one.Id).ToArray();
        var (doubted, fresh) = (ids.New(), ids.New());
        var (leases, joined) = await seam.RunAsync(
            async context =>
            {
                var now = clock.System;
                await LeaseAsync(
                    Open(context).Where(one => EF.Parameter(wanted).Contains(one.Id) && (one.LeasedUntil == null || one.LeasedUntil <= now)), doubted, fresh, now);
                var taken = await context.Deliveries.Where(one => EF.Parameter(wanted).Contains(one.Id) && (one.LeasedBy == doubted || one.LeasedBy == fresh))
                    .Select(one => new Lease(one.Id, one.LeasedBy, one.LeasedUntil, one.Attempts, one.AttemptedAt))
                    .ToDictionaryAsync(one => one.Id, CancellationToken.None);
                return (taken, await JoinAsync(context, heads.Where(one => taken.GetValueOrDefault(one.Id)?.By == fresh), fresh, now));
            },
            cancellationToken);
        return [.. heads.Where(one => leases.ContainsKey(one.Id)).OrderBy(one => one.Order)
            .Select(one => new Leased(leases[one.Id].On(one), leases[one.Id].By == doubted) { With = [.. joined[one.Lane]] })];
    }

    /// <summary>Takes what goes out with them as well.</summary>
    private static async Task<ILookup<string, DeliveryRow>> JoinAsync(EngineContext context, IEnumerable<DeliveryRow> taken, Guid token, Instant now)
    {
        var others = await Together.WithAsync(context, taken, now);
        if (others.Count == 0)
            return Enumerable.Empty<DeliveryRow>().ToLookup(one => one.Lane);

        await LeaseAsync(Open(context).Where(one => others.Contains(one.Id) && one.State == DeliveryState.Pending), token, token, now);
        var joined = await context.Deliveries.AsNoTracking().Where(one => others.Contains(one.Id) && one.LeasedBy == token)
            .OrderBy(one => one.Order).ToListAsync(CancellationToken.None);
        return joined.ToLookup(one => one.Lane);
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

    /// <param name="doubted">Of those that may have been posted.</param>
    /// <param name="fresh">Of the others.</param>
    private static Task<int> LeaseAsync(IQueryable<DeliveryRow> free, Guid doubted, Guid fresh, Instant now) => free.ExecuteUpdateAsync(
        set => set
            .SetProperty(one => one.LeasedBy, one => one.State == DeliveryState.Unknown ? doubted : fresh)
            .SetProperty(one => one.LeasedUntil, now + Length)
            .SetProperty(one => one.Attempts, one => one.Attempts + 1)
            .SetProperty(one => one.AttemptedAt, one => one.AttemptedAt ?? now)
            .SetProperty(one => one.State, DeliveryState.Unknown),
        CancellationToken.None);

    /// <summary>What changes when a delivery is taken; what it says never does.</summary>
    private sealed record Lease(Guid Id, Guid? By, Instant? Until, int Attempts, Instant? AttemptedAt)
    {
        public DeliveryRow On(DeliveryRow row)
        {
            (row.LeasedBy, row.LeasedUntil, row.Attempts, row.AttemptedAt, row.State) = (By, Until, Attempts, AttemptedAt, DeliveryState.Unknown);
            return row;
        }
    }
}
