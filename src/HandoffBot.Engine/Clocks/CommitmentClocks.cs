using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// The clock that runs up to the day of a promise. It is a client's, bears the id of its commitment, and begins anew on its row when the day
/// is moved.
/// </summary>
internal sealed class CommitmentClocks(Editions editions, Matters matters, ClockKeeping keeping, BusinessClock clock)
{
    private readonly ByColumn<ClockRow, Guid> _clocks = new(one => one.Id);

    /// <summary>Called by whoever writes a commitment, in the same transaction.</summary>
    /// <param name="before">As it was kept; null for a new one.</param>
    public async Task KeepAsync(EngineContext context, Commitment? before, Commitment after)
    {
        var row = before is null ? null : await _clocks.OneAsync(context, after.Id.Value);
        if (!after.IsRunning || editions.Present.Clocks.Commitment is null)
        {
            if (row is { EndedAt: null })
                await ClockKeeping.EndAsync(context, row, null, clock.Now);
            return;
        }

        if (row is null)
            await WindAsync(context, Begin(context, after));
        else if (row.EndedAt is not null || before!.Text.Due != after.Text.Due)
            await WindAsync(context, await AnewAsync(context, row));
        else if ((before.Dispute is null) != (after.Dispute is null))
            await LayAsync(context, row);
    }

    /// <summary>The client's owner has changed: every promise to the client is theirs now, and runs in the hours of their team.</summary>
    public async Task OwnerMovedAsync(EngineContext context, ClientId client)
    {
        // By the promises of the client: a clock bears the id of its promise, and is found by nothing else.
        var rows = await context.Commitments
            .Where(one => one.Client == client.Value && (one.State == CommitmentState.Open || one.State == CommitmentState.Renegotiated))
            .Join(context.Clocks.Where(one => one.EndedAt == null), one => one.Id, one => one.Id, (_, row) => row).ToListAsync();
        foreach (var row in rows)
            await LayAsync(context, row);
    }

    /// <summary>One that had no clock, because the files named none.</summary>
    public async Task GiveAsync(EngineContext context, Commitment commitment)
    {
        if (!commitment.IsRunning)
            return;

        if (await _clocks.OneAsync(context, commitment.Id.Value) is not { } row)
            await WindAsync(context, Begin(context, commitment));
        else if (row.EndedAt is not null)
            await WindAsync(context, await AnewAsync(context, row));
    }

    /// <summary>
    /// Lays the clock by the calendar as it is now. The day stays, so there is nothing to measure: what was taken stays taken, and what thereby
    /// lies in the past falls now.
    /// </summary>
    public async Task LayAsync(EngineContext context, ClockRow row)
    {
        row.LaidBy = editions.Version;
        row.LaidAt = clock.Now;
        if (await RunAsync(context, row) is not { } spec)
        {
            await ClockKeeping.EndAsync(context, row, null, clock.Now);
            return;
        }

        ClockKeeping.Set(context, row, null, spec, LaidClock.Lay(spec, editions.Present), clock.Now);
    }

    private ClockRow Begin(EngineContext context, Commitment commitment)
    {
        var row = keeping.Begin(context, new ClockRow { Client = commitment.Client!.Value.Value, Kind = ClockKind.Commitment, Run = 1 });
        row.Id = commitment.Id.Value;
        return row;
    }

    private async Task<ClockRow> AnewAsync(EngineContext context, ClockRow row)
    {
        await keeping.WindAnewAsync(context, row, null, row.Run + 1, clock.Now);
        return row;
    }

    /// <summary>What lies before the promise was written down, or moved, is said to nobody; a day that had passed by then is missed all the same.</summary>
    private async Task WindAsync(EngineContext context, ClockRow row)
    {
        var now = clock.Now;
        var spec = await RunAsync(context, row) ?? throw new InvalidOperationException("A commitment that runs has its clock.");
        var laid = LaidClock.Lay(spec, editions.Present);
        row.Taken = laid.Before(now).ToString();
        ClockKeeping.Set(context, row, null, spec, laid, now);
        if (laid.Due is { } due && due <= now)
            ClockKeeping.Miss(context, row, null, due);
    }

    private async Task<ClockSpec?> RunAsync(EngineContext context, ClockRow row)
    {
        if (await matters.OfAsync(context, row) is not { Spec: { } spec, Commitment: { } commitment })
            return null;

        var calendar = LaidClock.CalendarOf(spec, editions.Present);
        return spec with { Run = DueDay.Run(row.Run, commitment.Text.Due, spec.Policy.Within, calendar) };
    }
}
