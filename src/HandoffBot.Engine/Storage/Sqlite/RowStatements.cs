using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>
/// Finds rows by one column and writes what a command added and changed, row by row, with statements that stay prepared. EF puts a query's
/// reader and a batch of changes together anew each time, which costs several times what SQLite needs for it.
/// </summary>
internal sealed class RowStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<Type, TableStatements> _tables = [];

    public IReadOnlyList<TRow> Find<TRow, TKey>(string column, TKey key, IModel model)
        where TRow : class => Of(typeof(TRow), model).Find<TRow, TKey>(column, key);

    public int Count<TRow, TKey>(string column, TKey key, int most, IModel model)
        where TRow : class => Of(typeof(TRow), model).Count<TRow, TKey>(column, key, most);

    /// <returns>False when there is something among it that is left to EF, which is then to write all of it.</returns>
    public bool TryWrite(IReadOnlyList<EntityEntry> changed, IReadOnlyList<object> appended, IModel model)
    {
        if (!changed.All(one => IsPlain(one, model)))
            return false;

        // Parents first, as foreign keys ask for.
        foreach (var (table, row, entry) in changed.Select(one => (Of(one.Metadata.ClrType, model), one.Entity, (EntityEntry?)one))
            .Concat(appended.Select(row => (Of(row.GetType(), model), row, (EntityEntry?)null))).OrderBy(one => one.Item1.Rank))
        {
            if (entry is { State: EntityState.Modified })
                table.Update(entry);
            else
                table.Insert(row);
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var table in _tables.Values)
            table.Dispose();
        _tables.Clear();
    }

    private bool IsPlain(EntityEntry entry, IModel model) =>
        entry.State is EntityState.Added or EntityState.Modified && !Of(entry.Metadata.ClrType, model).HasDrawnKey;

    private TableStatements Of(Type row, IModel model) =>
        _tables.TryGetValue(row, out var known) ? known : _tables[row] = new TableStatements(connection, model.FindEntityType(row)!);
}
