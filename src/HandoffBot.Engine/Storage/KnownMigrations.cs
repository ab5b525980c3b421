using System.Data.Common;
using System.Reflection;

namespace HandoffBot.Engine.Storage;

/// <summary>
/// The migrations that this program has, as the build lists their files: asking the database whether it has had them all takes a
/// millisecond, where loading what could carry them out takes a good part of a start.
/// </summary>
internal static class KnownMigrations
{
    public static IReadOnlyList<string> Sqlite { get; } = Of("SqliteMigrations");

    public static IReadOnlyList<string> Postgres { get; } = Of("PostgresMigrations");

    /// <summary>
    /// Whether each of them is in the history, into which a migration writes itself in its own transaction. What a newer program has added
    /// to it is left alone, as it is by whatever carries migrations out.
    /// </summary>
    /// <param name="connection">Open, to a database that has a history.</param>
    public static async Task<bool> AreInAsync(DbConnection connection, IReadOnlyList<string> known, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT "MigrationId" FROM "__EFMigrationsHistory" """;
        var had = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            had.Add(reader.GetString(0));
        return known.All(had.Contains);
    }

    private static string[] Of(string key) => typeof(KnownMigrations).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(one => one.Key == key).Value!.Split(';');
}
