using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// Makes a handoff's clock rows what its state says they should be; whatever it no longer says has ended. Those of its exceptions are laid by
/// <see cref="ExceptionClocks"/>.
/// </summary>
internal sealed class ClockKeeping(Editions editions, Ids ids)
{
    private readonly ByColumn<ClockRow, int?> _clocks = new(one => one.Handoff);

    /// <returns>When the clock of whoever must move runs out.</returns>
    public async Task<Instant?> KeepAsync(EngineContext context, Handoff handoff, Instant now)
    {
        var rows = await _clocks.AllAsync(context, handoff.Number);
        var specs = ClockPlan.For(handoff);
        foreach (var row in rows.Where(row => row.EndedAt is null && row.Kind != ClockKind.Exception && !specs.Any(spec => IsOf(row, spec))))
        {
            // A draft that moves begins to idle anew, on the same row: it moves with every screen.
            if (row.Kind == ClockKind.DraftIdle && specs.FirstOrDefault(spec => spec.Kind == row.Kind) is { } anew)
                await WindAnewAsync(context, row, handoff, anew.Run.Number, now);
            else
                await EndAsync(context, row, handoff, now);
        }

        Instant? due = null;
        foreach (var spec in specs)
        {
            var row = rows.FirstOrDefault(one => IsOf(one, spec)) ?? Begin(context, new ClockRow
            {
                Handoff = handoff.Number, Kind = spec.Kind, Run = spec.Run.Number,

                // It may have begun before anybody said so: what thereby lies in the past falls now, and is no outage's.
                LaidAt = spec.Kind == ClockKind.Handover && spec.Run.Started < now ? now : null,
            });

            // An answer that is taken back lets the clock go on; what changed meanwhile holds for it from now on.
            if (row.EndedAt is not null)
                row.LaidBy = editions.Version;

            Set(context, row, handoff, spec, LaidClock.Lay(spec, await editions.OfAsync(context, row.LaidBy)), now);

            // Of two clocks the paused one has no due time, so the one that runs for whoever must move is what is left.
            due = row.Due ?? due;
        }

        return due;
    }

    /// <summary>A new clock, laid by the present edition.</summary>
    public ClockRow Begin(EngineContext context, ClockRow row)
    {
        row.Id = ids.New();
        row.LaidBy = editions.Version;
        context.Append(row);
        return row;
    }

    /// <summary>The next run of a clock on the row of the last one: nothing of that is left but its history.</summary>
    public async Task WindAnewAsync(EngineContext context, ClockRow row, Handoff? handoff, int run, Instant now)
    {
        await EndAsync(context, row, handoff, now);
        (row.Run, row.LaidBy, row.LaidAt) = (run, editions.Version, null);
        (row.Taken, row.Acknowledged, row.HeldUntil, row.MissedAt, row.Excused) = ("", "", null, null, false);
    }

    /// <summary>Makes the row show the run as it is laid.</summary>
    public static void Set(EngineContext context, ClockRow row, Handoff? handoff, ClockSpec spec, LaidLadder laid, Instant now)
    {
        var run = spec.Run;
        if (row.PausedSince is null && run.PausedSince is not null)
            MissIfDue(context, row, handoff, now);

        if (row.PausedSince is not null && run.PausedSince is null)
            row.Taken = laid.Taken(row.Taken).With(laid.Before(run.Started)).ToString();

        (row.Started, row.Used, row.PausedSince, row.Budget, row.DueWas) = (run.Started, run.Used, run.PausedSince, run.Budget, run.DueWas);
        row.Due = laid.Due;
        row.EndedAt = null;

        // Whether somebody claimed it changes what a beat says, not when it falls.
        row.NextFireAt = Falling.NextOf(laid, ClockStanding.ProgressOf(row, laid, claimed: false));
        row.Fence++;
    }

    public static async Task EndAsync(EngineContext context, ClockRow row, Handoff? handoff, Instant now)
    {
        MissIfDue(context, row, handoff, now);
        row.EndedAt = now;
        row.NextFireAt = null;
        row.Fence++;

        // One of which no beat was ever taken has said nothing.
        if (row.Taken.Length == 0)
            return;

        // The history says of these that they were decided, or wait for somebody's hours.
        foreach (var (key, repeat) in (await Outbox.CancelAsync(context, row.Id, now)).Select(ping => (ping.Key, ping.Repeat)).Distinct())
            Tell(context, row, handoff, now, "ping-suppressed", new() { Clock = row.Kind.ToString(), Run = row.Run, Rung = key, Repeat = repeat, Note = "its clock had ended" });
    }

    /// <summary>Records a miss at its true time.</summary>
    public static void Miss(EngineContext context, ClockRow row, Handoff? handoff, Instant at)
    {
        row.MissedAt = at;
        Tell(context, row, handoff, at, "missed", new() { Clock = row.Kind.ToString(), Run = row.Run, Excused = row.Excused ? true : null });
    }

    private static void Tell(EngineContext context, ClockRow row, Handoff? handoff, Instant at, string kind, StoredEvent body) =>
        context.Append(new TimelineRow { Handoff = row.Handoff, Client = row.Client ?? handoff?.Client?.Value, At = at, Kind = kind, Body = StorageJson.Write(body) });

    private static bool IsOf(ClockRow row, ClockSpec spec) => row.Kind == spec.Kind && row.Run == spec.Run.Number;

    /// <summary>The answer came after the due time but before the sweep did: it was missed all the same.</summary>
    private static void MissIfDue(EngineContext context, ClockRow row, Handoff? handoff, Instant now)
    {
        if (row.MissedAt is null && row.EndedAt is null && row.Due is { } due && due <= now)
            Miss(context, row, handoff, due);
    }
}
