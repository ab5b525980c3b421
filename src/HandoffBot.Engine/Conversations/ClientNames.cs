using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Reading = HandoffBot.Engine.Desks.Reading;

namespace HandoffBot.Engine.Conversations;

/// <summary>Which clients, or what else is handed over, words can mean.</summary>
internal sealed class ClientNames(IStore store, Reading reading, Rulebook rulebook)
{
    private const int MostCandidates = 8;
    private const int MostSuggestions = 50;
    private const int MostWords = 20;

    /// <summary>"client", "client or release": what there can be one of.</summary>
    public string Kinds => string.Join(" or ", rulebook.Current.Playbooks.Values.Select(one => one.Subject.Word).Prepend(Subject.Client.Word).Distinct());

    /// <summary>"There is no client or release “Apollo”"; where the words say of which kind it is, "There is no release “Apollo”".</summary>
    public string NoSuch(SpokenWords words)
    {
        var said = SaidIn(words);
        return $"There is no {said?.Of?.Word ?? Kinds} “{Shortened.To((said?.Name ?? words).Text, 80)}”";
    }

    /// <summary>The kind that the words begin with, if any; else a client is meant.</summary>
    public Subject SubjectOf(SpokenWords words) => SaidIn(words)?.Of ?? Subject.Client;

    /// <summary>
    /// The longest known name that the words begin with; failing that, the known names that the words could be short for. Where a client and a
    /// release have one name, the word before it says which: <c>release Apollo</c>. A known name that begins with that word is longer, unless
    /// quotes say where the name begins: <c>release "Apollo"</c>.
    /// </summary>
    /// <param name="of">Only of this kind; null means of any.</param>
    public async Task<ClientFit> FitAsync(SpokenWords words, Subject? of, CancellationToken cancellationToken)
    {
        if (words.Count == 0)
            return ClientFit.Nothing;

        await using var context = store.Read();
        var (plain, kind) = (new Way(of, words, 0), KindIn(words, of));
        var named = kind is null ? [] : await KnownAsync(context, kind, cancellationToken);
        var known = named.Count > 0 && kind!.Name.Of[0].Quoted ? named : [.. await KnownAsync(context, plain, cancellationToken), .. named];
        if (known.Count > 0)
            return Longest(known);

        // In quotes a name is meant exactly as it stands.
        return new(null, [.. await BeginningAsync(context, plain, cancellationToken), .. kind is null ? [] : await BeginningAsync(context, kind, cancellationToken)], 0);
    }

    /// <summary>The name of a client that was chosen, known or new; null when there is no such client.</summary>
    /// <param name="suggestion">As <see cref="SuggestionId"/> writes it.</param>
    public async Task<string?> NameOfAsync(string suggestion) =>
        SuggestionId.Client(suggestion) is { } id ? (await reading.ClientAsync(id))?.Name : SuggestionId.NewName(suggestion);

    /// <summary>What can be chosen for what was typed: one's own first, then names that begin so, then names that contain it; a new one where no equal name exists.</summary>
    public async Task<ImmutableArray<Suggestion>> SuggestAsync(PersonId by, string query, Subject of)
    {
        var name = string.Join(' ', query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var folded = Client.Fold(query);
        var known = await reading.ClientsAsync(query, MostSuggestions, of);
        var suggestions = known.OrderByDescending(one => one.Owner == by)
            .Select(one => new Suggestion(SuggestionId.Of(one.Id), one.Name)).ToList();
        if (folded.Length > 0 && name.Length <= SuggestionId.MaxNewName && await reading.ClientNamedAsync(name, of) is null)
            suggestions.Add(new(SuggestionId.OfNew(name), $"Create “{name}”"));

        return [.. suggestions];
    }

    /// <summary>The words without the one that only says what the thing is: <c>release 4.2</c> is the release 4.2.</summary>
    public static SpokenWords Bare(SpokenWords words, Subject of) => !of.IsClient && KindIn(words, of) is { } kind ? kind.Name : words;

    private Way? SaidIn(SpokenWords words) => rulebook.Current.Playbooks.Values.Select(one => one.Subject).Prepend(Subject.Client).Distinct()
        .Select(one => KindIn(words, one)).FirstOrDefault(one => one is not null);

    private static Way? KindIn(SpokenWords words, Subject? of)
    {
        if (words.Count < 2 || words.Of[0].Quoted || (of ?? new(words.Of[0].Text.ToLowerInvariant())) is not { } said || !Subject.IsWord(said.Word))
            return null;

        return string.Equals(words.Of[0].Text, said.Word, StringComparison.OrdinalIgnoreCase) ? new(said, words.Skip(1), 1) : null;
    }

    private static ClientFit Longest(IReadOnlyList<(Client Client, int Used)> known)
    {
        var most = known.Max(one => one.Used);
        List<Client> longest = [.. known.Where(one => one.Used == most).Select(one => one.Client).DistinctBy(one => one.Id)];
        return longest is [var only] ? new(only, [], most) : new(null, longest, most);
    }

    private static async Task<List<(Client Client, int Used)>> KnownAsync(EngineContext context, Way way, CancellationToken cancellationToken)
    {
        var (word, name) = (way.Of?.Word, way.Name);
        var prefixes = Enumerable.Range(1, Math.Min(name.Count, MostWords)).Select(count => Client.Fold(name.Take(count).Text)).ToList();
        var rows = await context.Clients.Where(one => prefixes.Contains(one.Folded) && (word == null || one.Subject == word)).ToListAsync(cancellationToken);
        return rows.ConvertAll(one => (one.ToClient(), prefixes.IndexOf(one.Folded) + 1 + way.Before));
    }

    private static async Task<List<Client>> BeginningAsync(EngineContext context, Way way, CancellationToken cancellationToken)
    {
        if (way.Name.Of[0].Quoted)
            return [];

        var (word, whole) = (way.Of?.Word, Client.Fold(way.Name.Text));
        var rows = await context.Clients.Where(one => one.Folded.StartsWith(whole) && (word == null || one.Subject == word))
            .OrderBy(one => one.Folded).ThenBy(one => one.Subject).Take(MostCandidates).ToListAsync(cancellationToken);
        return rows.ConvertAll(one => one.ToClient());
    }

    /// <param name="Before">How many words stand before the name.</param>
    private sealed record Way(Subject? Of, SpokenWords Name, int Before);
}

/// <param name="Exact">The one that is meant.</param>
/// <param name="Candidates">Those that could be meant, when none is for certain.</param>
/// <param name="Used">How many of the words say it.</param>
internal sealed record ClientFit(Client? Exact, IReadOnlyList<Client> Candidates, int Used)
{
    public static readonly ClientFit Nothing = new(null, [], 0);

    /// <summary>"Which client do you mean by “Ac”?"</summary>
    public string Asks(string said) =>
        $"Which{(Candidates.DistinctBy(one => one.Subject).Count() == 1 ? $" {Candidates[0].Subject.Word}" : "")} do you mean by “{Shortened.To(said, 80)}”?";

    /// <summary>A button for each that could be meant, which says it so that nothing else is.</summary>
    /// <param name="words">The words with the name in its place.</param>
    public IEnumerable<CardButton> Choices(Func<string, string> words)
    {
        var onlyClients = Candidates.All(one => one.Subject.IsClient);
        return Candidates.Select(one => onlyClients
            ? new CardButton(Shortened.To(one.Name, 75), Presses.Say(words($"\"{one.Name}\"")))
            : new CardButton(
                Shortened.To(one.Subject.IsClient ? $"{one.Name} (client)" : one.Called, 75), Presses.Say(words($"{one.Subject.Word} \"{one.Name}\""))));
    }
}
