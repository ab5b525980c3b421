using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Storage.Sqlite;

/// <summary>The ways in which SQLite was seen to give up a statement, a transaction or a commit.</summary>
internal enum Spoiling
{
    /// <summary>The disk is full; SQLite takes back the statement and goes on.</summary>
    FullForOneStatement,

    /// <summary>The disk is full, and SQLite takes back the whole transaction, released savepoints included.</summary>
    FullForAll,

    /// <summary>The transaction is gone in the middle, and the command fails.</summary>
    Gone,

    /// <summary>The transaction is gone in the middle, and the command goes on as if it were not.</summary>
    GoneUnnoticed,

    /// <summary>COMMIT fails and leaves the transaction open.</summary>
    CommitRefused,

    /// <summary>COMMIT fails and is a rollback.</summary>
    CommitTurnedAround,
}

/// <summary>Commands that do it, again each time they run.</summary>
internal static class SpoilingCommands
{
    private const string OneRow = """INSERT INTO "Settings" VALUES ('big', hex(zeroblob(500000)))""";
    private const string ManyRows =
        """INSERT INTO "Settings" SELECT 'big' || value, hex(zeroblob(500000)) FROM json_each('[1, 2]')""";

    public static async Task RunAsync(this Spoiling how, EngineContext context)
    {
        context.Add(new SettingRow { Name = $"{how}", Value = "" });
        await context.SaveChangesAsync();
        switch (how)
        {
            case Spoiling.FullForOneStatement:
                await FillAsync(context, ManyRows, survives: true);
                break;
            case Spoiling.FullForAll:
                await FillAsync(context, OneRow, survives: false);
                break;
            case Spoiling.Gone:
                await context.Database.ExecuteSqlRawAsync("ROLLBACK");
                throw new InvalidOperationException("The transaction is gone.");
            case Spoiling.GoneUnnoticed:
                await context.Database.ExecuteSqlRawAsync("ROLLBACK");
                context.Add(new SettingRow { Name = "outside of any transaction", Value = "" });
                break;
            case Spoiling.CommitRefused:
                await context.Database.ExecuteSqlRawAsync("PRAGMA defer_foreign_keys = ON");
                context.Add(new AccountRow { Workspace = "T1", Account = "U1", Person = Guid.CreateVersion7() });
                break;
            default:
                SQLitePCL.raw.sqlite3_commit_hook(Connection(context).Handle, _ => 1, null);
                break;
        }
    }

    /// <summary>No page more than there are: the disk is full, as far as this connection goes.</summary>
    private static async Task FillAsync(EngineContext context, string sql, bool survives)
    {
        await context.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1");
        try
        {
            var full = await Assert.ThrowsAsync<SqliteException>(() => context.Database.ExecuteSqlRawAsync(sql));
            Assert.Equal(SQLitePCL.raw.SQLITE_FULL, full.SqliteErrorCode);
            Assert.Equal(survives ? 0 : 1, SQLitePCL.raw.sqlite3_get_autocommit(Connection(context).Handle));
            throw full;
        }
        finally
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1073741823");
        }
    }

    private static SqliteConnection Connection(EngineContext context) => (SqliteConnection)context.Database.GetDbConnection();
}
