using Microsoft.Data.Sqlite;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>What SQLite asks to be said on every connection: a commit is on the disk, and a locked file is waited for.</summary>
internal static class Pragmas
{
    public static void Set(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000;";
        command.ExecuteNonQuery();
    }
}
