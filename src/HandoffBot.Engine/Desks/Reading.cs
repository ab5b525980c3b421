using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Desks;

/// <summary>What people look at. It changes nothing and waits for no writer.</summary>
internal sealed class Reading(IStore store, Viewing viewing, Roll roll)
{
    private const int MostSuggestions = 100;

    public async Task<HandoffView?> HandoffAsync(int number, params IEnumerable<PersonId> also)
    {
        await using var context = store.Read();
        return await viewing.ViewAsync(context, number, also);
    }

    /// <summary>The person as the rules see them; null when there is no such active person.</summary>
    public async Task<Actor?> ActorAsync(PersonId person)
    {
        await using var context = store.Read();
        return await roll.ActorAsync(context, person);
    }

    /// <summary>The actor's drafts, and those of the teams that they lead.</summary>
    public Task<Page> DraftsAsync(Actor actor, int page, int size) => PageAsync(context => context.Handoffs.Drafts(actor), page, size);

    /// <summary>What waits for the answer of the actor's teams: what they receive, and what they were asked about.</summary>
    public Task<Page> InboxAsync(Actor actor, int page, int size) => PageAsync(context => context.Handoffs.Inbox(actor), page, size);

    /// <summary>What the actor sent or whose client they own, while it runs; leads see what their teams sent.</summary>
    public Task<Page> MineAsync(Actor actor, int page, int size) => PageAsync(context => context.Handoffs.Mine(actor, context.Clients), page, size);

    /// <summary>What is to be done next for the clients that a person owns, soonest due first.</summary>
    public async Task<ImmutableArray<ListedAction>> ActionsAsync(PersonId owner)
    {
        await using var context = store.Read();
        var rows = await context.Handoffs
            .Where(one => one.NextActions > 0 && (one.Status == HandoffStatus.Accepted || one.Status == HandoffStatus.Completed)
                && context.Clients.Any(client => client.Id == one.Client && client.Owner == owner.Value))
            .ToListAsync();
        var open =
            from view in await viewing.ViewsAsync(context, rows)
            from action in view.Handoff.NextActions
            where action.Done is null
            orderby action.Due
            select new ListedAction(action, view.Handoff, action.Who is { } who && who != owner ? view.NameOf(who) : null, viewing.Today);
        return [.. open];
    }

    /// <summary>What was left open of what a person sent or whose client they own, soonest due first, and how much that is in all.</summary>
    public async Task<(ImmutableArray<ListedExceptionRecord> First, int InAll)> ExceptionsAsync(PersonId person, int most)
    {
        await using var context = store.Read();
        var wanted = context.Handoffs.ToFillIn(person, context.Clients);

        // Each of these has one at least, and the day of its first one: none of those left out comes before any of these.
        var rows = await wanted.OrderBy(one => one.FillInBy).ThenBy(one => one.Number).Take(most).ToListAsync();
        var inAll = rows.Count < most ? rows.Sum(one => one.Exceptions) : await wanted.SumAsync(one => one.Exceptions);
        var open =
            from view in await viewing.ViewsAsync(context, rows)
            from exception in view.Handoff.ToFillIn
            orderby exception.Until, view.Handoff.Number
            select new ListedExceptionRecord(exception, view.Handoff, viewing.Today);
        return ([.. open.Take(most)], inAll);
    }

    /// <summary>What was promised to the clients that a person owns and is neither kept nor broken, soonest due first, and how much that is in all.</summary>
    /// <param name="but">Not these.</param>
    public async Task<(ImmutableArray<ListedPromise> Shown, int InAll)> PromisesAsync(PersonId owner, int most, int skip = 0, params IEnumerable<CommitmentId> but)
    {
        await using var context = store.Read();
        var others = but.Select(one => one.Value).ToArray();
        var running =
            from commitment in context.Commitments
            join client in context.Clients on commitment.Client equals client.Id
            where client.Owner == owner.Value && (commitment.State == CommitmentState.Open || commitment.State == CommitmentState.Renegotiated)
                && !EF.Parameter(others).Contains(commitment.Id)
            orderby commitment.Due, commitment.Id
            select new { Commitment = commitment, Client = client };
        var rows = await running.Skip(skip).Take(most).ToListAsync();
        var inAll = skip == 0 && rows.Count < most ? rows.Count : await running.CountAsync();
        return ([.. rows.Select(one => Listed(one.Commitment, one.Client))], inAll);
    }

