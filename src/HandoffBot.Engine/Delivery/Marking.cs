using HandoffBot.Core.Chat;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>Remembers what became of deliveries, with all that follows from it: however many were sent, in one transaction.</summary>
internal sealed partial class Marking(
    CommitSeam seam, Arriving arriving, Faults faults, PingCheck check, BusinessClock clock, ILogger<Marking> log)
{
    /// <summary>Why a delivery waits that its platform asked to wait with.</summary>
    public const string AskedToWait = "asked to wait";

    // Its channel waits for it meanwhile, so what cannot be drawn is given up after minutes.
    private const int MostDrawings = 8;
    private static readonly Duration TellAfter = Duration.FromMinutes(10);
    private static readonly Duration GiveUpAfter = Duration.FromDays(1);
    private static readonly Duration LongestPause = Duration.FromMinutes(1);

    /// <summary>
    /// All of them in one transaction, and each alone where that fails, so that one that cannot be marked spoils no other.
    /// </summary>
    /// <returns>What could not be marked. It stays leased and in doubt: when the lease ends it is looked for.</returns>
    public async Task<IReadOnlyList<Done>> MarkAsync(IReadOnlyCollection<Done> done)
    {
        if (done.Count > 1 && await TryAsync(done) is null)
            return [];

        var unmarked = new List<Done>();
        foreach (var one in done)
        {
            if (await TryAsync([one]) is not { } error)
                continue;

            NotMarked(error, one.Leased.Row.Id);
            unmarked.Add(one);
        }

        return unmarked;
    }

    private async Task<Exception?> TryAsync(IReadOnlyCollection<Done> done)
    {
        try
        {
            await seam.RunAsync(context => MarkAsync(context, done), CancellationToken.None);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    private async Task MarkAsync(EngineContext context, IReadOnlyCollection<Done> done)
    {
        var all = done.SelectMany(one => one.Leased.All).ToList();
        await context.LockHandoffsAsync([.. all.Select(one => one.Handoff).OfType<int>().Distinct()]);
        await context.LockDeliveriesAsync([.. all.Select(one => one.Id)]);
        foreach (var plain in done.Where(one => one.IsPlain).Select(one => one.Leased.Row).GroupBy(one => one.LeasedBy))
            await Arriving.ArrivedAsync(context, [.. plain.Select(one => one.Id)], plain.Key!.Value, clock.System);

        var others = done.Where(one => !one.IsPlain).ToList();
        if (others.Count > 0)
            await MarkOneByOneAsync(context, others);
    }

    private async Task MarkOneByOneAsync(EngineContext context, List<Done> done)
    {
        var ids = done.SelectMany(one => one.Leased.All).Select(one => one.Id).ToArray();
        var rows = await context.Deliveries.Where(one => EF.Parameter(ids).Contains(one.Id)).ToDictionaryAsync(one => one.Id);
        foreach (var (leased, sent) in done)
        {
            // A lease that ended is somebody else's: what they found out counts.
            var own = leased.All.Where(one => rows[one.Id].LeasedBy == one.LeasedBy).Select(one => rows[one.Id]).ToList();
            foreach (var row in own)
                await MarkAsync(context, row, sent.Of(row.Id));

            // What failed together is tried again together.
            var again = own.FindAll(row => sent.Of(row.Id) == sent && row.State is DeliveryState.Pending or DeliveryState.Unknown);
            again.ForEach(row => row.DueAt = again[0].DueAt);
        }
    }

    private async Task MarkAsync(EngineContext context, DeliveryRow row, Sent sent)
    {
        (row.LeasedBy, row.LeasedUntil) = (null, null);
        await Arriving.ForgetAsync(context, sent.Gone);
        switch (sent.Outcome)
        {
            case null:
                await OverAsync(context, row, sent.Rendered.Over!);
                break;
            case Outcome.Sent arrived:
                await arriving.ArrivedAsync(context, row, arrived.Message, sent);
                if (sent.Rendered.Moved.Contains(row.Id))
                    await check.PassOnMovedAsync(context, Intent.Read(row.Intent));
                break;
            case Outcome.Taken:
                (row.State, row.EndedAt, row.Error) = (DeliveryState.Sent, clock.System, null);
                break;
            case Outcome.Dead dead:
                await DeadAsync(context, row, sent, $"{dead.Reason}. {dead.Mend}");
                break;
            case Outcome.Later later:
                Again(row, later.Wait, sent.InDoubt, AskedToWait);
                break;
            case Outcome.Unknown stopped when sent.Interrupted:
                Again(row, Duration.Zero, sent.InDoubt, stopped.Reason);
                break;
            case var failed:
                await FailedAsync(context, row, failed, sent);
                break;
        }
    }

    private async Task OverAsync(EngineContext context, DeliveryRow row, string why)
    {
        (row.State, row.EndedAt, row.Error) = (DeliveryState.Cancelled, clock.System, why);
        await check.SuppressAsync(context, Intent.Read(row.Intent), why);
    }

    private async Task FailedAsync(EngineContext context, DeliveryRow row, Outcome failed, Sent sent)
    {
        var why = failed switch
        {
            Outcome.Failed one => one.Reason,
            Outcome.Unknown one => one.Reason,
            _ => "it could not be found",
        };
        var waited = clock.System - row.CreatedAt;
        if (sent.Undrawn && row.Attempts >= MostDrawings)
        {
            await DeadAsync(context, row, sent, $"{why}. Please report it with the time of this message.");
            return;
        }

        if (waited > GiveUpAfter)
        {
            await DeadAsync(context, row, sent, $"It was tried for a day in vain: {why}.");
            return;
        }

        if (waited > TellAfter)
            await faults.DelayedAsync(context, row, $"{why}. It is tried again by itself.");

        var backoff = Duration.Min(Duration.FromSeconds(Math.Pow(2, Math.Min(row.Attempts, 10)) / 2), LongestPause);
#pragma warning disable CA5394 // Jitter is no secret.
        Again(row, backoff * (0.75 + (Random.Shared.NextDouble() / 2)), sent.InDoubt, why);
#pragma warning restore CA5394
        Postponed(row.Id, row.Attempts, why);
    }

    private void Again(DeliveryRow row, Duration wait, bool inDoubt, string why)
    {
        if (row.State == DeliveryState.Cancelled)
            return;

        row.State = inDoubt ? DeliveryState.Unknown : DeliveryState.Pending;
        row.AttemptedAt = inDoubt ? row.AttemptedAt : null;
        row.DueAt = clock.System + wait;
        row.Error = why;
    }

    private async Task DeadAsync(EngineContext context, DeliveryRow row, Sent sent, string why)
    {
        if (row.State == DeliveryState.Cancelled)
            return;

        (row.State, row.EndedAt, row.Error) = (DeliveryState.Dead, clock.System, why);
        row.AttemptedAt = sent.InDoubt ? row.AttemptedAt : null;
        Died(row.Id, row.Kind, row.Lane, why);
        await faults.DeadAsync(context, row, why);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} did not arrive (attempt {Attempt}): {Why}")]
    private partial void Postponed(Guid delivery, int attempt, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Delivery} ({Kind}) to {Lane} cannot be sent: {Why}")]
    private partial void Died(Guid delivery, string kind, string lane, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of delivery {Delivery} could not be stored")]
    private partial void NotMarked(Exception error, Guid delivery);
}
