using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;

namespace HandoffBot.Engine.Conversations;

/// <summary><c>hours 10-18</c>, <c>hours</c> and <c>hours off</c>: when I am reminded, by the clocks of my own zone.</summary>
internal sealed class HoursFlow(IStore store, PersonHours hours, Presence presence, Deeds deeds, BusinessClock clock)
{
    public async Task<Response> SaidAsync(Caller caller, SpokenWords rest, CancellationToken cancellationToken)
    {
        if (rest.Count == 0)
            return await StateAsync(caller);

        var text = rest.Text;
        if (text.ToLowerInvariant() is "off" or "none" or "team")
        {
            await presence.KeepAsync(caller.Actor.Person, null, cancellationToken);
            return await StateAsync(caller);
        }

        if (OwnHours.Read(text, out var mistake) is null)
            return new Response.Says(HoursCard.NotRead(mistake!));

        await presence.KeepAsync(caller.Actor.Person, text, cancellationToken);
        return await StateAsync(caller);
    }

    private async Task<Response> StateAsync(Caller caller)
    {
        await using var context = store.Read();
        var person = caller.Actor.Person;
        var (own, team) = await hours.OfAsync(context, person);
        var opens = await hours.OpeningAsync(context, person, null, clock.Now);
        var organization = deeds.Organization;
        return new Response.Says(HoursCard.For(new(
            own.Hours,
            team is null ? null : organization.TeamName(team),
            team is null || organization.Teams[team].Calendar is null,
            await hours.ZoneAsync(context, person),
            opens > clock.Now ? opens : null)));
    }
}