    /// <summary>What a person promised as a sender and the receiver does not take on, so that it stays with them; soonest due first.</summary>
    public async Task<ImmutableArray<ListedPromise>> DisputedAsync(PersonId sender)
    {
        await using var context = store.Read();
        var running =
            from commitment in context.Commitments
            join handoff in context.Handoffs on commitment.Handoff equals handoff.Number
            join client in context.Clients on commitment.Client equals client.Id
            where handoff.Sender == sender.Value && (commitment.State == CommitmentState.Open || commitment.State == CommitmentState.Renegotiated)
            orderby commitment.Due, commitment.Id
            select new { Commitment = commitment, Client = client };
        var listed = (await running.ToListAsync()).ConvertAll(one => Listed(one.Commitment, one.Client)).FindAll(one => one.Commitment.Dispute is not null);
        if (listed.Count == 0)
            return [];

        var nameOf = await roll.NamesAsync(context);
        return [.. listed.Select(one => one with { DisputedBy = nameOf(one.Commitment.Dispute!.By) ?? "somebody" })];
    }

    /// <summary>Clients whose name begins with or contains what was typed, likely ones first.</summary>
    public async Task<IReadOnlyList<Client>> ClientsAsync(string query, int most = MostSuggestions, Subject? of = null)
    {
        await using var context = store.Read();
        var (folded, kind) = (Client.Fold(query), (of ?? Subject.Client).Word);
        var rows = await context.Clients
            .Where(one => one.Folded.Contains(folded) && one.Subject == kind)
            .OrderBy(one => one.Folded.StartsWith(folded) ? 0 : 1).ThenBy(one => one.Folded)
            .Take(Math.Min(most, MostSuggestions)).ToListAsync();
        return [.. rows.Select(one => one.ToClient())];
    }

    /// <summary>The client, or what else, of this name; null when there is none.</summary>
    public async Task<Client?> ClientNamedAsync(string name, Subject? of = null)
    {
        await using var context = store.Read();
        var (folded, kind) = (Client.Fold(name), (of ?? Subject.Client).Word);
        return (await context.Clients.SingleOrDefaultAsync(one => one.Folded == folded && one.Subject == kind))?.ToClient();
    }

    public async Task<Client?> ClientAsync(ClientId id)
    {
        await using var context = store.Read();
        return (await context.Clients.SingleOrDefaultAsync(one => one.Id == id.Value))?.ToClient();
    }

    /// <summary>Active people by name or address; none of those whom the platforms know but who are not joined.</summary>
    /// <param name="team">Only the members of this team.</param>
    public async Task<IReadOnlyList<PersonView>> PeopleAsync(string query, string? team = null, int most = MostSuggestions)
    {
        await using var context = store.Read();
        var pattern = $"%{Escaped(Lowered(query.Trim()))}%";
#pragma warning disable CA1304, CA1311, MA0011 // Said to the database, which lowers A to Z and nothing else.
        var people = context.People.Where(one => one.IsActive
            && (EF.Functions.Like(one.Name.ToLower(), pattern, "\\") || EF.Functions.Like(one.Email!.ToLower(), pattern, "\\")));
#pragma warning restore CA1304, CA1311, MA0011
        if (team is not null)
            people = people.Where(one => context.Memberships.Any(place => place.Team == team && place.Person == one.Id));

        var rows = await people.OrderBy(one => one.Name).Take(Math.Min(most, MostSuggestions)).Select(one => one.Id).ToListAsync();
        var views = await roll.ViewsAsync(context, rows.Select(one => new PersonId(one)));
        return [.. rows.Select(one => views[new PersonId(one)])];
    }

