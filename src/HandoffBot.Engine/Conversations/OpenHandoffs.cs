using System.Linq.Expressions;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Conversations;

/// <summary>What exists already of a client and a playbook.</summary>
internal sealed class OpenHandoffs(IStore store, Rulebook rulebook)
{
    /// <summary>The person's own draft, the latest if there are several.</summary>
    public Task<int?> DraftAsync(PersonId sender, Playbook playbook, string client) =>
        LatestAsync(playbook, client, one => one.Sender == sender.Value && one.Status == HandoffStatus.Draft);

    /// <summary>The one that was sent and has not ended.</summary>
    public Task<int?> OpenAsync(Playbook playbook, string client) => LatestAsync(
        playbook, client,
        one => one.Status == HandoffStatus.Submitted || one.Status == HandoffStatus.Clarifying
            || one.Status == HandoffStatus.Rejected || one.Status == HandoffStatus.Accepted);

    /// <summary>An earlier version of the playbook may have handed something else over.</summary>
    private async Task<int?> LatestAsync(Playbook playbook, string client, Expression<Func<HandoffRow, bool>> which)
    {
        var folded = Client.Fold(client);
        await using var context = store.Read();
        var rows = await context.Handoffs.Where(which).Where(one => one.Playbook == playbook.Key && one.ClientFolded == folded)
            .OrderByDescending(one => one.Number).Select(one => new { one.Number, one.PlaybookVersion }).ToListAsync();
        foreach (var row in rows)
        {
            if ((await rulebook.PinnedAsync(context, playbook.Key, row.PlaybookVersion)).Subject == playbook.Subject)
                return row.Number;
        }

        return null;
    }
}
