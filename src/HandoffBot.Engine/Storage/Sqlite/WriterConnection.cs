using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>The connection on which everything is written, kept open, its one transaction, and the pooled contexts that work in it.</summary>
internal sealed class WriterConnection(string connectionString) : IDisposable
{
    // Out of the pool, so that closing it ends whatever is left of a transaction.
    private readonly string _connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
    private readonly Dictionary<string, Statement> _statements = [];
    private SqliteConnection? _connection;
    private RowStatements? _rows;
    private PooledDbContextFactory<SqliteContext>? _contexts;

    /// <summary>What SQLite itself says: some errors, a full disk among them, end a transaction together with what was released into it.</summary>
    public bool IsInTransaction =>
        _connection?.Handle is { IsInvalid: false, IsClosed: false } handle && SQLitePCL.raw.sqlite3_get_autocommit(handle) == 0;

    /// <summary>Immediate: the right to write is taken at the start, so that no command can lose it half way.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (_connection is null)
            await OpenAsync(cancellationToken);
        Execute("BEGIN IMMEDIATE");
    }

    /// <summary>Whoever goes on after an error that ended the transaction would write outside of any.</summary>
    public void MustBeInTransaction()
    {
        if (!IsInTransaction)
            throw new InvalidOperationException("The transaction ended inside a command, which went on as if nothing had happened.");
    }

    public void Commit() => Execute("COMMIT");

    public void Save() => Execute("SAVEPOINT command");

    public void Release() => Execute("RELEASE command");

    /// <summary>Nothing is left of the transaction, and another has begun.</summary>
    public void BeginAnew()
    {
        Execute("ROLLBACK");
        Execute("BEGIN IMMEDIATE");
    }

    public void RollBackToSave()
    {
        Execute("ROLLBACK TO command");
        Execute("RELEASE command");
    }

    /// <summary>A fresh context in the transaction that is open. It begins none of its own.</summary>
    public EngineContext Context()
    {
        var context = _contexts!.CreateDbContext();
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        context.Rows = _rows;
        return context.Begin();
    }

    /// <summary>Ends the transaction, if there is one, by giving up the connection, which may not have survived what ended the work.</summary>
    public void Abandon()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
        _rows?.Dispose();
        _connection?.Dispose();
        _connection = null;
        _contexts = null;
    }

    public void Dispose() => Abandon();

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        _connection = new SqliteConnection(_connectionString);
        await _connection.OpenAsync(cancellationToken);
        Pragmas.SetToWrite(_connection);
        _rows = new(_connection);
        _contexts = new(SqliteContext.On(_connection));
    }

    private void Execute(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements[sql] = statement = new(_connection!, sql);
        statement.Run();
    }
}
