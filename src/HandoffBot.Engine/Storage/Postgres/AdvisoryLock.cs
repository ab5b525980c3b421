using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace HandoffBot.Engine.Storage.Postgres;

/// <summary>A lock between hosts that ends with its connection, whatever ends that. It needs a session of its own, so no pooler that shares one.</summary>
internal sealed class AdvisoryLock : IAsyncDisposable
{
    /// <summary>Who changes the schema. Any number does; it is the same for every version of the bot.</summary>
    public const long Migrations = 0x48616E646F6666;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);
    private readonly NpgsqlConnection _session;
    private readonly long _key;

    private AdvisoryLock(NpgsqlConnection session, long key) => (_session, _key) = (session, key);

    /// <returns>Null when another still holds it after so long.</returns>
    [SuppressMessage("Reliability", "CA2000", Justification = "The session belongs to the lock, and the lock to whoever takes it.")]
    public static async Task<IAsyncDisposable?> TakeAsync(PostgresPool pool, long key, TimeSpan patience, CancellationToken cancellationToken)
    {
        var session = await pool.OpenAsync(cancellationToken);
        try
        {
            for (var waited = TimeSpan.Zero; waited <= patience; waited += BetweenTries)
            {
                await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(@key)", session) { Parameters = { new("key", key) } };
                if (await command.ExecuteScalarAsync(cancellationToken) is true)
                    return new AdvisoryLock(session, key);

                await Task.Delay(BetweenTries, cancellationToken);
            }
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }

        await session.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await using (_session)
        await using (var command = new NpgsqlCommand("SELECT pg_advisory_unlock(@key)", _session) { Parameters = { new("key", _key) } })
            await command.ExecuteNonQueryAsync();
    }
}
