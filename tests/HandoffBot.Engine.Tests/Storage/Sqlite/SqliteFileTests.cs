using HandoffBot.Engine.Storage.Sqlite;
using HandoffBot.Tests;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Storage.Sqlite;

/// <summary>What only a file can do wrong.</summary>
public sealed class SqliteFileTests
{
    [Fact]
    public async Task A_second_process_is_refused_the_database_until_the_first_has_ended()
    {
        await using var store = await TestStore.OpenAsync();
        await using var first = new SqliteStore($"Data Source={store.Database.File}");
        await using var second = new SqliteStore($"Data Source={store.Database.File}") { HandedOverWithin = TimeSpan.Zero };
        await first.HoldAsync(CancellationToken.None);

        var refused = await Assert.ThrowsAsync<DatabaseUnusableException>(() => second.HoldAsync(CancellationToken.None));
        await first.DisposeAsync();
        await second.HoldAsync(CancellationToken.None);

        Assert.Contains("Another HandoffBot", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_can_never_be_had_is_not_waited_for()
    {
        await using var store = await TestStore.OpenAsync();
        var impossible = Path.Combine(Path.GetDirectoryName(store.Database.File)!, new string('x', 300));

        await Assert.ThrowsAnyAsync<IOException>(
            () => FileLock.TakeAsync(impossible, TimeSpan.FromMinutes(5), CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData("", "cannot be used")]
    [InlineData("/below-a-file.db", "cannot be used")]
    public async Task A_file_that_is_no_database_is_named_with_what_to_do(string below, string says)
    {
        await using var store = await TestStore.OpenAsync();
        var text = store.Database.File + ".txt";
        await System.IO.File.WriteAllTextAsync(text, string.Concat(Enumerable.Repeat("This is a letter and no database. ", 100)));
        await using var wrong = new SqliteStore($"Data Source={text}{below}");

        var refused = await Assert.ThrowsAsync<DatabaseUnusableException>(() => wrong.MigrateAsync(CancellationToken.None));

        Assert.Contains(below.Length > 0 ? says : "is no SQLite database", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Database:ConnectionString", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_a_killed_start_left_behind_stops_nobody()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using var store = new SqliteStore(database.ConnectionString);
        await using (var context = store.Read())
        {
            await context.Database.ExecuteSqlRawAsync("""CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL)""");
            await context.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-22')""");
        }

        await store.MigrateAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

        await using var migrated = store.Read();
        Assert.Equal(0, await migrated.Handoffs.CountAsync());
    }

    [Fact]
    public async Task The_file_is_written_ahead_and_a_commit_is_on_the_disk()
    {
        await using var store = await TestStore.OpenAsync();
        var (journal, synchronous, foreignKeys) = await store.Seam.RunAsync(
            async context => (
                await context.Database.SqlQueryRaw<string>("""SELECT journal_mode AS "Value" FROM pragma_journal_mode""").SingleAsync(),
                await context.Database.SqlQueryRaw<int>("""SELECT synchronous AS "Value" FROM pragma_synchronous""").SingleAsync(),
                await context.Database.SqlQueryRaw<int>("""SELECT foreign_keys AS "Value" FROM pragma_foreign_keys""").SingleAsync()),
            CancellationToken.None);

        Assert.Equal(("wal", 2, 1), (journal, synchronous, foreignKeys));
    }
}
