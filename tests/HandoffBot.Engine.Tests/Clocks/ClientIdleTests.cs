using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>A client with which nothing happens. Its ladder is the house's: half, due, and two hours later.</summary>
public sealed class ClientIdleTests
{
    private const string Watched = House.Organization + "\nclocks:\n  client-idle: {within: 10d, ladder: acceptance}\n";

    [Fact]
    public async Task It_begins_when_the_client_gets_its_owner_and_pings_that_person()
    {
        await using var house = await House.OpenAsync(Watched);
        var number = await house.DraftAsync("Northwind");
        Assert.Empty(await ClocksAsync(house));

        await house.ActAsync(number, new HandoffCommand.Submit(0), "ana");
        await house.AcceptAsync(number, "kim", owner: "omar");
        await house.ActAsync(number, new HandoffCommand.KickOff(1), "omar");
        await SweepAtDayAsync(house, 5);

        var ping = Assert.Single(await PingsAsync(house));
        Assert.Equal($"slack/{FakePlatform.Home}/@UOMAR", ping.Lane);
        Assert.Null(ping.Handoff);
    }

    [Fact]
    public async Task Whatever_a_person_does_with_the_client_begins_it_anew()
    {
        await using var house = await House.OpenAsync(Watched);
        var number = await house.SubmittedAsync("Northwind");
        house.Time.Add(Duration.FromDays(1));
        await house.AcceptAsync(number, "kim");
        house.Time.Add(Duration.FromDays(1));
        await house.ActAsync(number, new HandoffCommand.KickOff(1), "kim");

        var clock = Assert.Single(await ClocksAsync(house));
        Assert.Equal((3, ManualTime.Start + Duration.FromDays(2), ManualTime.Start + Duration.FromDays(12)), (clock.Run, clock.Started, clock.Due));
    }

    [Fact]
    public async Task What_was_waiting_to_be_sent_is_silenced_when_something_happens()
    {
        await using var house = await House.OpenAsync(Watched);
        var number = await QuietAsync(house);
        await SweepAtDayAsync(house, 5);
        var ping = Assert.Single(await PingsAsync(house));

        await house.AcceptAsync(await house.SubmittedAsync("Northwind"), "kim");

        Assert.Equal(DeliveryState.Cancelled, Assert.Single(await PingsAsync(house)).State);
        Assert.Equal("its clock had ended", await house.WhyNotAsync(ping));
        Assert.NotEqual(0, number);
    }

    [Fact]
    public async Task Reminders_and_their_acknowledgements_are_no_sign_of_life()
    {
        await using var house = await House.OpenAsync(Watched);
        await QuietAsync(house);
        var before = Assert.Single(await ClocksAsync(house));
        await SweepAtDayAsync(house, 5);

        Assert.IsType<Acknowledged.Done>(await house.AcknowledgeAsync(Assert.Single(await PingsAsync(house)), "kim"));

        var after = Assert.Single(await ClocksAsync(house));
        Assert.Equal((before.Run, before.Started, before.Due), (after.Run, after.Started, after.Due));
    }

    [Fact]
    public async Task A_miss_is_on_the_clients_history_once()
    {
        await using var house = await House.OpenAsync(Watched);
        await QuietAsync(house);
        await SweepAtDayAsync(house, 10);
        await SweepAtDayAsync(house, 20);

        await using var context = house.Read();
        var client = await context.Clients.SingleAsync();
        var missed = Assert.Single(await context.Timeline.Where(one => one.Client == client.Id && one.Handoff == null && one.Kind == "missed").ToListAsync());
        Assert.Equal(ManualTime.Start + Duration.FromDays(10), missed.At);
        Assert.Equal(nameof(ClockKind.ClientIdle), StorageJson.ReadEvent(missed.Body).Clock);
    }

    [Fact]
    public async Task The_lead_and_the_channel_are_those_of_the_owners_team()
    {
        await using var house = await House.OpenAsync(Watched);
        await QuietAsync(house);
        await SweepAtDayAsync(house, 5);
        await SweepAtDayAsync(house, 10);
        await SweepAtDayAsync(house, 10, Duration.FromHours(2));

        Assert.Equal(["@UKIM", "@UKIM", "@UOLGA", "C0ONBOARD", "@UOLGA"], (await PingsAsync(house)).Select(one => one.Lane.Split('/')[2]));
    }

    [Fact]
    public async Task Who_was_sender_or_receiver_is_no_question_that_a_client_can_answer()
    {
        await using var house = await House.OpenAsync(
            Clockwork.WithLadder("{at: 50%, notify: [sender, receiver]}") + "\nclocks:\n  client-idle: {within: 10d, ladder: acceptance}\n");
        await QuietAsync(house);
        await SweepAtDayAsync(house, 5);

        await using var context = house.Read();
        Assert.Empty(await PingsAsync(house));
        Assert.Equal(2, await context.Timeline.CountAsync(one => one.Handoff == null && one.Kind == "ping-suppressed"));
    }

