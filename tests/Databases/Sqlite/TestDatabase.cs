using HandoffBot.Engine;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Sqlite;

namespace HandoffBot.Tests;

/// <summary>A database of a test's own: an SQLite file, gone with the test.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("handoffbot-").FullName;

    private TestDatabase()
    {
    }

    public string File => Path.Combine(_folder, "test.db");

    public static DatabaseProvider Provider { get; } = DatabaseProvider.Sqlite;

    public string ConnectionString => $"Data Source={File}";

    public static Task<TestDatabase> NewAsync() => Task.FromResult(new TestDatabase());

    /// <summary>Without even a schema.</summary>
    public static Task<TestDatabase> EmptyAsync() => NewAsync();

    /// <param name="heldFor">How long a shared transaction takes more commands; else as many as wait, however slow the machine is.</param>
    public IStore Store(TimeSpan? heldFor = null) => new SqliteStore(ConnectionString, heldFor ?? TimeSpan.MaxValue);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
