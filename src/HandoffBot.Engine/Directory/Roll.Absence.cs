using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.People;
using HandoffBot.Engine.Storage;

namespace HandoffBot.Engine.Directory;

/// <summary>Who is away, and who is there in their place. An absence that is over is none, whatever is stored.</summary>
internal sealed partial class Roll
{
    /// <summary>Null while the person is there.</summary>
    public async ValueTask<Absence?> AbsenceAsync(EngineContext context, PersonId person) =>
        (await EveryoneAsync(context)).Find(person.Value) is { } known ? Present(known.Absence) : null;

    /// <summary>
    /// Who is pinged in the place of somebody who is away: their cover, or where that person is away as well, whoever covers for them. Nobody
    /// when it leads back to where it began.
    /// </summary>
    public async ValueTask<PersonId?> StandInAsync(EngineContext context, PersonId person)
    {
        var everyone = await EveryoneAsync(context);
        return everyone.Find(person.Value) is { } known && StandIn(everyone, known) is { } other ? new PersonId(other.Id) : null;
    }

    /// <summary>Who has this person for a cover at the moment.</summary>
    public async ValueTask<ImmutableArray<PersonView>> CoveredByAsync(EngineContext context, PersonId person)
    {
        var everyone = await EveryoneAsync(context);
        return [.. everyone.All.Where(one => Present(one.Absence)?.Cover == person).OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => ViewOf(everyone, one))];
    }

    /// <summary>Everybody whom the bot can write to.</summary>
    public async ValueTask<ImmutableArray<Listed>> ReachableAsync(EngineContext context) =>
        [.. (await EveryoneAsync(context)).All.Where(CanBeReached).OrderBy(one => one.Name, StringComparer.Ordinal)];

    /// <summary>A team's members, in the order of the round; those who have left are among them for as long as the files name them.</summary>
    public async ValueTask<ImmutableArray<Listed>> MembersAsync(EngineContext context, string team) => (await EveryoneAsync(context)).MembersOf(team);

    /// <summary>Who has left and is in no team any more.</summary>
    public async ValueTask<ImmutableArray<Listed>> OutsideAsync(EngineContext context) =>
        [.. (await EveryoneAsync(context)).All.Where(one => one.IsGone && one.Teams.IsEmpty)];

    private PersonView ViewOf(Everyone everyone, Listed person) =>
        new(new PersonId(person.Id), person.Name, [.. AccountsOf(person)]) { Away = AwayOf(everyone, person) };

    private Away? AwayOf(Everyone everyone, Listed person)
    {
        if (Present(person.Absence) is not { } absence)
            return null;

        var cover = StandIn(everyone, person);
        var today = clock.Now.InZone(rulebook.Organization.Zone).Date;
        return new(Away.Day(absence.Until, today), cover is null ? null : new(new PersonId(cover.Id), cover.Name, [.. AccountsOf(cover)]));
    }

    private Listed? StandIn(Everyone everyone, Listed person)
    {
        var asked = new HashSet<Guid> { person.Id };
        var next = person;
        while (Present(next.Absence)?.Cover is { } cover && asked.Add(cover.Value) && everyone.Find(cover.Value) is { } other && CanBeReached(other))
        {
            if (Present(other.Absence) is null)
                return other;

            next = other;
        }

        return null;
    }

    private Absence? Present(Absence? absence) => absence is { } one && !one.IsOver(clock.Now) ? one : null;

    private bool CanBeReached(Listed person) => person.IsActive && AccountsOf(person).Any();
}
