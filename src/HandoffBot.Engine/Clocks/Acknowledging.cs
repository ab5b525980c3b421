using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Clocks;

/// <summary>What became of an acknowledgement. <paramref name="Says"/> is the sentence for whoever pressed.</summary>
/// <param name="Stopped">Whether the repeats of the step are stopped now, or had been before.</param>
internal sealed record Acknowledged(bool Stopped, string Says);

/// <summary>Somebody has seen a ping: the step that it came from repeats no more. Later steps still come, and the miss is still recorded.</summary>
internal sealed class Acknowledging(CommitSeam seam, Rulebook rulebook, Roll roll, BusinessClock clock)
{
    private static readonly Acknowledged Over = new(false, "That reminder is over: its clock runs no more.");

    /// <param name="clockId">With <paramref name="run"/> and <paramref name="beat"/>, what the ping's button carries.</param>
    /// <param name="receipt">Identifies the inbound message; a repeated one changes nothing.</param>
    public Task<Acknowledged> AcknowledgeAsync(
        Guid clockId, int run, int beat, PersonId by, string? receipt, Platform? platform, CancellationToken cancellationToken) =>
        seam.RunAsync(context => DecideAsync(context, clockId, run, beat, by, receipt, platform), cancellationToken);

    private async Task<Acknowledged> DecideAsync(
        EngineContext context, Guid clockId, int run, int beat, PersonId by, string? receipt, Platform? platform)
    {
        if (await context.Clocks.SingleOrDefaultAsync(one => one.Id == clockId) is not { } row || await roll.ActorAsync(context, by) is not { } actor)
            return Over;

        var stored = await context.Handoffs.SingleAsync(one => one.Number == row.Handoff);
        var handoff = stored.ToHandoff(await rulebook.PinnedAsync(context, stored.Playbook, stored.PlaybookVersion));
        if (!await MaySeeAsync(context, actor, handoff))
            return new(false, $"{handoff.Reference} is seen by its two teams, the client's owner, their leads and admins.");

        if (row.EndedAt is not null || row.Run != run || LaidClock.SpecOf(handoff, row) is not { } spec)
            return Over with { Says = $"That reminder is over: {handoff.Reference} no longer waits for it." };

        var laid = LaidClock.Lay(spec, rulebook.Organization);
        if (laid.Beats.ElementAtOrDefault(beat) is not { Step: >= 0 } pinged)
            return Over with { Says = $"That reminder of {handoff.Reference} cannot be acknowledged now: its clock is paused or its steps were changed." };

        return Stop(context, row, handoff, ClockStanding.Of(handoff, row, laid), pinged.Step, by, receipt, platform);
    }

    private Acknowledged Stop(
        EngineContext context, ClockRow row, Handoff handoff, ClockStanding standing, int step, PersonId by, string? receipt, Platform? platform)
    {
        if (standing.Acknowledged.Contains(step))
            return new(true, $"That reminder of {handoff.Reference} was acknowledged already; it is not repeated.");

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
        if (receipt is not null)
            context.Add(new ReceiptRow { Id = receipt, At = clock.Now, Handoff = handoff.Number });

        return new(true, $"Seen: this reminder of {handoff.Reference} is not repeated. Later ones still come until it is answered.");
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
