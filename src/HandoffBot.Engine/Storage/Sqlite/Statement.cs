using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>
/// One statement that stays prepared on its connection, spoken to without the layers of ADO.NET, whose commands, parameters and readers
/// cost several times what SQLite needs for a row. Places are counted as SQLite does: parameters from 1, columns from 0.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int Short = 256;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public Statement(SqliteConnection connection, string text)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, text, out _statement));
    }

    /// <summary>Runs what answers with no rows.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        Step();
        Reset();
        return raw.sqlite3_changes(_database);
    }

    /// <summary>To the next row; false when there is none. After an error it is ready to be run again.</summary>
    public bool Step()
    {
        switch (raw.sqlite3_step(_statement))
        {
            case raw.SQLITE_ROW:
                return true;
            case raw.SQLITE_DONE:
                return false;
            case var wrong:
                try
                {
                    SqliteException.ThrowExceptionForRC(wrong, _database);
                }
                finally
                {
                    Reset();
                }

                return false;
        }
    }

    /// <summary>Makes it ready to be run again. What it last failed with was thrown already.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    public void BindNull(int place) => Check(raw.sqlite3_bind_null(_statement, place));

    public void Bind(int place, long value) => Check(raw.sqlite3_bind_int64(_statement, place, value));

    public void Bind(int place, string value)
    {
        // No bytes at all would be taken for null.
        if (value.Length == 0)
        {
            Check(raw.sqlite3_bind_text(_statement, place, value));
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        byte[]? rented = null;
        var bytes = most <= Short ? stackalloc byte[Short] : rented = ArrayPool<byte>.Shared.Rent(most);
        Check(raw.sqlite3_bind_text(_statement, place, bytes[..Encoding.UTF8.GetBytes(value, bytes)]));
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>As text in capitals, which is how EF stores it.</summary>
    public void Bind(int place, Guid value)
    {
        Span<byte> bytes = stackalloc byte[36];
        value.TryFormat(bytes, out _);
        Ascii.ToUpperInPlace(bytes, out _);
        Check(raw.sqlite3_bind_text(_statement, place, bytes));
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column));

    public Guid Id(int column)
    {
        var text = raw.sqlite3_column_blob(_statement, column);
        return Utf8Parser.TryParse(text, out Guid id, out var read) && read == text.Length ? id : throw new FormatException("A stored id is none.");
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
