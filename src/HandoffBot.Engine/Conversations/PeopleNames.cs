using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks.Yaml;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;

namespace HandoffBot.Engine.Conversations;

/// <summary>Whom words can mean: a mention, an e-mail address or a name of somebody whom the bot can write to.</summary>
internal sealed class PeopleNames(IStore store, Roll roll)
{
    private const int MostCandidates = 5;

    /// <summary>The one who is called exactly so; failing that, the one whose name begins so or has such a word; several are a choice.</summary>
    public async Task<PersonFit> FitAsync(SpokenWords words)
    {
        await using var context = store.Read();
        var people = await roll.ReachableAsync(context);
        var said = words.Text.Trim();
        if (said is ['<', '@', .., '>'])
            return Fit(said, people.Where(one => one.Accounts.Any(account => account.Account == said[2..^1])));

        var name = Folded(said.TrimStart('@'));
        if (name.Length == 0)
            return new(null, [], "");

        if (people.FirstOrDefault(one => string.Equals(one.Email, name, StringComparison.OrdinalIgnoreCase)) is { } addressed)
            return Fit(said, [addressed]);

        Func<Listed, bool>[] ways = [one => Folded(one.Name) == name, one => Local(one) == name, one => Folded(one.Name).StartsWith(name, StringComparison.Ordinal), one => Words(one).Any(word => word.StartsWith(name, StringComparison.Ordinal))];
        foreach (var way in ways)
        {
            if (people.Where(way).ToList() is { Count: > 0 } found)
                return Fit(said, found);
        }

        var nearest = Nearest.To(name, people.SelectMany(one => Words(one).Prepend(Folded(one.Name))));
        return new(null, [.. people.Where(one => nearest is not null && (Folded(one.Name) == nearest || Words(one).Contains(nearest))).Take(MostCandidates)], said) { IsGuess = true };
    }

    private static PersonFit Fit(string said, IEnumerable<Listed> found) => found.Take(MostCandidates + 1).ToList() switch
    {
        [var only] => new(only, [], said),
        var several => new(null, [.. several.Take(MostCandidates)], said),
    };

    private static string Local(Listed person) => person.Email?.Split('@')[0] ?? "";

    private static string[] Words(Listed person) => Folded(person.Name).Split(' ');

    private static string Folded(string name) => string.Join(' ', name.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <param name="One">Who is meant.</param>
/// <param name="Candidates">Who could be meant, when nobody is for certain.</param>
/// <param name="Said">What was said.</param>
internal sealed record PersonFit(Listed? One, ImmutableArray<Listed> Candidates, string Said)
{
    /// <summary>Nobody is called so; the candidates only sound like it.</summary>
    public bool IsGuess { get; init; }

    public PersonId? Person => One is { } person ? new PersonId(person.Id) : null;

    /// <summary>Asks whom they mean, each with a button that says the same words with an address that is theirs alone.</summary>
    /// <param name="words">The words with somebody's address in the place of the name.</param>
    public Card Choice(Func<string, string> words)
    {
        Phrase says = (Candidates.IsEmpty, IsGuess) switch
        {
            (true, _) when Said.Length == 0 => "Who is meant? Mention them, or write their name or e-mail address.",
            (true, _) => $"I know nobody called “{Shortened.To(Said, 60)}” who has an account here. Mention them, or write their name or e-mail address.",
            (_, true) => $"I know nobody called “{Shortened.To(Said, 60)}”. Did you mean one of these?",
            _ => $"Several people could be meant by “{Shortened.To(Said, 60)}”. Whom do you mean?",
        };
        return Core.Chat.Cards.NoticeCards.WithButtons(
            says, [.. Candidates.Where(one => one.Email is not null).Select(one => new CardButton(Shortened.To($"{one.Name} ({one.Email})", 75), Presses.Say(words(one.Email!))))]);
    }
}
