using Npgsql;

namespace HandoffBot.Engine.Storage.Postgres;

/// <summary>
/// The connections to one database, which the driver keeps for each connection string. A context is told of it by that string, which all have
/// in common, and not by a data source of its store's own.
/// </summary>
internal sealed class PostgresPool(string connectionString) : IAsyncDisposable
{
    public string ConnectionString => connectionString;

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Nobody gets a connection from before: what a server that restarted has closed is of no use to the next try.</summary>
    public void Clear()
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    /// <summary>Closes what is idle; whatever is still in use is closed when it comes back.</summary>
    public ValueTask DisposeAsync()
    {
        Clear();
        return ValueTask.CompletedTask;
    }
}
