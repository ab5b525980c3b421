using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Tenant;
using Microsoft.Extensions.Hosting;

namespace HandoffBot.Playground.MsTeams.Activities;

/// <summary>
/// Tells the bot where the app is: of each team once, at the first start; of a person when they first turn to it, which adds it for them.
/// </summary>
internal sealed class Installations(MsTeamsTenant tenant, RosterActivities activities, Deliveries deliveries) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (tenant.Gate)
        {
            foreach (var team in tenant.Teams) Announce(team);
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
    /// What to send before anything else because it is somebody's first contact; nothing when it is not. Called under the lock.
    /// </summary>
    public IReadOnlyList<JsonObject> AtFirstContact(Account person)
    {
        if (!tenant.Installed.Add(person.Id)) return [];

        tenant.Tell(new TenantChange.Shape());
        return activities.Installed(person);
    }
}
