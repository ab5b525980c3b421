using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Storage.Sqlite;

/// <summary>Connections that stay open and statements that stay prepared must be as good as fresh ones.</summary>
public sealed class KeptTests
{
    [Fact]
    public async Task A_reader_that_is_given_back_is_taken_again_and_sees_what_was_written_meanwhile()
    {
        await using var store = await TestStore.OpenAsync();
        EngineContext first;
        await using (first = store.Store.Read())
            Assert.Equal(0, await first.People.CountAsync());
        await store.WriteAsync(db => db.Add(TestStore.Person()));

        await using var second = store.Store.Read();

        Assert.Same(first, second);
        Assert.Equal(1, await second.People.CountAsync());
    }

    [Fact]
    public async Task A_reader_that_was_left_inside_a_transaction_is_not_taken_again()
    {
        await using var store = await TestStore.OpenAsync();
        EngineContext left;
        await using (left = store.Store.Read())
            await left.Database.ExecuteSqlRawAsync("BEGIN");

        await using var next = store.Store.Read();

        Assert.NotSame(left, next);
        Assert.Equal(0, await next.People.CountAsync());
    }

    [Fact]
    public async Task As_many_read_at_once_as_there_are_and_few_connections_stay_behind()
    {
        await using var store = await TestStore.OpenAsync();
        var many = Enumerable.Range(0, 40).Select(_ => store.Store.Read()).ToList();
        foreach (var one in many)
            Assert.Equal(0, await one.People.CountAsync());
        foreach (var one in many)
            await one.DisposeAsync();

        var again = Enumerable.Range(0, 40).Select(_ => store.Store.Read()).ToList();

        Assert.Equal(8, again.Count(many.Contains));
        foreach (var one in again)
            await one.DisposeAsync();
    }

    [Fact]
    public async Task After_the_store_has_ended_nothing_holds_its_file()
    {
        var store = await TestStore.OpenAsync();
        var late = store.Store.Read();
        await using (var early = store.Store.Read())
            await early.People.CountAsync();
        await ((IAsyncDisposable)store.Store).DisposeAsync();
        await late.DisposeAsync();

        await using var alone = new SqliteConnection($"Data Source={store.Database.File};Pooling=False");
        await alone.OpenAsync();
        await using var command = alone.CreateCommand();
        command.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync();

        await alone.CloseAsync();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task The_same_question_inside_its_own_answer_is_answered_too()
    {
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(db => db.AddRange(TestStore.Person("Ana"), TestStore.Person("Bo")));
        await using var context = store.Store.Read();
        var pairs = new List<string>();

        await foreach (var outer in context.People.OrderBy(one => one.Name).Select(one => one.Name).AsAsyncEnumerable())
        {
            await foreach (var inner in context.People.OrderBy(one => one.Name).Select(one => one.Name).AsAsyncEnumerable())
                pairs.Add(outer + inner);
        }

        Assert.Equal(["AnaAna", "AnaBo", "BoAna", "BoBo"], pairs);
    }

    [Fact]
    public async Task More_texts_than_are_kept_are_answered_all_the_same()
    {
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(db => db.Add(TestStore.Person()));
        await using var context = store.Store.Read();

        for (var text = 0; text < 700; text++)
            Assert.Equal([text], await context.Database.SqlQueryRaw<int>($"SELECT {text} AS \"Value\" FROM \"People\"").ToListAsync());
    }

    [Fact]
    public async Task What_was_changed_behind_a_commands_back_is_a_clash()
    {
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(db => db.Add(new TeamRow { Key = "sales" }));

        var clash = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => store.Seam.RunAsync(
            async context =>
            {
                var team = await context.Teams.SingleAsync();
                await context.Teams.ExecuteUpdateAsync(set => set.SetProperty(one => one.Version, one => one.Version + 1));
                team.LastProposed = Guid.NewGuid();
            },
            default));

        Assert.True(store.Store.IsClash(clash));
        await using var after = store.Store.Read();
        Assert.Equal((0, null), await after.Teams.Select(one => new ValueTuple<int, Guid?>(one.Version, one.LastProposed)).SingleAsync());
    }

    [Fact]
    public async Task Rows_come_back_as_they_were_written()
    {
        await using var store = await TestStore.OpenAsync();
        var ana = TestStore.Person();
        var acme = TestStore.Client(ana);
        var handoff = TestStore.Handoff(7, ana, HandoffStatus.Submitted, acme);
        (handoff.Due, handoff.NotPosted) = (Instant.FromUnixTimeMilliseconds(1_700_000_000_123), "why");

        // Children first: the order of the foreign keys is the writer's business.
        await store.WriteAsync(db => db.AddRange(handoff, acme, TestStore.Playbook(), ana));
        Assert.Equal((handoff.Due, "why", HandoffStatus.Submitted), await StandsAsync(store));

        await store.Seam.RunAsync(
            async context =>
            {
                var row = await context.Handoffs.SingleAsync();
                (row.Due, row.NotPosted, row.Status, row.Version) = (null, null, HandoffStatus.Accepted, row.Version + 1);
            },
            default);
        Assert.Equal((null, null, HandoffStatus.Accepted), await StandsAsync(store));
    }

    [Fact]
    public async Task A_deletion_leaves_the_whole_command_to_EF()
    {
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(db => db.AddRange(TestStore.Person("Ana"), new TeamRow { Key = "sales" }));

        await store.Seam.RunAsync(
            async context =>
            {
                context.Remove(await context.Teams.SingleAsync());
                (await context.People.SingleAsync()).Name = "Anne";
                context.Add(new CounterRow { Name = "one", Next = 1 });
                context.Append(new ReceiptRow { Id = "r", At = Instant.FromUnixTimeSeconds(5), Handoff = 7 });
            },
            default);

        await using var context = store.Store.Read();
        Assert.False(await context.Teams.AnyAsync());
        Assert.Equal("Anne", (await context.People.SingleAsync()).Name);
        Assert.Equal((1, 7), ((await context.Counters.SingleAsync()).Next, (await context.Receipts.SingleAsync()).Handoff));
    }

    private static async Task<(Instant? Due, string? NotPosted, HandoffStatus Status)> StandsAsync(TestStore store)
    {
        await using var context = store.Store.Read();
        var row = await context.Handoffs.SingleAsync();
        return (row.Due, row.NotPosted, row.Status);
    }
}
