using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.People;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using NodaTime;

namespace HandoffBot.Engine.Conversations;

/// <summary><c>away until DATE [cover @person]</c>, <c>away</c> and <c>back</c>: when nobody need remind me, and who hears of it instead.</summary>
internal sealed class AwayFlow(IStore store, Roll roll, PersonHours hours, PeopleNames names, Presence presence, Deeds deeds, BusinessClock clock)
{
    public async Task<Response> SaidAsync(Caller caller, SpokenWords rest, CancellationToken cancellationToken)
    {
        if (rest.Count == 0)
            return await StateAsync(caller);

        if (rest is { Count: 1, Of: [{ Text: var word }] } && word.ToLowerInvariant() is "off" or "over" or "end" or "back")
            return await BackAsync(caller, cancellationToken);

        var (day, person) = Parted(rest);
        var zone = await ZoneAsync(caller);
        var date = SpokenDate.Read(day.Text, clock.Now.InZone(zone).Date);
        if (date is not SpokenDate.Good { Date: var until })
            return new Response.Says(((SpokenDate.Bad)date).Says);

        var absence = new Absence(until, zone.AtStartOfDay(until).ToInstant(), null);
        if (person is null)
            return await LeaveAsync(caller, absence, cancellationToken);

        var cover = await names.FitAsync(person);
        if (cover.One is not { } other)
            return new Response.Says(cover.Choice(address => $"away until {until:uuuu-MM-dd} cover {address}"));

        return await WhyNotAsync(caller, other) is { } why
            ? new Response.Says(why)
            : await LeaveAsync(caller, absence with { Cover = new PersonId(other.Id) }, cancellationToken);
    }

    public async Task<Response> BackAsync(Caller caller, CancellationToken cancellationToken) => new Response.Says(
        await presence.BackAsync(caller.Actor.Person, AbsenceCard.ToCoverAfterwards(caller.Actor.Name), cancellationToken)
            ? "Welcome back. What is yours comes to you again from now on."
            : "You are not away.");

    /// <summary>"until 1 Dec cover @olu", with or without its little words.</summary>
    private static (SpokenWords Day, SpokenWords? Person) Parted(SpokenWords rest)
    {
        var at = rest.Of.ToList().FindIndex(one => !one.Quoted && one.Text.ToLowerInvariant() is "cover" or "covered");
        var person = at < 0 ? null : Without(rest.Skip(at + 1), "by");
        return (Without(at < 0 ? rest : rest.Take(at), "until", "till", "to"), person);

        static SpokenWords Without(SpokenWords words, params ReadOnlySpan<string> little) =>
            words.Count > 0 && little.Contains(words.Of[0].Text.ToLowerInvariant()) ? words.Skip(1) : words;
    }

    private async Task<Response> StateAsync(Caller caller)
    {
        await using var context = store.Read();
        var absence = await roll.AbsenceAsync(context, caller.Actor.Person);
        return new Response.Says(AbsenceCard.For(await ViewAsync(context, caller, absence)));
    }

    private async Task<Response> LeaveAsync(Caller caller, Absence absence, CancellationToken cancellationToken)
    {
        await presence.AwayAsync(caller.Actor.Person, absence, AbsenceCard.ToCover(caller.Actor.Name, Day(absence)), cancellationToken);
        await using var context = store.Read();
        return new Response.Says(AbsenceCard.For(await ViewAsync(context, caller, absence)));
    }

    private async Task<AbsenceView> ViewAsync(EngineContext context, Caller caller, Absence? absence)
    {
        var cover = absence is null ? null : await roll.StandInAsync(context, caller.Actor.Person);
        return new(
            absence is null ? null : Day(absence),
            cover is { } person ? (await roll.ViewsAsync(context, [person])).GetValueOrDefault(person) : null,
            absence?.Cover is not null,
            cover is { } other && !(await roll.TeamsOfAsync(context, other)).Overlaps(caller.Actor.Teams),
            await roll.CoveredByAsync(context, caller.Actor.Person));
    }

    private async Task<string?> WhyNotAsync(Caller caller, Listed cover)
    {
        if (cover.Id == caller.Actor.Person.Value)
            return "You cannot cover for yourself. Name somebody else, or leave the cover out: then the lead hears of what is yours.";

        await using var context = store.Read();
        return await roll.AbsenceAsync(context, new PersonId(cover.Id)) is { } theirs
            ? $"{Shortened.To(cover.Name, 80)} is away until {Day(theirs)} and cannot cover for you. Name somebody else, or leave the cover out."
            : null;
    }

    private async Task<DateTimeZone> ZoneAsync(Caller caller)
    {
        await using var context = store.Read();
        return await hours.ZoneAsync(context, caller.Actor.Person);
    }

    private string Day(Absence absence) =>
        $"{absence.Until.ToString("ddd", System.Globalization.CultureInfo.InvariantCulture)} {Away.Day(absence.Until, clock.Now.InZone(deeds.Organization.Zone).Date)}";
}
