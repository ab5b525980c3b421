using HandoffBot.Core.Chat;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace HandoffBot.Engine.Storage.Postgres;

/// <summary>
/// One PostgreSQL database that several hosts may work on. Each command is a transaction of its own, many at once; what two of them decide
/// about is locked by the first (<see cref="EngineContext.LockHandoffsAsync"/>), and what no lock foresees is a clash that is decided again.
/// </summary>
internal sealed class PostgresStore : IStore, IAsyncDisposable
{
    private const int Again = 2;
    private readonly PostgresServer _server;
    private readonly PostgresPool _pool;
    private readonly PooledDbContextFactory<PostgresContext> _readers;
    private readonly PooledDbContextFactory<PostgresContext> _writers;

    public PostgresStore(string connectionString)
    {
        _server = new PostgresServer(connectionString);
        _pool = new PostgresPool(_server.ConnectionString);
        // A reader whose connection the server has closed in the meantime asks again on another one. A writer decides again as a whole.
        _readers = new(Options(_pool, npgsql => npgsql.ExecutionStrategy(reading => new OnNewConnections(reading, _pool, Again))));
        _writers = new(Options(_pool, _ => { }));
    }

    /// <summary>How long the server is asked what became of a COMMIT that it did not answer; a restart takes seconds.</summary>
    public TimeSpan AskedFor { get; init; } = TimeSpan.FromSeconds(10);

    public bool IsAlone => false;

    public async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        await using var context = await _readers.CreateDbContextAsync(cancellationToken);
        return await context.Database.CanConnectAsync(cancellationToken);
    }

    public EngineContext Read()
    {
        var context = _readers.CreateDbContext();
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }

    public async Task<T> CommitAsync<T>(Func<EngineContext, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var tried = new Tried<T>();
            try
            {
                return await OnceAsync(work, tried, cancellationToken);
            }
            catch (Exception error) when (PostgresServer.IsCutOff(error) ? tried.Commits || attempt <= Again : tried.Commits && PostgresServer.Said(error) is null)
            {
                // What a server that restarted has closed is of no use to the next try either.
                _pool.Clear();
                if (await WasKeptAsync(tried, error))
                    return tried.Result!;

                if (attempt > Again)
                    throw;
            }
        }
    }

    /// <summary>Nothing to keep others from: it only finds out whether the server can be used as it is.</summary>
    public Task HoldAsync(CancellationToken cancellationToken) => UsableAsync(async () =>
    {
        await using var connection = await _pool.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SHOW server_encoding", connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is string encoding and not "UTF8")
            throw new DatabaseUnusableException($"{_server} keeps its text as {encoding}, which not every name fits in. Create the database with ENCODING 'UTF8'.");
    });

    public Task MigrateAsync(CancellationToken cancellationToken) => UsableAsync(async () =>
    {
        await using var alone = await AdvisoryLock.TakeAsync(_pool, AdvisoryLock.Migrations, PostgresServer.MigratedWithin, cancellationToken)
            ?? throw new DatabaseUnusableException($"Another process has been changing the schema of {_server} for minutes. Let it finish, then start again.");
        if (await IsUpToDateAsync(cancellationToken))
            return;

        await using var context = await _writers.CreateDbContextAsync(cancellationToken);
        context.Database.SetCommandTimeout(PostgresServer.MigratedWithin);
        await context.Database.MigrateAsync(cancellationToken);
    });

    public bool IsClash(Exception error) => error is DbUpdateConcurrencyException || PostgresServer.Said(error) is
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
    };

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    /// <summary>Whether a command was kept whose connection is gone. Before COMMIT was said, and of one that wrote nothing, there is nothing to keep.</summary>
    /// <exception cref="UnknownOutcomeException">The server does not say.</exception>
    private async Task<bool> WasKeptAsync<T>(Tried<T> tried, Exception error)
    {
        if (!tried.Commits || tried.Transaction is not { } transaction)
            return tried.Commits;

        using var ends = new CancellationTokenSource(AskedFor);
        return await CommitFate.WasKeptAsync(_pool, transaction, ends.Token)
            ?? throw new UnknownOutcomeException("The connection to the database broke during COMMIT, and the server does not say what became of it.", error);
    }

    private async Task<T> OnceAsync<T>(Func<EngineContext, Task<T>> work, Tried<T> tried, CancellationToken cancellationToken)
    {
        await using var context = await _writers.CreateDbContextAsync(cancellationToken);
        context.Database.AutoSavepointsEnabled = false;
        context.Begin();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        tried.Result = await work(context);
        await context.OrderDeliveriesAsync();
        await context.SaveChangesAsync(CancellationToken.None);
        tried.Transaction = await CommitFate.IdOfAsync(context);
        tried.Commits = true;
        await transaction.CommitAsync(CancellationToken.None);
        return tried.Result;
    }

    private async Task<bool> IsUpToDateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _pool.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("""SELECT to_regclass('"__EFMigrationsHistory"') IS NOT NULL""", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true
            && await KnownMigrations.AreInAsync(connection, KnownMigrations.Postgres, cancellationToken);
    }

    /// <summary>Runs a step of the start.</summary>
    private async Task UsableAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception wrong) when (_server.WhyUnusable(wrong) is { } why)
        {
            throw new DatabaseUnusableException(why, wrong);
        }
    }

    private static DbContextOptions<PostgresContext> Options(PostgresPool pool, Action<NpgsqlDbContextOptionsBuilder> more) =>
        new DbContextOptionsBuilder<PostgresContext>().UseNpgsql(pool.ConnectionString, more).AddInterceptors(StorableText.Instance).Options;

    /// <summary>How far a command came.</summary>
    private sealed class Tried<T>
    {
        public T? Result { get; set; }

        /// <summary>By which the server knows it; null where nothing was written.</summary>
        public string? Transaction { get; set; }

        /// <summary>COMMIT was said.</summary>
        public bool Commits { get; set; }
    }

    /// <summary>Asks again when the connection is gone, and never on one from before.</summary>
    private sealed class OnNewConnections(ExecutionStrategyDependencies reading, PostgresPool pool, int again)
        : NpgsqlRetryingExecutionStrategy(reading, again, TimeSpan.FromMilliseconds(100), null)
    {
        protected override bool ShouldRetryOn(Exception? exception)
        {
            if (exception is null || !PostgresServer.IsCutOff(exception))
                return false;

            pool.Clear();
            return true;
        }
    }
}
