using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Activities;
using HandoffBot.Playground.MsTeams.Connector;
using HandoffBot.Playground.MsTeams.Tenant;

namespace HandoffBot.Playground;

/// <summary>
/// The stand-in for Microsoft's side as an object, for those who run it in their own process: where its parts are, what it was asked, how
/// it shall misbehave, and things that happen in a tenant without anybody clicking.
/// </summary>
public sealed class MsTeamsStandIn
{
    private readonly MsTeamsTenant _tenant;
    private readonly RosterActivities _roster;
    private readonly Deliveries _deliveries;
    private readonly Installations _installations;
    private readonly MsTeamsAddresses _addresses;

    internal MsTeamsStandIn(
        MsTeamsTenant tenant, RosterActivities roster, Deliveries deliveries, Installations installations, MsTeamsAddresses addresses,
        MsTeamsFaults faults, MsTeamsCalls calls)
    {
        (_tenant, _roster, _deliveries, _installations, _addresses) = (tenant, roster, deliveries, installations, addresses);
        (Faults, Calls) = (faults, calls);
    }

    /// <summary>The service address that activities carry.</summary>
    public Uri ServiceUrl => _addresses.Service;

    /// <summary>Where it says who signs what it sends, and with which keys.</summary>
    public Uri OpenIdMetadata => _addresses.Metadata;

    /// <summary>The authority that gives the bot its tokens, below which the tenant follows.</summary>
    public Uri TokenAuthority => _addresses.Authority;

    public MsTeamsFaults Faults { get; }

    public MsTeamsCalls Calls { get; }

    /// <summary>Somebody adds the app for themselves; the bot gets <c>conversationUpdate</c> and <c>installationUpdate</c>.</summary>
    public void Install(string email) => With(email, person => _deliveries.Send(_installations.AtFirstContact(person)));

    /// <summary>Somebody removes the app; the bot gets <c>installationUpdate</c>, and may write to them no more unless a team shares it.</summary>
    public void Uninstall(string email) => With(email, person =>
    {
        _tenant.Installed.Remove(person.Id);
        Tell(_roster.Uninstalled(person));
    });

    /// <summary>The app is added to a team, or removed from it; the bot gets both updates.</summary>
    public void SetInstalled(string team, bool isInstalled) => InTeam(team, (found, by) =>
    {
        if (found.HasBot == isInstalled) return;

        (found.HasBot, found.BotKnows) = (isInstalled, false);
        if (isInstalled) _installations.Announce(found);
        else Tell(_roster.Uninstalled(found, by));
    });

    /// <summary>Somebody blocks the bot, or lets it in again. The bot is told nothing; it meets <c>ConversationBlockedByUser</c>.</summary>
    public void SetBlocked(string email, bool isBlocked) => With(email, person =>
    {
        if (isBlocked) _tenant.Blocking.Add(person.Id);
        else _tenant.Blocking.Remove(person.Id);
        Tell([]);
    });

    /// <summary>Somebody joins a team, and the tenant if they are new; the bot gets <c>teamMemberAdded</c>.</summary>
    public void Admit(PlaygroundPerson person, string team) => InTeam(team, (found, _) =>
    {
        var account = Account.Of(person, _tenant.Options.AppId);
        _tenant.Admit(account);
        if (found.Members.Contains(account.Id)) return;

        found.Members.Add(account.Id);
        Tell(found.HasBot ? [_roster.Joined(found, account)] : []);
    });

    /// <summary>Somebody leaves a team; the bot gets <c>teamMemberRemoved</c>.</summary>
    public void Leave(string email, string team) => With(email, person => InTeam(team, (found, _) => Remove(person, found)));

    /// <summary>Somebody's account is blocked in Entra: they leave every team, and can be found and written to no more.</summary>
    public void Deactivate(string email) => With(email, person =>
    {
        foreach (var team in _tenant.Teams.ToList()) Remove(person, team);
        _tenant.Admit(person with { IsDisabled = true });
    });

    /// <summary>A team gets another name; the bot gets <c>teamRenamed</c>.</summary>
    public void RenameTeam(string team, string name) => InTeam(team, (found, by) =>
    {
        found.Name = name;
        Tell(found.HasBot ? [_roster.Renamed(found, by)] : []);
    });

    /// <summary>A channel is made, or gets another name; the bot gets <c>channelCreated</c> or <c>channelRenamed</c>.</summary>
    public void SetChannel(string team, MsTeamsPlaygroundChannel channel) => InTeam(team, (found, by) =>
    {
        var known = _tenant.Conversation(channel.Id);
        var named = known ?? _tenant.Open(found, channel);
        named.Name = channel.Name;
        Tell(found.HasBot ? [_roster.Changed(named, by, known is null ? "channelCreated" : "channelRenamed")] : []);
    });

    /// <summary>
    /// Somebody has set the tenant up further: whoever is new joins, teams and channels that are new are there, and members are added. What
    /// is not named any more stays as it is.
    /// </summary>
    public void Follow(IReadOnlyList<PlaygroundPerson> people, IReadOnlyList<MsTeamsPlaygroundTeam> teams, IReadOnlyList<PlaygroundCommand> completions)
    {
        lock (_tenant.Gate)
        {
            foreach (var account in people.Select(person => Account.Of(person, _tenant.Options.AppId)))
            {
                var before = _tenant.Account(account.Id);
                if (before is not { IsDisabled: true } && before != account) _tenant.Admit(account);
            }

            _tenant.Options = _tenant.Options with { Completions = completions };
            foreach (var team in teams) Follow(team);
        }
    }

    private void Follow(MsTeamsPlaygroundTeam given)
    {
        var before = _tenant.Team(given.Id)?.Members.ToHashSet();
        var team = _tenant.SetUp(given);
        if (before is null || !team.BotKnows) _installations.Announce(team);
        else _deliveries.Send([.. team.Members.Where(id => !before.Contains(id)).Select(id => _roster.Joined(team, _tenant.Account(id)!))]);
    }

    private void Remove(Account person, Team team)
    {
        if (team.Members.Remove(person.Id)) Tell(team.HasBot ? [_roster.Left(team, person)] : []);
    }

    private void Tell(IReadOnlyList<JsonObject> activities)
    {
        _tenant.Tell(new TenantChange.Shape());
        _deliveries.Send(activities);
    }

    private void With(string email, Action<Account> act)
    {
        lock (_tenant.Gate)
        {
            act(_tenant.Account(MsTeamsPlaygroundIds.User(_tenant.Options.AppId, email))
                ?? throw new ArgumentException($"There is nobody with the address {email}.", nameof(email)));
        }
    }

    private void InTeam(string team, Action<Team, Account> act)
    {
        lock (_tenant.Gate)
        {
            var found = _tenant.Team(team) ?? throw new ArgumentException($"There is no team {team}.", nameof(team));
            act(found, found.Members.Select(_tenant.Account).OfType<Account>().First());
        }
    }
}
