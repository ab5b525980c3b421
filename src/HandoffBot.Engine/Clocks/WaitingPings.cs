using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// Direct pings that wait for a person's hours when those hours change, or when the person goes away: they wait for the new ones, or go to
/// who covers. Nothing is lost, and nothing that was said is said again.
/// </summary>
internal sealed class WaitingPings(Roll roll, Matters matters, PersonHours hours, Pings pings, PingCheck check, BusinessClock clock)
{
    /// <summary>Called in the transaction that changes the person, once that is saved.</summary>
    public async Task LookAgainAsync(EngineContext context, PersonId person)
    {
        if (await roll.FindAsync(context, person) is not { } known)
            return;

        var lanes = known.Accounts.Select(one => Lane.Of(one).ToString()).ToArray();
        var ids = await Of(context, lanes).Select(one => one.Id).ToListAsync();
        if (ids.Count == 0)
            return;

        await context.LockDeliveriesAsync(ids);
        var isAway = await roll.AbsenceAsync(context, person) is not null;
        foreach (var row in await Of(context, lanes).Where(one => ids.Contains(one.Id)).OrderBy(one => one.Order).ToListAsync())
        {
            if (isAway)
                await PassOnAsync(context, row);
            else
                await WaitAnewAsync(context, row, person);
        }
    }

    /// <summary>What waits is what <see cref="Waiting"/> says.</summary>
    private IQueryable<DeliveryRow> Of(EngineContext context, string[] lanes) =>
        Waiting.Of(context, clock.System).Where(one => EF.Parameter(lanes).Contains(one.Lane) && one.Kind == nameof(IntentKind.Ping));

    /// <summary>What no longer holds is only cancelled, as it would be when its time came.</summary>
    private async Task PassOnAsync(EngineContext context, DeliveryRow row)
    {
        var intent = Intent.Read(row.Intent);
        if (await check.WhyNotAsync(context, intent) is not { } why)
            return;

        (row.State, row.EndedAt, row.Error) = (DeliveryState.Cancelled, clock.System, why);
        await check.SuppressAsync(context, intent, why);
    }

    /// <summary>One that only waits for others to the same person is left to it: that is a matter of two minutes.</summary>
    private async Task WaitAnewAsync(EngineContext context, DeliveryRow row, PersonId person)
    {
        if (Intent.Read(row.Intent).Ping is not { } ping || await context.Clocks.AsNoTracking().SingleOrDefaultAsync(one => one.Id == ping.Clock) is not { } of)
            return;

        var matter = await matters.OfAsync(context, of);
        if (matter.Spec is not { } spec || Pings.IsUrgent(matter, spec, of, ping))
            return;

        var now = clock.Now;
        var opens = await hours.OpeningAsync(context, person, spec.TurnTeam, now);
        var due = clock.ToSystem(opens);
        if (due == row.DueAt || (opens <= now && row.DueAt <= clock.System + Company.Within + Company.Grace))
            return;

        row.DueAt = Instant.Max(due, clock.System);
        if (opens > now)
            pings.Waits(context, matter, of, ping, person, opens);
    }
}
