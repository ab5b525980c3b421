using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>
/// Contexts for reading, each with a connection that it keeps: opening one, with all that SQLite and EF have to be told on it, costs as
/// much as several queries.
/// </summary>
internal sealed class SqliteReaders : IDisposable
{
    /// <summary>A connection holds pages in memory, so a rush leaves no more than these behind.</summary>
    private const int MostIdle = 8;
    private readonly string _connectionString;
    private readonly ConcurrentBag<SqliteContext> _idle = [];
    private volatile bool _ended;

    /// <param name="connectionString">Names the file.</param>
    public SqliteReaders(string connectionString) =>
        // Out of the provider's pool, which would open it anew for every context.
        _connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    /// <summary>A context that tracks nothing. It sees what was committed when each of its queries begins.</summary>
    public SqliteContext Take() => _idle.TryTake(out var idle) ? idle : Open();

    public void Dispose()
    {
        _ended = true;
        while (_idle.TryTake(out var one))
            one.Dispose();
    }

    private SqliteContext Open()
    {
        var context = new SqliteContext(SqliteContext.At(_connectionString)) { TakeBack = TakeBack };
        try
        {
            context.Database.OpenConnection();
            Pragmas.Set((SqliteConnection)context.Database.GetDbConnection());
            context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return context;
        }
        catch
        {
            // It is at rest nowhere, so it is not taken back.
            context.Dispose();
            throw;
        }
    }

    /// <summary>Of what somebody left half done nothing goes on to the next.</summary>
    private bool TakeBack(SqliteContext context)
    {
        if (_ended || _idle.Count >= MostIdle || !IsAtRest((SqliteConnection)context.Database.GetDbConnection()))
            return false;

        context.ChangeTracker.Clear();
        _idle.Add(context);
        if (_ended)
            Dispose();
        return true;
    }

    private static bool IsAtRest(SqliteConnection connection) =>
        connection.Handle is { IsInvalid: false, IsClosed: false } handle && SQLitePCL.raw.sqlite3_get_autocommit(handle) != 0;
}
