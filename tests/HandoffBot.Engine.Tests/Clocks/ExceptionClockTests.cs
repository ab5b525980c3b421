using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>
/// What was approved to stay open. Ana asks to leave the scope open until the fifth day; the clock runs up to the end of that day, London time,
/// for two days, and climbs the house's ladder: half, due and again, and two hours later.
/// </summary>
public sealed class ExceptionClockTests
{
    private const string Watched = House.Organization + "\nclocks:\n  exception: {within: 2d, ladder: acceptance}\n";

    private const string InHours = """

        calendars:
          office: {hours: {mon-fri: ["09:00-17:00"]}}
          late: {hours: {mon-fri: ["12:00-20:00"]}}
        clocks:
          exception: {within: 1 business day, ladder: acceptance}
        """;

    private static readonly LocalDate Day = ManualTime.Start.InZone(DateTimeZoneProviders.Tzdb["Europe/London"]).Date.PlusDays(5);

    /// <summary>Midnight in London, in winter.</summary>
    private static readonly Instant Due = Day.PlusDays(1).AtMidnight().InUtc().ToInstant();

    private static readonly ImmutableDictionary<string, Answer?> Two = ImmutableDictionary<string, Answer?>.Empty.Add("scope", new Answer.Text("Two sites"));

    [Fact]
    public async Task It_begins_with_the_acceptance_and_pings_the_owner()
    {
        await using var house = await House.OpenAsync(Watched);
        var number = await SubmittedAsync(house);
        Assert.Empty(await ClocksAsync(house));

        await house.AcceptAsync(number, "kim", "omar");
        var clock = Assert.Single(await ClocksAsync(house));
        Assert.Equal((1, Due - Duration.FromDays(2), Due, Due - Duration.FromDays(1)), (clock.Run, clock.Started, clock.Due, clock.NextFireAt));
        Assert.Equal((1, 1), await CountsAsync(house));
        await house.ActAsync(number, new HandoffCommand.KickOff(1), "omar");

        await SweepAsync(house, Due - Duration.FromDays(1));
        Assert.Equal(["@UOMAR"], await house.PingedAsync(number));
        await SweepAsync(house, Due);
        Assert.Equal(["@UOMAR", "@UOMAR", "@UOLGA"], await house.PingedAsync(number));
        Assert.Equal(Due, Assert.Single(await ClocksAsync(house)).MissedAt);
        Assert.Equal(nameof(ClockKind.Exception), Assert.Single(await house.ToldAsync(number, "missed")).Body.Clock);
        await house.DeliverAsync(10);
        Assert.Contains(house.Slack.Calls, call => call.Text.Contains("waits for “Scope” to be filled in: due now", StringComparison.Ordinal));

        // The cards show the clock of whoever must move, and no other.
        Assert.Null((await house.Reading.HandoffAsync(number))!.Due);
    }

