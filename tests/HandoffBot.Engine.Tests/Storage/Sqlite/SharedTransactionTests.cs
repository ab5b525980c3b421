using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Engine.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Storage.Sqlite;

/// <summary>On SQLite the commands that wait at the same time share one transaction and one wait for the disk.</summary>
public sealed class SharedTransactionTests
{
    [Fact]
    public async Task Commands_that_wait_together_are_committed_together_and_each_sees_those_before_it()
    {
        await using var store = await TestStore.OpenAsync();
        var held = await HeldWriter.OfAsync(store);
        var asked = Enumerable.Range(0, 3).Select(place => store.Seam.RunAsync(
            async context =>
            {
                context.Add(new SettingRow { Name = $"{place}", Value = "" });
                return (Inside: await context.Settings.CountAsync(), Outside: await CountAsync(store));
            },
            CancellationToken.None)).ToList();
        await held.ReleaseAsync([.. asked]);

        Assert.Equal([(0, 0), (1, 0), (2, 0)], await Task.WhenAll(asked));
        Assert.Equal(3, await CountAsync(store));
    }

    [Fact]
    public async Task Nobody_is_answered_before_the_commit()
    {
        await using var store = await TestStore.OpenAsync();
        var held = await HeldWriter.OfAsync(store);
        var kept = KeepAndLookAsync(store, "kept");
        var refused = store.Seam.RunAsync(context => context.Settings.AnyAsync(one => one.Name == "kept"), CancellationToken.None);
        var failed = store.WriteAsync(_ => throw new InvalidOperationException("no"));
        var answered = await AfterAsync(store, held, () => kept.IsCompleted || refused.IsCompleted || failed.IsCompleted);

        Assert.False(answered);
        Assert.Equal(1, await kept);
        Assert.True(await refused);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed);

