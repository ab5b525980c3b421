using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>Direct pings to one person that fall within two minutes become one message, and each stays a ping of its own.</summary>
public sealed class TogetherTests
{
    private const string ToTheLead = "{at: 50%, notify: [lead]}";
    private static readonly Duration TwoHours = Duration.FromHours(2);

    [Fact]
    public async Task Two_that_fall_within_two_minutes_are_one_message_with_the_buttons_of_each()
    {
        await using var house = await OpenAsync(ToTheLead);
        var numbers = await SubmitAsync(house, 2, Duration.FromSeconds(110));
        await house.SweepAtAsync(TwoHours);
        await house.DeliverAsync(100);
        Assert.Empty(ToOlga(house));

        await house.SweepAtAsync(TwoHours + Duration.FromSeconds(111));
        await house.DeliverAsync(10);

        var message = Assert.Single(ToOlga(house));
        Assert.Equal(numbers, Acknowledges(message).Select(press => press.Handoff!.Value));
        Assert.Equal(numbers, Buttons(message).Where(press => press.Act == Act.Claim).Select(press => press.Handoff!.Value));
        foreach (var number in numbers)
        {
            Assert.Equal(DeliveryState.Sent, Assert.Single(await house.PingsAsync(number)).State);
            Assert.Single(await house.ToldAsync(number, "pinged"));
        }
    }