    [Fact]
    public async Task What_was_filled_in_is_silent_and_both_sides_are_told()
    {
        await using var house = await House.OpenAsync(Watched);
        var number = await AcceptedAsync(house);
        await SweepAsync(house, Due - Duration.FromDays(1));
        var ping = Assert.Single(await PingsAsync(house));

        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.FillIn(1, 1, Two), "sam"));

        Assert.Equal(DeliveryState.Cancelled, Assert.Single(await PingsAsync(house)).State);
        Assert.Equal("its clock had ended", await house.WhyNotAsync(ping));
        var clock = Assert.Single(await ClocksAsync(house));
        Assert.Equal((null, null), (clock.NextFireAt, clock.MissedAt));
        Assert.NotNull(clock.EndedAt);
        Assert.Equal((0, 0), await CountsAsync(house));
        Assert.Single(await house.ToldAsync(number, "exception-filled-in"));
        await house.DeliverAsync(10);
        Assert.Contains(house.Slack.Calls, call => call.Text.Contains("Kim: “Scope” of H-1001 · Acme, which was left open, was filled in by Sam. “Two sites”", StringComparison.Ordinal));
        Assert.Contains(house.Slack.Calls, call => call.Text.Contains("was filled in by Sam. Nothing is left for you to do about it.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_filled_in_late_stays_missed()
    {
        await using var house = await House.OpenAsync(Watched);
        var number = await AcceptedAsync(house);
        house.Time.Add(Due + Duration.FromHours(1) - house.Get<BusinessClock>().System);

        await house.ActAsync(number, new HandoffCommand.FillIn(1, 1, Two), "kim");

        Assert.Equal(Due, Assert.Single(await ClocksAsync(house)).MissedAt);
        Assert.Contains(await house.ToldAsync(number, "missed"), one => one.Body.Clock == nameof(ClockKind.Exception) && one.At == Due);
    }

    [Fact]
    public async Task An_acknowledged_one_is_not_repeated()
    {
        await using var house = await House.OpenAsync(Watched);
        await AcceptedAsync(house);
        await SweepAsync(house, Due);
        var ping = (await PingsAsync(house))[^1];

        Assert.Equal("H-1001", Assert.IsType<Acknowledged.Done>(await house.AcknowledgeAsync(ping, "kim")).About);
        var before = (await PingsAsync(house)).Count;
        await SweepAsync(house, Due + Duration.FromMinutes(61));

        Assert.Equal(before, (await PingsAsync(house)).Count);
    }

    [Fact]
    public async Task With_an_acceptance_that_is_taken_back_it_ends_and_goes_on_with_the_next()
    {
        await using var house = await House.OpenAsync(Watched);
        var number = await AcceptedAsync(house);
        await house.ActAsync(number, new HandoffCommand.Undo(1), "kim");
        Assert.NotNull(Assert.Single(await ClocksAsync(house)).EndedAt);
        Assert.Equal((0, 0), await CountsAsync(house));

        // What lies before the next acceptance is said to nobody.
        house.Time.Add(Due - Duration.FromHours(1) - house.Get<BusinessClock>().System);
        await house.AcceptAsync(number, "kim");
        Assert.Equal(Due, Assert.Single(await ClocksAsync(house)).NextFireAt);
        await house.Get<ClockSweep>().RunAsync(default);
        Assert.Empty(await PingsAsync(house));
    }

    [Fact]
    public async Task Sent_back_it_ends_and_asked_for_otherwise_another_begins()
    {
        await using var house = await House.OpenAsync(Watched);
        var number = await AcceptedAsync(house);
        await SweepAsync(house, Due - Duration.FromDays(1));
        await house.ActAsync(number, new HandoffCommand.SendBack(1, ["unclear"], ["client"], null), "kim");
        Assert.NotNull(Assert.Single(await ClocksAsync(house)).EndedAt);

        await house.ActAsync(number, new HandoffCommand.AskException(1, "scope", "They moved", Day.PlusDays(10)), "ana");
        await house.ActAsync(number, new HandoffCommand.Submit(1), "ana");
        await house.AcceptAsync(number, "kim");

        var clock = (await ClocksAsync(house)).Single(one => one.EndedAt is null);
        Assert.Equal((2, Due + Duration.FromDays(10), ""), (clock.Run, clock.Due, clock.Taken));
        Assert.Equal((1, 1), await CountsAsync(house));
    }

    [Fact]
    public async Task A_day_that_passed_before_the_acceptance_is_missed_at_once()
    {
        await using var house = await House.OpenAsync(Watched);
        var number = await SubmittedAsync(house);
        house.Time.Add(Duration.FromDays(7));

        await house.AcceptAsync(number, "kim");

        var clock = Assert.Single(await ClocksAsync(house));
        Assert.Equal((Due, null), (clock.MissedAt, clock.NextFireAt));
    }

    [Fact]
    public async Task A_new_owner_has_the_hours_of_their_team()
    {
        await using var house = await House.OpenAsync(InTwoHours);
        var number = await AcceptedAsync(house);
        var before = Assert.Single(await ClocksAsync(house)).Due!.Value;

        var client = (await house.Reading.ClientNamedAsync("Acme"))!;
        Assert.IsType<TransferAnswer.Done>(await house.Get<Transferring>().TransferAsync(
            client.Id, new(client.Owner, await house.PersonAsync("ana"), "She knows them"), await house.PersonAsync("olga"), null, Platform.Slack, default));

        Assert.Equal(Duration.FromHours(-3), Assert.Single(await ClocksAsync(house)).Due!.Value - before);

        // So has who takes it over with another handoff.
        await house.ActAsync(number, new HandoffCommand.KickOff(1), "kim");
        await house.AcceptAsync(await house.SubmittedAsync(), "kim", "omar");
        Assert.Equal(before, Assert.Single(await ClocksAsync(house)).Due);
    }

    [Fact]
    public async Task With_the_files_every_open_one_gets_or_loses_its_clock_and_a_changed_calendar_moves_it()
    {
        await using var house = await House.OpenAsync();
        var number = await AcceptedAsync(house);
        Assert.Empty(await ClocksAsync(house));

        await house.RestartAsync(Watched);
        Assert.Equal(Due, Assert.Single(await ClocksAsync(house)).Due);
        await house.RestartAsync(House.Organization);
        Assert.NotNull(Assert.Single(await ClocksAsync(house)).EndedAt);

        // That day is a Saturday: it is due when work ended before it.
        await house.RestartAsync(InTwoHours);
        var late = Assert.Single(await ClocksAsync(house));
        Assert.Equal((null, Due - Duration.FromHours(28)), (late.EndedAt, late.Due));
        await house.RestartAsync(InTwoHours.Replace("12:00-20:00", "12:00-22:00", StringComparison.Ordinal));
        Assert.Equal(Due - Duration.FromHours(26), Assert.Single(await ClocksAsync(house)).Due);

        // The kick-off has its own clock, which is nobody else's business.
        Assert.NotNull((await house.ClockAsync(number, ClockKind.Kickoff)).NextFireAt);
    }

    [Fact]
    public async Task What_waits_next_says_which_answer()
    {
        await using var house = await House.OpenAsync(Watched);
        var number = await AcceptedAsync(house);
        await house.ActAsync(number, new HandoffCommand.KickOff(1), "kim");

        Assert.Equal("H-1001 Acme: “Scope” to be filled in, 50 %", (await house.Get<ClockSweep>().NextAsync(default))!.What);
    }

    [Fact]
    public async Task However_many_there_are_their_handoff_and_client_are_read_once()
    {
        const string More = "      - {id: scope, label: Scope, type: text, required: true}\n";
        var fields = Enumerable.Range(0, 5).Select(place => $"      - {{id: f{place}, label: Field {place}, type: text, required: true}}\n");
        await using var house = await House.OpenAsync(Watched, House.Playbook.Replace(More, More + string.Concat(fields), StringComparison.Ordinal));
        var reads = new List<int>();
        foreach (var (client, count) in new[] { ("Acme", 1), ("Birch", 5) })
        {
            var number = await house.DraftAsync(client);
            var handoff = (await house.Reading.HandoffAsync(number))!.Handoff;
            foreach (var (place, field) in Enumerable.Range(0, 5).Select(place => (place, $"f{place}")))
            {
                HandoffCommand command = place < count
                    ? new HandoffCommand.AskException(0, field, "Soon", Day)
                    : new HandoffCommand.Save(0, ImmutableDictionary<string, Answer?>.Empty.Add(field, new Answer.Text("Known")), 0);
                Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, command, "ana"));
            }

            Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Submit(0), "ana"));
            var asked = await house.AskedAsync(async () => Assert.IsType<DeskAnswer.Granted>(await house.AcceptAsync(number, "kim")));
            reads.Add(asked.Count(one => one.Text.StartsWith("SELECT", StringComparison.Ordinal)));
        }

        Assert.Equal(6, (await ClocksAsync(house)).Count);
        Assert.Equal(reads[0], reads[1]);
    }

    [Fact]
    public async Task Of_two_who_fill_it_in_at_once_one_wins_and_the_other_reads_by_whom()
    {
        await using var house = await House.OpenAsync(Watched);
        var number = await AcceptedAsync(house);

        var answers = await Task.WhenAll(
            house.ActAsync(number, new HandoffCommand.FillIn(1, 1, Two), "sam"), house.ActAsync(number, new HandoffCommand.FillIn(1, 1, Two), "kim"));

        Assert.Single(answers.OfType<DeskAnswer.Granted>());
        Assert.IsType<Refusal.FilledInAlready>(Assert.Single(answers.OfType<DeskAnswer.Refused>()).Refusal);
        Assert.Equal((0, 0), await CountsAsync(house));
    }

    private static string InTwoHours =>
        House.Organization.Replace("lead: lea@example.com,", "lead: lea@example.com, calendar: office,", StringComparison.Ordinal)
            .Replace("lead: olga@example.com,", "lead: olga@example.com, calendar: late,", StringComparison.Ordinal) + InHours;

    private static async Task<int> SubmittedAsync(House house)
    {
        var number = await house.DraftAsync(scope: null);
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.AskException(0, "scope", "They count their sites", Day), "ana"));
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Submit(0), "ana"));
        return number;
    }

    private static async Task<int> AcceptedAsync(House house)
    {
        var number = await SubmittedAsync(house);
        Assert.IsType<DeskAnswer.Granted>(await house.AcceptAsync(number, "kim"));
        return number;
    }

    private static async Task SweepAsync(House house, Instant at)
    {
        house.Time.Add(at - house.Get<BusinessClock>().System);
        await house.Get<ClockSweep>().RunAsync(default);
    }

    /// <summary>Those of the exceptions' clocks alone.</summary>
    private static async Task<IReadOnlyList<DeliveryRow>> PingsAsync(House house)
    {
        await using var context = house.Read();
        return await context.Deliveries.Where(one => one.Kind == nameof(IntentKind.Ping) && context.Clocks.Any(clock => clock.Id == one.Clock && clock.Kind == ClockKind.Exception))
            .OrderBy(one => one.Order).ToListAsync();
    }

    private static async Task<IReadOnlyList<ClockRow>> ClocksAsync(House house)
    {
        await using var context = house.Read();
        return await context.Clocks.Where(one => one.Kind == ClockKind.Exception).OrderBy(one => one.Run).ToListAsync();
    }

    private static async Task<(int Handoffs, int Clients)> CountsAsync(House house)
    {
        await using var context = house.Read();
        return ((await context.Handoffs.SingleAsync()).Exceptions, (await context.Clients.SingleAsync()).Exceptions);
    }
}
