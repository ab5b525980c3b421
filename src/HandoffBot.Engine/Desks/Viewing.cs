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
internal sealed class Viewing(Rulebook rulebook, Roll roll, BusinessClock clock, Platforms platforms)
{
    public Organization Organization => rulebook.Organization;

    public Instant Now => clock.Now;

    /// <summary>The date in the organization's zone.</summary>
    public LocalDate Today => clock.Now.InZone(rulebook.Organization.Zone).Date;

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
        var numbers = rows.Select(one => one.Number).ToArray();
        var cards = await context.Cards.AsNoTracking().Where(one => EF.Parameter(numbers).Contains(one.Handoff) && one.Link != null).ToListAsync();
        return await ViewsAsync(context, rows, cards.ToLookup(one => one.Handoff), also);
    }

    /// <param name="cards">The messages that show them.</param>
    public async Task<IReadOnlyList<HandoffView>> ViewsAsync(
        EngineContext context, IReadOnlyList<HandoffRow> rows, ILookup<int, CardRow> cards, IEnumerable<PersonId> also)
    {
        var handoffs = new List<Handoff>(rows.Count);
        foreach (var row in rows)
            handoffs.Add(row.ToHandoff(await rulebook.PinnedAsync(context, row.Playbook, row.PlaybookVersion)));

        var numbers = rows.Select(one => one.Number).ToArray();
        var clientIds = rows.Select(one => one.Client).OfType<Guid>().Distinct().ToArray();
        var clients = await context.Clients.AsNoTracking().Where(one => EF.Parameter(clientIds).Contains(one.Id)).ToDictionaryAsync(one => one.Id);
        var running = (await context.Clocks.Where(one => one.Handoff != null && EF.Parameter(numbers).Contains(one.Handoff.Value) && one.Kind != ClockKind.Exception && one.EndedAt == null)
            .Select(one => new Running(one.Handoff!.Value, one.Kind, one.PausedSince, one.Due, one.MissedAt)).ToListAsync()).ToLookup(one => one.Handoff);
        var people = await roll.ViewsAsync(
            context,
            handoffs.SelectMany(one => one.People()).Concat(clients.Values.Select(one => new PersonId(one.Owner))).Concat(also));

        var (organization, now) = (rulebook.Organization, clock.Now);
        return [.. rows.Zip(handoffs, (row, handoff) =>
        {
            var turn = Turn(running[row.Number]);
            return new HandoffView
            {
                Handoff = handoff,
                Organization = organization,
                Now = now,
                Client = row.Client is { } client && clients.TryGetValue(client, out var found) ? found.ToClient() : null,
                People = people,
                Clock = turn?.Kind,
                Due = turn?.Due,
                MissedAt = turn?.MissedAt,
                NotPosted = row.NotPosted,
                BriefLink = BriefLink(cards[row.Number], platforms.ChannelOf(organization.Teams.GetValueOrDefault(row.ReceivingTeam))),
                SenderCardLink = Link(cards[row.Number].Where(one => one.Role == CardRole.SenderCard)),
            };
        })];
    }

    /// <summary>The clock of whoever must move: of two, the one that is not paused.</summary>
    private static Running? Turn(IEnumerable<Running> running) =>
        running.OrderBy(one => one.PausedSince is not null).ThenBy(one => one.Kind == ClockKind.Acceptance).FirstOrDefault();

    /// <summary>Where its team receives now, if it is there: a team that went elsewhere and came back left a newer message behind.</summary>
    private static Uri? BriefLink(IEnumerable<CardRow> cards, ChannelRef? home)
    {
        var briefs = cards.Where(one => one.Role == CardRole.Brief && !Lane.Parse(one.Lane).IsPerson).ToList();
        return (home is null ? null : Link(briefs.Where(one => Lane.Of(home).IsSameChat(Lane.Parse(one.Lane))))) ?? Link(briefs);
    }

    private static Uri? Link(IEnumerable<CardRow> cards) =>
        cards.Where(one => one.Link is not null).OrderByDescending(one => one.PostedAt).FirstOrDefault() is { Link: { } link } ? new Uri(link) : null;

    /// <summary>What is shown of a clock.</summary>
    private sealed record Running(int Handoff, ClockKind Kind, Instant? PausedSince, Instant? Due, Instant? MissedAt);
}
