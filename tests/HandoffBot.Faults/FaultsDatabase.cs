using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Postgres;
using HandoffBot.Engine.Storage.Sqlite;
using Npgsql;

namespace HandoffBot.Faults;

/// <summary>The database of one run, made for it and gone with it.</summary>
internal sealed class FaultsDatabase : IAsyncDisposable
{
    private readonly IStore _store;
    private readonly Func<Task> _drop;

    private FaultsDatabase(string provider, string connection, IStore store, Func<Task> drop) =>
        (Provider, Connection, _store, _drop) = (provider, connection, store, drop);

    public string Provider { get; }

    public string Connection { get; }

    public static async Task<FaultsDatabase> MakeAsync(Plan plan, string folder)
    {
        if (plan.Connection is not { } server)
        {
            var file = $"Data Source={Path.Combine(folder, "faults.db")}";
            return new FaultsDatabase("sqlite", file, new SqliteStore(file), () => Task.CompletedTask);
        }

        var name = $"faults_{Guid.NewGuid():N}";
        await SayAsync(server, $"CREATE DATABASE {name}");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        return new FaultsDatabase("postgres", connection, new PostgresStore(connection), () => SayAsync(server, $"DROP DATABASE {name} WITH (FORCE)"));
    }

    public EngineContext Read() => _store.Read();

    public async ValueTask DisposeAsync()
    {
        if (_store is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        await _drop();
    }

    private static async Task SayAsync(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
