using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// The clocks that run up to the days of approved exceptions, one for each. They are their handoff's, beside the clock of whoever must move; the
/// run of each is the number of its exception.
/// </summary>
internal sealed class ExceptionClocks(Editions editions, Matters matters, ClockKeeping keeping, BusinessClock clock)
{
    private readonly ByColumn<ClockRow, int?> _clocks = new(one => one.Handoff);
    private readonly ByColumn<ClientRow, Guid> _clients = new(one => one.Id);

    /// <summary>Called by whoever writes a handoff, once its row says so, in the same transaction. Where nothing is left open nothing is asked of the database.</summary>
    public async Task KeepAsync(EngineContext context, Handoff before, Handoff after)
    {
        if (before.Exceptions.IsEmpty && after.Exceptions.IsEmpty)
            return;

        var (was, now) = (before.ToFillIn.Select(one => one.Number).ToHashSet(), after.ToFillIn.Select(one => one.Number).ToHashSet());
        if (was.SetEquals(now))
            return;

        var client = await _clients.OneAsync(context, after.Client!.Value.Value) ?? throw new InvalidOperationException("A handoff names a client that is not there.");
        client.Exceptions += now.Count - was.Count;
        client.Version++;
        await WindAsync(context, after, client.ToClient());
    }

    /// <summary>The client's owner has changed: what is to be filled in is theirs to see to now, and runs in the hours of their team.</summary>
    public async Task OwnerMovedAsync(EngineContext context, ClientId client)
    {
        var numbers = await context.Handoffs.Where(one => one.Client == client.Value && one.Exceptions > 0).Select(one => one.Number).ToListAsync();
        foreach (var number in numbers)
        {
            foreach (var row in await RunningAsync(context, number))
                await LayAsync(context, row);
        }
    }

    /// <summary>Makes the clocks those of the exceptions that are to be filled in: others end, and those that have none get one.</summary>
    /// <param name="client">Where it was read already.</param>
    public async Task WindAsync(EngineContext context, Handoff handoff, Client? client = null)
    {
        var open = editions.Present.Clocks.Exception is null ? [] : handoff.ToFillIn;
        var rows = await OfAsync(context, handoff.Number);
        foreach (var row in rows.Where(row => row.EndedAt is null && open.All(one => one.Number != row.Run)))
            await ClockKeeping.EndAsync(context, row, handoff, clock.Now);

        var missing = open.Where(one => !rows.Any(row => row.Run == one.Number && row.EndedAt is null)).ToList();
        if (missing.Count == 0)
            return;

        // All of them are of one handoff and one owner, however many there are.
        var owed = await matters.OwedAsync(context, handoff, client);
        foreach (var one in missing)
        {
            var row = rows.FirstOrDefault(row => row.Run == one.Number) ?? keeping.Begin(context, new ClockRow { Handoff = handoff.Number, Kind = ClockKind.Exception, Run = one.Number });
            Begin(context, owed, row);
        }
    }

    /// <summary>
    /// Lays the clock by the calendar as it is now. The day stays, so there is nothing to measure: what was taken stays taken, and what thereby
    /// lies in the past falls now.
    /// </summary>
    public async Task LayAsync(EngineContext context, ClockRow row)
    {
        row.LaidBy = editions.Version;
        row.LaidAt = clock.Now;
        var (matter, spec) = Run(await matters.OfAsync(context, row), row);
        if (spec is null)
            await ClockKeeping.EndAsync(context, row, matter.Handoff, clock.Now);
        else
            ClockKeeping.Set(context, row, matter.Handoff, spec, LaidClock.Lay(spec, editions.Present), clock.Now);
    }

    /// <summary>
    /// What lies before the acceptance is said to nobody; a day that had passed by then is missed all the same. One that was taken back and is
    /// accepted again goes on where it was.
    /// </summary>
    private void Begin(EngineContext context, Owed owed, ClockRow row)
    {
        var (now, handoff) = (clock.Now, owed.Handoff);
        row.LaidBy = editions.Version;
        var spec = Run(owed.Of(row), row).Spec ?? throw new InvalidOperationException("An exception that is to be filled in has its clock.");
        var laid = LaidClock.Lay(spec, editions.Present);
        row.Taken = laid.Taken(row.Taken).With(laid.Before(now)).ToString();
        ClockKeeping.Set(context, row, handoff, spec, laid, now);
        if (row.MissedAt is null && laid.Due is { } due && due <= now)
            ClockKeeping.Miss(context, row, handoff, due);
    }

    private (Matter Matter, ClockSpec? Spec) Run(Matter matter, ClockRow row) => matter is { Spec: { } spec, Exception: { } exception }
        ? (matter, spec with { Run = DueDay.Run(row.Run, exception.Until, spec.Policy.Within, LaidClock.CalendarOf(spec, editions.Present)) })
        : (matter, null);

    private async Task<IReadOnlyList<ClockRow>> RunningAsync(EngineContext context, int handoff) =>
        [.. (await OfAsync(context, handoff)).Where(one => one.EndedAt is null)];

    private async Task<IReadOnlyList<ClockRow>> OfAsync(EngineContext context, int handoff) =>
        [.. (await _clocks.AllAsync(context, handoff)).Where(one => one.Kind == ClockKind.Exception)];
}