    [Fact]
    public async Task Each_is_acknowledged_by_itself()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [lead], repeat: {every: 30m, times: 1}}");
        var numbers = await SubmitAsync(house, 2, Duration.Zero);
        await house.SweepAtAsync(TwoHours);
        await house.DeliverAsync(10);

        await house.AcknowledgeAsync(Assert.Single(await house.PingsAsync(numbers[0])), "olga");
        await house.SweepAtAsync(TwoHours + Duration.FromMinutes(30));
        await house.DeliverAsync(10);

        Assert.Equal([2, 1], ToOlga(house).Select(message => Acknowledges(message).Count));
        Assert.Equal(numbers[1], Acknowledges(ToOlga(house)[1]).Single().Handoff);
    }

    [Fact]
    public async Task One_alone_goes_out_at_once_and_so_do_those_that_are_further_apart()
    {
        await using var house = await OpenAsync(ToTheLead);
        await SubmitAsync(house, 2, Duration.FromSeconds(121));

        await house.SweepAtAsync(TwoHours);
        await house.DeliverAsync();
        Assert.Single(ToOlga(house));

        await house.SweepAtAsync(TwoHours + Duration.FromSeconds(121));
        await house.DeliverAsync();
        Assert.Equal([1, 1], ToOlga(house).Select(message => Acknowledges(message).Count));
    }

    [Fact]
    public async Task Whoever_is_pinged_beside_somebody_else_does_not_wait()
    {
        // Kim and Omar are proposed in turn.
        await using var house = await OpenAsync("{at: 50%, notify: [holder, channel]}");
        await SubmitAsync(house, 2, Duration.FromSeconds(30));
        await house.DeliverAsync(10);

        await house.SweepAtAsync(TwoHours);
        await house.DeliverAsync();
        Assert.Single(house.Slack.Posts("@UKIM"), IsPing);
        Assert.Single(house.Slack.Posts("C0ONBOARD"), IsPing);

        await house.SweepAtAsync(TwoHours + Duration.FromSeconds(30));
        await house.DeliverAsync(3);
        Assert.Single(house.Slack.Posts("@UOMAR"), IsPing);
        Assert.Equal(2, house.Slack.Posts("C0ONBOARD").Count(IsPing));
    }

    [Fact]
    public async Task What_was_answered_while_it_waited_drops_out_and_the_one_that_is_left_looks_as_it_does_alone()
    {
        await using var house = await OpenAsync(ToTheLead);
        var numbers = await SubmitAsync(house, 2, Duration.FromSeconds(60));
        await house.SweepAtAsync(TwoHours);
        await house.SweepAtAsync(TwoHours + Duration.FromSeconds(60));

        await house.AcceptAsync(numbers[1], "kim");
        await house.DeliverAsync(10);

        var message = Assert.Single(ToOlga(house));
        Assert.Equal(numbers[0], Acknowledges(message).Single().Handoff);
        Assert.DoesNotContain("reminders", message.Text, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Cancelled, Assert.Single(await house.PingsAsync(numbers[1])).State);
    }

    [Fact]
    public async Task What_is_over_when_the_message_is_drawn_is_left_out_and_the_history_says_why()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [holder, lead]}");
        var numbers = await SubmitAsync(house, 3, Duration.Zero);
        await house.SweepAtAsync(TwoHours);

        // A claim passes over what comes before the due time; it cancels nothing that waits.
        await house.ActAsync(numbers[1], new Core.Handoffs.HandoffCommand.Claim(1), "kim");
        await house.DeliverAsync(10);

        Assert.Equal([numbers[0], numbers[2]], Acknowledges(Assert.Single(ToOlga(house))).Select(press => press.Handoff!.Value));
        Assert.All(await house.WhySuppressedAsync(numbers[1]), why => Assert.Equal("somebody had claimed it", why));
    }

    [Fact]
    public async Task More_than_fit_one_message_are_several()
    {
        await using var house = await OpenAsync(ToTheLead);
        await SubmitAsync(house, RemindersCard.Most + 2, Duration.FromSeconds(1));

        await house.SweepAtAsync(TwoHours + Duration.FromSeconds(RemindersCard.Most + 2));
        await house.DeliverAsync(20);

        Assert.Equal([RemindersCard.Most, 2], ToOlga(house).Select(message => Acknowledges(message).Count));
        Assert.Distinct(ToOlga(house).SelectMany(Acknowledges).Select(press => press.Handoff));
    }

    [Fact]
    public async Task A_lost_answer_is_looked_for_by_each_of_them_and_doubles_none()
    {
        await using var house = await OpenAsync(ToTheLead);
        var numbers = await SubmitAsync(house, 3, Duration.Zero);
        await house.SweepAtAsync(TwoHours);
        house.Slack.Lost = call => IsPing(call) ? new Outcome.Unknown("reset") : null;

        await house.DeliverAsync(30);

        Assert.Equal(3, Assert.Single(ToOlga(house)).Deliveries.Count);
        Assert.Equal(3, house.Slack.Calls.Where(call => call.Method == "find").Select(call => call.Delivery).Distinct().Count());
        foreach (var number in numbers)
            Assert.Equal(DeliveryState.Sent, Assert.Single(await house.PingsAsync(number)).State);
    }

    [Fact]
    public async Task A_post_that_did_not_happen_though_nobody_knew_is_made_up_for_each()
    {
        await using var house = await OpenAsync(ToTheLead);
        var numbers = await SubmitAsync(house, 2, Duration.Zero);
        await house.SweepAtAsync(TwoHours);
        var broken = 1;
        house.Slack.Fault = call => IsPing(call) && broken-- > 0 ? new Outcome.Unknown("reset") : null;

        await house.DeliverAsync(30);

        Assert.Equal(numbers, house.Slack.Messages.Where(one => one.Key.Channel == "UOLGA").SelectMany(one => Acknowledges(one.Value)).Select(press => press.Handoff!.Value).Order());
    }

    [Fact]
    public async Task What_failed_together_is_tried_again_together()
    {
        await using var house = await OpenAsync(ToTheLead);
        await SubmitAsync(house, 3, Duration.Zero);
        await house.SweepAtAsync(TwoHours);
        var broken = 2;
        house.Slack.Fault = call => IsPing(call) && broken-- > 0 ? new Outcome.Failed("500") : null;

        await house.DeliverAsync(60);

        Assert.Equal([3, 3, 3], ToOlga(house).Select(call => call.Deliveries.Count));
        Assert.Single(house.Slack.Messages, one => one.Key.Channel == "UOLGA" && Acknowledges(one.Value).Count > 0);
    }

    [Fact]
    public async Task What_cannot_arrive_is_given_up_for_all_and_told_once()
    {
        await using var house = await OpenAsync(ToTheLead);
        var numbers = await SubmitAsync(house, 2, Duration.Zero);
        await house.SweepAtAsync(TwoHours);
        house.Slack.Fault = call => call is { Method: "post", Chat: "@UOLGA" } ? new Outcome.Dead("account_inactive", "Mend it.") : null;

        await house.DeliverAsync(20);

        foreach (var number in numbers)
            Assert.Equal(DeliveryState.Dead, Assert.Single(await house.PingsAsync(number)).State);
        Assert.Single(house.Slack.Posts("@UADA"), call => call.Text.Contains("cannot be sent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_cannot_be_drawn_spoils_no_other()
    {
        await using var house = await OpenAsync(ToTheLead);
        var numbers = await SubmitAsync(house, 3, Duration.Zero);
        await house.DeliverAsync(20);
        await house.SweepAtAsync(TwoHours);
        await SpoilAsync(house, numbers[0]);

        await house.DeliverAsync(10);

        Assert.Equal(numbers.Skip(1), Acknowledges(Assert.Single(ToOlga(house))).Select(press => press.Handoff!.Value));
        var spoiled = Assert.Single(await house.PingsAsync(numbers[0]));
        Assert.Equal(DeliveryState.Pending, spoiled.State);
        Assert.Contains("could not be drawn", spoiled.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_cannot_be_read_keeps_nobody_waiting()
    {
        await using var house = await OpenAsync(ToTheLead);
        var numbers = await SubmitAsync(house, 2, Duration.FromSeconds(60));
        await SpoilAsync(house, numbers[1]);

        await house.SweepAtAsync(TwoHours);
        await house.DeliverAsync();

        Assert.Equal(numbers[0], Acknowledges(Assert.Single(ToOlga(house))).Single().Handoff);
    }

    [Fact]
    public async Task A_host_that_died_between_the_post_and_its_mark_leaves_none_lost_and_none_doubled()
    {
        await using var house = await OpenAsync(ToTheLead);
        var numbers = await SubmitAsync(house, 2, Duration.Zero);
        await house.DeliverAsync(5);
        await house.SweepAtAsync(TwoHours);
        house.Time.Add(Company.Grace);
        var leasing = house.Get<Leasing>();
        var taken = Assert.Single(await leasing.TakeAsync(await leasing.HeadsAsync(await leasing.LanesAsync(default), default), default));
        await house.Get<Sending>().SendAsync(taken, null, default);
        Assert.Equal(2, taken.All.Count());

        house.Time.Add(Leasing.Length);
        await house.DeliverAsync(10);

        Assert.Single(ToOlga(house));
        foreach (var number in numbers)
            Assert.Equal(DeliveryState.Sent, Assert.Single(await house.PingsAsync(number)).State);
    }

    [Fact]
    public async Task What_waited_for_the_morning_is_one_message_with_the_highest_step_of_each_clock()
    {
        var organization = Clockwork.WithLadder(ToTheLead, "{at: 75%, notify: [lead]}")
            .Replace("assign: round-robin}", "assign: round-robin, calendar: night}", StringComparison.Ordinal)
            + "\ncalendars:\n  night: {hours: {mon-fri: [\"20:00-22:00\"]}}";
        await using var house = await House.OpenAsync(organization);
        var numbers = await SubmitAsync(house, 2, Duration.FromMinutes(10));
        foreach (var minutes in new[] { 120, 130, 180, 190 })
            await house.SweepAtAsync(Duration.FromMinutes(minutes));
        await house.DeliverAsync(5);
        Assert.Empty(ToOlga(house));

        await house.SweepAtAsync(11);
        await house.DeliverAsync(10);

        var presses = Acknowledges(Assert.Single(ToOlga(house)));
        Assert.Equal(numbers.Select(number => (number, "75%")), presses.Select(press => (press.Handoff!.Value, press.Text!)));
        Assert.Contains("a later step fell due as well, and only the highest is sent", await house.WhySuppressedAsync(numbers[0]));
    }

    [Fact]
    public async Task A_jump_of_business_time_brings_the_whole_message_forward()
    {
        await using var house = await OpenAsync(ToTheLead);
        await SubmitAsync(house, 2, Duration.FromSeconds(90));
        await house.SweepAtAsync(TwoHours);

        await MoveToAsync(house, (await NextAsync(house)).At);
        Assert.Contains("a reminder that waits for others to the same person", (await NextAsync(house)).What, StringComparison.Ordinal);
        await MoveToAsync(house, (await NextAsync(house)).At);

        Assert.Equal(2, Acknowledges(Assert.Single(ToOlga(house))).Count);
    }

    private static async Task<NextDeadline> NextAsync(House house) => Assert.IsType<NextDeadline>(await house.Get<ClockSweep>().NextAsync(default));

    private static async Task MoveToAsync(House house, Instant to)
    {
        await house.Get<BusinessClock>().AdvanceAsync(to, default);
        await house.Get<ClockSweep>().RunAsync(default);
        await house.DeliverAsync();
    }

    /// <summary>Nothing else happens to the clocks, and nobody is asked but by the ladder.</summary>
    private static Task<House> OpenAsync(string step) => House.OpenAsync(Clockwork.WithLadder(step));

    private static async Task<List<int>> SubmitAsync(House house, int count, Duration apart)
    {
        var numbers = new List<int>();
        for (var n = 0; n < count; n++)
        {
            if (n > 0)
                house.Time.Add(apart);
            numbers.Add(await house.SubmittedAsync($"Client {n}"));
        }

        return numbers;
    }

    private static Task SpoilAsync(House house, int number) => house.Get<CommitSeam>().RunAsync(
        async context =>
        {
            var row = await context.Handoffs.SingleAsync(one => one.Number == number);
            (row.State, row.Version) = ("{", row.Version + 1);
        },
        default);

    private static List<FakePlatform.Call> ToOlga(House house) => [.. house.Slack.Posts("@UOLGA").Where(IsPing)];

    private static bool IsPing(FakePlatform.Call call) => call is { Method: "post", Card: { } card } && Acknowledges(card).Count > 0;

    private static List<Press> Acknowledges(FakePlatform.Call call) => Acknowledges(call.Card!);

    private static List<Press> Acknowledges(Card card) => [.. Buttons(card).Where(press => press.Act == Act.Acknowledge)];

    private static IEnumerable<Press> Buttons(FakePlatform.Call call) => Buttons(call.Card!);

    private static IEnumerable<Press> Buttons(Card card) => card.Parts.OfType<CardPart.Buttons>().SelectMany(row => row.Of).Select(button => button.Press);
}
