using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace HandoffBot.Engine.Tests.Storage;

public sealed class MigrationTests
{
    [Fact]
    public async Task An_empty_database_becomes_the_present_schema()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using var store = new OwnedStore(database);
        await store.It.MigrateAsync(CancellationToken.None);
        await using var context = store.It.Read();

        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        Assert.False(context.Database.HasPendingModelChanges(), "run: tests/migrations.sh add NAME");
        Assert.Equal(0, await context.Handoffs.CountAsync());
    }

    [Fact]
    public async Task Two_that_start_at_once_both_find_the_schema()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using var first = new OwnedStore(database);
        await using var second = new OwnedStore(database);

        await Task.WhenAll(
            Task.Run(() => first.It.MigrateAsync(CancellationToken.None)),
            Task.Run(() => second.It.MigrateAsync(CancellationToken.None)));

        await using var context = second.It.Read();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
    }

    /// <summary>A start asks no more than which of these the database has had.</summary>
    [Fact]
    public async Task The_migrations_that_a_start_looks_for_are_all_that_there_are()
    {
        await using var store = await TestStore.OpenAsync();
        await using var context = store.Store.Read();
        var known = TestDatabase.Provider == DatabaseProvider.Postgres ? KnownMigrations.Postgres : KnownMigrations.Sqlite;

        Assert.Equal(context.Database.GetMigrations().Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_a_newer_version_has_changed_is_left_alone()
    {
        await using var store = await TestStore.OpenAsync();
        await using var context = store.Store.Read();
        await context.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Later', '10.0.11')""");

        await store.Store.MigrateAsync(CancellationToken.None);

        Assert.Contains("99990101000000_Later", await context.Database.GetAppliedMigrationsAsync());
    }

    /// <summary>One that ended half way has not written itself into the history, however much of it the database kept.</summary>
    [Fact]
    public async Task A_migration_that_is_missing_from_the_history_is_carried_out()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using var store = new OwnedStore(database);
        await using (var before = store.It.Read())
            await before.Database.ExecuteSqlRawAsync("""CREATE TABLE "__EFMigrationsHistory" ("MigrationId" varchar(150) PRIMARY KEY, "ProductVersion" varchar(32) NOT NULL)""");

        await store.It.MigrateAsync(CancellationToken.None);

        await using var context = store.It.Read();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        Assert.Equal(0, await context.Handoffs.CountAsync());
    }

    [Fact]
    public async Task Who_has_a_handoff_in_hand_is_known_of_those_that_were_there_before()
    {
        await using var store = await TestStore.OpenAsync();
        var (ana, kim, olu) = (TestStore.Person(), TestStore.Person("Kim"), TestStore.Person("Olu"));
        var proposal = new StoredProposal(kim.Id, "it is their turn");
        HandoffRow Held(int number, HandoffStatus status, StoredHandoff state)
        {
            var row = TestStore.Handoff(number, ana, status);
            row.State = StorageJson.Write(state);
            return row;
        }

        await store.WriteAsync(db => db.AddRange(
            ana, kim, olu, TestStore.Playbook(),
            Held(1, HandoffStatus.Submitted, new() { Proposal = proposal }), Held(2, HandoffStatus.Clarifying, new() { Proposal = proposal, ClaimedBy = olu.Id }),
            Held(3, HandoffStatus.Accepted, new() { Proposal = proposal, Accepted = new(kim.Id, 0, olu.Id, ana.Id, null) }), Held(4, HandoffStatus.Submitted, new()),
            Held(5, HandoffStatus.Draft, new() { Proposal = proposal }), Held(6, HandoffStatus.Completed, new() { Proposal = proposal })));
        await using (var context = store.Store.Read())
        {
            var all = context.Database.GetMigrations().ToList();
            await context.GetService<IMigrator>().MigrateAsync(all[all.FindIndex(one => one.EndsWith("_People", StringComparison.Ordinal)) - 1]);
        }

        await store.Store.MigrateAsync(CancellationToken.None);

        await using var after = store.Store.Read();
        Assert.Equal(
            [kim.Id, olu.Id, olu.Id, (Guid?)null, null, null], await after.Handoffs.OrderBy(one => one.Number).Select(one => one.Holder).ToListAsync());
        Assert.Equal([1], await after.Handoffs.Where(one => one.Holder == kim.Id).Select(one => one.Number).ToListAsync());
    }

    [Theory]
    [InlineData(HandoffStatus.Submitted)]
    [InlineData(HandoffStatus.Clarifying)]
    [InlineData(HandoffStatus.Rejected)]
    [InlineData(HandoffStatus.Accepted)]
    public async Task A_client_has_one_open_handoff_of_a_playbook(HandoffStatus open)
    {
        await using var store = await TestStore.OpenAsync();
        var ana = TestStore.Person();
        var acme = TestStore.Client(ana);
        await store.WriteAsync(db => db.AddRange(ana, acme, TestStore.Playbook(), TestStore.Handoff(1, ana, open, acme)));

        await Assert.ThrowsAsync<DbUpdateException>(() => store.WriteAsync(db => db.Add(TestStore.Handoff(2, ana, HandoffStatus.Submitted, acme))));
    }

    [Theory]
    [InlineData(HandoffStatus.Draft)]
    [InlineData(HandoffStatus.Completed)]
    [InlineData(HandoffStatus.Discarded)]
    public async Task Drafts_and_ended_handoffs_stand_in_nobodys_way(HandoffStatus ended)
    {
        await using var store = await TestStore.OpenAsync();
        var ana = TestStore.Person();
        var acme = TestStore.Client(ana);
        await store.WriteAsync(db => db.AddRange(ana, acme, TestStore.Playbook(), TestStore.Handoff(1, ana, ended, acme)));

        await store.WriteAsync(db => db.Add(TestStore.Handoff(2, ana, HandoffStatus.Submitted, acme)));

        await using var context = store.Store.Read();
        Assert.Equal(2, await context.Handoffs.CountAsync());
    }

    [Fact]
    public async Task Names_that_fold_alike_are_one_client()
    {
        await using var store = await TestStore.OpenAsync();
        var ana = TestStore.Person();
        await store.WriteAsync(db => db.AddRange(ana, TestStore.Client(ana, "Acme  Ltd")));

        await Assert.ThrowsAsync<DbUpdateException>(() => store.WriteAsync(db => db.Add(TestStore.Client(ana, " ACME ltd "))));
    }

    [Fact]
    public async Task A_person_has_one_account_of_a_workspace()
    {
        await using var store = await TestStore.OpenAsync();
        var ana = TestStore.Person();
        await store.WriteAsync(db => db.AddRange(ana, new AccountRow { Workspace = "T1", Account = "U1", Person = ana.Id }));

        await Assert.ThrowsAsync<DbUpdateException>(
            () => store.WriteAsync(db => db.Add(new AccountRow { Workspace = "T1", Account = "U2", Person = ana.Id })));
    }

    private sealed class OwnedStore(TestDatabase database) : IAsyncDisposable
    {
        public IStore It { get; } = database.Store();

        public ValueTask DisposeAsync() => ((IAsyncDisposable)It).DisposeAsync();
    }
}
