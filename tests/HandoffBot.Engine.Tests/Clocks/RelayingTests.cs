using HandoffBot.Core.Clocks;
using NodaTime;

namespace HandoffBot.Engine.Tests.Clocks;

public sealed class RelayingTests
{
    [Fact]
    public async Task A_ladder_that_was_changed_holds_for_the_clocks_that_run()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();

        await house.RestartAsync(Clockwork.WithLadder("{at: 25%, notify: [lead]}", "{at: 100%, notify: [holder]}"));

        Assert.Equal(ManualTime.Start + Duration.FromHours(1), (await house.ClockAsync(number)).NextFireAt);
        await house.SweepAtAsync(1.01);
        Assert.Equal(["@UOLGA"], await house.PingedAsync(number));
    }

    [Fact]
    public async Task A_step_that_is_added_to_a_ladder_that_had_run_out_still_comes()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 50%, notify: [holder]}"));
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(5);
        Assert.Null((await house.ClockAsync(number)).NextFireAt);

        await house.RestartAsync(Clockwork.WithLadder("{at: 50%, notify: [holder]}", "{at: +2h, notify: [lead]}"));
        await house.SweepAtAsync(6.01);

        Assert.Contains("@UOLGA", await house.PingedAsync(number));
    }

    [Fact]
    public async Task A_calendar_that_was_changed_moves_the_due_time_and_the_cards_say_so()
    {
        var hours = House.Playbook.Replace("{within: 4h,", "{within: 4 business hours,", StringComparison.Ordinal);
        await using var house = await House.OpenAsync(playbook: hours);
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(5);
        var before = (await house.Reading.HandoffAsync(number))!.Due;
        var calls = house.Slack.Calls.Count;

        await house.RestartAsync(
            House.Organization.Replace("assign: round-robin}", "assign: round-robin, calendar: mornings}", StringComparison.Ordinal)
                + "\ncalendars:\n  mornings: {timezone: Europe/London, hours: {mon-fri: [\"08:00-09:00\"]}}\n",
            hours);
        await house.DeliverAsync(5);

        var view = (await house.Reading.HandoffAsync(number))!;
        Assert.NotEqual(before, view.Due);
        Assert.Equal((await house.ClockAsync(number)).Due, view.Due);
        Assert.Contains(house.Slack.Calls.Skip(calls), one => one is { Method: "update", Chat: "C0ONBOARD" });
    }

    [Fact]
    public async Task A_start_that_changes_nothing_touches_no_clock()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.RestartAsync();
        var fence = (await house.ClockAsync(number)).Fence;

        await house.RestartAsync();

        Assert.Equal(fence, (await house.ClockAsync(number)).Fence);
    }

    [Fact]
    public async Task A_clock_that_was_missed_stays_missed_once()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(4.01);

        await house.RestartAsync(Clockwork.WithLadder("{at: 75%, notify: [holder]}", "{at: +8h, notify: [lead]}"));
        await house.SweepAtAsync(5);
        await house.SweepAtAsync(13);

        Assert.Single(await house.ToldAsync(number, "missed"));
        Assert.NotNull((await house.ClockAsync(number, ClockKind.Acceptance)).MissedAt);
    }
}
