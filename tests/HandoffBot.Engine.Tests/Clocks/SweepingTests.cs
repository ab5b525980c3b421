using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
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
    public async Task Each_of_several_outages_sends_only_the_highest_step()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(3);
        Assert.Equal(["@UKIM"], await house.PingedAsync(number));
        await house.RestartAsync();
        await house.SweepAtAsync(5.5);
        Assert.Equal(["@UKIM", "@UKIM", "@UOLGA"], await house.PingedAsync(number));
        await house.RestartAsync();
        await house.SweepAtAsync(9);

        Assert.Equal(["@UKIM", "@UKIM", "@UOLGA", "C0ONBOARD", "@UOLGA"], await house.PingedAsync(number));
        Assert.All(await house.ToldAsync(number, "pinged"), one => Assert.True(one.Body.Late));
        Assert.Equal(ManualTime.Start + Duration.FromHours(4), Assert.Single(await house.ToldAsync(number, "missed")).At);
    }

    [Fact]
    public async Task Steps_at_one_instant_are_taken_together_and_all_said()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 50%, notify: [holder]}", "{at: -2h, notify: [lead]}", "{at: 50%, notify: [channel]}"));
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(2);

        Assert.Equal(["@UKIM", "@UOLGA", "C0ONBOARD"], await house.PingedAsync(number));
    }

    [Fact]
    public async Task More_clocks_than_a_page_are_taken_each_once()
    {
        await using var house = await House.OpenAsync();
        var first = await house.SubmittedAsync("A");
        await using (var context = house.Read())
        {
            var (handoff, clock) = (await context.Handoffs.SingleAsync(), await context.Clocks.SingleAsync(one => one.EndedAt == null));
            await house.Get<CommitSeam>().RunAsync(
                async write =>
                {
                    await Task.CompletedTask;
                    for (var n = 1; n <= 1100; n++)
                    {
                        write.Add(Copies.Of(handoff, first + n));
                        write.Add(Copies.Of(clock, first + n));
                    }
                },
                default);
        }

        await house.SweepAtAsync(2);

        await using var after = house.Read();
        Assert.Equal(1101, await after.Timeline.CountAsync(one => one.Kind == "pinged"));
        Assert.Equal(0, await after.Clocks.CountAsync(one => one.NextFireAt <= ManualTime.Start + Duration.FromHours(2)));
    }

#if !POSTGRES // How SQLite says what it is going to do.
    [Theory]
    [InlineData("due")]
    [InlineData("next")]
    public async Task The_sweep_reads_the_index_of_what_can_be_due_and_nothing_else(string what)
    {
        await using var house = await House.OpenAsync();
        await using var context = house.Read();
        var (now, id) = (ManualTime.Start, Guid.Empty);
        var query = what == "due" ? ClockSweep.DueAfter(context, now, Instant.MinValue, id) : ClockSweep.ByTime(context);

        await using var command = query.Take(5).CreateDbCommand();
#pragma warning disable CA2100 // It is the query itself.
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
#pragma warning restore CA2100
        await context.Database.OpenConnectionAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
            plan.Add(reader.GetString(3));

        var step = Assert.Single(plan);
        Assert.Contains("USING INDEX IX_Clocks_NextFireAt_Id", step, StringComparison.Ordinal);
    }
#endif

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

    /// <summary>The same row for another handoff.</summary>
    private static class Copies
    {
        public static HandoffRow Of(HandoffRow row, int number) => new()
        {
            Number = number, Playbook = row.Playbook, PlaybookVersion = row.PlaybookVersion, Status = row.Status, Sender = row.Sender,
            SendingTeam = row.SendingTeam, ReceivingTeam = row.ReceivingTeam, Round = row.Round, State = row.State, Due = row.Due,
        };

        public static ClockRow Of(ClockRow row, int number) => new()
        {
            Id = Guid.CreateVersion7(), Handoff = number, Kind = row.Kind, Run = row.Run, Started = row.Started, Due = row.Due,
            NextFireAt = row.NextFireAt, LaidBy = row.LaidBy,
        };
    }
}
