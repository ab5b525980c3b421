using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Directory;

/// <summary>
/// Somebody who had left is back. What went to others stays with them; a client that nobody took meanwhile is in their name again, which
/// they and the lead are told, so that nothing comes back silently.
/// </summary>
internal sealed class Returns(CommitSeam seam, Rulebook rulebook, Roll roll, LeadsToTell leads, Outbox outbox)
{
    public Task WelcomeAsync(Guid person, CancellationToken cancellationToken) => seam.RunAsync(
        async context =>
        {
            var row = await context.People.SingleAsync(one => one.Id == person);
            if (row is { GoneAt: { } gone, ReplacedAt: not null })
                await TellAsync(context, new PersonId(person), row.Name, $"back/{person:N}/{gone.ToUnixTimeMilliseconds()}");
            (row.GoneAt, row.ReplacedAt) = (null, null);
        },
        cancellationToken);

    private async Task TellAsync(EngineContext context, PersonId person, string name, string key)
    {
        var clients = await context.Clients.AsNoTracking().Where(one => one.Owner == person.Value).OrderBy(one => one.Folded).ToListAsync();
        if (clients.Count == 0)
            return;

        var teams = await roll.TeamsOfAsync(context, person);
        var home = rulebook.Organization.Teams.Keys.FirstOrDefault(teams.Contains) ?? "";
        var lead = await leads.OfAsync(context, home);
        var intent = new Intent(IntentKind.Sentence, null) { Text = DepartureCard.Returned(name, [.. clients.Select(one => one.ToClient().Called)]) };
        if (lead != person)
            await leads.SendAsync(context, lead, intent, key);
        await outbox.AddAsync(context, intent, person, $"{key}/self");
    }
}
