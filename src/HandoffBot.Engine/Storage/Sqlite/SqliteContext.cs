using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Internal;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>The database on SQLite: the class that its migrations belong to.</summary>
internal sealed class SqliteContext(DbContextOptions<SqliteContext> options) : EngineContext(options)
{
    private SqliteCommand? _directoryVersion;

    /// <summary>Takes the context back instead of its end; false when it is to end after all.</summary>
    public Func<SqliteContext, bool>? TakeBack { get; init; }

    /// <summary>For contexts that share a connection, which stays open. One command at a time works on it.</summary>
    public static DbContextOptions<SqliteContext> On(SqliteConnection connection) =>
        new DbContextOptionsBuilder<SqliteContext>().UseSqlite(connection).EnableThreadSafetyChecks(false).AddInterceptors(new KeptStatements()).Options;

    /// <summary>For one context, with a connection of its own that stays open.</summary>
    public static DbContextOptions<SqliteContext> At(string connectionString) =>
        new DbContextOptionsBuilder<SqliteContext>().UseSqlite(connectionString).AddInterceptors(new KeptStatements()).Options;

    protected override async ValueTask<string> ReadDirectoryVersionAsync()
    {
        // Asked for by everything that anybody says, so it is prepared, and lives as long as the connection.
        _directoryVersion ??= Prepared($"SELECT \"Value\" FROM \"Settings\" WHERE \"Name\" = '{DirectoryVersion}'");
        return await _directoryVersion.ExecuteScalarAsync() as string ?? "";
    }

    /// <summary>Those of the writer's connection; others leave what they ask and change to EF.</summary>
    public RowStatements? Rows { get; set; }

    public override ValueTask<IReadOnlyList<TRow>> HavingAsync<TRow, TKey>(ByColumn<TRow, TKey> question, TKey key) =>
        Rows is null ? base.HavingAsync(question, key) : new(Rows.Find<TRow, TKey>(question.Column, key, Model).Select(Known).ToList());

    public override ValueTask<int> CountAsync<TRow, TKey>(ByColumn<TRow, TKey> question, TKey key, int most) =>
        Rows is null ? base.CountAsync(question, key, most) : new(Rows.Count<TRow, TKey>(question.Column, key, most, Model));

    protected override async Task<int> WriteAsync(IReadOnlyList<object> appended, bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        if (Rows is null)
            return await base.WriteAsync(appended, acceptAllChangesOnSuccess, cancellationToken);

        try
        {
            var changed = ChangeTracker.Entries().Where(one => one.State != EntityState.Unchanged).ToList();
            if (!Rows.TryWrite(changed, appended, Model))
                return await base.WriteAsync(appended, acceptAllChangesOnSuccess, cancellationToken);

            if (acceptAllChangesOnSuccess)
                ChangeTracker.AcceptAllChanges();
            return changed.Count + appended.Count;
        }
        catch (SqliteException wrong)
        {
            throw new DbUpdateException($"What a command wrote was refused: {wrong.Message}", wrong);
        }
    }

    public override void Dispose()
    {
        if (TakeBack?.Invoke(this) != true)
            base.Dispose();
    }

    public override ValueTask DisposeAsync() => TakeBack?.Invoke(this) == true ? ValueTask.CompletedTask : base.DisposeAsync();

    /// <summary>What the command holds of a row already is what it goes on with.</summary>
    private TRow Known<TRow>(TRow found)
        where TRow : class
    {
#pragma warning disable EF1001 // The door that EF's own queries use: the public one looks for related rows first, which costs more than the query.
        var tracked = ((IDbContextDependencies)this).StateManager;
        var type = Model.FindEntityType(typeof(TRow))!;
        var key = type.FindPrimaryKey()!;
        if (tracked.TryGetEntry(key, [.. key.Properties.Select(one => one.GetGetter().GetClrValue(found))]) is { } held)
            return (TRow)held.Entity;

        tracked.StartTrackingFromQuery(type, found, Snapshot.Empty);
        return found;
#pragma warning restore EF1001
    }

    private SqliteCommand Prepared(string sql)
    {
        var command = ((SqliteConnection)Database.GetDbConnection()).CreateCommand();
#pragma warning disable CA2100 // Only constants come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Prepare();
        return command;
    }
}

/// <summary>Lets <c>dotnet ef</c> make the model without starting anything.</summary>
internal sealed class SqliteContextAtDesignTime : IDesignTimeDbContextFactory<SqliteContext>
{
    public SqliteContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteContext>().UseSqlite("Data Source=:memory:").Options);
}
