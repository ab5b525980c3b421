using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>Beats are taken when they fall due, once, and what was missed stays missed.</summary>
public sealed class SweepingTests
{
    [Fact]
    public async Task Nothing_happens_before_the_first_step()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(1.99);

        Assert.Empty(await house.PingedAsync(number));
        Assert.Equal("", (await house.ClockAsync(number)).Taken);
    }

    [Fact]
    public async Task The_steps_go_one_by_one_and_the_miss_is_recorded_at_the_due_time()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(2);
        Assert.Equal(["@UKIM"], await house.PingedAsync(number));
        Assert.Empty(await house.ToldAsync(number, "missed"));

        await house.SweepAtAsync(4);
        Assert.Equal(["@UKIM", "@UKIM", "@UOLGA"], await house.PingedAsync(number));
        Assert.Equal(ManualTime.Start + Duration.FromHours(4), Assert.Single(await house.ToldAsync(number, "missed")).At);

        foreach (var hours in new[] { 4.5, 5, 6, 24 })
            await house.SweepAtAsync(hours);
        Assert.Equal(
            ["@UKIM", "@UKIM", "@UOLGA", "@UKIM", "@UOLGA", "@UKIM", "@UOLGA", "C0ONBOARD", "@UOLGA"], await house.PingedAsync(number));
        Assert.Null((await house.ClockAsync(number)).NextFireAt);
        Assert.Single(await house.ToldAsync(number, "missed"));
        Assert.Equal(5, (await house.ToldAsync(number, "pinged")).Count);
    }

    [Fact]
    public async Task Two_sweepers_at_once_fire_a_beat_once()
    {
        await using var house = await House.OpenAsync();
        var numbers = new List<int>();
        foreach (var client in new[] { "A", "B", "C", "D" })
            numbers.Add(await house.SubmittedAsync(client));
        house.Time.Add(Duration.FromHours(2));

        var sweep = house.Get<ClockSweep>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => sweep.RunAsync(default))));

        foreach (var number in numbers)
        {
            Assert.Single(await house.PingsAsync(number));
            Assert.Single(await house.ToldAsync(number, "pinged"));
        }
    }

    [Fact]
    public async Task Whoever_read_an_older_fence_takes_nothing()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        house.Time.Add(Duration.FromHours(2));
        var clock = await house.ClockAsync(number);

        await house.Get<CommitSeam>().RunAsync(context => house.Get<ClockStep>().TakeAsync(context, clock.Id, clock.Fence - 1), default);

        Assert.Empty(await house.PingsAsync(number));
        Assert.Equal(clock.Fence, (await house.ClockAsync(number)).Fence);
    }

    [Fact]
    public async Task After_an_outage_only_the_highest_step_is_sent_marked_late_and_the_miss_has_its_true_time()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(9);

        Assert.Equal(["C0ONBOARD", "@UOLGA"], await house.PingedAsync(number));
        var ping = Intent.Read((await house.PingsAsync(number))[0].Intent).Ping!;
        Assert.Equal((true, (ManualTime.Start + Duration.FromHours(6)).ToUnixTimeMilliseconds()), (ping.Late, ping.At));
        Assert.Equal(ManualTime.Start + Duration.FromHours(4), Assert.Single(await house.ToldAsync(number, "missed")).At);
        Assert.True(Assert.Single(await house.ToldAsync(number, "pinged")).Body.Late);

        var why = await house.WhySuppressedAsync(number);
        Assert.Equal(4, why.Count);
        Assert.All(why, one => Assert.Contains("only the highest", one, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_on_time_is_not_late()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(Duration.FromHours(2) + Duration.FromSeconds(5));

        Assert.False(Intent.Read(Assert.Single(await house.PingsAsync(number)).Intent).Ping!.Late);
    }

    [Fact]
    public async Task A_restart_forgets_and_repeats_nothing()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);

        await house.RestartAsync();
        await house.SweepAtAsync(Duration.FromHours(2) + Duration.FromSeconds(5));
        Assert.Single(await house.PingsAsync(number));

        await house.SweepAtAsync(4);
        Assert.Equal(["@UKIM", "@UKIM", "@UOLGA"], await house.PingedAsync(number));
    }

    [Fact]
    public async Task A_miss_redraws_the_cards()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        var before = await RedrawnAsync(house, number);
        await house.SweepAtAsync(2);
        Assert.Equal(before, await RedrawnAsync(house, number));

        await house.SweepAtAsync(4);

        Assert.Equal(before + 2, await RedrawnAsync(house, number));
        Assert.Equal(ManualTime.Start + Duration.FromHours(4), (await house.Reading.HandoffAsync(number))!.MissedAt);
    }

    [Fact]
    public async Task A_ladder_that_is_gone_pings_nobody_and_the_miss_is_recorded_all_the_same()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.RestartAsync(
            House.Organization.Replace("  acceptance:\n", "  other:\n", StringComparison.Ordinal),
            House.Playbook.Replace("ladder: acceptance", "ladder: other", StringComparison.Ordinal));

        await house.SweepAtAsync(4);

        Assert.Empty(await house.PingsAsync(number));
        Assert.Single(await house.ToldAsync(number, "missed"));
    }

    [Fact]
    public async Task A_clock_that_fails_holds_up_no_other()
    {
        await using var house = await House.OpenAsync();
        var broken = await house.SubmittedAsync("A");
        var sound = await house.SubmittedAsync("B");
        await house.Get<CommitSeam>().RunAsync(
            async context => (await context.Handoffs.SingleAsync(one => one.Number == broken)).State = "not json", default);

        await house.SweepAtAsync(2);

        Assert.Equal(["@UOMAR"], await house.PingedAsync(sound));
        Assert.Equal("", (await house.ClockAsync(broken)).Taken);
    }

    [Fact]
    public async Task Old_receipts_are_forgotten_after_a_week()
    {
        await using var house = await House.OpenAsync();
        var number = await house.DraftAsync();
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Submit(0), "ana", "old"));

        house.Time.Add(Duration.FromDays(7));
        await house.Get<OldReceipts>().ForgetAsync(default);
        await using (var context = house.Read())
            Assert.Single(await context.Receipts.ToListAsync());

        house.Time.Add(Duration.FromSeconds(1));
        await house.Get<OldReceipts>().ForgetAsync(default);
        await using (var context = house.Read())
            Assert.Empty(await context.Receipts.ToListAsync());
    }

    private static async Task<int> RedrawnAsync(House house, int number)
    {
        await using var context = house.Read();
        string[] cards = [nameof(IntentKind.Brief), nameof(IntentKind.SenderCard)];
        return await context.Deliveries.CountAsync(one => one.Handoff == number && cards.Contains(one.Kind));
    }
}
