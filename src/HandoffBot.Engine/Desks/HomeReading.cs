using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Desks;

/// <summary>
/// What a person's home shows: the first of each of their lists, gathered in one read however many lists there are. It costs about as much
/// as two of the lists.
/// </summary>
internal sealed class HomeReading(IStore store, Viewing viewing, Roll roll, Reading reading)
{
    /// <param name="startable">The playbooks that the person may start.</param>
    public async Task<HomeView> OfAsync(Actor actor, HomeRoom room, IEnumerable<Playbook> startable)
    {
        await using var context = store.Read();
        var now = viewing.Now;
        var waiting = await FirstAsync(context.Handoffs.Inbox(actor), room.Each);
        var overdue = await FirstAsync(context.Handoffs.Mine(actor, context.Clients).NotInbox(actor).Where(one => one.Due <= now), room.Each);
        var drafts = await FirstAsync(context.Handoffs.Drafts(actor), room.Each);
        var (clients, clientsInAll) = await ClientsAsync(context, actor.Person, room.Clients);
        var open = await OpenAsync(context, clients);

        var rows = waiting.Rows.Concat(overdue.Rows).Concat(drafts.Rows).Concat(open).DistinctBy(one => one.Number).ToList();
        var views = (await viewing.ViewsAsync(context, rows)).ToDictionary(one => one.Handoff.Number);
        var (promises, promisesInAll) = await reading.PromisesAsync(actor.Person, room.Duties);

        // Those that are overdue stand with what else is, and leave the others their room.
        var (exceptions, exceptionsInAll) = await reading.ExceptionsAsync(actor.Person, room.Each + room.Duties);
        return new()
        {
            Organization = viewing.Organization,
            Waiting = Listed(waiting),
            Overdue = Listed(overdue),
            Drafts = Listed(drafts),
            Clients = [.. clients.Select(one => new OwnedClient(one.ToClient(), [.. open.Where(row => row.Client == one.Id).Select(row => views[row.Number])]))],
            ClientsInAll = clientsInAll,
            Actions = await reading.ActionsAsync(actor.Person),
            Exceptions = exceptions,
            ExceptionsInAll = exceptionsInAll,
            Promises = promises,
            PromisesInAll = promisesInAll,
            Startable = [.. startable],
            Away = (await roll.ViewsAsync(context, [actor.Person])).GetValueOrDefault(actor.Person)?.Away,
        };

        HomeList Listed((List<HandoffRow> Rows, int InAll) list) => new([.. list.Rows.Select(row => Entry(actor, views[row.Number]))], list.InAll);
    }

    /// <summary>What is listed is there to be seen, so nothing more need be asked of who sees it.</summary>
    private static HomeEntry Entry(Actor actor, HandoffView view) =>
        new(view, Acts.For(view.Handoff, actor, view.Organization, view.Client, view.Now));

    private static async Task<(List<HandoffRow> Rows, int InAll)> FirstAsync(IQueryable<HandoffRow> wanted, int most)
    {
        var rows = await wanted.OldestDueFirst().Take(most).ToListAsync();
        return (rows, rows.Count < most ? rows.Count : await wanted.CountAsync());
    }

    /// <summary>Those with something under way before the others.</summary>
    private static async Task<(List<ClientRow> First, int InAll)> ClientsAsync(EngineContext context, PersonId owner, int most)
    {
        var owned = context.Clients.Where(one => one.Owner == owner.Value);
        var open = context.Handoffs.UnderWay();
        var first = await owned.OrderBy(one => !open.Any(handoff => handoff.Client == one.Id)).ThenBy(one => one.Folded).Take(most).ToListAsync();
        return (first, first.Count < most ? first.Count : await owned.CountAsync());
    }

    /// <summary>At most one for each playbook.</summary>
    private static async Task<List<HandoffRow>> OpenAsync(EngineContext context, List<ClientRow> clients)
    {
        var ids = clients.ConvertAll(one => (Guid?)one.Id);
        return ids.Count == 0 ? [] : await context.Handoffs.UnderWay().Where(one => ids.Contains(one.Client)).OldestDueFirst().ToListAsync();
    }
}
