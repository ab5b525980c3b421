using HandoffBot.Core.Clocks;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// Says that time has passed: takes every beat that fell due, each in a transaction of its own. It may run at any time, twice at once
/// and again after a crash; the work follows what is due, not what is open.
/// </summary>
public sealed partial class ClockSweep
{
    private const int PageSize = 100;

    /// <summary>The clocks whose ladders are climbed.</summary>
    private static readonly ClockKind[] Swept = [ClockKind.Acceptance];

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
        var failed = new HashSet<Guid>();
        while (await DueAsync(failed, cancellationToken) is { Count: > 0 } due)
        {
            foreach (var (id, fence) in due)
            {
                try
                {
                    await _seam.RunAsync(context => _step.TakeAsync(context, id, fence), cancellationToken);
                }
                catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
                {
                    failed.Add(id);
                    StepFailed(error, id);
                }
            }
        }
    }

    /// <summary>What comes next; null when no clock runs.</summary>
    public async Task<NextDeadline?> NextAsync(CancellationToken cancellationToken)
    {
        await using var context = _store.Read();
        var row = await context.Clocks
            .Where(one => one.NextFireAt != null && one.EndedAt == null && Swept.Contains(one.Kind))
            .OrderBy(one => one.NextFireAt).ThenBy(one => one.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return row is { NextFireAt: { } at } ? new NextDeadline(at, await _upcoming.SayAsync(context, row)) : null;
    }

    private async Task<List<(Guid Id, int Fence)>> DueAsync(HashSet<Guid> failed, CancellationToken cancellationToken)
    {
        var now = _clock.Now;
        await using var context = _store.Read();
        var rows = await context.Clocks
            .Where(one => one.NextFireAt <= now && one.EndedAt == null && Swept.Contains(one.Kind) && !failed.Contains(one.Id))
            .OrderBy(one => one.NextFireAt).ThenBy(one => one.Id)
            .Take(PageSize)
            .Select(one => new { one.Id, one.Fence })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(one => (one.Id, one.Fence))];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A step of clock {Clock} failed; it is tried again at the next sweep")]
    private partial void StepFailed(Exception error, Guid clock);
}

/// <summary>The next moment at which a clock does something.</summary>
/// <param name="What">In words for a person, such as <c>H-1001 Northwind: Onboarding's answer, 50 %</c>.</param>
public sealed record NextDeadline(Instant At, string What);
