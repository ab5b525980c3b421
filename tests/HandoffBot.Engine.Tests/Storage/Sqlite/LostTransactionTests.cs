using HandoffBot.Engine.Storage.Rows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Storage.Sqlite;

/// <summary>What happens to the others when one command spoils the transaction that they share.</summary>
public sealed class LostTransactionTests
{
    [Theory]
    [InlineData(Spoiling.FullForOneStatement)]
    [InlineData(Spoiling.FullForAll)]
    [InlineData(Spoiling.Gone)]
    [InlineData(Spoiling.GoneUnnoticed)]
    [InlineData(Spoiling.CommitRefused)]
    [InlineData(Spoiling.CommitTurnedAround)]
    internal async Task The_others_are_kept_and_answered_and_the_one_that_spoilt_it_fails_alone(Spoiling how)
    {
        await using var store = await TestStore.OpenAsync();
        var held = await HeldWriter.OfAsync(store);
        var before = Enumerable.Range(0, 3).Select(place => AddAsync(store, $"before-{place}")).ToList();
        var spoilt = store.Seam.RunAsync(context => how.RunAsync(context), CancellationToken.None);
        var after = Enumerable.Range(0, 3).Select(place => AddAsync(store, $"after-{place}")).ToList();
        await held.ReleaseAsync([.. before, spoilt, .. after]);

        await Assert.ThrowsAnyAsync<Exception>(() => spoilt);
        // Each answers from the run that was kept: it saw those before it, and nothing of what was undone.
        var answers = await Task.WhenAll([.. before, .. after]);
        Assert.Equal([0, 1, 2, 3, 4, 5], answers);
        Assert.Equal(["after-0", "after-1", "after-2", "before-0", "before-1", "before-2"], await NamesAsync(store));
    }

    [Theory]
    [InlineData(Spoiling.FullForOneStatement)]
    [InlineData(Spoiling.FullForAll)]
    [InlineData(Spoiling.Gone)]
    [InlineData(Spoiling.GoneUnnoticed)]
    [InlineData(Spoiling.CommitRefused)]
    [InlineData(Spoiling.CommitTurnedAround)]
    internal async Task One_that_is_alone_fails_and_the_next_one_works(Spoiling how)
    {
        await using var store = await TestStore.OpenAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => store.Seam.RunAsync(context => how.RunAsync(context), CancellationToken.None));

        Assert.Equal(0, await AddAsync(store, "next"));
        Assert.Equal(["next"], await NamesAsync(store));
    }

    [Fact]
    public async Task A_refusal_that_followed_from_what_was_undone_is_decided_again()
    {
        await using var store = await TestStore.OpenAsync();
        var held = await HeldWriter.OfAsync(store);
        var accepts = store.Seam.RunAsync(
            async context =>
            {
                context.Add(new SettingRow { Name = "answer", Value = "accepted" });
                await context.SaveChangesAsync();
                await Spoiling.CommitRefused.RunAsync(context);
            },
            CancellationToken.None);
        var seen = new List<bool>();
        var rejects = store.Seam.RunAsync(
            async context =>
            {
                seen.Add(await context.Settings.AnyAsync(one => one.Name == "answer"));
                if (seen[^1])
                    return "refused";

                context.Add(new SettingRow { Name = "answer", Value = "rejected" });
                return "granted";
            },
            CancellationToken.None);
        await held.ReleaseAsync(accepts, rejects);

        await Assert.ThrowsAsync<SqliteException>(() => accepts);
        Assert.Equal("granted", await rejects);
        Assert.Equal([true, false], seen);
    }

    [Fact]
    public async Task A_clash_with_what_was_undone_is_decided_again()
    {
        await using var store = await TestStore.OpenAsync();
        var held = await HeldWriter.OfAsync(store);
        var first = store.Seam.RunAsync(
            async context =>
            {
                context.Add(TestStore.Person());
                await context.SaveChangesAsync();
                await Spoiling.CommitRefused.RunAsync(context);
            },
            CancellationToken.None);
        var second = store.WriteAsync(context => context.Add(TestStore.Person()));
        await held.ReleaseAsync(first, second);

        await Assert.ThrowsAsync<SqliteException>(() => first);
        await second;
    }

    [Fact]
    public async Task Whatever_is_mixed_into_a_transaction_exactly_the_good_is_kept_in_its_order()
    {
        var drawing = new Random(20_26);
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(context => context.Add(new CounterRow { Name = "n", Next = 0 }));
        var (expected, drawn) = (0, new List<int>());
        for (var round = 0; round < 12; round++)
        {
            var held = await HeldWriter.OfAsync(store);
            var good = new List<Task<int>>();
            var bad = new List<Task>();
            for (var place = 0; place < 12; place++)
            {
                if (drawing.Next(3) > 0)
                    good.Add(store.Seam.RunAsync(async context => (await context.Counters.SingleAsync()).Next++, CancellationToken.None));
                else
                    bad.Add(SpoilAsync(store, Enum.GetValues<Spoiling>()[drawing.Next(Enum.GetValues<Spoiling>().Length)]));
            }

            await held.ReleaseAsync([.. good, .. bad]);
            Assert.All(bad, one => Assert.True(one.IsFaulted));
            drawn.AddRange(await Task.WhenAll(good));
            expected += good.Count;
        }

        Assert.Equal(Enumerable.Range(0, expected), drawn);
        await using var read = store.Store.Read();
        Assert.Equal(expected, (await read.Counters.SingleAsync()).Next);
        Assert.Empty(await NamesAsync(store));

        static Task SpoilAsync(TestStore store, Spoiling how) => store.Seam.RunAsync(
            async context =>
            {
                (await context.Counters.SingleAsync()).Next += 1000;
                await context.SaveChangesAsync();
                await how.RunAsync(context);
            },
            CancellationToken.None);
    }

    /// <returns>How many there were before.</returns>
    private static Task<int> AddAsync(TestStore store, string name) => store.Seam.RunAsync(
        async context =>
        {
            context.Add(new SettingRow { Name = name, Value = "" });
            return await context.Settings.CountAsync();
        },
        CancellationToken.None);

    private static async Task<List<string>> NamesAsync(TestStore store)
    {
        await using var read = store.Store.Read();
        return await read.Settings.Select(one => one.Name).OrderBy(name => name).ToListAsync();
    }
}
