using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Clocks;

/// <summary>What became of an acknowledgement.</summary>
internal enum Acknowledged
{
    /// <summary>The repeats of that step are stopped, now or before.</summary>
    Done,

    /// <summary>There is nothing left to stop: the clock has ended or is paused, or its ladder has no such step any more.</summary>
    Over,

    /// <summary>The person may not see the handoff.</summary>
    NotTheirs,
}

/// <summary>Somebody has seen a ping: the step that it came from repeats no more. Later steps still come, and the miss is still recorded.</summary>
/// <remarks>It needs no receipt: the same press again finds the step stopped and writes nothing.</remarks>
internal sealed class Acknowledging(CommitSeam seam, Rulebook rulebook, Roll roll, BusinessClock clock)
{
    /// <param name="clockId">With <paramref name="run"/> and <paramref name="beat"/>, what the ping's button carries.</param>
    public Task<Acknowledged> AcknowledgeAsync(
        Guid clockId, int run, int beat, PersonId by, Platform? platform, CancellationToken cancellationToken) =>
        seam.RunAsync(context => DecideAsync(context, clockId, run, beat, by, platform), cancellationToken);

    private async Task<Acknowledged> DecideAsync(EngineContext context, Guid clockId, int run, int beat, PersonId by, Platform? platform)
    {
        if (await context.Clocks.SingleOrDefaultAsync(one => one.Id == clockId) is not { } row)
            return Acknowledged.Over;

        var stored = await context.Handoffs.SingleAsync(one => one.Number == row.Handoff);
        var handoff = stored.ToHandoff(await rulebook.PinnedAsync(context, stored.Playbook, stored.PlaybookVersion));
        if (await roll.ActorAsync(context, by) is not { } actor || !await MaySeeAsync(context, actor, handoff))
            return Acknowledged.NotTheirs;

        if (row.EndedAt is not null || row.Run != run || LaidClock.SpecOf(handoff, row) is not { } spec)
            return Acknowledged.Over;

        var laid = LaidClock.Lay(spec, rulebook.Organization);
        if (laid.Beats.ElementAtOrDefault(beat) is not { Step: >= 0 } pinged)
            return Acknowledged.Over;

        Stop(context, row, handoff, ClockStanding.Of(handoff, row, laid), pinged.Step, by, platform);
        return Acknowledged.Done;
    }

    private void Stop(EngineContext context, ClockRow row, Handoff handoff, ClockStanding standing, int step, PersonId by, Platform? platform)
    {
        if (standing.Acknowledged.Contains(step))
            return;

        row.Acknowledged = ClockStanding.Write(standing.Acknowledged.Add(step));
        row.Fence++;
        context.Add(new TimelineRow
        {
            Handoff = handoff.Number,
            Client = handoff.Client?.Value,
            At = clock.Now,
            By = by.Value,
            Platform = platform,
            Kind = "acknowledged",
            Body = StorageJson.Write(new StoredEvent { Clock = row.Kind.ToString(), Run = row.Run, Step = step }),
        });
    }

    private static async Task<bool> MaySeeAsync(EngineContext context, Actor actor, Handoff handoff)
    {
        var client = handoff.Client is { } id ? (await context.Clients.AsNoTracking().SingleAsync(one => one.Id == id.Value)).ToClient() : null;
        ImmutableHashSet<string> ownersTeams = client is null
            ? []
            : [.. await context.Memberships.Where(one => one.Person == client.Owner.Value).Select(one => one.Team).ToListAsync()];
        return Permissions.MaySee(actor, handoff, client, ownersTeams);
    }
}
