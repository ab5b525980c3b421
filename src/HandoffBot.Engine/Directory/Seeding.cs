using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Directory;

/// <summary>Makes a person of everybody whom the configuration names, and members of those whom it says are.</summary>
internal sealed class Seeding(CommitSeam seam, Rulebook rulebook, Ids ids, BusinessClock clock)
{
    /// <summary>Every address that the organization and its playbooks name, lower case.</summary>
    public IEnumerable<string> Emails()
    {
        var (organization, playbooks) = rulebook.Current;
        var teams = organization.Teams.Values;
        return organization.Admins
            .Concat(teams.SelectMany(team => team.Members))
            .Concat(teams.SelectMany(team => team.OnDuty?.People ?? []))
            .Concat(teams.Select(team => team.Lead).OfType<string>())
            .Concat(playbooks.Values.SelectMany(playbook => playbook.Routing).Select(rule => rule.Owner).OfType<string>())
            .Concat(organization.Ladders.Values.SelectMany(one => one.Steps).SelectMany(step => step.Notify).OfType<Target.Email>().Select(one => one.Address))
            .Select(email => email.ToLowerInvariant())
            .Distinct();
    }

    public Task PeopleAsync(CancellationToken cancellationToken)
    {
        var emails = Emails().ToList();
        return seam.RunAsync(
            async context =>
            {
                var known = await context.People.Where(one => one.Email != null && emails.Contains(one.Email)).Select(one => one.Email).ToListAsync();
                foreach (var email in emails.Except(known.OfType<string>()))
                    context.Add(new PersonRow { Id = ids.New(), Name = NameOf(email), Email = email, CreatedAt = clock.Now });
            },
            cancellationToken);
    }

    /// <summary>
    /// Makes the members of every team those whom the files and the groups name. A team that the files no longer have keeps its members while
    /// a handoff waits for it: somebody has to be able to answer.
    /// </summary>
    /// <param name="groups">The members of user groups by team; a team that is absent keeps the ones it has from its group.</param>
    public Task MembershipsAsync(IReadOnlyDictionary<string, IReadOnlyList<PersonId>> groups, CancellationToken cancellationToken) => seam.RunAsync(
        async context =>
        {
            var present = await context.Memberships.ToListAsync();
            var wanted = new List<MembershipRow>();
            var teams = rulebook.Organization.Teams;
            foreach (var team in teams.Values)
                wanted.AddRange(await OfTeamAsync(context, team, groups.GetValueOrDefault(team.Key), present));

            var needed = await StillNeeded.TeamsAsync(context, teams.Keys);
            wanted.AddRange(present.Where(one => needed.ContainsKey(one.Team)));

            var byKey = present.ToDictionary(one => (one.Team, one.Person));
            foreach (var one in wanted)
            {
                if (byKey.Remove((one.Team, one.Person), out var row))
                    (row.Place, row.IsLead, row.FromGroup) = (one.Place, one.IsLead, one.FromGroup);
                else
                    context.Add(one);
            }

            context.RemoveRange(byKey.Values);
        },
        cancellationToken);

    private static async Task<List<MembershipRow>> OfTeamAsync(
        EngineContext context, Team team, IReadOnlyList<PersonId>? group, List<MembershipRow> present)
    {
        var lead = team.Lead?.ToLowerInvariant();
        var emails = team.Members.Select(one => one.ToLowerInvariant()).Concat(lead is null ? [] : [lead]).Distinct().ToList();
        var people = await context.People.Where(one => one.Email != null && emails.Contains(one.Email)).ToDictionaryAsync(one => one.Email!, one => one.Id);
        var fromGroup = team.Slack?.UserGroup is null ? [] : group?.Select(one => one.Value)
            ?? present.Where(one => one.Team == team.Key && one.FromGroup).OrderBy(one => one.Place).Select(one => one.Person);
        var fromFile = emails.Where(people.ContainsKey).Select(email => people[email]).ToList();
        var leader = lead is not null ? people.GetValueOrDefault(lead) : Guid.Empty;
        return
        [
            .. fromFile.Concat(fromGroup).Distinct().Select((person, place) => new MembershipRow
            {
                Team = team.Key, Person = person, Place = place, IsLead = person == leader, FromGroup = !fromFile.Contains(person),
            }),
        ];
    }

    /// <summary>"kim.lee@example.com" is Kim Lee until her profile says otherwise.</summary>
    private static string NameOf(string email)
    {
        var words = email.Split('@')[0].Split(['.', '_', '-', '+'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? email : string.Join(' ', words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
