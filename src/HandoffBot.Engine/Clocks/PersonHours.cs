using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// When a person may be pinged: in their own hours, else in those of their team, by the clocks of their own zone; never on the team's
/// holidays. Of several teams the one whose turn it is counts, if they are a member of it, else their first in the order of the file.
/// </summary>
internal sealed partial class PersonHours(Rulebook rulebook, Roll roll, ILogger<PersonHours> log)
{
    /// <summary>The first instant from <paramref name="at"/> on at which the person works.</summary>
    public async Task<Instant> OpeningAsync(EngineContext context, PersonId person, string turnTeam, Instant at)
    {
        var organization = rulebook.Organization;
        var own = await roll.FindAsync(context, person) ?? throw new InvalidOperationException("Somebody is to be pinged who is not there.");
        var team = own.Teams.Contains(turnTeam) ? turnTeam : organization.Teams.Keys.FirstOrDefault(own.Teams.Contains);
        var usual = organization.CalendarOf(null, team);
        var calendar = usual.In(ZoneOf(own.TimeZone) ?? usual.Zone);
        return (HoursOf(person, own.Hours)?.In(calendar) ?? calendar).NextOpening(at);
    }

    /// <summary>What cannot be read, such as what a later version wrote, keeps nobody from being pinged.</summary>
    private OwnHours? HoursOf(PersonId person, string? stored)
    {
        if (stored is null)
            return null;

        var hours = OwnHours.Read(stored, out _);
        if (hours is null)
            Unreadable(person.Value);
        return hours;
    }

    /// <summary>
    /// The platform's profile names it, where it has such a thing: Microsoft Teams tells a bot no zone. What it does not name, or names in a way
    /// that nobody knows, is their team's.
    /// </summary>
    private static DateTimeZone? ZoneOf(string? name) => name is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The own hours of person {Person} cannot be read; their team's count")]
    private partial void Unreadable(Guid person);
}