    [Fact]
    public async Task The_owners_team_has_the_calendar()
    {
        var organization = House.Organization.Replace("assign: round-robin}", "assign: round-robin, calendar: mornings}", StringComparison.Ordinal)
            + "\ncalendars:\n  mornings: {timezone: Europe/London, hours: {mon-fri: [\"09:00-11:00\"]}}\n"
            + "\nclocks:\n  client-idle: {within: 4 business hours, ladder: acceptance}\n";
        await using var house = await House.OpenAsync(organization);
        var number = await house.SubmittedAsync("Northwind");
        Assert.Equal(ManualTime.Start + Duration.FromHours(4), Assert.Single(await ClocksAsync(house)).Due);

        await house.AcceptAsync(number, "kim");

        Assert.True(Assert.Single(await ClocksAsync(house)).Due > ManualTime.Start + Duration.FromHours(4));
    }

    [Fact]
    public async Task The_card_says_since_when_and_leads_to_the_last_handoff()
    {
        await using var house = await House.OpenAsync(Watched);
        await QuietAsync(house);
        await SweepAtDayAsync(house, 5);
        var ping = Assert.Single(await PingsAsync(house));

        var card = (await house.Get<Rendering>().DrawAsync(new Leased(ping, InDoubt: false), Intent.Read(ping.Intent), Lane.Parse(ping.Lane), null, default)).Card!;

        Assert.Contains(card.Summary.Parts, part => part is Inline.When when && when.At == ManualTime.Start);
        Assert.Contains(card.Summary.Parts, part => part is Inline.Strong { Text: "Northwind" });
        Assert.Equal([Act.Acknowledge, Act.Show], card.Parts.OfType<CardPart.Buttons>().Single().Of.Select(button => button.Press.Act));
    }

    [Fact]
    public async Task What_comes_next_is_told_by_the_clients_name()
    {
        await using var house = await House.OpenAsync(Watched);
        await QuietAsync(house);

        Assert.Equal(
            new NextDeadline(ManualTime.Start + Duration.FromDays(5), "Northwind: a sign of life, 50 %"), await house.Get<ClockSweep>().NextAsync(default));
    }

    [Fact]
    public async Task Clients_get_their_clock_with_the_file_from_then_on()
    {
        await using var house = await House.OpenAsync();
        await QuietAsync(house);
        Assert.Empty(await ClocksAsync(house));
        house.Time.Add(Duration.FromDays(30));

        await house.RestartAsync(Watched);

        Assert.Equal(ManualTime.Start + Duration.FromDays(40), Assert.Single(await ClocksAsync(house)).Due);
    }

    [Fact]
    public async Task Clients_lose_their_clock_with_the_file_and_get_it_back()
    {
        await using var house = await House.OpenAsync(Watched);
        await QuietAsync(house);
        await SweepAtDayAsync(house, 5);
        await house.RestartAsync();
        var ended = Assert.Single(await ClocksAsync(house));
        Assert.NotNull(ended.EndedAt);
        Assert.Null(ended.NextFireAt);
        Assert.Equal(DeliveryState.Cancelled, Assert.Single(await PingsAsync(house)).State);

        await house.RestartAsync(Watched);

        var again = Assert.Single(await ClocksAsync(house));
        Assert.Equal((ended.Id, ended.Run + 1, (Instant?)null), (again.Id, again.Run, again.EndedAt));
    }

    [Fact]
    public async Task A_shorter_time_in_the_file_is_over_when_it_is_read_not_before()
    {
        await using var house = await House.OpenAsync(Watched);
        await QuietAsync(house);
        await SweepAtDayAsync(house, 7);

        await house.RestartAsync(Watched.Replace("within: 10d", "within: 6d", StringComparison.Ordinal));
        await house.Get<ClockSweep>().RunAsync(default);

        Assert.Equal(ManualTime.Start + Duration.FromDays(7), Assert.Single(await ClocksAsync(house)).MissedAt);
    }

    private static async Task<int> QuietAsync(House house)
    {
        var number = await house.SubmittedAsync("Northwind");
        await house.AcceptAsync(number, "kim");
        await house.ActAsync(number, new HandoffCommand.KickOff(1), "kim");
        return number;
    }

    private static Task SweepAtDayAsync(House house, int day, Duration? more = null) => house.SweepAtAsync(Duration.FromDays(day) + (more ?? Duration.Zero));

    private static async Task<List<ClockRow>> ClocksAsync(House house)
    {
        await using var context = house.Read();
        return await context.Clocks.Where(one => one.Client != null).ToListAsync();
    }

    private static async Task<List<DeliveryRow>> PingsAsync(House house)
    {
        await using var context = house.Read();
        return await context.Deliveries.Where(one => one.Handoff == null && one.Kind == nameof(IntentKind.Ping)).OrderBy(one => one.Order).ToListAsync();
    }
}
