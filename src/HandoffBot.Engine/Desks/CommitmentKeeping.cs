using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Desks;

/// <summary>
/// Writes the rows of commitments. What is handed over lies in its handoff, which cards are drawn from, and from the first submit on in a row
/// as well, by which it is a promise to the client like any other; both are written by the same command, so neither is ever the older.
/// </summary>
internal sealed class CommitmentKeeping(CommitmentClocks clocks)
{
    private readonly ByColumn<ClientRow, Guid> _clients = new(one => one.Id);
    private readonly ByColumn<CommitmentRow, Guid> _rows = new(one => one.Id);

    /// <summary>Makes the rows what the handoff's own promises are now. Where nothing changed nothing is asked of the database.</summary>
    public async Task KeepAsync(EngineContext context, Handoff before, Handoff after)
    {
        if (after.Client is null || (before.Commitments.IsEmpty && after.Commitments.IsEmpty))
            return;

        var known = before.Client is null ? [] : before.Commitments.ToDictionary(one => one.Id);
        foreach (var one in after.Commitments.Where(one => known.GetValueOrDefault(one.Id) != one))
            await KeepAsync(context, known.GetValueOrDefault(one.Id), one);

        foreach (var gone in known.Values.Where(one => after.Commitments.All(left => left.Id != one.Id)))
            await KeepAsync(context, gone, gone with { State = CommitmentState.Removed });

        // What is thrown away takes along what it alone has promised.
        if (after.Status == HandoffStatus.Discarded)
        {
            foreach (var dropped in after.Commitments.Where(one => one.IsRunning))
                await KeepAsync(context, dropped, dropped with { State = CommitmentState.Removed });
        }
    }

    /// <param name="before">As it was kept; null for a new one.</param>
    /// <returns>Its row as it is now.</returns>
    public async Task<CommitmentRow> KeepAsync(EngineContext context, Commitment? before, Commitment after)
    {
        var row = before is null
            ? context.Add(after.ToNewRow()).Entity
            : await _rows.OneAsync(context, after.Id.Value) ?? throw new InvalidOperationException("A commitment has no row.");
        if (before is not null)
            row.Take(after);

        if (after.IsRunning != (before?.IsRunning ?? false))
            await CountAsync(context, after.Client!.Value, after.IsRunning ? 1 : -1);
        await clocks.KeepAsync(context, before, after);
        return row;
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
