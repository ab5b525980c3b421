using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Directory;

/// <summary>
/// Says who acts, who is in a team, who can be reached. The database is asked each time whether anybody has changed since it was last read,
/// in the transaction that goes on with the answer.
/// </summary>
internal sealed partial class Roll(Rulebook rulebook, Platforms platforms, BusinessClock clock)
{
    private readonly ByColumn<TeamRow, string> _rounds = new(one => one.Key);

    private volatile Everyone? _read;

    /// <summary>What a person may be judged by, as of this moment; null when there is no such active person.</summary>
    public async ValueTask<Actor?> ActorAsync(EngineContext context, PersonId id) =>
        (await EveryoneAsync(context)).Find(id.Value) is { IsActive: true } person ? ActorOf(person) : null;

    /// <summary>The same for whoever acts through an account.</summary>
    public async ValueTask<Actor?> ActorAsync(EngineContext context, AccountRef account) =>
        (await EveryoneAsync(context)).Speaking(account) is { } person ? ActorOf(person) : null;

    /// <summary>The members of teams, in the order of the round.</summary>
    /// <param name="proposes">Whether the next in those rounds is to be found.</param>
    public async ValueTask<ImmutableDictionary<string, TeamRoster>> RostersAsync(EngineContext context, IEnumerable<string> teams, bool proposes)
    {
        var everyone = await EveryoneAsync(context);
        var rosters = ImmutableDictionary.CreateBuilder<string, TeamRoster>();
        foreach (var team in teams.Distinct())
        {
            rosters[team] = new TeamRoster(
                [.. everyone.MembersOf(team).Select(one => new RosterMember(new PersonId(one.Id), one.Name, one.Email ?? "", CanBeReached(one)) { Away = AwayOf(everyone, one) })],
                proposes && (await _rounds.OneAsync(context, team))?.LastProposed is { } person ? new PersonId(person) : null);
        }

        return rosters.ToImmutable();
    }

    /// <summary>Where a person is a member.</summary>
    public async ValueTask<ImmutableHashSet<string>> TeamsOfAsync(EngineContext context, PersonId person) =>
        (await EveryoneAsync(context)).Find(person.Value)?.Teams ?? [];

    /// <summary>What people are called.</summary>
    public async ValueTask<Func<PersonId, string?>> NamesAsync(EngineContext context)
    {
        var everyone = await EveryoneAsync(context);
        return person => everyone.Find(person.Value)?.Name;
    }

    /// <summary>Whether people are active.</summary>
    public async ValueTask<Func<PersonId, bool>> PresenceAsync(EngineContext context)
    {
        var everyone = await EveryoneAsync(context);
        return person => everyone.Find(person.Value) is { IsActive: true };
    }

    /// <summary>People with their accounts on the served platforms.</summary>
    public async ValueTask<ImmutableDictionary<PersonId, PersonView>> ViewsAsync(EngineContext context, IEnumerable<PersonId> people)
    {
        var everyone = await EveryoneAsync(context);
        return people.Distinct().Select(one => everyone.Find(one.Value)).OfType<Listed>().ToImmutableDictionary(
            one => new PersonId(one.Id), one => ViewOf(everyone, one));
    }

    /// <summary>Where to write to a person: an active account on a served platform, where they work if they have several; null when they cannot be reached.</summary>
    public async ValueTask<AccountRef?> ReachAsync(EngineContext context, PersonId person) =>
        (await EveryoneAsync(context)).Find(person.Value) is { IsActive: true } known ? AccountsOf(known).FirstOrDefault() : null;

    /// <summary>The persons whom the configuration names by these e-mail addresses.</summary>
    public async ValueTask<IReadOnlyList<PersonId>> NamedAsync(EngineContext context, IEnumerable<string> emails)
    {
        var everyone = await EveryoneAsync(context);
        return [.. emails.Select(everyone.Called).OfType<Listed>().Select(one => new PersonId(one.Id)).Distinct()];
    }

    /// <summary>All that is known of a person; null when nothing is.</summary>
    public async ValueTask<Listed?> FindAsync(EngineContext context, PersonId person) => (await EveryoneAsync(context)).Find(person.Value);

    private async ValueTask<Everyone> EveryoneAsync(EngineContext context)
    {
        var version = await context.DirectoryVersionAsync();
        return _read is { } read && read.Version == version ? read : _read = await Everyone.ReadAsync(context, version);
    }

    private Actor ActorOf(Listed person) => new(
        new PersonId(person.Id), person.Name, person.Teams, person.Leads,
        person.Email is { } email && rulebook.Organization.Admins.Contains(email, StringComparer.OrdinalIgnoreCase));

    /// <summary>First those on a platform where a team of theirs works: there they look.</summary>
    private IEnumerable<AccountRef> AccountsOf(Listed person)
    {
        var served = person.Accounts.Where(one => platforms.Serves(one.Platform));
        return person.Accounts.Length < 2 ? served : served.OrderByDescending(one => person.Teams.Any(team => WorksOn(one.Platform, team)));
    }

    private bool WorksOn(Platform platform, string team) =>
        platforms.ChannelOf(rulebook.Organization.Teams.GetValueOrDefault(team))?.Platform == platform;
}
