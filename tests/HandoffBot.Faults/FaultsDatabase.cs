using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Sqlite;

namespace HandoffBot.Faults;

/// <summary>The database of one run, made for it and gone with it.</summary>
internal sealed class FaultsDatabase : IAsyncDisposable
{
    private readonly IStore _store;

    private FaultsDatabase(string provider, string connection, IStore store) => (Provider, Connection, _store) = (provider, connection, store);

    public string Provider { get; }

    public string Connection { get; }

    public static Task<FaultsDatabase> MakeAsync(Plan plan, string folder)
    {
        var connection = $"Data Source={Path.Combine(folder, "faults.db")}";
        return Task.FromResult(new FaultsDatabase("sqlite", connection, new SqliteStore(connection)));
    }

    public EngineContext Read() => _store.Read();

    public async ValueTask DisposeAsync()
    {
        if (_store is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}
