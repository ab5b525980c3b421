using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>One SQLite file: many readers and one writer.</summary>
internal sealed class SqliteStore : IStore, IAsyncDisposable
{
    private static readonly TimeSpan MigratedWithin = TimeSpan.FromMinutes(5);
    private readonly string _connectionString;
    private readonly SqliteReaders _readers;
    private readonly SqliteWriter _writer;
    private IAsyncDisposable? _held;

    public SqliteStore(string connectionString)
        : this(connectionString, TimeSpan.FromMilliseconds(50))
    {
    }

    /// <remarks>
    /// SQLite counts every byte it holds, under one lock for all connections, unless it is told not to before the first is opened. Whoever
    /// opened one earlier has it count: nothing else comes of it.
    /// </remarks>
    static SqliteStore()
    {
        SQLitePCL.Batteries_V2.Init();
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <param name="connectionString">Names the file.</param>
    /// <param name="heldFor">After so long a shared transaction is committed even when more commands wait.</param>
    public SqliteStore(string connectionString, TimeSpan heldFor)
    {
        _connectionString = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, Pooling = false }.ConnectionString;
        _readers = new(_connectionString);
        _writer = new(_connectionString, heldFor);
    }

    public bool IsAlone => true;

    /// <summary>A process that is being replaced gets so long to end.</summary>
    public TimeSpan HandedOverWithin { get; init; } = TimeSpan.FromSeconds(10);

    public Task<bool> ExistsAsync(CancellationToken cancellationToken) => Task.FromResult(File.Exists(Path.GetFullPath(new SqliteConnectionStringBuilder(_connectionString).DataSource)));

    public EngineContext Read() => _readers.Take();

    public Task<T> CommitAsync<T>(Func<EngineContext, Task<T>> work, CancellationToken cancellationToken) => _writer.CommitAsync(work, cancellationToken);

    public Task HoldAsync(CancellationToken cancellationToken) => UsableAsync(async file =>
        _held ??= await FileLock.TakeAsync(file + ".running", HandedOverWithin, cancellationToken)
            ?? throw new DatabaseUnusableException(
                $"Another HandoffBot already works on the database {file}. Stop it, or give this one its own with Database:ConnectionString."));

    public Task MigrateAsync(CancellationToken cancellationToken) => UsableAsync(async file =>
    {
        // EF's own lock is a row that a killed start leaves behind for ever; a lock on a file dies with its process.
        await using var alone = await FileLock.TakeAsync(file + ".migrating", MigratedWithin, cancellationToken)
            ?? throw new DatabaseUnusableException($"Another process has been changing the schema of the database {file} for minutes. Let it finish, then start again.");
        if (await IsUpToDateAsync(cancellationToken))
            return;

        await using var context = _readers.Take();
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    });

    public bool IsClash(Exception error) => error is DbUpdateConcurrencyException || Sqlite(error) is
    {
        SqliteExtendedErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE or SQLitePCL.raw.SQLITE_CONSTRAINT_PRIMARYKEY,
    };

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _readers.Dispose();
        if (_held is not null)
            await _held.DisposeAsync();
    }

    private async Task<bool> IsUpToDateAsync(CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL";
        await command.ExecuteNonQueryAsync(cancellationToken);
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        return await command.ExecuteScalarAsync(cancellationToken) is > 0L
            && await KnownMigrations.AreInAsync(connection, KnownMigrations.Sqlite, cancellationToken);
    }

    /// <summary>Runs a step of the start, and says what is wrong with the file rather than where it was noticed.</summary>
    private async Task UsableAsync(Func<string, Task> step)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(_connectionString).DataSource);
        try
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await step(file);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException || Sqlite(wrong) is not null)
        {
            throw new DatabaseUnusableException(WhyUnusable(file, wrong), wrong);
        }
    }

    private static string WhyUnusable(string file, Exception wrong) => Sqlite(wrong)?.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED =>
            $"The database {file} is locked by another program. Close that one, then start again.",
        SQLitePCL.raw.SQLITE_NOTADB => $"{file} is no SQLite database. Name another file with Database:ConnectionString.",
        _ => $"The database {file} cannot be used: {(Sqlite(wrong) ?? wrong).Message} Check that the bot may write there and that the disk has room, "
            + "or name another file with Database:ConnectionString.",
    };

    private static SqliteException? Sqlite(Exception error) => error as SqliteException ?? error.InnerException as SqliteException;
}
