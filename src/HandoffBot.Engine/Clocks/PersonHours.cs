using HandoffBot.Core.Clocks;
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
    /// <param name="context">The command's, or a reader's.</param>
    /// <param name="person">Of whom it is asked.</param>
    /// <param name="turnTeam">Key of the team that must move; null where it is about none.</param>
    /// <param name="at">From when on.</param>
    public async Task<Instant> OpeningAsync(EngineContext context, PersonId person, string? turnTeam, Instant at)
    {
        var own = await FindAsync(context, person);
        var calendar = UsualOf(own, turnTeam).Calendar;
        return (HoursOf(person, own.Hours)?.In(calendar) ?? calendar).NextOpening(at);
    }

    /// <summary>By whose clocks the person works.</summary>
    public async Task<DateTimeZone> ZoneAsync(EngineContext context, PersonId person) => UsualOf(await FindAsync(context, person), null).Calendar.Zone;

    /// <summary>The person, and the team whose hours they keep unless they keep their own.</summary>
    public async Task<(Listed Person, string? Team)> OfAsync(EngineContext context, PersonId person) =>
        await FindAsync(context, person) is var own ? (own, UsualOf(own, null).Team) : default;

    private async ValueTask<Listed> FindAsync(EngineContext context, PersonId person) =>
        await roll.FindAsync(context, person) ?? throw new InvalidOperationException("Somebody is asked about who is not there.");

    private (string? Team, BusinessCalendar Calendar) UsualOf(Listed own, string? turnTeam)
    {
        var organization = rulebook.Organization;
        var team = turnTeam is not null && own.Teams.Contains(turnTeam) ? turnTeam : organization.Teams.Keys.FirstOrDefault(own.Teams.Contains);
        var usual = organization.CalendarOf(null, team);
        return (team, usual.In(ZoneOf(own.TimeZone) ?? usual.Zone));
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
