using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Directory;

/// <summary>People are read once for each version of the directory, and nobody may notice.</summary>
public sealed class RollTests
{
    private static readonly AccountRef Kim = new(Platform.Slack, "T0HOME01", "UKIM");

    [Fact]
    public async Task What_another_process_changed_counts_at_the_next_word()
    {
        await using var house = await House.OpenAsync();
        Assert.NotNull(await KimAsync(house));
        var other = house.Database.Store();

        await other.CommitAsync(LeaveAsync, default);

        Assert.Null(await KimAsync(house));
        await ((IAsyncDisposable)other).DisposeAsync();
    }

    [Fact]
    public async Task A_command_sees_what_it_saved_itself_and_when_it_fails_nobody_else_does()
    {
        await using var house = await House.OpenAsync();
        var roll = house.Get<Roll>();
        Assert.NotNull(await KimAsync(house));

        await Assert.ThrowsAsync<NotSupportedException>(() => house.Get<CommitSeam>().RunAsync<bool>(
            async context =>
            {
                await LeaveAsync(context);
                await context.SaveChangesAsync();
                Assert.Null(await roll.ActorAsync(context, Kim));
                throw new NotSupportedException();
            },
            default));

        Assert.NotNull(await KimAsync(house));
    }

    [Fact]
    public async Task A_new_place_in_a_team_counts_at_the_next_word()
    {
        await using var house = await House.OpenAsync();
        var before = await KimAsync(house);

        await house.Get<CommitSeam>().RunAsync(
            context =>
            {
                context.Add(new MembershipRow { Team = "sales", Person = before!.Person.Value, Place = 9, IsLead = true });
                return Task.CompletedTask;
            },
            default);

        Assert.Equal((false, true), (before!.IsLeadOf("sales"), (await KimAsync(house))!.IsLeadOf("sales")));
    }

    private static async Task<bool> LeaveAsync(EngineContext context) =>
        !((await context.Accounts.SingleAsync(one => one.Account == Kim.Account)).IsActive = false);

    private static async Task<Actor?> KimAsync(House house)
    {
        await using var context = house.Read();
        return await house.Get<Roll>().ActorAsync(context, Kim);
    }
}
