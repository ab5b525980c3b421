using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Connector;
using HandoffBot.Playground.MsTeams.Tenant;
using Microsoft.Extensions.Hosting;

namespace HandoffBot.Playground.MsTeams.Activities;

/// <summary>
/// Tells the bot where the app is: of each team once, at the first start; of a person when they first turn to it, which adds it for them; and
/// of all that it knows when the service is reached elsewhere than before.
/// </summary>
internal sealed class Installations(MsTeamsTenant tenant, RosterActivities activities, Deliveries deliveries, MsTeamsAddresses addresses) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (tenant.Gate)
        {
            foreach (var team in tenant.Teams) Announce(team);
            Move();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Tells of a team that has the app, unless the bot knows. Called under the lock.</summary>
    public void Announce(Team team)
    {
        if (!team.HasBot || team.BotKnows || team.Members.Select(tenant.Account).FirstOrDefault(each => each is { IsDisabled: false }) is not { } by) return;

        deliveries.SendInstallation(activities.Installed(team, by), () =>
        {
            lock (tenant.Gate)
            {
                team.BotKnows = true;
                tenant.Tell(new TenantChange.Shape());
            }
        });
    }

    /// <summary>
    /// A bot answers where it was met. When the service lies elsewhere than then, something happens in every conversation that it knows, and
    /// shows it the new address, as it is with Microsoft when an address moves.
    /// </summary>
    private void Move()
    {
        var here = addresses.Service.AbsoluteUri;
        if (tenant.ToldService == here) return;

        var known = tenant.Teams.Where(team => team is { HasBot: true, BotKnows: true }).SelectMany(Renewed).Concat(tenant.People.Where(IsMet).Select(activities.Upgraded));
        deliveries.SendInstallation([.. known], () =>
        {
            lock (tenant.Gate)
            {
                tenant.ToldService = here;
                tenant.Tell(new TenantChange.Shape());
            }
        });
    }

    private IEnumerable<JsonObject> Renewed(Team team) =>
        team.Members.Select(tenant.Account).FirstOrDefault(each => each is { IsDisabled: false }) is { } by
            ? [activities.Renamed(team, by), .. team.Channels.Skip(1).Select(channel => activities.Changed(channel, by, "channelRenamed"))]
            : [];

    private bool IsMet(Account person) => tenant.Reaches(person) && (tenant.Installed.Contains(person.Id) || tenant.ChatOf(person).Posts.Count > 0);

    /// <summary>
    /// What to send before anything else because it is somebody's first contact; nothing when it is not. Called under the lock.
    /// </summary>
    public IReadOnlyList<JsonObject> AtFirstContact(Account person)
    {
        if (!tenant.Installed.Add(person.Id)) return [];

        tenant.Tell(new TenantChange.Shape());
        return activities.Installed(person);
    }
}
