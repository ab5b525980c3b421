using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace HandoffBot.Engine.Tests;

/// <summary>A database of its own with a store and a seam on it, gone with the test.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private TestStore(TestDatabase database, TimeSpan? heldFor)
    {
        Database = database;
        Store = database.Store(heldFor);
        Seam = new CommitSeam(Store, Wake, NullLogger<CommitSeam>.Instance);
    }

    internal TestDatabase Database { get; }

    internal IStore Store { get; }

    internal Wake Wake { get; } = new();

    internal CommitSeam Seam { get; }

    /// <param name="heldFor">How long a shared transaction takes more commands; else as many as wait, however slow the machine is.</param>
    public static async Task<TestStore> OpenAsync(TimeSpan? heldFor = null)
    {
        var store = new TestStore(await TestDatabase.NewAsync(), heldFor);
        await store.Store.MigrateAsync(CancellationToken.None);
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
        await ((IAsyncDisposable)Store).DisposeAsync();
        await Database.DisposeAsync();
    }
}
