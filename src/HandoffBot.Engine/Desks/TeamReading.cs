using System.Collections.Immutable;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Desks;

/// <summary>What people see of a team. Of handoffs only those that <see cref="Permissions.MaySee"/> lets them see are counted and named.</summary>
internal sealed class TeamReading(IStore store, Viewing viewing, Roll roll, BusinessClock clock)
{
    public async Task<(TeamView Team, Page Page)> OfAsync(Actor actor, Team team, int page, int size)
    {
        await using var context = store.Read();
        var now = clock.Now;
        var seen = Seen(context, actor, OfTeam(context, team.Key));
        var total = await seen.CountAsync();
        var atWork = await seen.CountAsync(one => one.Status == HandoffStatus.Accepted);
        var overdue = await seen.CountAsync(one => one.Due <= now);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + size - 1) / size));
        var rows = await seen.OrderBy(one => one.Due == null).ThenBy(one => one.Due).ThenBy(one => one.Number).Skip((shown - 1) * size).Take(size).ToListAsync();
        return (
            await PeopleAsync(context, team, new(team.Name, total - atWork, overdue, atWork, null, null, [], [])),
            new Page(await viewing.ViewsAsync(context, rows), shown, total));
    }

    /// <summary>What the team must move: answer, mend, reply to a question, kick off.</summary>
    private static IQueryable<HandoffRow> OfTeam(EngineContext context, string team) => context.Handoffs.Where(one =>
        (one.ReceivingTeam == team && (one.Status == HandoffStatus.Submitted || one.Status == HandoffStatus.Accepted))
        || (one.SendingTeam == team && (one.Status == HandoffStatus.Clarifying || one.Status == HandoffStatus.Rejected)));

    /// <summary>The same as <see cref="Permissions.MaySee"/>, said to the database.</summary>
    private static IQueryable<HandoffRow> Seen(EngineContext context, Actor actor, IQueryable<HandoffRow> all)
    {
        if (actor.IsAdmin)
            return all;

        var (me, teams, leads) = (actor.Person.Value, actor.Teams.Union(actor.Leads).ToArray(), actor.Leads.ToArray());
        return all.Where(one => one.Sender == me
            || EF.Parameter(teams).Contains(one.SendingTeam) || EF.Parameter(teams).Contains(one.ReceivingTeam)
            || context.Clients.Any(client => client.Id == one.Client && (client.Owner == me
                || context.Memberships.Any(place => place.Person == client.Owner && EF.Parameter(leads).Contains(place.Team)))));
    }

    /// <summary>Who is on duty and who is away is everybody's to know, as is whose client has lost its owner.</summary>
    private async Task<TeamView> PeopleAsync(EngineContext context, Team team, TeamView view)
    {
        var today = clock.Now.InZone(viewing.Organization.Zone).Date;
        var members = await roll.MembersAsync(context, team.Key);
        var views = await roll.ViewsAsync(context, members.Select(one => new PersonId(one.Id)));
        var onDuty = team.OnDuty?.On(today) is { } email ? (await roll.NamedAsync(context, [email])).Cast<PersonId?>().FirstOrDefault() : null;
        var orphans = await OrphansAsync(context, team.Key, members, await roll.OutsideAsync(context));
        return view with
        {
            OnDuty = onDuty is { } person ? (await roll.ViewsAsync(context, [person])).GetValueOrDefault(person) : null,
            Turn = team.OnDuty?.Turn(today),
            Away = [.. members.Select(one => views[new PersonId(one.Id)]).Where(one => one.Away is not null && !one.Accounts.IsEmpty)],
            Orphans = [.. orphans.Select(one => (one.Client.Called, one.Was))],
            OnlyClients = orphans.All(one => one.Client.Subject.IsClient),
        };
    }

    /// <param name="outside">Who has left and is in no team any more: their clients belong to the team that they were last handed to.</param>
    private static async Task<ImmutableArray<(Client Client, string Was)>> OrphansAsync(
        EngineContext context, string team, ImmutableArray<Listed> members, ImmutableArray<Listed> outside)
    {
        var gone = members.Where(one => one.IsGone).ToList();
        if (gone.Count == 0 && outside.IsEmpty)
            return [];

        var (owners, others) = (gone.Select(one => one.Id).ToArray(), outside.Select(one => one.Id).ToArray());
        var names = gone.Concat(outside).DistinctBy(one => one.Id).ToDictionary(one => one.Id, one => one.Name);
        var clients = await context.Clients
            .Where(one => EF.Parameter(owners).Contains(one.Owner)
                || (EF.Parameter(others).Contains(one.Owner) && context.Handoffs.Where(handoff => handoff.Client == one.Id && handoff.Round > 0)
                    .OrderByDescending(handoff => handoff.Number).Select(handoff => handoff.ReceivingTeam).FirstOrDefault() == team))
            .OrderBy(one => one.Folded).ToListAsync();
        return [.. clients.Select(one => (one.ToClient(), names[one.Owner]))];
    }
}
