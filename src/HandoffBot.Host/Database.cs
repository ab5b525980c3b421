using HandoffBot.Engine;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HandoffBot.Host;

/// <summary>Where everything is kept: a file, or a server.</summary>
internal sealed record Database(DatabaseProvider Provider, string ConnectionString)
{
    private const string ForSqlite = "For SQLite it is, for example, Data Source=/var/lib/handoffbot/handoffbot.db.";
    private const string ForPostgres = "For PostgreSQL it is, for example, Host=db.example.com;Database=handoffbot;Username=handoffbot;Password=….";

    /// <summary>As sentences name it, without secrets.</summary>
    public string Name => Provider == DatabaseProvider.Postgres && new NpgsqlConnectionStringBuilder(ConnectionString) is var server
        ? $"{server.Database} at {server.Host}:{server.Port}"
        : File;

    /// <summary>The file of an SQLite database.</summary>
    public string File => new SqliteConnectionStringBuilder(ConnectionString).DataSource;

    /// <summary>What the keys name; what cannot be used is said, and the usual file stands for it.</summary>
    public static Database From(IConfiguration configuration, List<string> mistakes)
    {
        var given = Text(configuration, "Database:ConnectionString");
        switch (Text(configuration, "Database:Provider")?.ToLowerInvariant())
        {
            case null or "sqlite":
                return InFile(given, mistakes);
            case "postgres":
                return OnServer(given, mistakes);
            case var other:
                mistakes.Add($"Database:Provider is '{other}'. It is sqlite (or left out) or postgres.");
                return Usual();
        }
    }

    /// <summary>
    /// A file of its own, beside the configured one or where the bot keeps its data: the playground's people and clock must never reach a
    /// real database.
    /// </summary>
    public Database ToPlayOn(string name)
    {
        var folder = Provider == DatabaseProvider.Sqlite ? Path.GetDirectoryName(Path.GetFullPath(File)) : null;
        return new(DatabaseProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder ?? HostFolders.Data, name) }.ConnectionString);
    }

    private static Database InFile(string? given, List<string> mistakes)
    {
        if (given is null)
            return Usual();

        try
        {
            var file = new SqliteConnectionStringBuilder(given);
            if (file.DataSource.Length > 0 && !file.DataSource.StartsWith(':') && file.Mode != SqliteOpenMode.Memory)
                return new(DatabaseProvider.Sqlite, file.ConnectionString);

            mistakes.Add($"Database:ConnectionString names no file, and what is kept only in memory is lost. {ForSqlite}");
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            mistakes.Add($"Database:ConnectionString cannot be read. {ForSqlite}");
        }

        return Usual();
    }

    private static Database OnServer(string? given, List<string> mistakes)
    {
        try
        {
            var server = new NpgsqlConnectionStringBuilder(given);
            if (!string.IsNullOrEmpty(server.Host) && !string.IsNullOrEmpty(server.Database))
                return new(DatabaseProvider.Postgres, server.ConnectionString);

            mistakes.Add($"Database:Provider is postgres, but Database:ConnectionString does not name a Host and a Database. {ForPostgres}");
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            mistakes.Add($"Database:ConnectionString cannot be read. {ForPostgres}");
        }

        return Usual();
    }

    private static Database Usual() =>
        new(DatabaseProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = Path.Combine(HostFolders.Data, "handoffbot.db") }.ConnectionString);

    private static string? Text(IConfiguration configuration, string key) =>
        string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key]!.Trim();
}
