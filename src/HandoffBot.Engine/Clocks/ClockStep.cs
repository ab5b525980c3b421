using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// Takes what fell due of one clock: history, pings and the next moment together. The fence that was read is the claim: whoever comes
/// second finds another one and does nothing.
/// </summary>
internal sealed class ClockStep(Rulebook rulebook, ClockKeeping keeping, Pings pings, Messages messages, BusinessClock clock)
{
    public async Task TakeAsync(EngineContext context, Guid id, int fence)
    {
        // A beat is found in the ladder that it was laid by.
        using var held = rulebook.Hold();
        if (await context.Clocks.SingleOrDefaultAsync(one => one.Id == id && one.Fence == fence && one.EndedAt == null) is not { } row)
            return;

        var now = clock.Now;
        var stored = await context.Handoffs.SingleAsync(one => one.Number == row.Handoff);
        var handoff = stored.ToHandoff(await rulebook.PinnedAsync(context, stored.Playbook, stored.PlaybookVersion));
        if (LaidClock.SpecOf(handoff, row) is not { } spec)
        {
            // No command leaves a clock behind; one that an older version of the bot left is put right here.
            stored.Due = await keeping.KeepAsync(context, handoff, now);
            return;
        }

        var laid = LaidClock.Lay(spec, rulebook.Organization);
        var standing = ClockStanding.Of(handoff, row, laid);
        var falling = Falling.Since(laid, row.Taken, now, standing.Claimed, standing.Acknowledged);
        var missed = falling.MissAt is not null && row.MissedAt is null;
        if (missed)
            ClockKeeping.Miss(context, handoff, row, falling.MissAt!.Value);

        await pings.WriteAsync(context, handoff, row, spec, standing, falling);
        if (missed || row.Due != laid.Due)
            await ShowAsync(context, stored, handoff, laid.Due);

        row.Due = laid.Due;
        row.Taken = falling.TakenAfter;
        row.NextFireAt = falling.Next;
        row.Fence++;
    }

    private async Task ShowAsync(EngineContext context, HandoffRow stored, Handoff handoff, Instant? due)
    {
        stored.Due = due;
        stored.Version++;
        await messages.RedrawAsync(context, stored, handoff);
    }
}
