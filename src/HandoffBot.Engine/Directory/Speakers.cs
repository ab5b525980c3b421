using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Directory;

/// <summary>Who speaks for the teams that agree to a version of a playbook.</summary>
internal sealed class Speakers(Rulebook rulebook, Roll roll, LeadsToTell leads)
{
    /// <summary>The teams whose yes is still awaited.</summary>
    public static List<string> Missing(Playbook playbook, PlaybookVersionRow row) =>
        [.. playbook.Receivers.Prepend(playbook.From).Distinct().Except(StorageJson.ReadYes(row.Agreed).Select(one => one.Team))];

    /// <summary>Each team's lead, and with the name of the lead who covers for them while they are away; where there is none who can be reached, the admins.</summary>
    public async Task<List<(PersonId Person, PersonId? For)>> OfAsync(EngineContext context, IEnumerable<string> teams)
    {
        var speakers = new List<(PersonId, PersonId?)>();
        foreach (var team in teams)
        {
            if (await leads.OfAsync(context, team) is not { } lead)
            {
                speakers.AddRange((await roll.NamedAsync(context, rulebook.Organization.Admins)).Select(one => (one, (PersonId?)null)));
                continue;
            }

            speakers.Add((lead, null));
            if (await roll.StandInAsync(context, lead) is { } cover)
                speakers.Add((cover, lead));
        }

        return speakers;
    }

    public async Task<List<string>> NamesAsync(EngineContext context, IEnumerable<string> teams)
    {
        var (names, said) = (await roll.NamesAsync(context), new List<string>());
        foreach (var team in teams)
            said.Add($"{(await leads.OfAsync(context, team) is { } lead ? names(lead) ?? "somebody" : "an admin")} ({rulebook.Organization.TeamName(team)})");
        return said;
    }

    /// <summary>Who has agreed so far.</summary>
    public async Task<List<string>> AgreedAsync(EngineContext context, PlaybookVersionRow row)
    {
        var names = await roll.NamesAsync(context);
        return [.. StorageJson.ReadYes(row.Agreed).Select(one => names(new(one.By)) ?? "somebody").Distinct()];
    }
}
