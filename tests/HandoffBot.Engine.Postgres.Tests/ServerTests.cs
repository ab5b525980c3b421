using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage.Postgres;
using HandoffBot.Tests;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HandoffBot.Engine.Tests.Postgres;

/// <summary>The server refuses, restarts and goes away.</summary>
public sealed class ServerTests
{
    [Theory]
    [InlineData("Port=1", "does not answer")]
    [InlineData("Database=nobody_made_this", "There is no database nobody_made_this")]
    [InlineData("Username=nobody_here", "does not let the user nobody_here in")]
    public async Task A_server_that_cannot_be_used_is_named_with_what_to_do(string wrong, string says)
    {
        await using var store = new PostgresStore($"{PostgresFactAttribute.Server};Password=s3cret;{wrong}");

        foreach (var step in new[] { store.HoldAsync(default), store.MigrateAsync(default) })
        {
            var refused = await Assert.ThrowsAsync<DatabaseUnusableException>(() => step);
            Assert.Contains(says, refused.Message, StringComparison.Ordinal);
            Assert.Contains("Database:ConnectionString", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_user_who_may_make_no_tables_is_told_to_become_the_owner()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await TestDatabase.SayAsync("DO $$ BEGIN CREATE ROLE handoffbot_weak LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$");
        await using var store = new PostgresStore(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "handoffbot_weak" }.ConnectionString);

        await store.HoldAsync(default);
        var refused = await Assert.ThrowsAsync<DatabaseUnusableException>(() => store.MigrateAsync(default));

        Assert.Contains("Make that user the owner", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_not_every_name_fits_in_is_refused()
    {
        await using var database = await TestDatabase.EmptyAsync("SQL_ASCII");
        await using var store = new PostgresStore(database.ConnectionString);

        var refused = await Assert.ThrowsAsync<DatabaseUnusableException>(() => store.HoldAsync(default));

        Assert.Contains("ENCODING 'UTF8'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_restarts_is_not_noticed_by_anybody()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => house.Reading.HandoffAsync(number))));

        await house.Database.CutOffAsync();
        Assert.NotNull(await house.Reading.HandoffAsync(number));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => house.Reading.HandoffAsync(number))));
        await house.Database.CutOffAsync();
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Claim(1), "kim"));
    }

    [Fact]
    public async Task A_connection_that_is_cut_in_mid_command_leaves_nothing_half_done()
    {
        await using var store = await TestStore.OpenAsync();
        var attempts = 0;

        await store.Seam.RunAsync(
            async context =>
            {
                context.Add(TestStore.Person("Bo"));
                await context.SaveChangesAsync();
                if (attempts++ == 0)
                    await store.Database.CutOffAsync();
                context.Add(TestStore.Person("Cy"));
            },
            default);

        await using var read = store.Store.Read();
        Assert.Equal(["Bo", "Cy"], await read.People.Where(one => one.Name == "Bo" || one.Name == "Cy").Select(one => one.Name).OrderBy(one => one).ToListAsync());
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task While_the_server_is_away_a_command_fails_and_the_bot_is_not_ready_and_afterwards_all_goes_on()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();

        await house.Database.GoAwayAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => house.ActAsync(number, new HandoffCommand.Claim(1), "kim"));
        Assert.Contains("The database does not answer", await house.Get<EngineHealth>().WhyNotAsync(default), StringComparison.Ordinal);

        await house.Database.ComeBackAsync();
        Assert.Null(await house.Get<EngineHealth>().WhyNotAsync(default));
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Claim(1), "kim"));
    }

    [Fact]
    public async Task Text_that_the_server_cannot_hold_is_stored_without_what_it_cannot()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync("Ac\0me \ud83d");

        Assert.Equal("Acme \ufffd", (await house.Reading.HandoffAsync(number))!.Client!.Name);
        Assert.Single(await house.Reading.ClientsAsync("c\0me"));
        Assert.NotNull(await house.Reading.ClientNamedAsync("acme \ufffd"));
    }

    [Fact]
    public void Only_what_cannot_be_stored_is_taken_out() => Assert.Equal(
        ["", "plain", "ab", "\U0001f469 stays", "a\ufffdb"], new[] { "", "plain", "\0a\0b\0", "\U0001f469 stays", "a\udc00b" }.Select(StorableText.Of));
}
