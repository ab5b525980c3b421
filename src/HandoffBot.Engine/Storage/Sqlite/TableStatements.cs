using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>The statements that find and write rows of one table, made of the model and prepared once for a connection.</summary>
internal sealed class TableStatements : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string _table;
    private readonly RowColumn[] _columns;
    private readonly RowColumn[] _given;
    private readonly RowColumn[] _keys;
    private readonly RowColumn? _token;
    private readonly Dictionary<string, (RowColumn Column, Statement Statement)> _finds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (RowColumn Column, Statement Statement)> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, Statement> _updates = [];
    private Statement? _insert;

    public TableStatements(SqliteConnection connection, IEntityType type)
    {
        _connection = connection;
        _table = $"\"{type.GetTableName()}\"";
        _columns = [.. type.GetProperties().Select(RowColumn.Of)];
        _given = [.. _columns.Where(one => !one.IsDrawn)];
        _keys = [.. _columns.Where(one => one.Property.IsPrimaryKey())];
        _token = Array.Find(_columns, one => one.Property.IsConcurrencyToken);
        HasDrawnKey = _given.Length < _columns.Length;
        Rank = RankOf(type);
    }

    /// <summary>Rows of a lower rank are written first: those that others refer to.</summary>
    public int Rank { get; }

    /// <summary>Whether the database gives the rows their key.</summary>
    public bool HasDrawnKey { get; }

    public IReadOnlyList<TRow> Find<TRow, TKey>(string column, TKey key)
        where TRow : class
    {
        if (!_finds.TryGetValue(column, out var find))
            _finds[column] = find = Finding(column);

        ((RowColumn<TRow, TKey>)find.Column).Bind(find.Statement, 1, key);
        var rows = new List<TRow>();
        try
        {
            while (find.Statement.Step())
                rows.Add(Read<TRow>(find.Statement));
        }
        finally
        {
            find.Statement.Reset();
        }

        return rows;
    }

    public int Count<TRow, TKey>(string column, TKey key, int most)
        where TRow : class
    {
        if (!_counts.TryGetValue(column, out var count))
            _counts[column] = count = Counting(column);

        ((RowColumn<TRow, TKey>)count.Column).Bind(count.Statement, 1, key);
        count.Statement.Bind(2, most);
        try
        {
            return count.Statement.Step() ? (int)count.Statement.Number(0) : 0;
        }
        finally
        {
            count.Statement.Reset();
        }
    }

    public void Insert(object row)
    {
        _insert ??= new(_connection, $"INSERT INTO {_table} ({Names(_given)}) VALUES ({string.Join(", ", _given.Select(_ => "?"))})");
        for (var place = 0; place < _given.Length; place++)
            _given[place].Bind(_insert, place + 1, row);
        _insert.Run();
    }

    /// <summary>Writes what has changed; a row that was changed behind this command's back is not written.</summary>
    public void Update(EntityEntry entry)
    {
        var changed = 0UL;
        for (var column = 0; column < _columns.Length; column++)
        {
            if (entry.Property(_columns[column].Property).IsModified)
                changed |= 1UL << column;
        }

        if (!_updates.TryGetValue(changed, out var update))
            _updates[changed] = update = Updating([.. Of(changed)]);

        var place = 0;
        foreach (var column in Of(changed).Concat(_keys))
            column.Bind(update, ++place, entry.Entity);
        _token?.BindWas(update, ++place, entry);
        if (update.Run() == 0)
            throw new DbUpdateConcurrencyException($"A row of {entry.Metadata.GetTableName()} was changed meanwhile.");
    }

    public void Dispose()
    {
        _insert?.Dispose();
        foreach (var statement in _updates.Values.Concat(_finds.Values.Concat(_counts.Values).Select(one => one.Statement)))
            statement.Dispose();
    }

    private (RowColumn Column, Statement Statement) Finding(string name)
    {
        var column = Named(name);
        return (column, new(_connection, $"SELECT {Names(_columns)} FROM {_table} WHERE {column.Name} = ?"));
    }

    private (RowColumn Column, Statement Statement) Counting(string name)
    {
        var column = Named(name);
        return (column, new(_connection, $"SELECT count(*) FROM (SELECT 1 FROM {_table} WHERE {column.Name} = ? LIMIT ?)"));
    }

    private RowColumn Named(string name) => Array.Find(_columns, one => one.Property.Name == name)!;

    /// <remarks>Only what has changed: an index of other columns is left alone.</remarks>
    private Statement Updating(RowColumn[] changed) => new(
        _connection,
        $"UPDATE {_table} SET {string.Join(", ", changed.Select(one => $"{one.Name} = ?"))} WHERE "
            + string.Join(" AND ", _keys.Select(one => $"{one.Name} = ?").Concat(_token is { } token ? [$"{token.Name} IS ?"] : [])));

    private TRow Read<TRow>(Statement from)
        where TRow : class
    {
        var row = Activator.CreateInstance<TRow>();
        for (var column = 0; column < _columns.Length; column++)
            _columns[column].Read(from, column, row);
        return row;
    }

    private IEnumerable<RowColumn> Of(ulong mask) => _columns.Where((_, place) => (mask & (1UL << place)) != 0);

    private static int RankOf(IEntityType type) =>
        type.GetForeignKeys().Select(key => key.PrincipalEntityType).Where(one => one != type).Select(RankOf).DefaultIfEmpty(-1).Max() + 1;

    private static string Names(IEnumerable<RowColumn> columns) => string.Join(", ", columns.Select(one => one.Name));
}
