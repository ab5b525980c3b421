using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Conversations;

/// <summary>
/// Which handoff a message is about, among those that the person may see: that in whose thread it stands, then those whose client it names,
/// then the person's own, then the newest.
/// </summary>
internal sealed class LikelyHandoffs(IStore store, Rulebook rulebook, ClientNames clients)
{
    private const int Most = 50;

    /// <summary>So many words of a message are looked through for a client's name, which has at most so many words.</summary>
    private const int MostWords = 120;
    private const int LongestName = 5;

    /// <summary>The one that it surely is about: by its thread, or the only one of the only client that it names.</summary>
    public async Task<Suggestion?> OneAsync(Actor actor, Quote quote)
    {
        await using var context = store.Read();
        var seen = Seen(context, actor).Where(one => one.Status != HandoffStatus.Completed);
        if (await ThreadAsync(context, quote) is { } number && await seen.SingleOrDefaultAsync(one => one.Number == number) is { } told)
            return await SuggestionAsync(context, told);

        return await NamedAsync(context, seen, quote) is [var only] ? await SuggestionAsync(context, only) : null;
    }

    /// <summary>What can be chosen for what was typed: handoffs, those under way first; then clients.</summary>
    /// <param name="quote">The message, where it is known.</param>
    public async Task<ImmutableArray<Suggestion>> SuggestAsync(Actor actor, string query, Quote? quote)
    {
        await using var context = store.Read();
        var rows = query.Length == 0 ? await LikelyAsync(context, actor, quote) : await FoundAsync(context, actor, query);
        var suggestions = new List<Suggestion>();
        foreach (var row in rows.DistinctBy(one => one.Number).Take(Most))
            suggestions.Add(await SuggestionAsync(context, row));

        var known = Permissions.MaySeeClient(actor) ? await clients.SuggestAsync(actor.Person, query, Subject.Client) : [];
        return [.. suggestions, .. known.Where(one => SuggestionId.Client(one.Id) is not null).Select(one => one with { Description = "The client, for a promise" })];
    }

    private static async Task<IEnumerable<HandoffRow>> LikelyAsync(EngineContext context, Actor actor, Quote? quote)
    {
        var open = Seen(context, actor).Where(one => one.Status != HandoffStatus.Completed);
        var thread = quote is null ? null : await ThreadAsync(context, quote);
        var named = quote is null ? [] : await NamedAsync(context, open, quote);
        var told = thread is null ? [] : await open.Where(one => one.Number == thread).ToListAsync();
        var own = await open.Where(one => one.Sender == actor.Person.Value || one.Holder == actor.Person.Value)
            .OrderByDescending(one => one.Number).Take(Most).ToListAsync();
        var newest = await open.OrderByDescending(one => one.Number).Take(Most).ToListAsync();
        return [.. told, .. named, .. own, .. newest];
    }

    private static async Task<IEnumerable<HandoffRow>> FoundAsync(EngineContext context, Actor actor, string query)
    {
        var folded = Client.Fold(query);
        var digits = folded.StartsWith("H-", StringComparison.OrdinalIgnoreCase) ? folded[2..] : folded;
        var number = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named : -1;
        return await Seen(context, actor)
            .Where(one => one.Number == number || one.ClientFolded!.Contains(folded))
            .OrderByDescending(one => one.Number == number).ThenBy(one => one.Status == HandoffStatus.Completed).ThenByDescending(one => one.Number)
            .Take(Most).ToListAsync();
    }

    /// <summary>What the person may see, as <see cref="Permissions.MaySee"/> has it, without what was thrown away.</summary>
    private static IQueryable<HandoffRow> Seen(EngineContext context, Actor actor)
    {
        var kept = context.Handoffs.AsNoTracking().Where(one => one.Status != HandoffStatus.Discarded);
        if (actor.IsAdmin)
            return kept;

        var (teams, led, person) = (actor.Teams.Union(actor.Leads).ToArray(), actor.Leads.ToArray(), actor.Person.Value);
        return kept.Where(one => one.Sender == person || EF.Parameter(teams).Contains(one.SendingTeam) || EF.Parameter(teams).Contains(one.ReceivingTeam)
            || context.Clients.Any(client => client.Id == one.Client && (client.Owner == person
                || context.Memberships.Any(place => place.Person == client.Owner && EF.Parameter(led).Contains(place.Team)))));
    }

    /// <summary>The handoff under whose card the message stands.</summary>
    private static async Task<int?> ThreadAsync(EngineContext context, Quote quote)
    {
        var (at, root) = (quote.At, quote.Thread ?? quote.At.Message);
        var cards = await context.Cards.Where(one => one.Platform == at.Platform && one.Workspace == at.Workspace && one.Message == root)
            .Select(one => new { one.Channel, one.Handoff }).ToListAsync();
        return cards.Find(one => new CardRef(at.Platform, at.Workspace, one.Channel, root).Where == at.Where)?.Handoff;
    }

    /// <summary>Those whose client's whole name stands in the message, newest first. A client whom only a draft names is looked for among the newest.</summary>
    private static async Task<IReadOnlyList<HandoffRow>> NamedAsync(EngineContext context, IQueryable<HandoffRow> seen, Quote quote)
    {
        var runs = RunsIn(quote);
        var known = await context.Clients.Where(one => EF.Parameter(runs).Contains(one.Folded)).Select(one => one.Folded).ToListAsync();
        var newest = await seen.OrderByDescending(one => one.Number).Take(Most).ToListAsync();
        var named = known.Count == 0 ? [] : await seen.Where(one => known.Contains(one.ClientFolded!)).OrderByDescending(one => one.Number).Take(Most).ToListAsync();
        return [.. newest.Where(one => runs.Contains(one.ClientFolded, StringComparer.Ordinal)).Concat(named).DistinctBy(one => one.Number).OrderByDescending(one => one.Number)];
    }

    /// <summary>Everything in the message that could be a client's name.</summary>
    private static string[] RunsIn(Quote quote)
    {
        var words = CleanText.Head(quote.Text, 2000).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords)
            .Select(one => one.Trim('.', ',', ';', ':', '!', '?', '"', '“', '”', '(', ')', '*', '_')).ToArray();
        return
        [
            .. Enumerable.Range(0, words.Length)
                .SelectMany(from => Enumerable.Range(1, Math.Min(LongestName, words.Length - from)).Select(count => Client.Fold(string.Join(' ', words[from..(from + count)]))))
                .Where(one => one.Length > 0).Distinct(),
        ];
    }

    private async Task<Suggestion> SuggestionAsync(EngineContext context, HandoffRow row)
    {
        var handoff = row.ToHandoff(await rulebook.PinnedAsync(context, row.Playbook, row.PlaybookVersion));
        var teams = $"{rulebook.Organization.TeamName(row.SendingTeam)} to {rulebook.Organization.TeamName(row.ReceivingTeam)}";
        return new(SuggestionId.Of(row.Number), $"{handoff.Reference} · {handoff.ClientName.ReplaceLineEndings(" ")}", $"{teams}, {State(row.Status)}");
    }

    private static string State(HandoffStatus status) => status switch
    {
        HandoffStatus.Draft => "a draft",
        HandoffStatus.Submitted => "waits for the answer",
        HandoffStatus.Clarifying => "waits for a reply",
        HandoffStatus.Rejected => "to be mended",
        HandoffStatus.Accepted => "accepted",
        _ => "completed",
    };
}
