using HandoffBot.Core.Clocks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// Takes what fell due of one clock: history, pings and the next moment together. The fence that was read is the claim: whoever comes
/// second finds another one and does nothing.
/// </summary>
internal sealed class ClockStep(Rulebook rulebook, Matters matters, ClockKeeping keeping, Pings pings, Messages messages, BusinessClock clock)
{
    private readonly ByColumn<ClockRow, Guid> _clocks = new(one => one.Id);

    public async Task TakeAsync(EngineContext context, Guid id, int fence)
    {
        // Whom a beat notifies and where the brief lies is one edition's word.
        using var held = rulebook.Hold();
        await context.LockClockAsync(id);
        if (await _clocks.OneAsync(context, id) is { EndedAt: null } row && row.Fence == fence)
            await TakeAsync(context, row, await matters.OfAsync(context, row));
    }

    public async Task TakeAsync(EngineContext context, ClockRow row, Matter matter)
    {
        if (matter.Spec is not { } spec)
        {
            await PutRightAsync(context, row, matter);
            return;
        }

        var now = clock.Now;
        var missed = false;
        var standing = ClockStanding.Of(matter, spec, row);
        Falling falling;
        do
        {
            falling = Falling.Since(standing.Laid, standing.Progress, now);
            if (falling.MissAt is { } at && row.MissedAt is null)
            {
                ClockKeeping.Miss(context, row, matter.Handoff, at);
                missed = true;
            }

            await pings.WriteAsync(context, matter, row, spec, standing, falling);
            standing = standing with { Progress = standing.Progress with { Taken = falling.Taken } };
        }
        while (falling.Next <= now);

        if (matter.Stored is not null && (missed || row.Due != standing.Laid.Due))
            await ShowAsync(context, matter, standing.Laid.Due);

        row.Due = standing.Laid.Due;
        row.Taken = falling.Taken.ToString();
        row.NextFireAt = falling.Next;
        row.Fence++;
    }

    /// <summary>No command leaves a clock behind; one that an older version of the bot left is put right here.</summary>
    private async Task PutRightAsync(EngineContext context, ClockRow row, Matter matter)
    {
        if (matter is { Handoff: { } handoff, Stored: { } stored })
            stored.Due = await keeping.KeepAsync(context, handoff, clock.Now);
        else
            await ClockKeeping.EndAsync(context, row, matter.Handoff, clock.Now);
    }

    private async Task ShowAsync(EngineContext context, Matter matter, Instant? due)
    {
        var (handoff, stored) = (matter.Handoff!, matter.Stored!);
        stored.Due = due;
        stored.Version++;

        // A draft that was never sent is on no card.
        if (!matter.IsUnsent)
            await messages.RedrawAsync(context, stored, handoff);
    }
}
