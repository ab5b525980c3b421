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

    /// <param name="playbook">By which the client would have been handed over; null where there is none.</param>
    /// <param name="teams">Of the new owner.</param>
    /// <returns>Null where nothing is owed: one is under way already, or nobody is there who could write it.</returns>
    public async Task<Handoff?> OweAsync(
        EngineContext context, Playbook? playbook, Client client, HandoffEvent.Owed owed, IReadOnlySet<string> teams, Platform? platform)
    {
        if (await GoingOnAsync(context, client, owed, teams, platform) is { } goesOn)
            return goesOn;

        if (playbook is null || await IsUnderWayAsync(context, client, playbook.Key))
            return null;

        if (await SenderAsync(context, playbook, client.Owner, owed.To) is not { } sender)
            return null;

        if (await DraftAsync(context, playbook, client, sender) is { } row)
        {
            var draft = row.ToHandoff(await rulebook.PinnedAsync(context, row.Playbook, row.PlaybookVersion));

            // What the playbook hands over now may be of another kind.
            if (draft.Subject == client.Subject)
                return (await carrying.OutAsync(context, row, draft, [owed], platform, owed.At)).After;
        }

        var handoff = HandoffRules.Owe(await HandoffNumbers.NextAsync(context), playbook, sender, client, owed);
        await carrying.OweAsync(context, handoff, owed, platform);
        return handoff;
    }

    /// <summary>
    /// What is owed since an earlier transfer and still unwritten is owed to the newest owner, by the same sender, who knew the client last;
    /// unless it does not lead to that owner's team, or its sender has left, or has the client again and owes themselves nothing.
    /// </summary>
    private async Task<Handoff?> GoingOnAsync(EngineContext context, Client client, HandoffEvent.Owed owed, IReadOnlySet<string> teams, Platform? platform)
    {
        Handoff? goesOn = null;
        foreach (var (row, draft) in await OwedBeforeAsync(context, client))
        {
            var isOver = goesOn is not null || !draft.Playbook.Receivers.Any(teams.Contains) || draft.Sender == owed.To
                || await roll.ActorAsync(context, draft.Sender) is null || await IsUnderWayAsync(context, client, row.Playbook);

            // What somebody has written is theirs to send or to discard.
            if (isOver && draft.Answers.ByField.Keys.Any(field => field != draft.Playbook.Checklist.ClientField.Id))
                continue;

            var (after, _) = await carrying.OutAsync(context, row, draft, [isOver ? new HandoffEvent.Discarded(owed.By, owed.At) : owed], platform, owed.At);
            goesOn = isOver ? goesOn : after;
        }

        return goesOn;
    }

    private async Task<List<(HandoffRow Row, Handoff Draft)>> OwedBeforeAsync(EngineContext context, Client client)
    {
        var folded = Client.Fold(client.Name);
        var senders = rulebook.Current.Playbooks.Values.Select(one => one.From).Distinct().ToArray();
        var rows = await context.Handoffs
            .Where(one => EF.Parameter(senders).Contains(one.SendingTeam) && one.Status == HandoffStatus.Draft && one.ClientFolded == folded)
            .OrderBy(one => one.Number).ToListAsync();
        var owed = new List<(HandoffRow, Handoff)>();
        foreach (var row in rows)
        {
            if (row.ToHandoff(await rulebook.PinnedAsync(context, row.Playbook, row.PlaybookVersion)) is { Owed: not null } draft && draft.Subject == client.Subject)
                owed.Add((row, draft));
        }

        return owed;
    }

    private static Task<bool> IsUnderWayAsync(EngineContext context, Client client, string playbook) =>
        context.Handoffs.AnyAsync(one => one.Client == client.Id.Value && one.Playbook == playbook && Open.Contains(one.Status));

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
