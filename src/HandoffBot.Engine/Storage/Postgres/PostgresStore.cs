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
    private readonly NpgsqlDataSource _source;
    private readonly PooledDbContextFactory<PostgresContext> _readers;
    private readonly PooledDbContextFactory<PostgresContext> _writers;

    public PostgresStore(string connectionString)
    {
        _server = new PostgresServer(connectionString);
        _source = NpgsqlDataSource.Create(_server.ConnectionString);
        // A reader whose connection the server has closed in the meantime asks again on another one. A writer decides again as a whole.
        _readers = new(Options(_source, npgsql => npgsql.ExecutionStrategy(reading => new OnNewConnections(reading, _source, Again))));
        _writers = new(Options(_source, _ => { }));
    }

    public bool IsAlone => false;

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
            var commits = false;
            try
            {
                return await OnceAsync(work, () => commits = true, cancellationToken);
            }
            catch (Exception error) when (!commits && attempt <= Again && PostgresServer.IsCutOff(error))
            {
                // Nothing was kept, since COMMIT was not said. What a server that restarted has closed is of no use to the next try either.
                _source.Clear();
            }
        }
    }

    /// <summary>Nothing to keep others from: it only finds out whether the server can be used as it is.</summary>
    public Task HoldAsync(CancellationToken cancellationToken) => UsableAsync(async () =>
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SHOW server_encoding", connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is string encoding and not "UTF8")
            throw new DatabaseUnusableException($"{_server} keeps its text as {encoding}, which not every name fits in. Create the database with ENCODING 'UTF8'.");
    });

    public Task MigrateAsync(CancellationToken cancellationToken) => UsableAsync(async () =>
    {
        await using var alone = await AdvisoryLock.TakeAsync(_source, AdvisoryLock.Migrations, PostgresServer.MigratedWithin, cancellationToken)
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

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<T> OnceAsync<T>(Func<EngineContext, Task<T>> work, Action commits, CancellationToken cancellationToken)
    {
        await using var context = await _writers.CreateDbContextAsync(cancellationToken);
        context.Database.AutoSavepointsEnabled = false;
        context.Begin();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var result = await work(context);
        await context.OrderDeliveriesAsync();
        await context.SaveChangesAsync(CancellationToken.None);
        commits();
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    private async Task<bool> IsUpToDateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
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

    private static DbContextOptions<PostgresContext> Options(NpgsqlDataSource source, Action<NpgsqlDbContextOptionsBuilder> more) =>
        new DbContextOptionsBuilder<PostgresContext>().UseNpgsql(source, more).AddInterceptors(StorableText.Instance).Options;

    /// <summary>Asks again when the connection is gone, and never on one from before.</summary>
    private sealed class OnNewConnections(ExecutionStrategyDependencies reading, NpgsqlDataSource source, int again)
        : NpgsqlRetryingExecutionStrategy(reading, again, TimeSpan.FromMilliseconds(100), null)
    {
        protected override bool ShouldRetryOn(Exception? exception)
        {
            if (exception is null || !PostgresServer.IsCutOff(exception))
                return false;

            source.Clear();
            return true;
        }
    }
}
