using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HandoffBot.Engine.Storage.Postgres;

/// <summary>Finds out on another connection what became of a transaction whose COMMIT was not answered.</summary>
internal static class CommitFate
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    /// <summary>The id by which the server is asked later; null for a transaction that has written nothing.</summary>
    public static async Task<string?> IdOfAsync(PostgresContext context)
    {
        await using var command = new NpgsqlCommand("SELECT pg_current_xact_id_if_assigned()::text", (NpgsqlConnection)context.Database.GetDbConnection());
        return await command.ExecuteScalarAsync(CancellationToken.None) as string;
    }

    /// <summary>Whether it was committed.</summary>
    /// <param name="ends">A server that restarts needs a while, and one that has not noticed that the connection is gone as well.</param>
    /// <returns>Null when the server does not say so in time.</returns>
    public static async Task<bool?> WasKeptAsync(PostgresPool pool, string transaction, CancellationToken ends)
    {
        while (!ends.IsCancellationRequested)
        {
            try
            {
                await using var connection = await pool.OpenAsync(ends);
                await using var command = new NpgsqlCommand("SELECT pg_xact_status(@id::xid8)", connection) { Parameters = { new("id", transaction) } };
                switch (await command.ExecuteScalarAsync(ends))
                {
                    case "committed":
                        return true;
                    case "aborted":
                        return false;
                }
            }
            catch (Exception error) when (error is NpgsqlException or OperationCanceledException)
            {
                // What the server has closed is of no use to the next try.
                pool.Clear();
            }

            await Task.Delay(BetweenTries, ends).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }
}
