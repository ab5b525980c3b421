using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Desks;

/// <summary>
/// Writes the rows of commitments. What is handed over lies in its handoff, which cards are drawn from, and from the first submit on in a row
/// as well, by which it is a promise to the client like any other; both are written by the same command, so neither is ever the older.
/// </summary>
internal sealed class CommitmentKeeping
{
    private readonly ByColumn<ClientRow, Guid> _clients = new(one => one.Id);
    private readonly ByColumn<CommitmentRow, Guid> _rows = new(one => one.Id);

    /// <summary>Makes the rows what the handoff's own promises are now. Where nothing changed nothing is asked of the database.</summary>
    public async Task KeepAsync(EngineContext context, Handoff before, Handoff after)
    {
        if (after.Client is null || (before.Commitments.IsEmpty && after.Commitments.IsEmpty))
            return;

        var known = before.Client is null ? [] : before.Commitments.ToDictionary(one => one.Id);
        foreach (var one in after.Commitments.Where(one => !known.TryGetValue(one.Id, out var was) || was != one))
            await KeepAsync(context, one, isNew: !known.ContainsKey(one.Id));

        foreach (var gone in known.Values.Where(one => after.Commitments.All(left => left.Id != one.Id)))
            await KeepAsync(context, gone with { State = CommitmentState.Removed }, isNew: false);

        // What is thrown away takes along what it alone has promised.
        if (after.Status == HandoffStatus.Discarded)
        {
            foreach (var dropped in after.Commitments.Where(one => one.IsRunning))
                await KeepAsync(context, dropped with { State = CommitmentState.Removed }, isNew: false);
        }
    }

    public async Task KeepAsync(EngineContext context, Commitment commitment, bool isNew)
    {
        var row = isNew ? null : await _rows.OneAsync(context, commitment.Id.Value)
            ?? throw new InvalidOperationException("A commitment has no row.");
        var wasRunning = row is not null && row.ToCommitment().IsRunning;
        if (row is null)
            context.Add(commitment.ToNewRow());
        else
            row.Take(commitment);

        if (commitment.IsRunning != wasRunning)
            await CountAsync(context, commitment.Client!.Value, commitment.IsRunning ? 1 : -1);
    }

    private async Task CountAsync(EngineContext context, ClientId id, int more)
    {
        // A client that this very command makes is not in the database yet, and may still be filled.
        var client = context.Appended.OfType<ClientRow>().FirstOrDefault(one => one.Id == id.Value);
        if (client is null)
        {
            client = await _clients.OneAsync(context, id.Value) ?? throw new InvalidOperationException("A commitment names a client that is not there.");
            client.Version++;
        }

        client.Promises += more;
    }
}
