using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>What SQLite asks to be said on every connection: a commit is on the disk, and a locked file is waited for.</summary>
internal sealed class Pragmas : DbConnectionInterceptor
{
    private const string Said = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000;";

    public static readonly Pragmas Instance = new();

    public static async Task SetAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Said;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
        SetAsync(connection, cancellationToken);

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Said;
        command.ExecuteNonQuery();
    }
}
