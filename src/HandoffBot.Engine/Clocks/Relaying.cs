using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// Lays the running clocks anew when calendars or ladders have changed. What a clock has used stays as the old calendar measures it, and the
/// rest is walked in the new one; steps that were taken stay taken, and a recorded miss stays. Clients get or lose their own clock with the
/// file.
/// </summary>
/// <remarks>
/// Each clock knows by which edition it is laid, so it may be called at any time, while clocks are swept and people answer, and begins where
/// a crash left it.
/// </remarks>
internal sealed partial class Relaying(
    CommitSeam seam, IStore store, Rulebook rulebook, Editions editions, Matters matters, ClockKeeping keeping, ClientIdling idling, CommitmentClocks promised, ExceptionClocks exceptions, ClockStep step,
    Messages messages, BusinessClock clock, ILogger<Relaying> log) : IDisposable
{
    private const string Setting = "clocks-laid-by";
    private const int PageSize = 500;
    private const int AtOnce = 64;
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Does nothing, and costs nothing, where nothing has changed. Of two calls at once the second waits for the first.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            using var held = rulebook.Hold();
            var present = editions.Version;
            if (await IsLaidAsync(present, cancellationToken))
                return;

            await seam.RunAsync(context => editions.KeepAsync(context, clock.Now), cancellationToken);
            var failed = await LayAllAsync(present, cancellationToken) + await GiveClientsTheirsAsync(cancellationToken) + await GivePromisesTheirsAsync(cancellationToken)
                + await GiveExceptionsTheirsAsync(cancellationToken);

            // What failed is tried again at the next start or change; until then it goes by the edition that it has.
            if (failed == 0)
                await seam.RunAsync(context => RememberAsync(context, present), cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<bool> IsLaidAsync(string present, CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        return await context.Settings.AnyAsync(one => one.Name == Setting && one.Value == present, cancellationToken);
    }

    private Task<int> LayAllAsync(string present, CancellationToken cancellationToken) => EachAsync<Guid>(
        (context, last) => context.Clocks.Where(one => one.EndedAt == null && one.LaidBy != present && one.Id.CompareTo(last) > 0).Select(one => one.Id),
        (context, id) => LayAsync(context, id, present),
        cancellationToken);

    /// <summary>A client that had none begins to be watched now: before, nobody had to think of it.</summary>
    private Task<int> GiveClientsTheirsAsync(CancellationToken cancellationToken) => editions.Present.Clocks.ClientIdle is null
        ? Task.FromResult(0)
        : EachAsync<Guid>(
            (context, last) => context.Clients
                .Where(one => one.Id.CompareTo(last) > 0 && one.Subject == Subject.Client.Word
                    && !context.Clocks.Any(row => row.Client == one.Id && row.Kind == ClockKind.ClientIdle && row.EndedAt == null))
                .Select(one => one.Id),
            (context, id) => GiveAsync(context, new ClientId(id)),
            cancellationToken);

    private Task<int> GivePromisesTheirsAsync(CancellationToken cancellationToken) => editions.Present.Clocks.Commitment is null
        ? Task.FromResult(0)
        : EachAsync<Guid>(
            (context, last) => context.Commitments
                .Where(one => one.Id.CompareTo(last) > 0 && (one.State == CommitmentState.Open || one.State == CommitmentState.Renegotiated)
                    && !context.Clocks.Any(row => row.Id == one.Id && row.EndedAt == null))
                .Select(one => one.Id),
            GivePromiseAsync,
            cancellationToken);

    private Task<int> GiveExceptionsTheirsAsync(CancellationToken cancellationToken) => editions.Present.Clocks.Exception is null
        ? Task.FromResult(0)
        : EachAsync<int>(
            (context, last) => context.Handoffs
                .Where(one => one.Number > last && one.Exceptions > 0 && !context.Clocks.Any(row => row.Handoff == one.Number && row.Kind == ClockKind.Exception && row.EndedAt == null))
                .Select(one => one.Number),
            GiveExceptionsAsync,
            cancellationToken);

    /// <returns>How many failed.</returns>
    private async Task<int> EachAsync<TKey>(
        Func<EngineContext, TKey, IQueryable<TKey>> which, Func<EngineContext, TKey, Task> work, CancellationToken cancellationToken)
        where TKey : struct
    {
        var failed = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        for (var last = default(TKey); await PageAsync(which, last, cancellationToken) is { Count: > 0 } page; last = page[^1])
        {
            await Parallel.ForEachAsync(page, options, async (id, _) =>
            {
                try
                {
                    await seam.RunAsync(context => work(context, id), cancellationToken);
                }
                catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
                {
                    Interlocked.Increment(ref failed);
                    NotLaid(error, $"{id}");
                }
            });
        }

        return failed;
    }

    private async Task<List<TKey>> PageAsync<TKey>(Func<EngineContext, TKey, IQueryable<TKey>> which, TKey last, CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        return await which(context, last).OrderBy(id => id).Take(PageSize).ToListAsync(cancellationToken);
    }

    private async Task LayAsync(EngineContext context, Guid id, string present)
    {
        await context.LockClockAsync(id);
        if (await context.Clocks.SingleOrDefaultAsync(one => one.Id == id && one.EndedAt == null && one.LaidBy != present) is not { } row)
            return;

        var matter = await matters.OfAsync(context, row);

        // What fell due by the old edition is taken by the old one.
        if (row.NextFireAt <= clock.Now)
            await step.TakeAsync(context, row, matter);

        if (row.EndedAt is null && matter is { Handoff: { } handoff, Stored: { } stored })
            await LayHandoffsAsync(context, stored, handoff, present);
        else if (row.EndedAt is null && row.Kind == ClockKind.Commitment)
            await promised.LayAsync(context, row);
        else if (row.EndedAt is null && row.Kind == ClockKind.Exception)
            await exceptions.LayAsync(context, row);
        else if (row.EndedAt is null)
            await LayClientsAsync(context, row, matter, present);
    }

    /// <summary>All clocks of the handoff at once, since they are told by one state.</summary>
    private async Task LayHandoffsAsync(EngineContext context, HandoffRow stored, Handoff handoff, string present)
    {
        var now = clock.Now;
        var after = handoff;
        var running = context.Clocks.Where(one => one.Handoff == handoff.Number && one.Kind != ClockKind.Exception && one.EndedAt == null && one.LaidBy != present);
        foreach (var row in await running.ToListAsync())
        {
            if ((await matters.OfAsync(context, row)) is { Spec: { } spec } matter)
                after = ClockPlan.With(after, row.Kind, Remeasured(matter, spec, now));
            (row.LaidBy, row.LaidAt) = (present, now);
        }

        if (after != handoff)
            stored.Take(after);

        var due = await keeping.KeepAsync(context, after, now);
        if (due == stored.Due)
            return;

        stored.Due = due;
        stored.Version++;

        // A draft that was never sent is on no card but its sender's own list.
        if (handoff.Round > 0)
            await messages.RedrawAsync(context, stored, after);
    }

    private async Task LayClientsAsync(EngineContext context, ClockRow row, Matter matter, string present)
    {
        var now = clock.Now;
        if (matter.Spec is { } spec && editions.Present.Clocks.ClientIdle is { } policy)
        {
            var run = policy.Within == spec.Policy.Within ? Remeasured(matter, spec, now) : OfAnotherBudget(matter, spec, now);
            (row.Started, row.Used, row.Budget, row.DueWas) = (run.Started, run.Used, run.Budget, run.DueWas);
        }

        (row.LaidBy, row.LaidAt) = (present, now);
        await idling.LayAsync(context, row, now);
    }

    /// <summary>As it stands by the old calendar, where the new one differs; else the run as it is.</summary>
    private ClockRun Remeasured(Matter matter, ClockSpec spec, Instant now)
    {
        var old = LaidClock.CalendarOf(spec, matter.Organization);
        return ClockEdition.AreAlike(old, LaidClock.CalendarOf(spec, editions.Present))
            ? spec.Run
            : Pausing.Remeasure(spec.Run, spec.Policy.Within, old, now);
    }

    /// <summary>What was used counts, and one budget's length is no other's. One that is thereby used up is so now, not before.</summary>
    private static ClockRun OfAnotherBudget(Matter matter, ClockSpec spec, Instant now)
    {
        var old = LaidClock.CalendarOf(spec, matter.Organization);
        return Pausing.Resume(Pausing.Pause(spec.Run, spec.Policy.Within, old, now), now) with { Budget = null };
    }

    private async Task GiveAsync(EngineContext context, ClientId client)
    {
        if (!await context.Clocks.AnyAsync(one => one.Client == client.Value && one.Kind == ClockKind.ClientIdle && one.EndedAt == null))
            await idling.HappenedAsync(context, client, clock.Now);
    }

    private async Task GivePromiseAsync(EngineContext context, Guid id)
    {
        await context.LockCommitmentAsync(id);
        if (await context.Commitments.SingleOrDefaultAsync(one => one.Id == id) is { } row)
            await promised.GiveAsync(context, row.ToCommitment());
    }

    private async Task GiveExceptionsAsync(EngineContext context, int number)
    {
        await context.LockHandoffsAsync(number);
        var row = await context.Handoffs.SingleAsync(one => one.Number == number);
        await exceptions.WindAsync(context, row.ToHandoff(await rulebook.PinnedAsync(context, row.Playbook, row.PlaybookVersion)));
    }

    private async Task RememberAsync(EngineContext context, string present)
    {
        if (await context.Settings.FindAsync([Setting], CancellationToken.None) is { } row)
            row.Value = present;
        else
            context.Add(new SettingRow { Name = Setting, Value = present });
        await editions.ForgetOthersAsync(context, present);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Clock} could not be laid by the changed calendars and ladders; it goes by the old ones until the next start or change")]
    private partial void NotLaid(Exception error, string clock);
}
