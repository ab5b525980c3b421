using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>Makes a handoff's clock rows what its state says they should be; whatever it no longer says has ended.</summary>
internal sealed class ClockKeeping(Rulebook rulebook, Ids ids)
{
    /// <returns>When the clock of whoever must move runs out.</returns>
    public async Task<Instant?> KeepAsync(EngineContext context, Handoff handoff, Instant now)
    {
        var rows = await context.Clocks.Where(one => one.Handoff == handoff.Number).ToListAsync();
        var specs = ClockPlan.For(handoff);
        foreach (var row in rows.Where(row => row.EndedAt is null && !specs.Any(spec => IsOf(row, spec))))
            await EndAsync(context, handoff, row, now);

        Instant? due = null;
        foreach (var spec in specs)
        {
            var row = rows.FirstOrDefault(one => IsOf(one, spec)) ?? Begin(context, handoff, spec);
            Set(row, spec, LaidClock.Lay(spec, rulebook.Organization));

            // Of two clocks the paused one has no due time, so the one that runs for whoever must move is what is left.
            due = row.Due ?? due;
        }

        return due;
    }

    private ClockRow Begin(EngineContext context, Handoff handoff, ClockSpec spec)
    {
        var row = new ClockRow { Id = ids.New(), Handoff = handoff.Number, Kind = spec.Kind, Run = spec.Run.Number };
        context.Add(row);
        return row;
    }

    private static bool IsOf(ClockRow row, ClockSpec spec) => row.Kind == spec.Kind && row.Run == spec.Run.Number;

    private static void Set(ClockRow row, ClockSpec spec, LaidLadder laid)
    {
        if (row.PausedSince is not null && spec.Run.PausedSince is null)
            row.Taken = Math.Max(row.Taken, Pausing.Before(laid, spec.Run.Started));

        row.Started = spec.Run.Started;
        row.Used = spec.Run.Used;
        row.PausedSince = spec.Run.PausedSince;
        row.Due = laid.Due;
        row.NextFireAt = row.Taken < laid.Beats.Length ? laid.Beats[row.Taken].At : null;
        row.EndedAt = null;
        row.Fence++;
    }

    private static async Task EndAsync(EngineContext context, Handoff handoff, ClockRow row, Instant now)
    {
        // The answer came after the due time but before the sweep did: it was missed all the same.
        if (row.MissedAt is null && row.Due is { } due && due <= now)
            Miss(context, handoff, row, due);

        row.EndedAt = now;
        row.NextFireAt = null;
        row.Fence++;
        await Outbox.CancelAsync(context, row.Id, now);
    }

    /// <summary>Records a miss at its true time.</summary>
    public static void Miss(EngineContext context, Handoff handoff, ClockRow row, Instant at)
    {
        row.MissedAt = at;
        context.Add(new TimelineRow
        {
            Handoff = handoff.Number,
            Client = handoff.Client?.Value,
            At = at,
            Kind = "missed",
            Body = StorageJson.Write(new StoredEvent { Clock = row.Kind.ToString(), Run = row.Run, Excused = row.Excused ? true : null }),
        });
    }
}
