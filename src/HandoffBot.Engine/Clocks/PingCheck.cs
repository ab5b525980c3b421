using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Clocks;

/// <summary>Looks at a ping's clock once more before it is sent: what was answered while the ping waited needs none.</summary>
internal sealed class PingCheck(Matters matters, Pings pings)
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

        var matter = await matters.OfAsync(context, row);
        return matter.Spec is { } spec ? ClockStanding.Of(matter, spec, row).WhySilent(ping.Key, ping.Repeat) : "its clock had ended";
    }

    /// <summary>Adds to the history that a ping was held back; called in the transaction that cancels its delivery.</summary>
    public async Task SuppressAsync(EngineContext context, Intent intent, string why)
    {
        if (intent.Ping is { } ping && await context.Clocks.SingleOrDefaultAsync(one => one.Id == ping.Clock) is { } row)
            pings.Suppress(context, await matters.OfAsync(context, row), row, ping.Key, ping.Repeat, why);
    }
}
