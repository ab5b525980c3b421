using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Directory;

/// <summary>Reads people from the database: who acts, who is in a team, who can be reached.</summary>
internal sealed class Roll(Rulebook rulebook, Platforms platforms)
{
    // Compiled once for each roll and not for all of them: it belongs to the model of one database.
    private readonly Func<EngineContext, Platform, string, string, IAsyncEnumerable<Place>> _speaking = EF.CompileAsyncQuery(
        (EngineContext context, Platform platform, string workspace, string account) =>
            from one in context.Accounts
            join person in context.People on one.Person equals person.Id
            join membership in context.Memberships on person.Id equals membership.Person into memberships
            from place in memberships.DefaultIfEmpty()
            where one.Platform == platform && one.Workspace == workspace && one.Account == account && one.IsActive && person.IsActive
            select new Place(person.Id, person.Name, person.Email, place!.Team, (bool?)place.IsLead ?? false));

    /// <summary>What a person may be judged by, as of this moment; null when there is no such active person.</summary>
    public async Task<Actor?> ActorAsync(EngineContext context, PersonId id)
    {
        var person = await context.People.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id.Value && one.IsActive);
        if (person is null)
            return null;

        var places = await context.Memberships.AsNoTracking().Where(one => one.Person == id.Value).ToListAsync();
        return ActorOf([.. places.Select(one => new Place(id.Value, person.Name, person.Email, one.Team, one.IsLead)), new Place(id.Value, person.Name, person.Email, null, false)]);
    }

    /// <summary>The same for whoever acts through an account, in one query: every word that is said to the bot asks for it.</summary>
    public async Task<Actor?> ActorAsync(EngineContext context, AccountRef account)
    {
        var places = new List<Place>();
        await foreach (var place in _speaking(context, account.Platform, account.Workspace, account.Account))
            places.Add(place);
        return places.Count > 0 ? ActorOf(places) : null;
    }

    /// <summary>The members of teams, in the order of the round.</summary>
    public async Task<ImmutableDictionary<string, TeamRoster>> RostersAsync(EngineContext context, IEnumerable<string> teams)
    {
        var keys = teams.Distinct().ToList();
        var places = await (
            from membership in context.Memberships.AsNoTracking()
            join person in context.People.AsNoTracking() on membership.Person equals person.Id
            where keys.Contains(membership.Team)
            orderby membership.Team, membership.Place
            select new { membership.Team, person.Id, person.Name, person.Email, person.IsActive }).ToListAsync();
        var reachable = await ReachableAsync(context, places.Select(one => one.Id));
        var last = await context.Teams.AsNoTracking().Where(one => keys.Contains(one.Key)).ToDictionaryAsync(one => one.Key, one => one.LastProposed);
        return keys.ToImmutableDictionary(key => key, key => new TeamRoster(
            [.. places.Where(one => one.Team == key)
                .Select(one => new RosterMember(new PersonId(one.Id), one.Name, one.Email ?? "", one.IsActive && reachable.Contains(one.Id)))],
            last.GetValueOrDefault(key) is { } person ? new PersonId(person) : null));
    }

    /// <summary>People with their accounts on the served platforms.</summary>
    public async Task<ImmutableDictionary<PersonId, PersonView>> ViewsAsync(EngineContext context, IEnumerable<PersonId> people)
    {
        var ids = people.Select(one => one.Value).Distinct().ToList();
        var rows = await context.People.AsNoTracking().Where(one => ids.Contains(one.Id)).ToListAsync();
        var accounts = (await AccountsAsync(context, ids)).ToLookup(one => one.Person, one => one.Ref);
        return rows.ToImmutableDictionary(
            one => new PersonId(one.Id), one => new PersonView(new PersonId(one.Id), one.Name, [.. accounts[one.Id]]));
    }

    /// <summary>Where to write to a person: an active account on a served platform; null when they cannot be reached.</summary>
    public async Task<AccountRef?> ReachAsync(EngineContext context, PersonId person) =>
        await context.People.AnyAsync(one => one.Id == person.Value && one.IsActive)
            ? (await AccountsAsync(context, [person.Value])).FirstOrDefault()?.Ref
            : null;

    /// <summary>The persons whom the configuration names by these e-mail addresses.</summary>
    public static async Task<IReadOnlyList<PersonId>> NamedAsync(EngineContext context, IEnumerable<string> emails)
    {
        var wanted = emails.Select(one => one.ToLowerInvariant()).Distinct().ToList();
        var ids = await context.People.AsNoTracking().Where(one => one.Email != null && wanted.Contains(one.Email)).Select(one => one.Id).ToListAsync();
        return [.. ids.Select(id => new PersonId(id))];
    }

    private Actor ActorOf(IReadOnlyList<Place> places) => new(
        new PersonId(places[0].Person),
        places[0].Name,
        [.. places.Select(one => one.Team).OfType<string>()],
        [.. places.Where(one => one.IsLead).Select(one => one.Team).OfType<string>()],
        places[0].Email is { } email && rulebook.Organization.Admins.Contains(email, StringComparer.OrdinalIgnoreCase));

    private async Task<HashSet<Guid>> ReachableAsync(EngineContext context, IEnumerable<Guid> people) =>
        [.. (await AccountsAsync(context, [.. people])).Select(one => one.Person)];

    private async Task<List<AccountRow>> AccountsAsync(EngineContext context, List<Guid> people)
    {
        var rows = await context.Accounts.AsNoTracking()
            .Where(one => people.Contains(one.Person) && one.IsActive)
            .OrderBy(one => one.Platform).ThenBy(one => one.Workspace)
            .ToListAsync();
        return [.. rows.Where(one => platforms.Serves(one.Platform))];
    }

    /// <summary>A person in one of their teams, or in none.</summary>
    private sealed record Place(Guid Person, string Name, string? Email, string? Team, bool IsLead);
}
