using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;
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

    [Fact]
    public async Task What_was_used_stays_as_the_old_calendar_measured_it()
    {
        await using var house = await House.OpenAsync(Hours("08:00-20:00"), BusinessHours);
        house.Time.Add(ManualTime.Start.InZone(London).Date.At(new LocalTime(18, 0)).InZoneLeniently(London).ToInstant() - ManualTime.Start);
        var number = await house.SubmittedAsync();
        house.Time.Add(Duration.FromMinutes(90));

        // An hour and a half are used; of the new mornings two and a half hours are needed.
        await house.RestartAsync(Hours("08:00-09:00"), BusinessHours);

        var clock = await house.ClockAsync(number);
        Assert.Equal(Duration.FromMinutes(90), clock.Used);
        Assert.Equal(new LocalTime(8, 30), clock.Due!.Value.InZone(London).TimeOfDay);
        Assert.Equal(Duration.FromHours(2.5), Time(clock.Due.Value, "08:00-09:00", clock.Started));
        await house.RestartAsync(Hours("08:00-09:00"), BusinessHours);
        Assert.Equal(clock.Due, (await house.ClockAsync(number)).Due);
    }

    [Fact]
    public async Task A_step_that_was_taken_is_not_taken_again_when_an_earlier_one_is_inserted()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 50%, notify: [holder]}", "{at: 100%, notify: [holder]}"));
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);

        await house.RestartAsync(Clockwork.WithLadder("{at: 10%, notify: [lead]}", "{at: 50%, notify: [holder]}", "{at: 75%, notify: [channel]}", "{at: 100%, notify: [holder]}"));
        foreach (var hours in new[] { 2.001, 3, 4 })
            await house.SweepAtAsync(hours);

        Assert.Equal(["@UKIM", "@UOLGA", "C0ONBOARD", "@UKIM"], await house.PingedAsync(number));
        Assert.DoesNotContain(await house.ToldAsync(number, "pinged"), one => one.Body.Late == true);
    }

    [Fact]
    public async Task Of_the_steps_that_a_change_puts_into_the_past_only_the_highest_is_sent()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 100%, notify: [holder]}"));
        var number = await house.SubmittedAsync();
        house.Time.Add(Duration.FromHours(3));

        await house.RestartAsync(Clockwork.WithLadder("{at: 10%, notify: [holder]}", "{at: 20%, notify: [channel]}", "{at: 50%, notify: [lead]}", "{at: 100%, notify: [holder]}"));
        await house.SweepAtAsync(3.001);

        Assert.Equal(["@UOLGA"], await house.PingedAsync(number));
        Assert.Equal(2, (await house.WhySuppressedAsync(number)).Count);
    }

    [Fact]
    public async Task What_an_outage_held_up_is_said_late_by_the_ladder_that_it_fell_due_by()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 50%, notify: [holder]}", "{at: 75%, notify: [lead]}"));
        var number = await house.SubmittedAsync();
        house.Time.Add(Duration.FromHours(3.5));

        await house.RestartAsync(Clockwork.WithLadder("{at: 95%, notify: [channel]}"));
        await house.SweepAtAsync(4);

        Assert.Equal(["@UOLGA", "C0ONBOARD"], await house.PingedAsync(number));
        Assert.True((await house.ToldAsync(number, "pinged"))[0].Body.Late);
    }

    [Fact]
    public async Task A_due_time_that_has_passed_does_not_move()
    {
        await using var house = await House.OpenAsync(playbook: BusinessHours);
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(5);

        await house.RestartAsync(Hours("01:00-02:00"), BusinessHours);

        var clock = await house.ClockAsync(number);
        Assert.Equal((ManualTime.Start + Duration.FromHours(4), ManualTime.Start + Duration.FromHours(4)), (clock.Due!.Value, clock.MissedAt!.Value));
        Assert.Equal(clock.Due, (await house.Reading.HandoffAsync(number))!.Due);
    }

    [Fact]
    public async Task A_change_that_lays_no_clock_otherwise_touches_none()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        var fence = (await house.ClockAsync(number)).Fence;

        await house.RestartAsync(House.Organization.Replace("admins: [ada@example.com]", "admins: [ada@example.com, lea@example.com]", StringComparison.Ordinal));

        Assert.Equal(fence, (await house.ClockAsync(number)).Fence);
    }

    [Fact]
    public async Task A_clock_that_cannot_be_laid_holds_up_no_other_and_is_tried_again()
    {
        await using var house = await House.OpenAsync();
        var (broken, sound) = (await house.SubmittedAsync("A"), await house.SubmittedAsync("B"));
        var state = await SetStateAsync(house, broken, "not json");
        var changed = Clockwork.WithLadder("{at: 25%, notify: [holder]}");

        await house.RestartAsync(changed);
        Assert.Equal(ManualTime.Start + Duration.FromHours(1), (await house.ClockAsync(sound)).NextFireAt);
        Assert.Equal(ManualTime.Start + Duration.FromHours(2), (await house.ClockAsync(broken)).NextFireAt);

        await SetStateAsync(house, broken, state);
        await house.RestartAsync(changed);
        Assert.Equal(ManualTime.Start + Duration.FromHours(1), (await house.ClockAsync(broken)).NextFireAt);
    }

    [Fact]
    public async Task Editions_are_kept_while_clocks_run_by_them_and_no_longer()
    {
        await using var house = await House.OpenAsync();
        await house.SubmittedAsync();
        await house.RestartAsync(Clockwork.WithLadder("{at: 25%, notify: [holder]}"));

        await using var context = house.Read();
        var edition = Assert.Single(await context.Editions.ToListAsync());
        Assert.All(await context.Clocks.Where(one => one.EndedAt == null).ToListAsync(), clock => Assert.Equal(edition.Version, clock.LaidBy));
    }

    [Fact]
    public async Task An_edition_that_is_lost_is_measured_by_the_present_one()
    {
        await using var house = await House.OpenAsync(playbook: BusinessHours);
        var number = await house.SubmittedAsync();
        await house.Get<CommitSeam>().RunAsync(context => context.Editions.ExecuteDeleteAsync(), default);
        house.Time.Add(Duration.FromHours(1));

        await house.RestartAsync(Hours("08:00-20:00"), BusinessHours);

        Assert.NotNull((await house.ClockAsync(number)).NextFireAt);
    }

    [Fact]
    public async Task It_may_run_while_clocks_are_swept()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 50%, notify: [holder]}", "{at: 100%, notify: [lead]}"));
        var numbers = new List<int>();
        for (var n = 0; n < 12; n++)
            numbers.Add(await house.SubmittedAsync($"Client {n}"));
        house.Time.Add(Duration.FromHours(2));
        await house.Get<CommitSeam>().RunAsync(context => context.Settings.Where(one => one.Name == "clocks-laid-by").ExecuteDeleteAsync(), default);
        await house.Get<CommitSeam>().RunAsync(
            context => context.Clocks.ExecuteUpdateAsync(set => set.SetProperty(one => one.LaidBy, "another")), default);

        await Task.WhenAll(
            Task.Run(() => house.Get<Relaying>().RunAsync(default)),
            Task.Run(() => house.Get<ClockSweep>().RunAsync(default)),
            Task.Run(() => house.Get<Relaying>().RunAsync(default)));
        await house.Get<ClockSweep>().RunAsync(default);

        foreach (var number in numbers)
            Assert.Single(await house.PingsAsync(number));
    }

    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];

    private static readonly string BusinessHours = House.Playbook.Replace("{within: 4h,", "{within: 4 business hours,", StringComparison.Ordinal);

    private static string Hours(string window) =>
        House.Organization.Replace("assign: round-robin}", "assign: round-robin, calendar: office}", StringComparison.Ordinal)
        + $"\ncalendars:\n  office: {{timezone: Europe/London, hours: {{mon-sun: [\"{window}\"]}}}}\n";

    private static Duration Time(Instant to, string window, Instant from)
    {
        var hours = new Window(new LocalTime(int.Parse(window[..2], null), 0), new LocalTime(int.Parse(window[6..8], null), 0));
        var week = Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None)
            .ToImmutableDictionary(day => day, _ => ImmutableArray.Create(hours));
        return BusinessCalendar.Of(London, week, ImmutableDictionary<LocalDate, ImmutableArray<Window>>.Empty).Between(from, to);
    }

    private static Task<string> SetStateAsync(House house, int number, string state) => house.Get<CommitSeam>().RunAsync(
        async context =>
        {
            var row = await context.Handoffs.SingleAsync(one => one.Number == number);
            var before = row.State;
            row.State = state;
            return before;
        },
        default);
}