    /// <summary>Everything that happened to a handoff, oldest first.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(int number)
    {
        await using var context = store.Read();
        var rows = await context.Timeline.Where(one => one.Handoff == number).OrderBy(one => one.Id).ToListAsync();
        return [.. rows.Select(TimelineEntry.Of)];
    }

    /// <summary>The messages that show a handoff.</summary>
    public async Task<IReadOnlyList<CardRow>> CardsAsync(int number)
    {
        await using var context = store.Read();
        return await context.Cards.Where(one => one.Handoff == number).OrderBy(one => one.Role).ToListAsync();
    }

    private ListedPromise Listed(CommitmentRow row, ClientRow of)
    {
        var client = of.ToClient();
        return new(row.ToCommitment(), client.Called, viewing.Today) { IsToClient = client.Subject.IsClient };
    }

    private async Task<Page> PageAsync(Func<EngineContext, IQueryable<HandoffRow>> which, int page, int size)
    {
        await using var context = store.Read();
        var wanted = which(context);
        var total = await wanted.CountAsync();
        var last = Math.Max(1, (total + size - 1) / size);
        var shown = Math.Clamp(page, 1, last);
        var rows = await wanted.OldestDueFirst().Skip((shown - 1) * size).Take(size).ToListAsync();
        return new Page(await viewing.ViewsAsync(context, rows), shown, total);
    }

    /// <summary>As every database does it: A to Z, and nothing else.</summary>
    private static string Lowered(string text) => string.Concat(text.Select(one => char.IsAsciiLetterUpper(one) ? char.ToLowerInvariant(one) : one));

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}

/// <summary>A page of handoffs, oldest due first.</summary>
/// <param name="Number">From 1; what was asked for, moved into what there is.</param>
/// <param name="Total">How many there are on all pages.</param>
internal sealed record Page(IReadOnlyList<HandoffView> Entries, int Number, int Total);

/// <summary>One entry of the history.</summary>
/// <param name="Event">Of the handoff's life; null for others, such as pings.</param>
internal sealed record TimelineEntry(Instant At, PersonId? By, Platform? Platform, string Kind, HandoffEvent? Event, StoredEvent Body)
{
    /// <summary>Everybody whom it names.</summary>
    public IEnumerable<PersonId> People =>
        [.. By is { } by ? [by] : (PersonId[])[], .. (Body.People ?? []).Concat([Body.Owner ?? Guid.Empty]).Where(one => one != Guid.Empty).Select(one => new PersonId(one))];

    /// <summary>As Details tells it; null for what only the machinery cares about.</summary>
    public HistoryEntry? ToHistory() => this switch
    {
        { Event: { } happened } => new HistoryEntry.Lived(happened, Platform),
        { Kind: "pinged" } => new HistoryEntry.Reminded(At, Clock, [.. (Body.People ?? []).Select(one => new PersonId(one))], Body.Channels is { Length: > 0 })
        {
            Webhooks = [.. Body.Webhooks ?? []],
        },
        { Kind: "ping-waits", Body: { People: [var who, ..], Until: { } until } } =>
            new HistoryEntry.Waits(At, Clock, new PersonId(who), Instant.FromUnixTimeMilliseconds(until)),
        { Kind: "ping-passed-on", Body.Note: { } how } => new HistoryEntry.PassedOn(At, how),
        { Kind: "ping-suppressed", Body.Note: { } why } => new HistoryEntry.NotReminded(At, why),
        { Kind: "missed" } => new HistoryEntry.Missed(At, Clock, Body.Excused ?? false),
        { Kind: "acknowledged", By: { } by } => new HistoryEntry.Acknowledged(At, by, Platform),
        _ => null,
    };

    private ClockKind Clock => Enum.TryParse<ClockKind>(Body.Clock, out var kind) ? kind : ClockKind.Acceptance;

    public static TimelineEntry Of(TimelineRow row)
    {
        var body = StorageJson.ReadEvent(row.Body);
        PersonId? by = row.By is { } person ? new PersonId(person) : null;
        return new(row.At, by, row.Platform, row.Kind, by is { } who ? body.ToEvent(row.Kind, who, row.At) : null, body);
    }
}
