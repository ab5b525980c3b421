using System.Collections.Frozen;
using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.People;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Directory;

/// <summary>A person as the database has them.</summary>
/// <param name="Accounts">The active ones, of all platforms.</param>
/// <param name="Teams">Where they are a member.</param>
/// <param name="Leads">Where they lead.</param>
internal sealed record Listed(
    Guid Id, string Name, string? Email, string? TimeZone, string? Hours, bool IsActive, ImmutableArray<AccountRef> Accounts, ImmutableHashSet<string> Teams, ImmutableHashSet<string> Leads)
{
    /// <summary>It may be over.</summary>
    public Absence? Absence { get; init; }

    /// <summary>Whether they act through no account any more, and that is believed: what they held was handed on.</summary>
    public bool IsGone { get; init; }
}

/// <summary>
/// Everybody whom the database knew at one version of its directory. It never changes; when the directory has, another takes its place. Every
/// word that is said to the bot asks who speaks and what they may do, while people and teams change a few times a day.
/// </summary>
internal sealed class Everyone
{
    private readonly FrozenDictionary<Guid, Listed> _people;
    private readonly FrozenDictionary<AccountRef, Listed> _speakers;
    private readonly FrozenDictionary<string, Listed> _addresses;
    private readonly FrozenDictionary<string, ImmutableArray<Listed>> _members;

    private Everyone(string version, List<PersonRow> people, List<AccountRow> accounts, List<MembershipRow> memberships)
    {
        Version = version;
        var accountsOf = accounts.ToLookup(one => one.Person, one => one.Ref);
        var placesOf = memberships.ToLookup(one => one.Person);
        _people = people.ToFrozenDictionary(one => one.Id, one => new Listed(
            one.Id, one.Name, one.Email, one.TimeZone, one.Hours, one.IsActive, [.. accountsOf[one.Id]],
            [.. placesOf[one.Id].Select(place => place.Team)], [.. placesOf[one.Id].Where(place => place.IsLead).Select(place => place.Team)])
        {
            Absence = one.Away is { } away ? StorageJson.ReadAbsence(away)?.ToAbsence() : null,
            IsGone = one.ReplacedAt is not null,
        });
        _speakers = _people.Values.Where(one => one.IsActive).SelectMany(one => one.Accounts, (one, account) => (one, account))
            .ToFrozenDictionary(pair => pair.account, pair => pair.one);
        _addresses = _people.Values.Where(one => one.Email is not null).ToFrozenDictionary(one => one.Email!);
        _members = memberships.GroupBy(one => one.Team).ToFrozenDictionary(
            team => team.Key, team => team.OrderBy(one => one.Place).Select(one => Find(one.Person)).OfType<Listed>().ToImmutableArray());
    }

    /// <summary>As of which <see cref="EngineContext.DirectoryVersionAsync"/>.</summary>
    public string Version { get; }

    /// <summary>
    /// Reads all of them, people last, whom the others refer to. The version was asked for before, so that whatever changes meanwhile makes
    /// this one out of date.
    /// </summary>
    public static async Task<Everyone> ReadAsync(EngineContext context, string version)
    {
        var memberships = await context.Memberships.AsNoTracking().ToListAsync();
        var accounts = await context.Accounts.AsNoTracking().Where(one => one.IsActive).OrderBy(one => one.Platform).ThenBy(one => one.Workspace).ToListAsync();
        return new(version, await context.People.AsNoTracking().ToListAsync(), accounts, memberships);
    }

    public Listed? Find(Guid person) => _people.GetValueOrDefault(person);

    public IEnumerable<Listed> All => _people.Values;

    /// <summary>The active person who acts through an active account.</summary>
    public Listed? Speaking(AccountRef account) => _speakers.GetValueOrDefault(account);

    /// <summary>The person whom the configuration calls by this address.</summary>
    public Listed? Called(string email) => _addresses.GetValueOrDefault(email.ToLowerInvariant());

    /// <summary>In the order of the round.</summary>
    public ImmutableArray<Listed> MembersOf(string team) => _members.TryGetValue(team, out var members) ? members : [];
}
