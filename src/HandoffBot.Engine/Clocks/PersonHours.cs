using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// When a person may be pinged: in the hours of their team, by the clocks of their own zone. Of several teams the one whose turn it is
/// counts, if they are a member of it, else their first in the order of the file.
/// </summary>
internal sealed class PersonHours(Rulebook rulebook)
{
    /// <summary>The first instant from <paramref name="at"/> on at which the person works.</summary>
    public async Task<Instant> OpeningAsync(EngineContext context, PersonId person, string turnTeam, Instant at)
    {
        var organization = rulebook.Organization;
        var teams = await context.Memberships.Where(one => one.Person == person.Value).Select(one => one.Team).ToListAsync();
        var team = teams.Contains(turnTeam) ? turnTeam : organization.Teams.Keys.FirstOrDefault(teams.Contains);
        var zone = await context.People.Where(one => one.Id == person.Value).Select(one => one.TimeZone).SingleAsync();
        return organization.CalendarOf(null, team).In(ZoneOf(zone, organization)).NextOpening(at);
    }

    /// <summary>The platform's profile names it; what it does not name, or names in a way that nobody knows, is the organization's.</summary>
    private static DateTimeZone ZoneOf(string? name, Organization organization) =>
        name is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } zone ? zone : organization.Zone;
}
