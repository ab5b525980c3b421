using HandoffBot.Core.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>Looks at a ping's clock once more before it is sent: what was answered while the ping waited needs none.</summary>
internal sealed class PingCheck(Rulebook rulebook, Pings pings)
{
    /// <returns>Why it is not sent, in words that complete "not sent: …"; null when it still holds, and for whatever is no ping.</returns>
    public async Task<string?> WhyNotAsync(EngineContext context, Intent intent)
    {
        if (intent.Ping is not { } ping)
            return null;

        var row = await context.Clocks.AsNoTracking().SingleOrDefaultAsync(one => one.Id == ping.Clock);
        if (row is null || row.Run != ping.Run || row.EndedAt is not null)
            return "its clock had ended";

        if (row.PausedSince is not null)
            return "its clock was paused";

        var stored = await context.Handoffs.AsNoTracking().SingleAsync(one => one.Number == row.Handoff);
        var handoff = stored.ToHandoff(await rulebook.PinnedAsync(context, stored.Playbook, stored.PlaybookVersion));
        return LaidClock.SpecOf(handoff, row) is { } spec
            ? ClockStanding.Of(handoff, row, LaidClock.Lay(spec, rulebook.Organization)).WhySilent(ping.Step, ping.Repeat)
            : "its clock had ended";
    }

    /// <summary>Adds to the history that a ping was held back; called in the transaction that cancels its delivery.</summary>
    public async Task SuppressAsync(EngineContext context, Intent intent, string why)
    {
        if (intent.Ping is not { } ping || await context.Clocks.SingleOrDefaultAsync(one => one.Id == ping.Clock) is not { } row)
            return;

        var stored = await context.Handoffs.AsNoTracking().SingleAsync(one => one.Number == row.Handoff);
        var handoff = stored.ToHandoff(await rulebook.PinnedAsync(context, stored.Playbook, stored.PlaybookVersion));
        pings.Suppress(context, handoff, row, new Beat(Instant.FromUnixTimeMilliseconds(ping.At), ping.Step, ping.Repeat, ping.IsMiss), why);
    }
}
