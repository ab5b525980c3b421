using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>
/// Writes what a command added and changed, row by row, with statements that stay prepared. EF puts a batch together anew each time, which
/// costs several times what SQLite needs for it, and its gain, fewer round trips, is none in one's own process.
/// </summary>
internal sealed class RowStatements(SqliteConnection connection)
{
    private readonly Dictionary<IEntityType, TableStatements> _tables = [];
    private readonly Dictionary<IEntityType, int> _ranks = [];

    /// <returns>False when it is something that is left to EF, which is then to write all of it.</returns>
    public bool TryWrite(IReadOnlyList<EntityEntry> changed, IEnumerable<object> appended, IModel model)
    {
        foreach (var row in appended)
            Of(model.FindEntityType(row.GetType())!).Insert(row);

        if (!changed.All(IsPlain))
            return false;

        // Parents first, as foreign keys ask for.
        foreach (var entry in changed.OrderBy(one => RankOf(one.Metadata)))
        {
            if (entry.State == EntityState.Added)
                Of(entry.Metadata).Insert(entry.Entity);
            else
                Of(entry.Metadata).Update(entry);
        }

        return true;
    }

    private static bool IsPlain(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified && !entry.Metadata.GetProperties().Any(TableStatements.IsDrawn);

    private TableStatements Of(IEntityType type) =>
        _tables.TryGetValue(type, out var known) ? known : _tables[type] = new TableStatements(connection, type);

    private int RankOf(IEntityType type) => _ranks.TryGetValue(type, out var known)
        ? known
        : _ranks[type] = type.GetForeignKeys().Select(key => key.PrincipalEntityType).Where(one => one != type).Select(RankOf).DefaultIfEmpty(-1).Max() + 1;
}
