using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Clocks;

/// <summary>Looks at a ping's clock once more before it is sent: what was answered while the ping waited needs none.</summary>
internal sealed class PingCheck(Matters matters, Pings pings, Reaching reaching)
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

        if (await WhyNotThemAsync(context, intent, ping) is { } gone)
            return gone;

        var matter = await matters.OfAsync(context, row);
        return matter.Spec is { } spec ? ClockStanding.Of(matter, spec, row).WhySilent(ping.Key, ping.Repeat) : "its clock had ended";
    }

    /// <summary>Adds to the history that a ping was held back, and passes it on where that is because its person has left or gone away; called in the transaction that cancels its delivery.</summary>
    public async Task SuppressAsync(EngineContext context, Intent intent, string why)
    {
        if (intent.Ping is not { } ping || await context.Clocks.SingleOrDefaultAsync(one => one.Id == ping.Clock) is not { } row)
            return;

        var matter = await matters.OfAsync(context, row);
        pings.Suppress(context, matter, row, ping.Key, ping.Repeat, why);
        if (row.EndedAt is null && matter.Spec is { } spec && intent.Person is { } person && await WhyNotThemAsync(context, intent, ping) is not null)
            await pings.PassOnAsync(context, matter, row, spec, ping, new PersonId(person));
    }

    /// <summary>Admins are told of what reaches nobody else, even while they are away.</summary>
    private async Task<string?> WhyNotThemAsync(EngineContext context, Intent intent, StoredPing ping) =>
        intent.Person is { } person ? await reaching.WhyNotAsync(context, new PersonId(person), evenAway: ping.As == Core.Chat.PingRole.Admin) : null;
}
