using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>The one connection on which everything is written. A queue of one: works wait for each other in the order they came.</summary>
internal sealed class SqliteWriter(string connectionString, IStore store) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqliteConnection? _connection;
    private PooledDbContextFactory<SqliteContext>? _contexts;

    public async Task<T> CommitAsync<T>(Func<EngineContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await InTransactionAsync(work);
        }
        catch (Exception error) when (!store.IsClash(error))
        {
            // A full disk was seen to end the transaction behind our back: start over on a new connection.
            await AbandonAsync();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await AbandonAsync();
        _turn.Dispose();
    }

    private async Task<T> InTransactionAsync<T>(Func<EngineContext, Task<T>> work)
    {
        await using var context = await ContextAsync();
        // Immediate: the right to write is taken at the start, so a command cannot lose it half way.
        await using var transaction = await context.Database.BeginTransactionAsync(CancellationToken.None);
        var result = await work(context);
        await context.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    private async Task<EngineContext> ContextAsync()
    {
        if (_connection is { State: not System.Data.ConnectionState.Open })
            await AbandonAsync();

        if (_contexts is null)
        {
            _connection = new SqliteConnection(connectionString);
            await _connection.OpenAsync(CancellationToken.None);
            await Pragmas.SetAsync(_connection, CancellationToken.None);
            _contexts = new(new DbContextOptionsBuilder<SqliteContext>().UseSqlite(_connection).Options);
        }

        var context = await _contexts.CreateDbContextAsync(CancellationToken.None);
        context.Database.AutoSavepointsEnabled = false;
        return context;
    }

    private async Task AbandonAsync()
    {
        var connection = _connection;
        _connection = null;
        _contexts = null;
        if (connection is not null)
            await connection.DisposeAsync();
    }
}
