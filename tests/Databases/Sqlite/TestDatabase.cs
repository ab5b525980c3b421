using HandoffBot.Engine;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Sqlite;

namespace HandoffBot.Tests;

/// <summary>A database of a test's own: an SQLite file, gone with the test.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Template = new(TemplateAsync);
    private readonly string _folder = Directory.CreateTempSubdirectory("handoffbot-").FullName;

    private TestDatabase()
    {
    }

    public string File => Path.Combine(_folder, "test.db");

    public static DatabaseProvider Provider { get; } = DatabaseProvider.Sqlite;

    public string ConnectionString => $"Data Source={File}";

    /// <summary>With the present schema, copied from one that was migrated.</summary>
    public static async Task<TestDatabase> NewAsync()
    {
        var template = await Template.Value;
        var database = new TestDatabase();
        System.IO.File.Copy(template, database.File);
        return database;
    }

    /// <summary>Without even a schema.</summary>
    public static Task<TestDatabase> EmptyAsync() => Task.FromResult(new TestDatabase());

    /// <param name="heldFor">How long a shared transaction takes more commands; else as many as wait, however slow the machine is.</param>
    public IStore Store(TimeSpan? heldFor = null) => new SqliteStore(ConnectionString, heldFor ?? TimeSpan.MaxValue);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<string> TemplateAsync()
    {
        var template = new TestDatabase();
        await using (var store = (SqliteStore)template.Store())
            await store.MigrateAsync(CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(template._folder, recursive: true);
        return template.File;
    }
}
