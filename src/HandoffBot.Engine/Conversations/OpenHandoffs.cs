using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Conversations;

/// <summary>What exists already of a client and a playbook.</summary>
internal sealed class OpenHandoffs(IStore store)
{
    /// <summary>The person's own draft, the latest if there are several.</summary>
    public async Task<int?> DraftAsync(PersonId sender, string playbook, string client, CancellationToken cancellationToken)
    {
        var folded = Client.Fold(client);
        await using var context = store.Read();
        return await context.Handoffs
            .Where(one => one.Sender == sender.Value && one.Playbook == playbook && one.Status == HandoffStatus.Draft && one.ClientFolded == folded)
            .OrderByDescending(one => one.Number).Select(one => (int?)one.Number).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The one that was sent and has not ended.</summary>
    public async Task<int?> OpenAsync(string playbook, string client, CancellationToken cancellationToken)
    {
        var folded = Client.Fold(client);
        await using var context = store.Read();
        return await context.Handoffs
            .Where(one => one.Playbook == playbook && one.ClientFolded == folded
                && (one.Status == HandoffStatus.Submitted || one.Status == HandoffStatus.Clarifying
                    || one.Status == HandoffStatus.Rejected || one.Status == HandoffStatus.Accepted))
            .OrderByDescending(one => one.Number).Select(one => (int?)one.Number).FirstOrDefaultAsync(cancellationToken);
    }
}
