using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>One SQLite file: pooled contexts for readers, and one connection on which everything is written.</summary>
internal sealed class SqliteStore : IStore, IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly PooledDbContextFactory<SqliteContext> _readers;
    private SqliteConnection? _writer;
    private PooledDbContextFactory<SqliteContext>? _writers;

    public SqliteStore(string connectionString)
    {
        _connectionString = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true }.ConnectionString;
        _readers = new(Options().UseSqlite(_connectionString).Options);
    }

    public bool IsAlone => true;

    public EngineContext Read()
    {
        var context = _readers.CreateDbContext();
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }

    public async Task<EngineContext> WriteAsync(CancellationToken cancellationToken)
    {
        if (_writer is { State: not System.Data.ConnectionState.Open })
            await AbandonAsync();

        if (_writers is null)
        {
            _writer = new SqliteConnection(_connectionString);
            await _writer.OpenAsync(cancellationToken);
            await Pragmas.SetAsync(_writer, cancellationToken);
            _writers = new(Options().UseSqlite(_writer).Options);
        }

        var context = await _writers.CreateDbContextAsync(cancellationToken);
        context.Database.AutoSavepointsEnabled = false;
        return context;
    }

    public async Task AbandonAsync()
    {
        var writer = _writer;
        _writer = null;
        _writers = null;
        if (writer is not null)
            await writer.DisposeAsync();
    }

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(_connectionString).DataSource);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);

        // EF's own lock is a row that a killed start leaves behind for ever; a lock on a file dies with its process.
        await using var alone = await FileLock.TakeAsync(file + ".migrating", cancellationToken);
        await using var context = await _readers.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL; DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    public bool IsClash(Exception error) => error is DbUpdateConcurrencyException || Sqlite(error) is
    {
        SqliteExtendedErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE or SQLitePCL.raw.SQLITE_CONSTRAINT_PRIMARYKEY,
    };

    public async ValueTask DisposeAsync()
    {
        await AbandonAsync();
        using var forPool = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(forPool);
    }

    private static SqliteException? Sqlite(Exception error) => error as SqliteException ?? error.InnerException as SqliteException;

    private static DbContextOptionsBuilder<SqliteContext> Options() =>
        new DbContextOptionsBuilder<SqliteContext>().AddInterceptors(Pragmas.Instance);

    /// <summary>What SQLite asks to be said on every connection: a commit is on the disk, and a locked file is waited for.</summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        public static readonly Pragmas Instance = new();

        public static async Task SetAsync(DbConnection connection, CancellationToken cancellationToken)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000;";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
            SetAsync(connection, cancellationToken);

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000;";
            command.ExecuteNonQuery();
        }
    }
}
