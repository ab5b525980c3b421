using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Storage;

/// <summary>The plainest question there is, however the database answers it.</summary>
public sealed class ByColumnTests
{
    [Fact]
    public async Task A_command_goes_on_with_the_row_that_it_holds_already()
    {
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(db => db.Add(new TeamRow { Key = "sales" }));
        var teams = new ByColumn<TeamRow, string>(one => one.Key);
        var person = Guid.NewGuid();

        await store.Seam.RunAsync(
            async context =>
            {
                var held = await context.Teams.SingleAsync();
                held.LastProposed = person;
                Assert.Same(held, await teams.OneAsync(context, "sales"));
                Assert.Null(await teams.OneAsync(context, "support"));
            },
            default);

        await using var after = store.Store.Read();
        Assert.Equal(person, (await teams.OneAsync(after, "sales"))!.LastProposed);
    }

    [Fact]
    public async Task A_row_that_was_looked_up_and_changed_is_written_and_its_clash_is_noticed()
    {
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(db => db.Add(new TeamRow { Key = "sales" }));
        var teams = new ByColumn<TeamRow, string>(one => one.Key);

        await store.Seam.RunAsync(async context => (await teams.OneAsync(context, "sales"))!.Version++, default);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => store.Seam.RunAsync(
            async context =>
            {
                var team = await teams.OneAsync(context, "sales");
                await context.Teams.ExecuteUpdateAsync(set => set.SetProperty(one => one.Version, one => one.Version + 1));
                team!.LastProposed = Guid.NewGuid();
            },
            default));

        await using var after = store.Store.Read();
        Assert.Equal((1, null), await after.Teams.Select(one => new ValueTuple<int, Guid?>(one.Version, one.LastProposed)).SingleAsync());
    }

    [Fact]
    public async Task What_was_first_asked_to_read_is_changed_all_the_same_when_it_is_asked_to_change()
    {
        await using var store = await TestStore.OpenAsync();
        await store.WriteAsync(db => db.Add(new TeamRow { Key = "sales" }));
        var teams = new ByColumn<TeamRow, string>(one => one.Key);
        await using (var reader = store.Store.Read())
        {
            Assert.NotNull(await teams.OneAsync(reader, "sales"));
            Assert.Empty(reader.ChangeTracker.Entries());
        }

        await store.Seam.RunAsync(async context => (await teams.OneAsync(context, "sales"))!.Version++, default);

        await using var after = store.Store.Read();
        Assert.Equal(1, (await teams.OneAsync(after, "sales"))!.Version);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(9, 3)]
    public async Task What_has_a_value_is_counted_no_further_than_asked_by_readers_and_writers_alike(int has, int counted)
    {
        await using var store = await TestStore.OpenAsync();
        var (sender, other) = (TestStore.Person("Ana"), Guid.NewGuid());
        await store.WriteAsync(db =>
        {
            db.AddRange(sender, TestStore.Playbook());
            db.AddRange(Enumerable.Range(1, has).Select(number => Held(number, sender.Id)));
            db.Add(Held(100, other));
            db.Add(Held(101, null));
        });
        var holders = new ByColumn<HandoffRow, Guid?>(one => one.Holder);

        await using var reader = store.Store.Read();
        Assert.Equal(counted, await holders.CountAsync(reader, sender.Id, 3));
        Assert.Equal(counted, await store.Seam.RunAsync(async context => await holders.CountAsync(context, sender.Id, 3), default));
        Assert.Equal((1, 0), await store.Seam.RunAsync(
            async context => (await holders.CountAsync(context, other, 3), await holders.CountAsync(context, Guid.NewGuid(), 3)), default));

        HandoffRow Held(int number, Guid? by)
        {
            var row = TestStore.Handoff(number, sender, HandoffStatus.Submitted);
            row.Holder = by;
            return row;
        }
    }
}
