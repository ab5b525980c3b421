using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>A direct ping waits until the person works; what waits holds up nothing, and is looked at again when its time has come.</summary>
public sealed class PersonHoursTests
{
    private const string Calendars = """
        calendars:
          day: {hours: {mon-fri: ["09:00-17:00"]}}
          night: {hours: {mon-fri: ["20:00-22:00"]}}
        """;

    /// <summary>Monday 10:00 in London, two hours after the start, is 05:00 in New York.</summary>
    private static readonly Instant Nine = Instant.FromUtc(2026, 11, 23, 14, 0);

    [Fact]
    public async Task A_direct_ping_waits_for_the_persons_own_morning_and_the_timeline_says_until_when()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [holder, channel]}");
        await LivesInAsync(house, "kim", "America/New_York");
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(5);

        await house.SweepAtAsync(2);
        await house.DeliverAsync(5);

        Assert.Empty(house.Slack.Posts("@UKIM"));
        Assert.Equal(3, house.Slack.Posts("C0ONBOARD").Count());
        var waits = Assert.Single(await house.ToldAsync(number, "ping-waits"));
        var told = Assert.IsType<Core.Chat.HistoryEntry.Waits>(waits.ToHistory());
        Assert.Equal((await house.PersonAsync("kim"), Nine), (told.Who, told.Until));
        Assert.Empty(Assert.Single(await house.ToldAsync(number, "pinged")).Body.People!);

        house.Time.Add(Nine - house.Get<BusinessClock>().System - Duration.FromSeconds(1));
        await house.DeliverAsync();
        Assert.Empty(house.Slack.Posts("@UKIM"));
        house.Time.Add(Duration.FromSeconds(1));
        await house.DeliverAsync();
        Assert.Single(house.Slack.Posts("@UKIM"));
    }

    [Theory]
    [InlineData("{at: 50%, notify: [holder], urgent: true}", "America/New_York")]
    [InlineData("{at: 50%, notify: [holder]}", "Europe/London")]
    [InlineData("{at: 50%, notify: [holder]}", "Nowhere/Atlantis")]
    [InlineData("{at: 50%, notify: [holder]}", null)]
    public async Task An_urgent_one_and_one_within_hours_go_out_at_once(string step, string? zone)
    {
        await using var house = await OpenAsync(step);
        await LivesInAsync(house, "kim", zone);
        await house.SubmittedAsync();

        await house.SweepAtAsync(2);
        await house.DeliverAsync(5);

        Assert.Single(house.Slack.Posts("@UKIM"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Nowhere/Atlantis")]
    public async Task Whose_zone_is_not_known_has_that_of_their_teams_calendar(string? zone)
    {
        var organization = Organization("{at: 50%, notify: [holder]}")
            .Replace("day: {hours", "day: {timezone: America/New_York, hours", StringComparison.Ordinal);
        await using var house = await House.OpenAsync(organization);
        await LivesInAsync(house, "kim", zone);
        var kim = await house.PersonAsync("kim");

        var opens = await house.Get<CommitSeam>().RunAsync(
            context => house.Get<PersonHours>().OpeningAsync(context, kim, "onboarding", ManualTime.Start + Duration.FromHours(2)), default);

        Assert.Equal(Nine, opens);
    }

    [Fact]
    public async Task Other_messages_to_the_person_do_not_wait_behind_it()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [sender]}");
        await LivesInAsync(house, "ana", "America/New_York");
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(5);
        var before = house.Slack.Posts("@UANA").Count();

        await house.SweepAtAsync(2);
        await house.RejectAsync(number, "kim");
        await house.DeliverAsync(5);

        Assert.Contains(house.Slack.Posts("@UANA").Skip(before), one => one.Text.Contains("rejected", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_was_answered_while_it_waited_is_never_sent()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [holder]}");
        await LivesInAsync(house, "kim", "America/New_York");
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);

        await house.AcceptAsync(number, "omar");
        await house.SweepAtAsync(24);
        await house.DeliverAsync(5);

        Assert.Equal(DeliveryState.Cancelled, Assert.Single(await house.PingsAsync(number)).State);
    }

    [Fact]
    public async Task Whoever_left_while_it_waited_is_passed_over_for_the_lead()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [holder]}");
        await LivesInAsync(house, "kim", "America/New_York");
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);

        await house.LeaveAsync("kim");
        house.Time.Add(Nine - house.Get<BusinessClock>().System);
        await house.DeliverAsync(5);

        Assert.Empty(house.Slack.Posts("@UKIM"));
        Assert.Single(house.Slack.Posts("@UOLGA"));
        Assert.Equal(["Kim's account is deactivated"], await house.WhySuppressedAsync(number));
    }

    [Fact]
    public async Task What_has_gone_to_somebody_else_while_it_waited_goes_there_in_their_hours()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [holder]}");
        await LivesInAsync(house, "ana", "Asia/Tokyo");
        var number = await house.SubmittedAsync();
        await house.RejectAsync(number, "kim");

        // 20:00 in London is early in the morning in Tokyo.
        await house.SweepAtAsync(12.1);
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.ChangeSender(1, await house.PersonAsync("sam")), "lea"));
        await UntilAsync(house, Instant.FromUtc(2026, 11, 24, 0, 0));
        Assert.Equal(["it has gone to Sam meanwhile"], await house.WhySuppressedAsync(number));
        Assert.Equal([("@UANA", DeliveryState.Cancelled), ("@USAM", DeliveryState.Pending)], await PingsAsync());

        await UntilAsync(house, Instant.FromUtc(2026, 11, 24, 9, 0));
        Assert.Equal([("@UANA", DeliveryState.Cancelled), ("@USAM", DeliveryState.Sent)], await PingsAsync());

        async Task<IEnumerable<(string, DeliveryState)>> PingsAsync() =>
            (await house.PingsAsync(number)).OrderBy(one => one.Order).Select(one => (one.Lane.Split('/')[^1], one.State));
    }

    [Fact]
    public async Task A_jump_of_business_time_brings_it_forward_and_a_restart_does_not()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [holder]}");
        await LivesInAsync(house, "kim", "America/New_York");
        await house.SubmittedAsync();
        await house.SweepAtAsync(2);

        await house.RestartAsync(Organization("{at: 50%, notify: [holder]}"));
        await house.Get<DeliveryWorker>().ResumeAsync(default);
        await house.DeliverAsync(5);
        Assert.Empty(house.Slack.Posts("@UKIM"));

        await MoveToAsync(house, ManualTime.Start + Duration.FromHours(4));
        Assert.Equal(Nine, (await house.Get<ClockSweep>().NextAsync(default))!.At);
        Assert.Empty(house.Slack.Posts("@UKIM"));

        await MoveToAsync(house, Nine);
        Assert.Single(house.Slack.Posts("@UKIM"));
    }

    [Theory]
    [InlineData("onboarding", 14)]
    [InlineData("sales", 20)]
    [InlineData("elsewhere", 20)]
    public async Task Of_several_teams_the_one_whose_turn_it_is_counts_else_the_first(string turn, int opensAt)
    {
        // Kim is in Sales as well, which works in the evening.
        var organization = Organization("{at: 50%, notify: [holder]}")
            .Replace("calendar: day, members: [ana@example.com", "calendar: night, members: [kim@example.com, ana@example.com", StringComparison.Ordinal);
        await using var house = await House.OpenAsync(organization);
        await LivesInAsync(house, "kim", turn == "onboarding" ? "America/New_York" : "Europe/London");
        var kim = await house.PersonAsync("kim");

        var opens = await house.Get<CommitSeam>().RunAsync(
            context => house.Get<PersonHours>().OpeningAsync(context, kim, turn, ManualTime.Start + Duration.FromHours(2)), default);

        Assert.Equal(Instant.FromUtc(2026, 11, 23, opensAt, 0), opens);
    }

    [Theory]
    [InlineData("12-20", 12)]
    [InlineData("tue 7-9", 24 + 7)]
    [InlineData("what a later version wrote", 11)]
    [InlineData("", 11)]
    public async Task Their_own_hours_count_before_those_of_the_team_and_unreadable_ones_do_not(string hours, int opensAt)
    {
        await using var house = await OpenAsync("{at: 50%, notify: [holder]}");
        await LivesInAsync(house, "kim", "Europe/London");
        await KeepsAsync(house, "kim", hours);
        await house.SubmittedAsync();

        await house.SweepAtAsync(2);
        await house.DeliverAsync();
        Assert.Equal(opensAt == 11, house.Slack.Posts("@UKIM").Any());

        house.Time.Add(Instant.FromUtc(2026, 11, 23, 0, 0) + Duration.FromHours(opensAt) - house.Get<BusinessClock>().System);
        await house.DeliverAsync();
        Assert.Single(house.Slack.Posts("@UKIM"));
    }

    [Fact]
    public async Task What_waits_for_their_own_hours_is_in_the_history_and_an_urgent_one_does_not_wait()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [holder]}\n    - {at: 75%, notify: [holder], urgent: true}");
        await KeepsAsync(house, "kim", "mon-fri 20-22");
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(2);
        var waits = Assert.IsType<Core.Chat.HistoryEntry.Waits>(Assert.Single(await house.ToldAsync(number, "ping-waits")).ToHistory());
        Assert.Equal(Instant.FromUtc(2026, 11, 23, 20, 0), waits.Until);

        await house.SweepAtAsync(3);
        await house.DeliverAsync();
        Assert.Single(house.Slack.Posts("@UKIM"));
    }

    [Fact]
    public async Task The_miss_is_recorded_at_its_time_whoever_sleeps()
    {
        await using var house = await OpenAsync("{at: 100%, notify: [holder]}");
        await LivesInAsync(house, "kim", "Asia/Tokyo");
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(4);

        Assert.Equal(ManualTime.Start + Duration.FromHours(4), Assert.Single(await house.ToldAsync(number, "missed")).At);
        Assert.Single(await house.ToldAsync(number, "ping-waits"));
    }

    /// <summary>As the playground does.</summary>
    private static async Task MoveToAsync(House house, Instant to)
    {
        await house.Get<BusinessClock>().AdvanceAsync(to, default);
        await house.Get<ClockSweep>().RunAsync(default);
        await house.DeliverAsync();
    }

    private static async Task UntilAsync(House house, Instant at)
    {
        house.Time.Add(at - house.Get<BusinessClock>().System);
        await house.DeliverAsync(5);
    }

    private static Task<House> OpenAsync(string step) => House.OpenAsync(Organization(step));

    private static string Organization(string step) => Clockwork.WithLadder(step)
        .Replace("assign: round-robin}", "assign: round-robin, calendar: day}", StringComparison.Ordinal)
        .Replace("members: [ana@example.com", "calendar: day, members: [ana@example.com", StringComparison.Ordinal) + "\n" + Calendars;

    private static Task LivesInAsync(House house, string name, string? zone) => house.Get<CommitSeam>().RunAsync(
        async context => (await context.People.SingleAsync(one => one.Email == $"{name}@example.com")).TimeZone = zone, default);

    private static Task KeepsAsync(House house, string name, string hours) => house.Get<CommitSeam>().RunAsync(
        async context => (await context.People.SingleAsync(one => one.Email == $"{name}@example.com")).Hours = hours, default);
}