        static async Task<int> KeepAndLookAsync(TestStore store, string name)
        {
            await store.WriteAsync(context => context.Add(new SettingRow { Name = name, Value = "" }));
            return await CountAsync(store);
        }
    }

    [Fact]
    public async Task No_worker_is_woken_before_the_commit()
    {
        await using var store = await TestStore.OpenAsync();
        var held = await HeldWriter.OfAsync(store);
        var woken = store.Wake.ForDeliveriesAsync(TimeSpan.FromMinutes(5), TimeProvider.System, CancellationToken.None);
        var asked = store.WriteAsync(context => context.Add(
            new DeliveryRow { Id = Guid.CreateVersion7(), DedupeKey = "one", Kind = "brief", Intent = "{}", Lane = "slack/T1/C1" }));

        Assert.False(await AfterAsync(store, held, () => woken.IsCompleted));
        await asked;
        await woken.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("breaks a promise")]
    [InlineData("clashes")]
    public async Task A_command_that_fails_fails_alone(string how)
    {
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(context => context.Add(new CounterRow { Name = "n", Next = 1 }));
        var held = await HeldWriter.OfAsync(store);
        var before = store.WriteAsync(context => context.Add(new SettingRow { Name = "before", Value = "" }));
        var poisoned = store.Seam.RunAsync(context => SpoilAsync(context, how), CancellationToken.None);
        var after = store.Seam.RunAsync(
            async context =>
            {
                context.Add(new SettingRow { Name = "after", Value = "" });
                return await context.Settings.Select(one => one.Name).ToListAsync();
            },
            CancellationToken.None);
        await held.ReleaseAsync(before, poisoned, after);

        await before;
        await Assert.ThrowsAnyAsync<Exception>(() => poisoned);
        Assert.Equal(["before"], await after);
        await using var read = store.Store.Read();
        Assert.Equal(["after", "before"], await read.Settings.Select(one => one.Name).OrderBy(name => name).ToListAsync());
        Assert.Equal(1, (await read.Counters.SingleAsync()).Next);
    }

    [Fact]
    public async Task The_order_is_kept()
    {
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(context => context.Add(new CounterRow { Name = "n", Next = 0 }));
        var held = await HeldWriter.OfAsync(store);
        var asked = Enumerable.Range(0, 40).Select(_ => DrawAsync(store)).ToList();
        await held.ReleaseAsync([.. asked]);

        Assert.Equal(Enumerable.Range(0, 40), await Task.WhenAll(asked));
    }

    [Fact]
    public async Task What_has_queued_shares_a_transaction_128_at_most_and_of_what_comes_meanwhile_it_takes_a_few()
    {
        await using var store = await TestStore.OpenAsync();
        var held = await HeldWriter.OfAsync(store);
        var asked = Enumerable.Range(0, 300).Select(place => store.Seam.RunAsync(
            async context =>
            {
                context.Add(new SettingRow { Name = $"{place}", Value = "" });
                return await CountAsync(store);
            },
            CancellationToken.None)).ToList();
        await held.ReleaseAsync([.. asked]);

        // When the one that held the writer began nobody else was there.
        Assert.Equal([0, 7, 135, 263], (await Task.WhenAll(asked)).Distinct());
    }

    [Fact]
    public async Task Those_who_are_done_do_not_wait_for_more_than_one_slow_command()
    {
        await using var store = await TestStore.OpenAsync(heldFor: TimeSpan.Zero);
        var held = await HeldWriter.OfAsync(store);
        var asked = Enumerable.Range(0, 3).Select(place => store.Seam.RunAsync(
            async context =>
            {
                context.Add(new SettingRow { Name = $"{place}", Value = "" });
                return await CountAsync(store);
            },
            CancellationToken.None)).ToList();
        await held.ReleaseAsync([.. asked]);

        var seen = await Task.WhenAll(asked);
        Assert.Equal([0, 1, 2], seen);
    }

    [Fact]
    public async Task What_a_caller_does_with_its_answer_does_not_hold_up_the_writer()
    {
        await using var store = await TestStore.OpenAsync();
        using var second = new ManualResetEventSlim();
        var first = Task.Run(async () =>
        {
            await store.WriteAsync(context => context.Add(new SettingRow { Name = "first", Value = "" }));
            return second.Wait(TimeSpan.FromMinutes(1));
        });
        while (await CountAsync(store) == 0)
            await Task.Yield();

        await store.WriteAsync(context => context.Add(new SettingRow { Name = "second", Value = "" }));
        second.Set();
        Assert.True(await first);
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_told_at_once_and_does_nothing()
    {
        await using var store = await TestStore.OpenAsync();
        var held = await HeldWriter.OfAsync(store);
        using var caller = new CancellationTokenSource();
        var leaves = store.Seam.RunAsync(context => Task.FromResult(context.Add(TestStore.Person("Leaves"))), caller.Token);
        var stays = store.WriteAsync(context => context.Add(TestStore.Person("Stays")));
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        await held.ReleaseAsync(stays);

        await using var read = store.Store.Read();
        Assert.Equal(["Stays"], await read.People.Select(one => one.Name).ToListAsync());
    }

    [Fact]
    public async Task A_stop_carries_out_what_waits_and_takes_nothing_more()
    {
        await using var store = await TestStore.OpenAsync();
        var held = await HeldWriter.OfAsync(store);
        var asked = Enumerable.Range(0, 10)
            .Select(place => store.WriteAsync(context => context.Add(new SettingRow { Name = $"{place}", Value = "" }))).ToList();
        var stopped = ((SqliteStore)store.Store).DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.WriteAsync(context => context.Add(TestStore.Person())));
        Assert.False(stopped.IsCompleted);
        await held.ReleaseAsync([.. asked]);
        await stopped;

        await Task.WhenAll(asked);
        Assert.Equal(10, await CountAsync(store));
    }

    [Fact]
    public async Task A_file_that_another_program_has_locked_is_waited_for()
    {
        await using var store = await TestStore.OpenAsync();
        await using var other = new SqliteConnection($"Data Source={store.Database.File};Pooling=False");
        await other.OpenAsync();
        var locked = await other.BeginTransactionAsync();
        var asked = Enumerable.Range(0, 3)
            .Select(place => Task.Run(() => store.WriteAsync(context => context.Add(new SettingRow { Name = $"{place}", Value = "" })))).ToList();

        Assert.Equal(0, await CountAsync(store));
        Assert.DoesNotContain(asked, one => one.IsCompleted);
        await locked.CommitAsync();
        await Task.WhenAll(asked);
        Assert.Equal(3, await CountAsync(store));
    }

    [Fact]
    public async Task Whoever_comes_while_nobody_writes_is_answered_on_the_spot()
    {
        await using var store = await TestStore.OpenAsync();

        var asked = store.Store.CommitAsync(context => Task.FromResult(context.Add(new SettingRow { Name = "alone", Value = "" }).Entity.Name), CancellationToken.None);

        Assert.True(asked.IsCompletedSuccessfully);
        Assert.Equal(1, await CountAsync(store));
    }

    [Fact]
    public async Task The_first_of_a_transaction_fails_alone_too()
    {
        await using var store = await TestStore.OpenAsync();
        var held = await HeldWriter.OfAsync(store);
        var failed = store.Seam.RunAsync(
            async context =>
            {
                context.Add(new SettingRow { Name = "no", Value = "" });
                await context.SaveChangesAsync();
                throw new InvalidOperationException("no");
            },
            CancellationToken.None);
        var kept = store.WriteAsync(context => context.Add(new SettingRow { Name = "yes", Value = "" }));
        await held.ReleaseAsync(failed, kept);

        await Assert.ThrowsAsync<InvalidOperationException>(() => failed);
        await using var after = store.Store.Read();
        Assert.Equal(["yes"], await after.Settings.Where(one => one.Name == "no" || one.Name == "yes").Select(one => one.Name).ToListAsync());
    }

    [Fact]
    public async Task Nobody_is_forgotten_when_many_come_from_everywhere_and_the_writer_ends_meanwhile()
    {
        var store = await TestStore.OpenAsync();
        var asked = Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            var kept = 0;
            try
            {
                for (var n = 0; n < 400; n++, kept++)
                    await store.Store.CommitAsync(context => Task.FromResult(context.Add(new SettingRow { Name = $"{thread}/{n}", Value = "" }).Entity.Name), CancellationToken.None);
            }
            catch (ObjectDisposedException)
            {
            }

            return kept;
        })).ToList();
        while (await CountAsync(store) < 100)
            await Task.Yield();
        await ((IAsyncDisposable)store.Store).DisposeAsync();
        var answered = (await Task.WhenAll(asked).WaitAsync(TimeSpan.FromMinutes(1))).Sum();

        await using var file = new SqliteConnection($"Data Source={store.Database.File};Pooling=False");
        await file.OpenAsync();
        await using var command = file.CreateCommand();
        command.CommandText = "SELECT count(*) FROM \"Settings\" WHERE \"Name\" LIKE '%/%'";
        Assert.Equal((long)answered, await command.ExecuteScalarAsync());
        await file.CloseAsync();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_cannot_be_had_fails_whoever_waits_and_nobody_later()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("handoffbot-").FullName;
        var away = Path.Combine(folder, "away");
        await using (var store = new SqliteStore($"Data Source={Path.Combine(away, "test.db")}"))
        {
            var asked = Enumerable.Range(0, 3).Select(_ => store.CommitAsync(context => context.Settings.CountAsync(), CancellationToken.None)).ToList();
            foreach (var one in asked)
                await Assert.ThrowsAsync<SqliteException>(() => one);

            System.IO.Directory.CreateDirectory(away);
            await store.MigrateAsync(CancellationToken.None);
            Assert.Equal(0, await store.CommitAsync(context => context.Settings.CountAsync(), CancellationToken.None));
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Sixty_four_writers_who_draw_numbers_at_once_draw_each_once()
    {
        await using var store = await TestStore.OpenAsync(heldFor: TimeSpan.FromMilliseconds(5));
        await store.WriteAsync(context => context.Add(new CounterRow { Name = "n", Next = 0 }));

        var drawn = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            var own = new List<int>();
            for (var turn = 0; turn < 20; turn++)
                own.Add(await DrawAsync(store));
            return own;
        })));

        Assert.All(drawn, own => Assert.Equal(own.Order(), own));
        Assert.Equal(Enumerable.Range(0, 64 * 20), drawn.SelectMany(own => own).Order());
        await using var read = store.Store.Read();
        Assert.Equal(64 * 20, (await read.Counters.SingleAsync()).Next);
    }

    private static Task<int> DrawAsync(TestStore store) =>
        store.Seam.RunAsync(async context => (await context.Counters.SingleAsync()).Next++, CancellationToken.None);

    /// <summary>What is so at the end of the transaction that the held writer shares with all who asked, before it is committed.</summary>
    private static async Task<bool> AfterAsync(TestStore store, HeldWriter held, Func<bool> what)
    {
        var last = store.Seam.RunAsync(context => Task.FromResult(what()), CancellationToken.None);
        await held.ReleaseAsync(last);
        return await last;
    }

    private static async Task<int> CountAsync(TestStore store)
    {
        await using var read = store.Store.Read();
        return await read.Settings.CountAsync();
    }

    private static async Task SpoilAsync(EngineContext context, string how)
    {
        var counter = await context.Counters.SingleAsync();
        counter.Next = 100;
        context.Add(new SettingRow { Name = "poisoned", Value = "" });
        await context.SaveChangesAsync();
        switch (how)
        {
            case "throws":
                throw new InvalidOperationException("half way");
            case "breaks a promise":
                context.Add(new AccountRow { Workspace = "T1", Account = "U1", Person = Guid.CreateVersion7() });
                break;
            default:
                await context.Database.ExecuteSqlRawAsync("""UPDATE "Counters" SET "Next" = "Next" + 1""");
                counter.Next = 200;
                break;
        }
    }
}
