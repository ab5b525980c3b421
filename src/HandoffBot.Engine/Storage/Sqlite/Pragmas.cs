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

    /// <summary>
    /// For the one that writes. What a savepoint may have to take back is remembered in memory, as long as a batch is; otherwise SQLite writes
    /// it into a temporary file, which is more than all that is committed. The pages that many commands change are copied from the log into
    /// the file once for many commits.
    /// </summary>
    public static void SetToWrite(SqliteConnection connection)
    {
        Set(connection);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4000;";
        command.ExecuteNonQuery();
    }
}
