using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Engine.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace HandoffBot.Engine.Tests;

/// <summary>A database in a file of its own, migrated from empty, gone with the test.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("handoffbot-").FullName;

    private TestStore(TimeSpan heldFor)
    {
        File = Path.Combine(_folder, "test.db");
        Sqlite = new SqliteStore($"Data Source={File}", heldFor);
        Seam = new CommitSeam(Sqlite, Wake, NullLogger<CommitSeam>.Instance);
    }

    public string File { get; }

    internal SqliteStore Sqlite { get; }

    internal Wake Wake { get; } = new();

    internal CommitSeam Seam { get; }

    /// <param name="heldFor">How long a shared transaction takes more commands; else as many as wait, however slow the machine is.</param>
    public static async Task<TestStore> OpenAsync(TimeSpan? heldFor = null)
    {
        var store = new TestStore(heldFor ?? TimeSpan.MaxValue);
        await store.Sqlite.MigrateAsync(CancellationToken.None);
        return store;
    }

    internal Task WriteAsync(Action<EngineContext> change) => Seam.RunAsync(
        context =>
        {
            change(context);
            return Task.CompletedTask;
        },
        CancellationToken.None);

    internal static PersonRow Person(string name = "Ana") => new()
    {
        Id = Guid.CreateVersion7(), Name = name, Email = $"{name.ToLowerInvariant()}@example.com", CreatedAt = Instant.FromUnixTimeSeconds(0),
    };

    internal static PlaybookVersionRow Playbook() => new() { Key = "p", Version = "v", File = "p.yml", Text = "" };

    internal static ClientRow Client(PersonRow owner, string name = "Acme") => new()
    {
        Id = Guid.CreateVersion7(), Name = name, Folded = Core.Clients.Client.Fold(name), Owner = owner.Id,
    };

    internal static HandoffRow Handoff(int number, PersonRow sender, HandoffStatus status, ClientRow? client = null) => new()
    {
        Number = number, Playbook = "p", PlaybookVersion = "v", Status = status, Sender = sender.Id, SendingTeam = "sales",
        ReceivingTeam = "onboarding", Client = client?.Id, State = StorageJson.Write(new StoredHandoff()),
    };

    public async ValueTask DisposeAsync()
    {
        await Sqlite.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
