using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>The two statements that write rows of one table, made of the model and prepared once for a connection.</summary>
internal sealed class TableStatements
{
    private readonly List<Column> _columns;
    private readonly List<Column> _keys;
    private readonly Column? _token;
    private readonly Statement _insert;
    private readonly Statement? _update;

    public TableStatements(SqliteConnection connection, IEntityType type)
    {
        var table = $"\"{type.GetTableName()}\"";
        var all = type.GetProperties().Where(one => !IsDrawn(one)).Select(one => new Column(one)).ToList();
        _keys = [.. all.Where(one => one.Property.IsPrimaryKey())];
        _columns = [.. all.Except(_keys)];
        _token = _columns.Find(one => one.Property.IsConcurrencyToken);
        _insert = new Statement(
            connection,
            $"INSERT INTO {table} ({Names(all)}) VALUES ({string.Join(", ", all.Select(one => one.Parameter))})",
            [.. all]);
        _update = _columns.Count == 0 ? null : new Statement(
            connection,
            $"UPDATE {table} SET {string.Join(", ", _columns.Select(one => $"{one.Name} = {one.Parameter}"))} WHERE "
                + string.Join(" AND ", _keys.Select(one => $"{one.Name} = {one.Parameter}").Concat(_token is { } token ? [$"{token.Name} IS {Column.Was}"] : [])),
            [.. all]);
    }

    /// <summary>Whether the database gives the rows their key, so that whoever adds one may ask for it.</summary>
    public static bool IsDrawn(IProperty property) => property.ValueGenerated == ValueGenerated.OnAdd && property.IsPrimaryKey();

    public void Insert(object row) => _insert.Run(row, null);

    /// <summary>Writes all its columns; a row that was changed behind this command's back is not written.</summary>
    public void Update(EntityEntry entry)
    {
        var was = _token is { } token ? token.Stored(entry.OriginalValues[token.Property]) : null;
        if (_update!.Run(entry.Entity, was ?? DBNull.Value) == 0)
            throw new DbUpdateConcurrencyException($"A row of {entry.Metadata.GetTableName()} was changed meanwhile.");
    }

    private static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(one => one.Name));

    /// <summary>A column, and how EF stores what the row has there.</summary>
    private sealed class Column(IProperty property)
    {
        public const string Was = "@was";
        private readonly IClrPropertyGetter _getter = property.GetGetter();
        private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public IProperty Property => property;

        public string Name { get; } = $"\"{property.GetColumnName()}\"";

        public string Parameter { get; } = $"@{property.Name}";

        public object Of(object row) => Stored(_getter.GetClrValue(row));

        public object Stored(object? value) => (value is null || _convert is null ? value : _convert(value)) ?? DBNull.Value;
    }

    private sealed class Statement
    {
        private readonly SqliteCommand _command;
        private readonly Column[] _columns;
        private readonly SqliteParameter[] _parameters;
        private readonly SqliteParameter? _was;

        public Statement(SqliteConnection connection, string text, Column[] columns)
        {
            _columns = columns;
            _command = connection.CreateCommand();
#pragma warning disable CA2100 // Made of the model's names alone.
            _command.CommandText = text;
#pragma warning restore CA2100
            _parameters = [.. columns.Select(one => _command.Parameters.AddWithValue(one.Parameter, DBNull.Value))];
            if (text.Contains(Column.Was, StringComparison.Ordinal))
                _was = _command.Parameters.AddWithValue(Column.Was, DBNull.Value);
        }

        public int Run(object row, object? was)
        {
            for (var place = 0; place < _columns.Length; place++)
                _parameters[place].Value = _columns[place].Of(row);
            if (_was is not null)
                _was.Value = was;
            return _command.ExecuteNonQuery();
        }
    }
}
