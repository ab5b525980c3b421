using Microsoft.Data.Sqlite;

namespace HandoffBot.Benchmarks.Preparing;

/// <summary>
/// Makes many handoffs of one: each table's rows are copied by one statement, whatever columns it has, with the number, the client and the
/// ids changed. A million take seconds.
/// </summary>
internal sealed class Copies : IAsyncDisposable
{
    private readonly SqliteConnection _connection;

    private Copies(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens a copy of the template.</summary>
    public static async Task<Copies> OpenAsync(Prepared prepared, string database)
    {
        File.Copy(prepared.Database, database);
        var copies = await OpenAsync(database);
        await copies.SetClockAsync(0);
        return copies;
    }

    /// <summary>Opens a database that nobody uses any more.</summary>
    public static async Task<Copies> OpenAsync(string database)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        var copies = new Copies(connection);

        // Nothing is lost that could not be made again.
        await copies.DoAsync("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;");
        return copies;
    }

    /// <summary>Drafts, ready to be submitted, with their clock and their history.</summary>
    public Task DraftsAsync(int template, int first, int count) => CopyAsync(template, first, count, withClient: false);

    /// <summary>Handoffs that wait for an answer, with client, clock, history and cards; nothing of them is left to be sent.</summary>
    /// <param name="due">When their clocks fire, where that is not when the template's does.</param>
    public Task WaitingAsync(int template, int first, int count, long? due = null) => CopyAsync(template, first, count, withClient: true, due);

    /// <summary>Sets how far business now is ahead of the system's time, for whoever opens the database next.</summary>
    public Task SetClockAsync(long aheadMilliseconds) =>
        DoAsync($"INSERT OR REPLACE INTO \"Settings\" (\"Name\", \"Value\") VALUES ('business-clock-offset-ms', '{aheadMilliseconds}')");

    public async Task DoAsync(string sql)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        // The bot makes no statistics, so none are made for it: those of tables before they were filled would mislead it.
        await DoAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        await _connection.DisposeAsync();
    }

    private async Task CopyAsync(int template, int first, int count, bool withClient, long? due = null)
    {
        var name = $"'{Workshop.ClientName} ' || n.i";
        var client = withClient ? Id('c') : "NULL";
        await DoAsync("BEGIN");
        if (withClient)
        {
            var own = $"t.\"Id\" = (SELECT \"Client\" FROM \"Handoffs\" WHERE \"Number\" = {template})";
            await IntoAsync("Clients", own, first, count, new() { ["Id"] = Id('c'), ["Name"] = name, ["Folded"] = $"lower({name})" });
        }

        await IntoAsync("Handoffs", $"t.\"Number\" = {template}", first, count, new()
        {
            ["Number"] = "n.i", ["Client"] = client, ["ClientFolded"] = $"lower({name})",
            ["State"] = $"replace(t.\"State\", '{Workshop.ClientName}', {name})",
        });
        var ofIt = $"t.\"Handoff\" = {template}";
        await IntoAsync("Timeline", ofIt, first, count, new() { ["Id"] = null, ["Handoff"] = "n.i", ["Client"] = client });
        await IntoAsync("Clocks", ofIt, first, count, new()
        {
            ["Id"] = $"CASE WHEN t.\"EndedAt\" IS NULL THEN {Id('a')} ELSE {Id('b')} END",
            ["Handoff"] = "n.i",
            ["NextFireAt"] = due is { } at ? $"CASE WHEN t.\"EndedAt\" IS NULL THEN {at} END" : "t.\"NextFireAt\"",
        });
        if (withClient)
            await IntoAsync("Cards", ofIt, first, count, new() { ["Handoff"] = "n.i", ["Message"] = "t.\"Message\" || n.i" });
        await DoAsync($"UPDATE \"Counters\" SET \"Next\" = {first + count} WHERE \"Name\" = 'handoff'");
        await DoAsync("COMMIT");
    }

    /// <summary>Copies rows, once for each number.</summary>
    /// <param name="changed">Expressions by column; null leaves the column out, so that the database gives it.</param>
    public async Task IntoAsync(string table, string which, int first, int count, Dictionary<string, string?> changed)
    {
        var columns = (await ColumnsAsync(table)).Where(column => !changed.TryGetValue(column, out var given) || given is not null).ToList();
        var values = columns.Select(column => changed.GetValueOrDefault(column) ?? $"t.\"{column}\"");
        await DoAsync(
            $"""
            WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {first + count - 1})
            INSERT INTO "{table}" ({string.Join(", ", columns.Select(column => $"\"{column}\""))})
            SELECT {string.Join(", ", values)} FROM n, (SELECT * FROM "{table}" t WHERE {which}) t
            """);
    }

    private async Task<List<string>> ColumnsAsync(string table)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<string>();
        while (await reader.ReadAsync())
            columns.Add(reader.GetString(0));
        return columns;
    }

    /// <summary>An id that follows from the number, of a sort.</summary>
    private static string Id(char sort) => $"printf('00000000-0000-7000-8000-{char.ToUpperInvariant(sort)}%011d', n.i)";
}
