using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// Says that time has passed: takes every beat that fell due, each clock in a transaction of its own. It may run at any time, twice at once
/// and again after a crash; the work follows what is due, not what is open.
/// </summary>
public sealed partial class ClockSweep
{
    private const int PageSize = 500;

    /// <summary>So many go to the seam together, which commits what is there at once; after an outage it is them that make it quick.</summary>
    private const int AtOnce = 64;

    private readonly CommitSeam _seam;
    private readonly IStore _store;
    private readonly BusinessClock _clock;
    private readonly ClockStep _step;
    private readonly Upcoming _upcoming;
    private readonly ILogger<ClockSweep> _log;

    internal ClockSweep(CommitSeam seam, IStore store, BusinessClock clock, ClockStep step, Upcoming upcoming, ILogger<ClockSweep> log) =>
        (_seam, _store, _clock, _step, _upcoming, _log) = (seam, store, clock, step, upcoming, log);

    /// <summary>Returns when nothing is due any more. A clock that fails is left for the next run and holds up no other.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var last = new Due(Guid.Empty, 0, Instant.MinValue);
        while (await DueAsync(last, cancellationToken) is { Count: > 0 } due)
        {
            await Parallel.ForEachAsync(due, Flow(cancellationToken), async (one, _) => await TakeAsync(one, cancellationToken));
            last = due[^1];
        }
    }

    /// <summary>What comes next, of the clocks and of what waits for somebody's hours or for others to the same person; null when there is neither.</summary>
    public async Task<NextDeadline?> NextAsync(CancellationToken cancellationToken)
    {
        await using var context = _store.Read();
        var row = await ByTime(context).FirstOrDefaultAsync(cancellationToken);
        if (await Waiting.Of(context, _clock.System).OrderBy(one => one.DueAt).FirstOrDefaultAsync(cancellationToken) is { } waiting
            && _clock.ToBusiness(waiting.DueAt) is var goesOut && !(row?.NextFireAt <= goesOut))
        {
            return new NextDeadline(goesOut, $"{(waiting.Handoff is { } number ? $"{Handoff.Refer(number)}: " : "")}a reminder that waits {(waiting.DueAt - waiting.CreatedAt <= Company.Within + Company.Grace ? "for others to the same person" : "for somebody's hours")}");
        }

        return row is { NextFireAt: { } at } ? new NextDeadline(at, await _upcoming.SayAsync(context, row)) : null;
    }

    private static ParallelOptions Flow(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };

    private async Task TakeAsync(Due one, CancellationToken cancellationToken)
    {
        try
        {
            await _seam.RunAsync(context => _step.TakeAsync(context, one.Id, one.Fence), cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            StepFailed(error, one.Id);
        }
    }

    /// <summary>A clock that is paused or has ended has no next firing, so the index on that holds whatever can be due, and no more.</summary>
    internal static IQueryable<ClockRow> ByTime(EngineContext context) =>
        context.Clocks.Where(one => one.NextFireAt != null).OrderBy(one => one.NextFireAt).ThenBy(one => one.Id);

    internal static IQueryable<ClockRow> DueAfter(EngineContext context, Instant now, Instant at, Guid id) => context.Clocks
        .Where(one => one.NextFireAt <= now && one.NextFireAt >= at && (one.NextFireAt > at || one.Id.CompareTo(id) > 0))
        .OrderBy(one => one.NextFireAt).ThenBy(one => one.Id);

    /// <summary>The next page of what is due. Each is met once, however it ends: one that was taken looks again later than now.</summary>
    private async Task<List<Due>> DueAsync(Due after, CancellationToken cancellationToken)
    {
        var (now, at, id) = (_clock.Now, after.At, after.Id);
        await using var context = _store.Read();
        return await DueAfter(context, now, at, id)
            .Take(PageSize)
            .Select(one => new Due(one.Id, one.Fence, one.NextFireAt!.Value))
            .ToListAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A step of clock {Clock} failed; it is tried again at the next sweep")]
    private partial void StepFailed(Exception error, Guid clock);

    private sealed record Due(Guid Id, int Fence, Instant At);
}

/// <summary>The next moment at which a clock does something.</summary>
/// <param name="What">In words for a person, such as <c>H-1001 Northwind: Onboarding's answer, 50 %</c>.</param>
public sealed record NextDeadline(Instant At, string What);
