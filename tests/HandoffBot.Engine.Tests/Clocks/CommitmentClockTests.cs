using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>
/// A promise whose day comes near. Ana promises something for the fifth day; the clock runs up to the end of that day, London time, for two
/// days, and climbs the house's ladder: half, due and again, and two hours later.
/// </summary>
public sealed class CommitmentClockTests
{
    private const string Watched = House.Organization + "\nclocks:\n  commitment: {within: 2d, ladder: acceptance}\n";

    private const string InHours = """

        calendars:
          office: {hours: {mon-fri: ["09:00-17:00"]}}
          late: {hours: {mon-fri: ["12:00-20:00"]}}
        clocks:
          commitment: {within: 1 business day, ladder: acceptance}
        """;

    private static readonly LocalDate Day = ManualTime.Start.InZone(DateTimeZoneProviders.Tzdb["Europe/London"]).Date.PlusDays(5);

    /// <summary>Midnight in London, in winter.</summary>
    private static readonly Instant Due = Day.PlusDays(1).AtMidnight().InUtc().ToInstant();

    [Fact]
    public async Task It_runs_up_to_the_day_and_pings_the_owner_who_took_the_client_over()
    {
        await using var house = await House.OpenAsync(Watched);
        var promise = await PromisedAsync(house);
        var clock = await ClockAsync(house, promise);
        Assert.Equal((promise.Value, Due - Duration.FromDays(2), Due, Due - Duration.FromDays(1)), (clock.Id, clock.Started, clock.Due, clock.NextFireAt));

        await AcceptAsync(house, owner: "omar");
        await SweepAsync(house, Due - Duration.FromDays(1));
        Assert.Equal(["@UOMAR"], await PingedAsync(house));

        await SweepAsync(house, Due);
        Assert.Equal(["@UOMAR", "@UOMAR", "@UOLGA"], await PingedAsync(house));
        Assert.Equal(Due, (await ClockAsync(house, promise)).MissedAt);
        await house.DeliverAsync(10);
        Assert.Contains(house.Slack.Calls, call => call.Text.Contains("Acme: the promise “Five sites”, by Ana, is due now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_kept_is_silent()
    {
        await using var house = await House.OpenAsync(Watched);
        var promise = await PromisedAsync(house);
        await SweepAsync(house, Due - Duration.FromDays(1));
        var ping = Assert.Single(await PingsAsync(house));

        Assert.IsType<CommitmentAnswer.Granted>(await ActAsync(house, promise, new CommitmentCommand.Keep(), "ana"));

        Assert.Equal(DeliveryState.Cancelled, Assert.Single(await PingsAsync(house)).State);
        Assert.Equal("its clock had ended", await house.WhyNotAsync(ping));
        Assert.Equal((null, 0), ((await ClockAsync(house, promise)).NextFireAt, await CountAsync(house)));
        Assert.Equal(CommitmentState.Kept, (await house.Reading.HandoffAsync(1001))!.Handoff.Commitments.Single().State);
    }

    [Fact]
    public async Task An_acknowledged_one_is_not_repeated()
    {
        await using var house = await House.OpenAsync(Watched);
        await PromisedAsync(house);
        await SweepAsync(house, Due);
        var ping = (await PingsAsync(house))[^1];

        var done = Assert.IsType<Acknowledged.Done>(await house.AcknowledgeAsync(ping, "ana"));
        var before = (await PingsAsync(house)).Count;
        await SweepAsync(house, Due + Duration.FromMinutes(61));

        Assert.Equal("Acme", done.About);
        Assert.Equal(before, (await PingsAsync(house)).Count);
    }

    [Fact]
    public async Task Another_day_begins_it_anew()
    {
        await using var house = await House.OpenAsync(Watched);
        var promise = await PromisedAsync(house);
        await SweepAsync(house, Due);

        await ActAsync(house, promise, new CommitmentCommand.Renegotiate(Day.PlusDays(10), "They asked for it."), "ana");

        var clock = await ClockAsync(house, promise);
        Assert.Equal((2, Due + Duration.FromDays(10), null), (clock.Run, clock.Due, clock.MissedAt));
        Assert.Equal(1, await CountAsync(house));
        var (kind, told) = (await house.ToldAsync(1001, "promise-moved")).Select(one => (one.Kind, one.Body.Commitment!.Why)).Single();
        Assert.Equal(("promise-moved", "They asked for it."), (kind, told));
    }

    [Fact]
    public async Task While_it_is_disputed_the_sender_is_pinged()
    {
        await using var house = await House.OpenAsync(Watched);
        var promise = await PromisedAsync(house);
        await AcceptAsync(house, owner: "omar", dispute: "Too soon.");

        await SweepAsync(house, Due - Duration.FromDays(1));
        Assert.Equal(["@UANA"], await PingedAsync(house));

        await ActAsync(house, promise, new CommitmentCommand.Settle(new("Five sites", Day)), "lea");
        await SweepAsync(house, Due);
        Assert.Equal(["@UANA", "@UOMAR", "@UOLGA"], await PingedAsync(house));
    }

    [Fact]
    public async Task A_new_owner_has_the_hours_of_their_team()
    {
        var calendars = House.Organization.Replace("lead: lea@example.com,", "lead: lea@example.com, calendar: office,", StringComparison.Ordinal)
            .Replace("lead: olga@example.com,", "lead: olga@example.com, calendar: late,", StringComparison.Ordinal) + InHours;
        await using var house = await House.OpenAsync(calendars);
        var promise = await PromisedAsync(house);
        var before = (await ClockAsync(house, promise)).Due!.Value;

        await AcceptAsync(house, owner: "omar");

        Assert.Equal(Duration.FromHours(3), (await ClockAsync(house, promise)).Due!.Value - before);
    }

    [Fact]
    public async Task Who_is_given_the_client_has_its_promises_in_the_hours_of_their_team()
    {
        var calendars = House.Organization.Replace("lead: lea@example.com,", "lead: lea@example.com, calendar: office,", StringComparison.Ordinal)
            .Replace("lead: olga@example.com,", "lead: olga@example.com, calendar: late,", StringComparison.Ordinal) + InHours;
        await using var house = await House.OpenAsync(calendars);
        var promise = await PromisedAsync(house);
        var before = (await ClockAsync(house, promise)).Due!.Value;

        var client = (await house.Reading.ClientNamedAsync("Acme"))!;
        Assert.IsType<TransferAnswer.Done>(await house.Get<Transferring>().TransferAsync(
            client.Id, new(client.Owner, await house.PersonAsync("omar"), "She leaves"), await house.PersonAsync("lea"), null, Platform.Slack, default));

        Assert.Equal(Duration.FromHours(3), (await ClockAsync(house, promise)).Due!.Value - before);
    }

    [Fact]
    public async Task What_is_written_down_too_late_for_a_step_does_not_say_it()
    {
        await using var house = await House.OpenAsync(Watched);
        house.Time.Add(Duration.FromDays(5));
        var promise = await PromisedAsync(house);

        await house.Get<ClockSweep>().RunAsync(default);
        Assert.Empty(await PingsAsync(house));
        Assert.Equal(Due, (await ClockAsync(house, promise)).NextFireAt);
    }

    [Fact]
    public async Task A_day_that_passed_in_the_draft_is_missed_at_once()
    {
        await using var house = await House.OpenAsync(Watched);
        var number = await DraftAsync(house);
        house.Time.Add(Duration.FromDays(7));
        await house.ActAsync(number, new HandoffCommand.Submit(0), "ana");

        var clock = Assert.Single(await ClocksAsync(house));
        Assert.Equal((Due, null), (clock.MissedAt, clock.NextFireAt));
    }

    [Fact]
    public async Task With_the_files_every_promise_gets_or_loses_its_clock()
    {
        await using var house = await House.OpenAsync();
        var promise = await PromisedAsync(house);
        Assert.Empty(await ClocksAsync(house));

        await house.RestartAsync(Watched);
        Assert.Equal((Due, 1), ((await ClockAsync(house, promise)).Due, (await ClockAsync(house, promise)).Run));

        await house.RestartAsync(House.Organization);
        Assert.NotNull((await ClockAsync(house, promise)).EndedAt);
        await house.RestartAsync(Watched);
        Assert.Equal((null, 2), ((await ClockAsync(house, promise)).EndedAt, (await ClockAsync(house, promise)).Run));
    }

    [Fact]
    public async Task A_changed_calendar_moves_it_and_says_no_step_twice()
    {
        var calendars = House.Organization.Replace("lead: lea@example.com,", "lead: lea@example.com, calendar: office,", StringComparison.Ordinal) + InHours;
        await using var house = await House.OpenAsync(calendars);
        var promise = await PromisedAsync(house);
        var before = (await ClockAsync(house, promise)).Due!.Value;
        await SweepAsync(house, before - Duration.FromHours(3));
        Assert.Single(await PingsAsync(house));

        await house.RestartAsync(calendars.Replace("09:00-17:00", "09:00-19:00", StringComparison.Ordinal));
        await house.Get<ClockSweep>().RunAsync(default);

        Assert.Equal(before + Duration.FromHours(2), (await ClockAsync(house, promise)).Due);
        Assert.Single(await PingsAsync(house));
    }

    [Fact]
    public async Task Who_has_nothing_to_do_with_it_is_refused_and_a_repeated_message_decides_nothing()
    {
        await using var house = await House.OpenAsync(Watched);
        var promise = await PromisedAsync(house);

        Assert.IsType<Refusal.NotYours>(Assert.IsType<CommitmentAnswer.Refused>(await ActAsync(house, promise, new CommitmentCommand.Keep(), "kim")).Refusal);
        Assert.IsType<CommitmentAnswer.NotFound>(await ActAsync(house, new(Guid.NewGuid()), new CommitmentCommand.Keep(), "ana"));
        await ActAsync(house, promise, new CommitmentCommand.Keep(), "ana", "r1");
        Assert.IsType<CommitmentAnswer.Granted>(await ActAsync(house, promise, new CommitmentCommand.Keep(), "ana", "r1"));
        Assert.Single(await house.ToldAsync(1001, "promise-kept"));
    }

    [Fact]
    public async Task What_waits_next_says_which_promise()
    {
        await using var house = await House.OpenAsync(Watched);
        await PromisedAsync(house);
        await AcceptAsync(house, owner: "kim");
        await house.ActAsync(1001, new HandoffCommand.KickOff(1), "kim");

        Assert.Equal("Acme: the promise “Five sites”, 50 %", (await house.Get<ClockSweep>().NextAsync(default))!.What);
    }

    private static async Task<int> DraftAsync(House house)
    {
        var number = await house.DraftAsync();
        var promise = new HandoffCommand.Promise(0, new(house.Get<Ids>().New()), new PromiseText("Five sites", Day, "On a call"));
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, promise, "ana"));
        return number;
    }

    private static async Task<CommitmentId> PromisedAsync(House house)
    {
        var number = await DraftAsync(house);
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Submit(0), "ana"));
        return (await house.Reading.HandoffAsync(number))!.Handoff.Commitments.Single().Id;
    }

    private static async Task AcceptAsync(House house, string owner, string? dispute = null)
    {
        var handoff = (await house.Reading.HandoffAsync(1001))!.Handoff;
        var accept = new HandoffCommand.Accept(handoff.Round, handoff.Revision, [0], await house.PersonAsync(owner), null)
        {
            Replies = [new(handoff.Commitments.Single().Id, dispute)],
        };
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(1001, accept, "kim"));
    }

    private static async Task<CommitmentAnswer> ActAsync(House house, CommitmentId id, CommitmentCommand command, string by, string? receipt = null) =>
        await house.Get<CommitmentDesk>().ActAsync(id, command, await house.PersonAsync(by), receipt, Platform.Slack);

    private static async Task SweepAsync(House house, Instant at)
    {
        house.Time.Add(at - house.Get<BusinessClock>().System);
        await house.Get<ClockSweep>().RunAsync(default);
    }

    private static async Task<ClockRow> ClockAsync(House house, CommitmentId id) => (await ClocksAsync(house)).Single(one => one.Id == id.Value);

    private static async Task<IReadOnlyList<ClockRow>> ClocksAsync(House house)
    {
        await using var context = house.Read();
        return await context.Clocks.Where(one => one.Kind == ClockKind.Commitment).ToListAsync();
    }

    private static async Task<IReadOnlyList<DeliveryRow>> PingsAsync(House house)
    {
        await using var context = house.Read();
        return await context.Deliveries.Where(one => one.Handoff == null && one.Kind == nameof(IntentKind.Ping)).OrderBy(one => one.Order).ToListAsync();
    }

    private static async Task<IReadOnlyList<string>> PingedAsync(House house) => [.. (await PingsAsync(house)).Select(one => one.Lane.Split('/')[2])];

    private static async Task<int> CountAsync(House house)
    {
        await using var context = house.Read();
        return (await context.Clients.SingleAsync()).Promises;
    }
}
