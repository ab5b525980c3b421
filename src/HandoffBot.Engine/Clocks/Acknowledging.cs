using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>What became of an acknowledgement.</summary>
internal abstract record Acknowledged
{
    private Acknowledged()
    {
    }

    /// <summary>The repeats of that step are stopped, now or before.</summary>
    /// <param name="About">The reference of the handoff, or the name of the client.</param>
    /// <param name="HeldUntil">Nothing that falls before the due time is said until then; null when nothing is held back.</param>
    public sealed record Done(string About, Instant? HeldUntil) : Acknowledged;

    /// <summary>There is nothing left to stop: the clock has ended or is paused, or its ladder has no such step any more.</summary>
    public sealed record Over : Acknowledged;

    /// <summary>The person may not see what it is about.</summary>
    public sealed record NotTheirs : Acknowledged;
}

/// <summary>
/// Somebody has seen a ping: the step that it came from repeats no more, and where that step says so, later ones wait as well. The miss is
/// still recorded.
/// </summary>
/// <remarks>It needs no receipt: the same press again finds the step stopped and writes nothing.</remarks>
internal sealed class Acknowledging(CommitSeam seam, Matters matters, Roll roll, BusinessClock clock)
{
    /// <param name="clockId">With <paramref name="run"/> and <paramref name="step"/>, what the ping's button carries.</param>
    public Task<Acknowledged> AcknowledgeAsync(
        Guid clockId, int run, string step, PersonId by, Platform? platform, CancellationToken cancellationToken) =>
        seam.RunAsync(context => DecideAsync(context, clockId, run, step, by, platform), cancellationToken);

    private async Task<Acknowledged> DecideAsync(EngineContext context, Guid clockId, int run, string step, PersonId by, Platform? platform)
    {
        await context.LockClockAsync(clockId);
        if (await context.Clocks.SingleOrDefaultAsync(one => one.Id == clockId) is not { } row)
            return new Acknowledged.Over();

        var matter = await matters.OfAsync(context, row);
        if (await roll.ActorAsync(context, by) is not { } actor || !await MaySeeAsync(context, actor, matter))
            return new Acknowledged.NotTheirs();

        if (row.EndedAt is not null || row.Run != run || matter.Spec is not { } spec)
            return new Acknowledged.Over();

        var standing = ClockStanding.Of(matter, spec, row);
        if (standing.Laid.Step(step) is not { } pinged)
            return new Acknowledged.Over();

        if (!standing.Progress.Acknowledged.Contains(step))
            Stop(context, row, matter, standing, standing.Ladder.Steps[pinged.Step], step, by, platform);
        var held = row.HeldUntil > clock.Now ? row.HeldUntil : null;
        return new Acknowledged.Done(matter.Handoff?.Reference ?? matter.Client!.Called, held);
    }

    private void Stop(
        EngineContext context, ClockRow row, Matter matter, ClockStanding standing, LadderStep acknowledged, string step, PersonId by, Platform? platform)
    {
        var now = clock.Now;
        var progress = standing.Progress.Acknowledge(step, acknowledged.AckLasts, standing.Laid, now);
        row.Acknowledged = string.Join(',', progress.Acknowledged);
        row.HeldUntil = progress.HeldUntil;
        row.NextFireAt = Falling.NextOf(standing.Laid, progress);
        row.Fence++;
        var entry = matter.Entry("acknowledged", now, StorageJson.Write(new StoredEvent { Clock = row.Kind.ToString(), Run = row.Run, Rung = step }));
        (entry.By, entry.Platform) = (by.Value, platform);
        context.Append(entry);
    }

    private static async Task<bool> MaySeeAsync(EngineContext context, Actor actor, Matter matter)
    {
        if (matter.Handoff is not { } handoff)
            return Permissions.MaySeeClient(actor);

        var client = handoff.Client is { } id ? (await context.Clients.AsNoTracking().SingleAsync(one => one.Id == id.Value)).ToClient() : null;
        ImmutableHashSet<string> ownersTeams = client is null
            ? []
            : [.. await context.Memberships.Where(one => one.Person == client.Owner.Value).Select(one => one.Team).ToListAsync()];
        return Permissions.MaySee(actor, handoff, client, ownersTeams);
    }
}
