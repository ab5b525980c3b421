using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Desks;

/// <summary>Gathers what a card or a form shows of handoffs: a page of them in as many queries as one.</summary>
internal sealed class Viewing(Rulebook rulebook, Roll roll, BusinessClock clock)
{
    public Organization Organization => rulebook.Organization;

    public Instant Now => clock.Now;

    /// <summary>The client's latest handoff that was ever sent; null when there is none.</summary>
    public async Task<HandoffView?> LatestAsync(EngineContext context, ClientId client)
    {
        var row = await context.Handoffs.AsNoTracking().Where(one => one.Client == client.Value && one.Round > 0)
            .OrderByDescending(one => one.Number).FirstOrDefaultAsync();
        return row is null ? null : (await ViewsAsync(context, [row]))[0];
    }

    public async Task<PersonView?> PersonAsync(EngineContext context, Guid? person) => person is { } id
        ? (await roll.ViewsAsync(context, [new PersonId(id)])).GetValueOrDefault(new PersonId(id))
        : null;

    /// <param name="also">Others who are addressed.</param>
    public async Task<HandoffView?> ViewAsync(EngineContext context, int number, params IEnumerable<PersonId> also)
    {
        var row = await context.Handoffs.AsNoTracking().SingleOrDefaultAsync(one => one.Number == number);
        return row is null ? null : (await ViewsAsync(context, [row], also))[0];
    }

    public async Task<IReadOnlyList<HandoffView>> ViewsAsync(EngineContext context, IReadOnlyList<HandoffRow> rows, params IEnumerable<PersonId> also)
    {
        var handoffs = new List<Handoff>(rows.Count);
        foreach (var row in rows)
            handoffs.Add(row.ToHandoff(await rulebook.PinnedAsync(context, row.Playbook, row.PlaybookVersion)));

        var numbers = rows.Select(one => one.Number).ToList();
        var clientIds = rows.Select(one => one.Client).OfType<Guid>().Distinct().ToList();
        var clients = await context.Clients.AsNoTracking().Where(one => clientIds.Contains(one.Id)).ToDictionaryAsync(one => one.Id);
        var clocks = (await context.Clocks.AsNoTracking().Where(one => one.Handoff != null && numbers.Contains(one.Handoff.Value) && one.EndedAt == null).ToListAsync())
            .ToLookup(one => one.Handoff!.Value);
        var cards = (await context.Cards.AsNoTracking().Where(one => numbers.Contains(one.Handoff) && one.Link != null).ToListAsync())
            .ToLookup(one => one.Handoff);
        var people = await roll.ViewsAsync(
            context,
            handoffs.SelectMany(one => one.People()).Concat(clients.Values.Select(one => new PersonId(one.Owner))).Concat(also));

        return [.. rows.Zip(handoffs, (row, handoff) => new HandoffView
        {
            Handoff = handoff,
            Organization = rulebook.Organization,
            Now = clock.Now,
            Client = row.Client is { } client && clients.TryGetValue(client, out var found) ? found.ToClient() : null,
            People = people,
            Clock = Turn(clocks[row.Number])?.Kind,
            Due = Turn(clocks[row.Number])?.Due,
            MissedAt = Turn(clocks[row.Number])?.MissedAt,
            NotPosted = row.NotPosted,
            BriefLink = Link(cards[row.Number], CardRole.Brief),
            SenderCardLink = Link(cards[row.Number], CardRole.SenderCard),
        })];
    }

    /// <summary>The clock of whoever must move: of two, the one that is not paused.</summary>
    private static ClockRow? Turn(IEnumerable<ClockRow> running) =>
        running.OrderBy(one => one.PausedSince is not null).ThenBy(one => one.Kind == ClockKind.Acceptance).FirstOrDefault();

    private static Uri? Link(IEnumerable<CardRow> cards, CardRole role) =>
        cards.Where(one => one.Role == role && (role != CardRole.Brief || !Lane.Parse(one.Lane).IsPerson)).OrderByDescending(one => one.PostedAt).FirstOrDefault() is { Link: { } link } ? new Uri(link) : null;
}
