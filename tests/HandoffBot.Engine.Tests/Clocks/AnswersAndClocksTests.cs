using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage.Rows;
using NodaTime;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>What people do to a clock: answer, take back, claim, acknowledge.</summary>
public sealed class AnswersAndClocksTests
{
    [Fact]
    public async Task After_an_answer_there_is_silence_even_of_what_was_waiting()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        Assert.Null(await house.WhyNotAsync(Assert.Single(await house.PingsAsync(number))));

        Assert.IsType<DeskAnswer.Granted>(await house.AcceptAsync(number, "kim"));
        await house.SweepAtAsync(24);

        var ping = Assert.Single(await house.PingsAsync(number));
        Assert.Equal(DeliveryState.Cancelled, ping.State);
        Assert.Equal("its clock had ended", await house.WhyNotAsync(ping));
        Assert.Empty(await house.ToldAsync(number, "missed"));
    }

    [Fact]
    public async Task What_was_waiting_when_the_answer_came_is_in_the_history_as_not_sent_and_what_was_sent_is_not()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        await house.DeliverAsync(3);
        await house.SweepAtAsync(4);

        await house.AcceptAsync(number, "kim");

        var silent = Assert.Single(await house.ToldAsync(number, "ping-suppressed"));
        Assert.Equal(("its clock had ended", "100%", "Acceptance", 1), (silent.Body.Note, silent.Body.Rung, silent.Body.Clock, silent.Body.Run));
    }

    [Fact]
    public async Task An_answer_that_is_taken_back_lets_the_clock_go_on_where_it_was()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        var before = await house.ClockAsync(number);
        await house.AcceptAsync(number, "kim");

        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Undo(1), "kim"));

        var after = await house.ClockAsync(number);
        Assert.Equal(
            (before.Id, before.Run, before.Taken, before.Due, before.NextFireAt, (Instant?)null),
            (after.Id, after.Run, after.Taken, after.Due, after.NextFireAt, after.EndedAt));
        await house.SweepAtAsync(4);
        Assert.Equal(["@UKIM", "@UKIM", "@UOLGA"], await house.PingedAsync(number));
    }

    [Fact]
    public async Task A_claim_skips_the_steps_before_the_due_time_and_makes_the_claimer_the_holder()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Claim(1), "omar"));

        await house.SweepAtAsync(2);
        Assert.Empty(await house.PingsAsync(number));
        Assert.Equal(["somebody had claimed it"], await house.WhySuppressedAsync(number));

        await house.SweepAtAsync(4);
        Assert.Equal(["@UOMAR", "@UOLGA"], await house.PingedAsync(number));
        Assert.Single(await house.ToldAsync(number, "missed"));
    }

    [Fact]
    public async Task A_ping_that_was_waiting_when_somebody_claimed_is_not_sent()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);

        await house.ActAsync(number, new HandoffCommand.Claim(1), "omar");

        Assert.Equal("somebody had claimed it", await house.WhyNotAsync(Assert.Single(await house.PingsAsync(number))));
    }

    [Fact]
    public async Task An_acknowledgement_stops_the_repeats_of_its_step_and_nothing_else()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        await house.SweepAtAsync(4);
        var due = (await house.PingsAsync(number))[1];

        Assert.IsType<Acknowledged.Done>(await house.AcknowledgeAsync(due, "kim"));
        await house.SweepAtAsync(4.5);
        await house.SweepAtAsync(5);
        Assert.Equal(3, (await house.PingsAsync(number)).Count);
        Assert.Equal(["it was acknowledged", "it was acknowledged"], await house.WhySuppressedAsync(number));
        Assert.Null(await house.WhyNotAsync(due));

        await house.SweepAtAsync(6);
        Assert.Equal(["C0ONBOARD", "@UOLGA"], (await house.PingedAsync(number)).Skip(3));
        Assert.Equal(await house.PersonAsync("kim"), Assert.Single(await house.ToldAsync(number, "acknowledged")).By);
    }

    [Fact]
    public async Task A_repeat_that_was_waiting_when_its_step_was_acknowledged_is_not_sent()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        await house.SweepAtAsync(4);
        await house.SweepAtAsync(4.5);
        var pings = await house.PingsAsync(number);

        await house.AcknowledgeAsync(pings[1], "kim");

        Assert.Equal("it was acknowledged", await house.WhyNotAsync(pings[3]));
    }

    [Fact]
    public async Task A_second_acknowledgement_writes_nothing()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        var ping = Assert.Single(await house.PingsAsync(number));
        await house.AcknowledgeAsync(ping, "kim");

        Assert.IsType<Acknowledged.Done>(await house.AcknowledgeAsync(ping, "omar"));

        Assert.Single(await house.ToldAsync(number, "acknowledged"));
    }

    [Fact]
    public async Task A_stale_reminder_cannot_be_acknowledged()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        var ping = Assert.Single(await house.PingsAsync(number));
        await house.RejectAsync(number, "kim");

        Assert.IsType<Acknowledged.Over>(await house.AcknowledgeAsync(ping, "kim"));
        Assert.Empty(await house.ToldAsync(number, "acknowledged"));
    }

    [Fact]
    public async Task Who_may_not_see_a_handoff_cannot_acknowledge_its_reminders()
    {
        var slack = new FakePlatform();
        foreach (var name in new[] { "ada", "ana", "sam", "lea", "kim", "omar", "olga", "fay" })
            slack.Add("U" + name.ToUpperInvariant(), $"{name}@example.com");
        await using var house = await House.OpenAsync(slack: slack);
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);

        var answer = await house.AcknowledgeAsync(Assert.Single(await house.PingsAsync(number)), "fay");

        Assert.IsType<Acknowledged.NotTheirs>(answer);
        Assert.Empty(await house.ToldAsync(number, "acknowledged"));
    }

    [Fact]
    public async Task An_acknowledgement_that_lasts_holds_later_steps_back_until_it_ends()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 25%, notify: [holder], ack-lasts: 2h}", "{at: 50%, notify: [lead]}", "{at: 100%, notify: [holder]}"));
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(1);

        var noted = Assert.IsType<Acknowledged.Done>(await house.AcknowledgeAsync(Assert.Single(await house.PingsAsync(number)), "kim"));
        await house.SweepAtAsync(2);
        Assert.Single(await house.PingsAsync(number));

        await house.SweepAtAsync(3);
        Assert.Equal(["@UKIM", "@UOLGA"], await house.PingedAsync(number));
        Assert.Equal(ManualTime.Start + Duration.FromHours(3), noted.HeldUntil);
    }

    [Fact]
    public async Task However_long_it_lasts_the_miss_is_recorded_at_the_due_time_and_said()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 25%, notify: [holder], ack-lasts: 9d}", "{at: 50%, notify: [lead]}", "{at: 100%, notify: [holder]}", "{at: +1h, notify: [lead]}"));
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(1);
        await house.AcknowledgeAsync(Assert.Single(await house.PingsAsync(number)), "kim");
        Assert.Equal(ManualTime.Start + Duration.FromHours(4), (await house.ClockAsync(number)).NextFireAt);

        await house.SweepAtAsync(4);
        Assert.Equal(["@UKIM", "@UKIM"], await house.PingedAsync(number));
        Assert.Equal(ManualTime.Start + Duration.FromHours(4), Assert.Single(await house.ToldAsync(number, "missed")).At);
        Assert.Equal(["a later step fell due as well, and only the highest is sent"], await house.WhySuppressedAsync(number));

        await house.SweepAtAsync(5);
        Assert.Equal(["@UKIM", "@UKIM", "@UOLGA"], await house.PingedAsync(number));
    }

    [Fact]
    public async Task A_step_that_the_ladder_has_no_more_cannot_be_acknowledged()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        await house.RestartAsync(Clockwork.WithLadder("{at: 60%, notify: [holder]}"));

        Assert.IsType<Acknowledged.Over>(await house.AcknowledgeAsync((await house.PingsAsync(number))[0], "kim"));
    }
}
