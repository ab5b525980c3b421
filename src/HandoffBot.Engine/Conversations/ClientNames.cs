using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Reading = HandoffBot.Engine.Desks.Reading;

namespace HandoffBot.Engine.Conversations;

/// <summary>Which clients words can mean.</summary>
internal sealed class ClientNames(IStore store, Reading reading)
{
    private const int MostCandidates = 8;
    private const int MostSuggestions = 50;

    /// <summary>The longest known name that the words begin with; failing that, the known names that the words could be short for.</summary>
    public async Task<ClientFit> FitAsync(SpokenWords words, CancellationToken cancellationToken)
    {
        if (words.Count == 0)
            return new(null, []);

        await using var context = store.Read();
        var prefixes = Enumerable.Range(1, Math.Min(words.Count, 20)).Select(count => Client.Fold(words.Take(count).Text)).ToList();
        var known = await context.Clients.Where(one => prefixes.Contains(one.Folded)).ToListAsync(cancellationToken);
        if (known.MaxBy(one => one.Folded.Length) is { } exact)
            return new(new Answer.Client(new ClientId(exact.Id), exact.Name), []);

        // In quotes a name is meant exactly as it stands.
        if (words.Of[0].Quoted)
            return new(null, []);

        var whole = Client.Fold(words.Text);
        var candidates = await context.Clients.Where(one => one.Folded.StartsWith(whole)).OrderBy(one => one.Folded)
            .Take(MostCandidates).Select(one => one.Name).ToListAsync(cancellationToken);
        return new(null, candidates);
    }

    /// <summary>What can be chosen for what was typed: one's own clients first, then names that begin so, then names that contain it; a new one where no equal name exists.</summary>
    public async Task<ImmutableArray<Suggestion>> SuggestAsync(PersonId by, string query)
    {
        var name = string.Join(' ', query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var folded = Client.Fold(query);
        var known = await reading.ClientsAsync(query, MostSuggestions);
        var suggestions = known.OrderByDescending(one => one.Owner == by)
            .Select(one => new Suggestion(SuggestionId.Of(one.Id), one.Name)).ToList();
        if (folded.Length > 0 && name.Length <= SuggestionId.MaxNewName && await reading.ClientNamedAsync(name) is null)
            suggestions.Add(new(SuggestionId.OfNew(name), $"Create “{name}”"));

        return [.. suggestions];
    }
}

/// <param name="Exact">The client that is meant.</param>
/// <param name="Candidates">Names that could be meant, when none is for certain.</param>
internal sealed record ClientFit(Answer.Client? Exact, IReadOnlyList<string> Candidates);
