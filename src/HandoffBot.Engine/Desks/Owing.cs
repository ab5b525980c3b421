using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Desks;

/// <summary>A client was transferred before it was handed over: whoever knows it owes the handoff.</summary>
internal sealed class Owing(Rulebook rulebook, Roll roll, Carrying carrying)
{
    private static readonly HandoffStatus[] Open =
        [HandoffStatus.Submitted, HandoffStatus.Clarifying, HandoffStatus.Rejected, HandoffStatus.Accepted];

    /// <returns>Null where one is under way already, or nobody is there who could write it.</returns>
    public async Task<Handoff?> OweAsync(EngineContext context, Playbook playbook, Client client, HandoffEvent.Owed owed, Platform? platform)
    {
        if (await context.Handoffs.AnyAsync(one => one.Client == client.Id.Value && one.Playbook == playbook.Key && Open.Contains(one.Status))
            || await SenderAsync(context, playbook, client.Owner, owed.To) is not { } sender)
        {
            return null;
        }

        if (await DraftAsync(context, playbook, client, sender) is { } row)
        {
            var draft = row.ToHandoff(await rulebook.PinnedAsync(context, row.Playbook, row.PlaybookVersion));
            return (await carrying.OutAsync(context, row, draft, [owed], platform, owed.At)).After;
        }

        var handoff = HandoffRules.Owe(await HandoffNumbers.NextAsync(context), playbook, sender, client, owed);
        await carrying.OweAsync(context, handoff, owed, platform);
        return handoff;
    }

    /// <summary>The earlier owner; where they have left, the lead of the team that hands over.</summary>
    private async Task<PersonId?> SenderAsync(EngineContext context, Playbook playbook, PersonId owner, PersonId to)
    {
        var lead = rulebook.Organization.Teams.GetValueOrDefault(playbook.From)?.Lead;
        var leads = lead is null ? [] : await roll.NamedAsync(context, [lead]);
        foreach (var candidate in leads.Prepend(owner).Where(one => one != to))
        {
            if (await roll.ActorAsync(context, candidate) is not null)
                return candidate;
        }

        return null;
    }

    /// <summary>What was begun for that client goes on.</summary>
    private static async Task<HandoffRow?> DraftAsync(EngineContext context, Playbook playbook, Client client, PersonId sender)
    {
        var folded = Client.Fold(client.Name);
        return await context.Handoffs
            .Where(one => one.Sender == sender.Value && one.Playbook == playbook.Key && one.Status == HandoffStatus.Draft && one.ClientFolded == folded)
            .OrderByDescending(one => one.Number).FirstOrDefaultAsync();
    }
}
