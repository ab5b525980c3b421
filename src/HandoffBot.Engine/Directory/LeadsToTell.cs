using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Directory;

/// <summary>Tells each lead in one message what somebody who has left held in their team. Where there is no lead to tell, the admins are told.</summary>
internal sealed class LeadsToTell(Rulebook rulebook, Roll roll, Outbox outbox)
{
    /// <summary>Who leads a team and can be reached; null when nobody does.</summary>
    public async Task<PersonId?> OfAsync(EngineContext context, string team)
    {
        if (rulebook.Organization.Teams.GetValueOrDefault(team)?.Lead is not { } email)
            return null;

        var lead = (await roll.NamedAsync(context, [email])).Cast<PersonId?>().FirstOrDefault();
        return lead is { } person && await roll.ReachAsync(context, person) is not null ? lead : null;
    }

    public async Task TellAsync(EngineContext context, PersonRow gone, LeftBehind left)
    {
        // Clients belong where their owner did: of several teams to the first in the file.
        var teams = await roll.TeamsOfAsync(context, new PersonId(gone.Id));
        var home = rulebook.Organization.Teams.Keys.FirstOrDefault(teams.Contains) ?? "";
        var all = left.Inherited.Select(one => one.SendingTeam).Concat(left.Stranded.Select(one => one.SendingTeam))
            .Concat(left.ProposedAnew.Select(one => one.Handoff.ReceivingTeam)).Concat(left.Orphans.Count > 0 ? [home] : []).Distinct().ToList();
        var byLead = new List<(PersonId? Lead, string Team)>();
        foreach (var team in all)
            byLead.Add((await OfAsync(context, team), team));

        foreach (var lead in byLead.GroupBy(one => one.Lead, one => one.Team))
        {
            var theirs = lead.ToHashSet(StringComparer.Ordinal);
            var says = DepartureCard.Says(new(
                gone.Name,
                [.. left.Inherited.Where(one => theirs.Contains(one.SendingTeam))],
                [.. left.ProposedAnew.Where(one => theirs.Contains(one.Handoff.ReceivingTeam))],
                [.. left.Stranded.Where(one => theirs.Contains(one.SendingTeam))],
                theirs.Contains(home) ? [.. left.Orphans] : []));
            var team = rulebook.Organization.Teams.ContainsKey(lead.First()) ? $"team {lead.First()}" : null;
            await SendAsync(context, lead.Key, new(IntentKind.Departure, null) { Text = says, Words = team }, $"left/{gone.Id:N}/{gone.GoneAt?.ToUnixTimeMilliseconds()}/{lead.First()}");
        }
    }

    /// <summary>Whoever covers for the lead hears it as well.</summary>
    public async Task SendAsync(EngineContext context, PersonId? lead, Intent intent, string key)
    {
        var told = lead is { } person
            ? new[] { person, await roll.StandInAsync(context, person) }.OfType<PersonId>()
            : await roll.NamedAsync(context, rulebook.Organization.Admins);
        foreach (var one in told)
            await outbox.AddAsync(context, intent, one, key);
    }
}
