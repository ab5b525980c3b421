using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Directory;

/// <summary>
/// Hands on what somebody who has left held, in one transaction: drafts to the lead, what waited for their answer to whoever is proposed now;
/// and tells each lead in one message, with the clients that nobody owns any more.
/// </summary>
internal sealed class HandingOn(
    CommitSeam seam, IStore store, Rulebook rulebook, Roll roll, Scene scene, Carrying carrying, LeadsToTell leads, BusinessClock clock)
{
    public async Task OfAsync(PersonId person, CancellationToken cancellationToken)
    {
        var (numbers, teams) = await HeldAsync(person, cancellationToken);
        await seam.RunAsync(context => OfAsync(context, person, numbers, teams), cancellationToken);
    }

    /// <summary>The handoffs that may wait for them, and the teams whose rounds may advance. It reads all that is open, when somebody leaves.</summary>
    private async Task<(int[] Numbers, string[] Teams)> HeldAsync(PersonId person, CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        var named = person.Value.ToString("D");
        var held = await context.Handoffs
            .Where(one => (one.Sender == person.Value && (one.Status == HandoffStatus.Draft || one.Status == HandoffStatus.Rejected))
                || ((one.Status == HandoffStatus.Submitted || one.Status == HandoffStatus.Clarifying) && one.State.Contains(named)))
            .OrderBy(one => one.Number).Select(one => new { one.Number, one.ReceivingTeam }).ToListAsync(cancellationToken);
        return ([.. held.Select(one => one.Number)], [.. held.Select(one => one.ReceivingTeam).Distinct()]);
    }

    private async Task OfAsync(EngineContext context, PersonId person, int[] numbers, string[] teams)
    {
        using var one = rulebook.Hold();
        await context.LockHandoffsAsync(numbers);
        await context.LockTeamsAsync(teams);
        var row = await context.People.SingleAsync(one => one.Id == person.Value);
        if (row.ReplacedAt is not null || await roll.ReachAsync(context, person) is not null)
            return;

        row.ReplacedAt = clock.Now;
        var left = new LeftBehind();
        foreach (var number in numbers)
            await HandOnAsync(context, number, person, left);

        foreach (var client in await context.Clients.AsNoTracking().Where(client => client.Owner == person.Value).OrderBy(client => client.Folded).ToListAsync())
        {
            context.Append(new TimelineRow { Client = client.Id, At = clock.Now, By = person.Value, Kind = "orphaned", Body = "{}" });
            left.Orphans.Add(client.ToClient().Called);
        }

        await leads.TellAsync(context, row, left);
    }

    private async Task HandOnAsync(EngineContext context, int number, PersonId person, LeftBehind left)
    {
        var row = await context.Handoffs.SingleAsync(one => one.Number == number);
        var handoff = row.ToHandoff(await rulebook.PinnedAsync(context, row.Playbook, row.PlaybookVersion));
        var lead = await leads.OfAsync(context, handoff.SendingTeam);
        var circumstances = await scene.SetAsync(context, handoff, proposes: [handoff.ReceivingTeam]);
        var events = HandoffRules.Leave(handoff, person, lead, circumstances);
        if (events.IsEmpty)
        {
            if (handoff.Status is HandoffStatus.Draft or HandoffStatus.Rejected && handoff.Sender == person)
                left.Stranded.Add(handoff);
            return;
        }

        var (after, _) = await carrying.OutAsync(context, row, handoff, events, platform: null, circumstances.Now);
        if (events[0] is HandoffEvent.SenderLeft)
            left.Inherited.Add(after);
        else
            left.ProposedAnew.Add((after, after.Holder is { } next ? circumstances.NameOf(next) : "nobody in particular"));

        // What is proposed next knows of it: the round, and how much each has in hand.
        await context.SeeOwnChangesAsync();
    }
}

/// <summary>What somebody who has left held, as it is after it was handed on.</summary>
internal sealed class LeftBehind
{
    public List<Handoff> Inherited { get; } = [];

    public List<(Handoff Handoff, string To)> ProposedAnew { get; } = [];

    /// <summary>Drafts of a team that has no lead.</summary>
    public List<Handoff> Stranded { get; } = [];

    public List<string> Orphans { get; } = [];
}
