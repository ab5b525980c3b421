using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using NodaTime;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>The clocks besides acceptance: whose they are, what starts and stops them, and what may not leak from a draft.</summary>
public sealed class EveryClockTests
{
    [Fact]
    public async Task Rework_pings_the_sender_and_their_lead_and_is_missed()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.RejectAsync(number, "kim");

        await house.SweepAtAsync(12);
        Assert.Equal(["@UANA"], await house.PingedAsync(number));

        await house.SweepAtAsync(24);
        Assert.Equal(["@UANA", "@UANA", "@ULEA"], await house.PingedAsync(number));
        Assert.Equal(ManualTime.Start + Duration.FromHours(24), (await house.Reading.HandoffAsync(number))!.MissedAt);
    }

    [Fact]
    public async Task What_is_saved_meanwhile_does_not_move_the_rework()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.RejectAsync(number, "kim");
        var before = await house.ClockAsync(number, ClockKind.Rework);
        house.Time.Add(Duration.FromHours(5));

        await house.SaveAsync(number, "Three sites");

        Assert.Equal((before.Due, before.Run), ((await house.ClockAsync(number, ClockKind.Rework)).Due, 1));
    }

    [Fact]
    public async Task Kickoff_pings_the_owner_of_the_client_and_the_lead_of_the_receiving_team()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.AcceptAsync(number, "kim", owner: "omar");

        await house.SweepAtAsync(24);
        Assert.Equal(["@UOMAR"], await house.PingedAsync(number));

        await house.SweepAtAsync(48);
        Assert.Equal(["@UOMAR", "@UOMAR", "@UOLGA"], await house.PingedAsync(number));
    }

    [Fact]
    public async Task Kicked_off_there_is_silence()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.AcceptAsync(number, "kim");
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.KickOff(1), "kim"));

        await house.SweepAtAsync(96);

        Assert.Empty(await house.PingsAsync(number));
    }

    [Fact]
    public async Task A_draft_idles_from_its_last_change()
    {
        await using var house = await House.OpenAsync();
        var number = await house.DraftAsync();
        house.Time.Add(Duration.FromHours(30));
        await house.SaveAsync(number, "Three sites");

        await house.SweepAtAsync(36);
        Assert.Empty(await house.PingsAsync(number));
        Assert.Equal(ManualTime.Start + Duration.FromHours(30 + 72), (await house.Reading.HandoffAsync(number))!.Due);

        await house.SweepAtAsync(66);
        Assert.Equal(["@UANA"], await house.PingedAsync(number));
    }

    [Fact]
    public async Task A_change_of_a_draft_begins_the_ladder_anew_and_silences_what_was_waiting()
    {
        await using var house = await House.OpenAsync();
        var number = await house.DraftAsync();
        await house.SweepAtAsync(72);
        var waiting = await house.PingsAsync(number);
        Assert.Equal(["@UANA", "@ULEA"], await house.PingedAsync(number));

        await house.SaveAsync(number, "Three sites");
        foreach (var ping in waiting)
            Assert.Equal("its clock had ended", await house.WhyNotAsync(ping));
        Assert.Null((await house.ClockAsync(number, ClockKind.DraftIdle)).MissedAt);

        await house.SweepAtAsync(72 + 36);
        Assert.Equal("@UANA", (await house.PingedAsync(number))[^1]);
        Assert.Single(await house.ToldAsync(number, "missed"));
    }

    [Fact]
    public async Task A_change_after_the_due_time_that_no_sweep_has_seen_leaves_the_miss_recorded()
    {
        await using var house = await House.OpenAsync();
        var number = await house.DraftAsync();
        house.Time.Add(Duration.FromHours(80));

        await house.SaveAsync(number, "Three sites");

        Assert.Equal(ManualTime.Start + Duration.FromHours(72), Assert.Single(await house.ToldAsync(number, "missed")).At);
    }

    [Theory]
    [InlineData("channel")]
    [InlineData("owner")]
    [InlineData("receiver")]
    [InlineData("manager")]
    [InlineData("kim@example.com")]
    [InlineData("\"slack:C0ALERTS\"")]
    public async Task A_draft_that_was_never_sent_is_told_to_nobody_but_its_sender_and_the_lead(string target)
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder($"{{at: 50%, notify: [holder, sender, lead, {target}]}}"));
        var number = await house.DraftAsync();

        await house.SweepAtAsync(36);

        Assert.Equal(["@UANA", "@ULEA"], await house.PingedAsync(number));
        Assert.Equal(["a draft is its sender's own business until it is sent"], await house.WhySuppressedAsync(number));
    }

    [Fact]
    public async Task A_draft_that_was_taken_back_is_known_and_its_channel_hears_of_it()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 50%, notify: [channel]}"));
        var number = await house.SubmittedAsync();
        await house.ActAsync(number, new HandoffCommand.Withdraw(1), "ana");

        await house.SweepAtAsync(36);

        Assert.Equal(["C0SALES"], await house.PingedAsync(number));
    }

    [Fact]
    public async Task A_missed_draft_that_was_never_sent_redraws_no_card()
    {
        await using var house = await House.OpenAsync();
        await house.DraftAsync();
        await house.SweepAtAsync(72);
        await house.DeliverAsync(3);

        Assert.DoesNotContain(house.Slack.Calls, one => one.Chat is "C0ONBOARD" or "C0SALES");
    }

    [Fact]
    public async Task What_comes_next_is_told_of_every_kind()
    {
        await using var house = await House.OpenAsync();
        var number = await house.DraftAsync("Northwind");
        Assert.Equal("H-1001 Northwind: the draft, 50 %", (await house.Get<ClockSweep>().NextAsync(default))!.What);

        await house.ActAsync(number, new HandoffCommand.Submit(0), "ana");
        await house.RejectAsync(number, "kim");
        Assert.Equal("H-1001 Northwind: the rework, 50 %", (await house.Get<ClockSweep>().NextAsync(default))!.What);

        await house.ActAsync(number, new HandoffCommand.Submit(1), "ana");
        await house.AcceptAsync(number, "kim");
        Assert.Equal("H-1001 Northwind: the kick-off, 50 %", (await house.Get<ClockSweep>().NextAsync(default))!.What);
    }

    [Fact]
    public async Task The_words_of_a_ping_fit_its_clock()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync("Northwind");
        await house.RejectAsync(number, "kim");
        await house.SweepAtAsync(12);

        var ping = (await house.PingsAsync(number))[0];
        var rendered = await house.Get<Rendering>().DrawAsync(new Leased(ping, InDoubt: false), Intent.Read(ping.Intent), Lane.Parse(ping.Lane), null, default);

        Assert.Contains(rendered.Card!.Parts.OfType<CardPart.Buttons>().Single().Of, button => button.Press.Act == Act.Continue);
    }
}
