using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Storage;

public sealed class CommitSeamTests
{
    [Fact]
    public async Task What_fails_half_way_leaves_nothing_behind_and_the_next_one_works()
    {
        await using var store = await TestStore.OpenAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Seam.RunAsync(
            async context =>
            {
                context.Add(TestStore.Person());
                await context.SaveChangesAsync();
                throw new InvalidOperationException("half way");
            },
            CancellationToken.None));

        await store.WriteAsync(context => context.Add(TestStore.Person("Bo")));

        await using var read = store.Store.Read();
        Assert.Equal(["Bo"], await read.People.Select(one => one.Name).ToListAsync());
    }

    [Fact]
    public async Task Nobody_reads_what_is_not_committed()
    {
        await using var store = await TestStore.OpenAsync();
        var before = await store.Seam.RunAsync(
            async context =>
            {
                context.Add(TestStore.Person());
                await context.SaveChangesAsync();
                await using var read = store.Store.Read();
                return await read.People.CountAsync();
            },
            CancellationToken.None);

        await using var after = store.Store.Read();
        Assert.Equal((0, 1), (before, await after.People.CountAsync()));
    }

    [Fact]
    public async Task A_conflict_is_decided_again_on_the_present_state()
    {
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(context => context.Add(new CounterRow { Name = "n", Next = 1 }));
        var attempts = 0;

        var drawn = await store.Seam.RunAsync(
            async context =>
            {
                var counter = await context.Counters.SingleAsync();
                if (attempts++ == 0)
                    await context.Database.ExecuteSqlRawAsync("""UPDATE "Counters" SET "Next" = 10""");
                return counter.Next++;
            },
            CancellationToken.None);

        // The interfering write was rolled back with the attempt that it spoilt.
        await using var read = store.Store.Read();
        Assert.Equal((2, 1, 2), (attempts, drawn, (await read.Counters.SingleAsync()).Next));
    }

    [Fact]
    public async Task An_equal_row_that_was_faster_is_seen_by_the_second_try()
    {
        await using var store = await TestStore.OpenAsync();
        var ana = TestStore.Person();
        var attempts = 0;
        await store.Seam.RunAsync(
            async context =>
            {
                if (attempts++ == 0)
                    context.AddRange(ana, new PersonRow { Id = Guid.CreateVersion7(), Name = "Other", Email = ana.Email });
                else
                    context.Add(ana);
                await Task.CompletedTask;
            },
            CancellationToken.None);

        await using var read = store.Store.Read();
        Assert.Equal(1, await read.People.CountAsync());
    }

    [Fact]
    public async Task Three_conflicts_are_enough()
    {
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(context => context.Add(new CounterRow { Name = "n", Next = 1 }));
        var attempts = 0;

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => store.Seam.RunAsync(
            async context =>
            {
                attempts++;
                var counter = await context.Counters.SingleAsync();
                await context.Database.ExecuteSqlRawAsync("""UPDATE "Counters" SET "Next" = "Next" + 1""");
                counter.Next = 100;
            },
            CancellationToken.None));

        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task A_caller_who_leaves_cancels_nothing_that_has_begun()
    {
        await using var store = await TestStore.OpenAsync();
        using var caller = new CancellationTokenSource();

        await store.Seam.RunAsync(
            async context =>
            {
                await caller.CancelAsync();
                context.Add(TestStore.Person());
            },
            caller.Token);

        await using var read = store.Store.Read();
        Assert.Equal(1, await read.People.CountAsync());
    }

    [Fact]
    public async Task A_caller_who_left_before_its_turn_does_nothing()
    {
        await using var store = await TestStore.OpenAsync();
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.Seam.RunAsync(context => Task.FromResult(context.Add(TestStore.Person())), caller.Token));

        await using var read = store.Store.Read();
        Assert.Equal(0, await read.People.CountAsync());
    }

    [Fact]
    public async Task Many_at_once_take_turns()
    {
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(context => context.Add(new CounterRow { Name = "n", Next = 1 }));

        var drawn = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => store.Seam.RunAsync(
            async context =>
            {
                await context.LockCounterAsync("n");
                return (await context.Counters.SingleAsync()).Next++;
            },
            CancellationToken.None))));

        Assert.Equal(Enumerable.Range(1, 50), drawn.Order());
    }

    [Fact]
    public async Task The_worker_is_woken_by_a_commit_with_a_delivery_and_by_nothing_else()
    {
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(context => context.Add(TestStore.Person()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync(context =>
        {
            context.Add(Delivery());
            throw new InvalidOperationException();
        }));
        Assert.False(await Woken(TimeSpan.FromMilliseconds(50)));

        await store.WriteAsync(context => context.Add(Delivery()));
        Assert.True(await Woken(TimeSpan.FromSeconds(10)));

        async Task<bool> Woken(TimeSpan atMost)
        {
            var began = TimeProvider.System.GetTimestamp();
            await store.Wake.ForDeliveriesAsync(atMost, TimeProvider.System, CancellationToken.None);
            // A timer may ring a little before its time.
            return TimeProvider.System.GetElapsedTime(began) < atMost * 0.8;
        }
    }

    [Fact]
    public async Task A_handoff_of_a_stranger_is_refused_by_the_database()
    {
        await using var store = await TestStore.OpenAsync();

        await Assert.ThrowsAsync<DbUpdateException>(
            () => store.WriteAsync(context => context.AddRange(TestStore.Playbook(), TestStore.Handoff(1, TestStore.Person(), HandoffStatus.Draft))));
    }

    private static DeliveryRow Delivery() => new()
    {
        Id = Guid.CreateVersion7(), DedupeKey = Guid.NewGuid().ToString(), Kind = "brief", Intent = "{}", Lane = "slack/T1/C1",
    };
}
