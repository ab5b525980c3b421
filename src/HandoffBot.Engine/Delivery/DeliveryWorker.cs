using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>
/// Sends what was decided: of each channel or chat the oldest first, several of them at once. Woken by commits; looks by itself every few
/// seconds. A delivery is leased before it is sent and marked after, so a crash between the two is found and settled.
/// </summary>
internal sealed partial class DeliveryWorker(
    CommitSeam seam, IStore store, Sending sending, Marking marking, Pace pace, Wake wake, BusinessClock clock, Ids ids, TimeProvider time,
    ILogger<DeliveryWorker> log) : BackgroundService
{
    private const int AtOnce = 16;
    private static readonly Duration Sweep = Duration.FromSeconds(5);
    private static readonly Duration Lease = Duration.FromMinutes(1);

    /// <summary>Sends whatever may be sent now, once.</summary>
    /// <returns>How many were tried, and how long until the next may be.</returns>
    public async Task<(int Tried, Duration Wait)> RoundAsync(CancellationToken cancellationToken)
    {
        var now = clock.System;
        var (heads, wait) = await HeadsAsync(now);
        var ready = new List<DeliveryRow>();
        foreach (var head in heads)
        {
            var pause = pace.Take(head.Lane, now);
            if (pause == Duration.Zero)
                ready.Add(head);
            else
                wait = Duration.Min(wait, pause);
        }

        var leased = ready.Count > 0 ? await LeaseAsync(ready, now) : [];
        await Task.WhenAll(leased.Select(one => DeliverAsync(one, cancellationToken)));
        return (leased.Count, wait);
    }

    /// <summary>What a crash left leased is this process's own, where no other works on the database.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken) => !store.IsAlone ? Task.CompletedTask : seam.RunAsync(
        context => context.Deliveries.Where(one => one.LeasedUntil != null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.LeasedUntil, (Instant?)null).SetProperty(one => one.LeasedBy, (Guid?)null)),
        cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var resumed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var (tried, wait) = (0, Sweep);
            try
            {
                if (!resumed)
                    await ResumeAsync(stoppingToken);
                resumed = true;
                (tried, wait) = await RoundAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                RoundFailed(error);
            }

            if (tried == 0)
                await wake.ForDeliveriesAsync(Duration.Max(wait, Duration.FromMilliseconds(10)).ToTimeSpan(), time, stoppingToken);
        }
    }

    /// <summary>The oldest waiting delivery of each lane, if its time has come.</summary>
    private async Task<(List<DeliveryRow> Heads, Duration Wait)> HeadsAsync(Instant now)
    {
        await using var context = store.Read();
        var open = context.Deliveries.Where(one => one.State == DeliveryState.Pending || one.State == DeliveryState.Unknown);
        var heads = open.Where(one => one.Order == open.Where(other => other.Lane == one.Lane).Min(other => other.Order));
        var due = await heads.Where(one => one.DueAt <= now && (one.LeasedUntil == null || one.LeasedUntil <= now))
            .OrderBy(one => one.Order).Take(AtOnce).ToListAsync();
        var next = await heads.Where(one => one.DueAt > now).OrderBy(one => one.DueAt).Select(one => (Instant?)one.DueAt).FirstOrDefaultAsync();
        return (due, next is { } at ? Duration.Min(at - now, Sweep) : Sweep);
    }

    private async Task<List<DeliveryRow>> LeaseAsync(List<DeliveryRow> ready, Instant now)
    {
        var token = ids.New();
        var wanted = ready.Select(one => one.Id).ToList();
        var got = await seam.RunAsync(
            async context =>
            {
                // From here on it may have been posted: only the mark says that it was not.
                await context.Deliveries
                    .Where(one => wanted.Contains(one.Id) && (one.LeasedUntil == null || one.LeasedUntil <= now)
                        && (one.State == DeliveryState.Pending || one.State == DeliveryState.Unknown))
                    .ExecuteUpdateAsync(set => set
                        .SetProperty(one => one.LeasedBy, token)
                        .SetProperty(one => one.LeasedUntil, now + Lease)
                        .SetProperty(one => one.Attempts, one => one.Attempts + 1)
                        .SetProperty(one => one.AttemptedAt, one => one.State == DeliveryState.Unknown ? one.AttemptedAt : now)
                        .SetProperty(one => one.State, DeliveryState.Unknown));
                return await context.Deliveries.AsNoTracking().Where(one => one.LeasedBy == token).OrderBy(one => one.Order).ToListAsync();
            },
            CancellationToken.None);

        // The state before the lease says whether an earlier attempt is in doubt.
        foreach (var row in got)
            row.State = ready.Single(one => one.Id == row.Id).State;
        return got;
    }

    private async Task DeliverAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        try
        {
            var same = await SameAsync(row);
            var sent = await sending.SendAsync(row, row.State == DeliveryState.Unknown, cancellationToken);
            await marking.MarkAsync(row, sent, same);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // It stays leased and in doubt; when the lease ends it is looked for.
            NotMarked(error, row.Id);
        }
    }

    /// <summary>Later redrawings of the same card: the one that is drawn now says what they mean to say.</summary>
    private async Task<List<Guid>> SameAsync(DeliveryRow row)
    {
        if (!Intent.Read(row.Intent).IsCard)
            return [];

        await using var context = store.Read();
        return await context.Deliveries
            .Where(one => one.Handoff == row.Handoff && one.Kind == row.Kind && one.Lane == row.Lane && one.Id != row.Id && one.State == DeliveryState.Pending)
            .Select(one => one.Id).ToListAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of deliveries failed")]
    private partial void RoundFailed(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of delivery {Delivery} could not be stored")]
    private partial void NotMarked(Exception error, Guid delivery);
}
