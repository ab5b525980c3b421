using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.People;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>Nobody is reminded while they are away: their cover is, else the next in line, else the lead, else the admins.</summary>
public sealed class AbsenceTests
{
    [Fact]
    public async Task Who_covers_is_reminded_in_their_place_and_the_card_and_the_history_say_so()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [holder]}");
        var number = await house.SubmittedAsync();
        await AwayAsync(house, "kim", "omar");

        await house.SweepAtAsync(2);
        await house.DeliverAsync(5);

        Assert.Equal(["@UOMAR"], await house.PingedAsync(number));
        Assert.Empty(house.Slack.Posts("@UKIM"));
        var note = house.Slack.Posts("@UOMAR").Last().Card!.Parts.OfType<CardPart.Note>().First();
        Assert.Equal("You are told because you cover for Kim, who is away until 1 Dec.", note.Phrase.Plainly());
        Assert.Equal("Kim is away until 1 Dec, so it went to Omar", Assert.Single(await house.ToldAsync(number, "ping-passed-on")).Body.Note);
    }

    [Theory]
    [InlineData(null, "@UOLGA")]
    [InlineData("omar", "@UOMAR")]
    public async Task Without_a_cover_it_is_who_is_next_in_line_and_then_the_lead(string? claimedBy, string pinged)
    {
        await using var house = await OpenAsync("{at: 100%, notify: [owner]}", "{at: 100%, notify: [holder]}");
        var number = await house.SubmittedAsync();
        if (claimedBy is not null)
        {
            // Olga claims and goes away; Omar was proposed after Kim.
            await house.ActAsync(number, new HandoffCommand.Claim(1), "olga");
            await AwayAsync(house, "olga", claimedBy);
        }

        await AwayAsync(house, "kim", null);
        await house.SweepAtAsync(4);

        // With the channel between them, the channel is the next in line.
        Assert.Contains((await house.PingedAsync(number))[^1], claimedBy is null ? ["C0ONBOARD"] : new[] { pinged });
    }

    [Theory]
    [InlineData("@UOMAR", "omar")]
    [InlineData("@UOLGA", "omar", "olga")]
    [InlineData("@UOLGA", "omar", "kim")]
    [InlineData("@UADA", "omar", "olga", "kim")]
    public async Task A_chain_of_covers_is_followed_to_whoever_is_there_and_never_in_a_circle(string pinged, params string[] covers)
    {
        // Kim, who owns the client, is covered by the first, who is covered by the second, and so on; the lead is Olga.
        await using var house = await OpenAsync("{at: 50%, notify: [owner]}");
        var number = await KickoffAsync(house);
        var chain = covers.Prepend("kim").ToList();
        for (var place = 0; place < covers.Length; place++)
            await AwayAsync(house, chain[place], chain[place + 1]);
        if (pinged == "@UADA")
            await AwayAsync(house, "olga", "kim");

        await house.SweepAtAsync(24.5);

        Assert.Equal([pinged], await house.PingedAsync(number));
    }

    [Fact]
    public async Task When_not_even_an_admin_is_there_the_admins_are_told_all_the_same()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [owner]}");
        var number = await KickoffAsync(house);
        foreach (var name in new[] { "kim", "olga", "ada" })
            await AwayAsync(house, name, null);

        await house.SweepAtAsync(24.5);
        await house.DeliverAsync(5);

        Assert.Equal(["@UADA"], await house.PingedAsync(number));
        Assert.Contains(house.Slack.Posts("@UADA"), one => one.Text.Contains("waits for its kick-off", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_absence_that_is_over_or_cannot_be_read_keeps_nobody_from_being_reminded()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [holder]}", "{at: 75%, notify: [holder]}");
        var number = await house.SubmittedAsync();
        await AwayAsync(house, "kim", "omar", Duration.FromHours(2));

        await house.SweepAtAsync(2);
        Assert.Equal(["@UKIM"], await house.PingedAsync(number));

        await house.Get<CommitSeam>().RunAsync(async context => (await context.People.SingleAsync(one => one.Email == "kim@example.com")).Away = "what a later version wrote", default);
        await house.SweepAtAsync(3);
        Assert.Equal(["@UKIM", "@UKIM"], await house.PingedAsync(number));
    }

    [Fact]
    public async Task What_waits_for_their_morning_goes_to_the_cover_when_they_go_away_in_the_covers_hours()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [holder]}");
        await KeepsAsync(house, "kim", "20-22");
        await KeepsAsync(house, "omar", "15-22");
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        Assert.Equal(DeliveryState.Pending, Assert.Single(await house.PingsAsync(number)).State);

        await AwayAsync(house, "kim", "omar");

        var pings = (await house.PingsAsync(number)).ToDictionary(one => one.Lane.Split('/')[2], one => one.State);
        Assert.Equal((DeliveryState.Cancelled, DeliveryState.Pending), (pings["@UKIM"], pings["@UOMAR"]));
        Assert.Equal(["Kim is away until 1 Dec"], await house.WhySuppressedAsync(number));
        await MoveToAsync(house, Instant.FromUtc(2026, 11, 23, 14, 59));
        Assert.DoesNotContain(house.Slack.Posts("@UOMAR"), one => one.Text.Contains("waits for", StringComparison.Ordinal));
        await MoveToAsync(house, Instant.FromUtc(2026, 11, 23, 15, 0));
        Assert.Single(house.Slack.Posts("@UOMAR"), one => one.Text.Contains("waits for Onboarding's answer", StringComparison.Ordinal));
        Assert.DoesNotContain(house.Slack.Posts("@UKIM"), one => one.Text.Contains("waits for", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_about_to_be_sent_when_they_go_away_goes_to_the_cover()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [holder]}");
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        await AwayAsync(house, "kim", "omar");

        await house.DeliverAsync(5);

        Assert.DoesNotContain(house.Slack.Posts("@UKIM"), one => one.Text.Contains("waits for", StringComparison.Ordinal));
        Assert.Single(house.Slack.Posts("@UOMAR"), one => one.Text.Contains("waits for Onboarding's answer", StringComparison.Ordinal));
        Assert.Equal(["Kim is away until 1 Dec"], await house.WhySuppressedAsync(number));
    }

    [Theory]
    [InlineData("12-22", 12)]
    [InlineData("20-22", 20)]
    [InlineData(null, 10)]
    public async Task What_waits_follows_hours_that_change_and_is_said_once(string? hours, int at)
    {
        await using var house = await OpenAsync("{at: 25%, notify: [holder]}");
        await KeepsAsync(house, "kim", "tue-fri 9-17");
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(1);

        await KeepsAsync(house, "kim", hours);

        await house.DeliverAsync();
        Assert.Equal(at == 10, Told(house));
        await MoveToAsync(house, Instant.FromUtc(2026, 11, 23, at, 0));
        Assert.True(Told(house));
        await MoveToAsync(house, Instant.FromUtc(2026, 11, 24, 12, 0));
        Assert.Single(house.Slack.Posts("@UKIM"), one => one.Text.Contains("waits for Onboarding's answer", StringComparison.Ordinal));
        Assert.Equal(at == 10 ? 1 : 2, (await house.ToldAsync(number, "ping-waits")).Count);

        static bool Told(House house) => house.Slack.Posts("@UKIM").Any(one => one.Text.Contains("waits for Onboarding's answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_while_it_waited_for_a_cover_is_silence_for_both()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [holder]}");
        await KeepsAsync(house, "kim", "20-22");
        await KeepsAsync(house, "omar", "20-22");
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        await AwayAsync(house, "kim", "omar");

        await house.AcceptAsync(number, "olga");
        await MoveToAsync(house, Instant.FromUtc(2026, 11, 24, 21, 0));

        Assert.All(await house.PingsAsync(number), one => Assert.Equal(DeliveryState.Cancelled, one.State));
    }

    [Fact]
    public async Task What_waits_while_its_clock_is_paused_goes_to_nobody_else()
    {
        await using var house = await OpenAsync("{at: 50%, notify: [holder]}");
        await KeepsAsync(house, "kim", "20-22");
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        await house.ActAsync(number, new HandoffCommand.Ask(1, 0, [new("Which sites?", [], false)]), "olga");

        await AwayAsync(house, "kim", "omar");

        Assert.Equal(DeliveryState.Cancelled, Assert.Single(await house.PingsAsync(number)).State);
        Assert.Equal(["its clock was paused"], await house.WhySuppressedAsync(number));
    }

    [Fact]
    public async Task A_turn_is_told_to_the_sender_and_to_who_covers_for_them()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await AwayAsync(house, "ana", "sam");

        await house.RejectAsync(number, "kim");
        await house.DeliverAsync(5);

        Assert.Contains(house.Slack.Posts("@UANA"), one => one.Text.StartsWith("@Ana, H-1001 · Acme needs another look.", StringComparison.Ordinal));
        var told = Assert.Single(house.Slack.Posts("@USAM"), one => one.Text.StartsWith("@Sam, for Ana (away until 1 Dec): H-1001 · Acme needs another look.", StringComparison.Ordinal));
        Assert.Equal(["Show"], told.Card!.Parts.OfType<CardPart.Buttons>().Single().Of.Select(one => one.Label));
    }

    [Fact]
    public async Task Who_covers_and_may_not_see_the_handoff_is_told_nothing_of_it_and_the_lead_is()
    {
        await using var house = await House.OpenAsync(
            House.Organization.Replace(", sam@example.com]", "]", StringComparison.Ordinal).Replace("[fay@example.com]", "[fay@example.com, sam@example.com]", StringComparison.Ordinal));
        var number = await house.SubmittedAsync();
        await AwayAsync(house, "ana", "sam");

        await house.RejectAsync(number, "kim");
        await house.DeliverAsync(5);

        Assert.DoesNotContain(house.Slack.Posts("@USAM"), one => one.Text.Contains("H-1001", StringComparison.Ordinal));
        Assert.Contains(house.Slack.Posts("@ULEA"), one => one.Text.Contains("H-1001 · Acme needs another look.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_turn_that_reaches_the_sender_no_more_is_told_to_the_lead()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.LeaveAsync("ana");

        await house.RejectAsync(number, "kim");
        await house.DeliverAsync(5);

        Assert.Contains(house.Slack.Posts("@ULEA"), one => one.Text.StartsWith("@Lea, for Ana: H-1001 · Acme needs another look.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_receivers_message_mentions_who_covers_as_well()
    {
        await using var house = await House.OpenAsync();
        await house.SubmittedAsync("First");
        foreach (var name in new[] { "omar", "olga" })
            await AwayAsync(house, name, null);
        await house.DeliverAsync(5);
        var second = await house.DraftAsync("Second");
        await house.ActAsync(second, new HandoffCommand.Submit(0), "ana");
        await AwayAsync(house, "kim", "sam");
        await house.DeliverAsync(5);

        Assert.Contains(house.Slack.Posts("C0ONBOARD"), one => one.Text.StartsWith("@Kim (away until 1 Dec), @Sam covering: H-1002 · Second", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_round_passes_over_who_is_away_and_the_brief_says_why()
    {
        await using var house = await House.OpenAsync();
        await AwayAsync(house, "kim", "omar");

        var number = await house.SubmittedAsync();

        var proposal = (await house.Reading.HandoffAsync(number))!.Handoff.Proposal!;
        Assert.Equal((await house.PersonAsync("omar"), "it is their turn in Onboarding; Kim is away until 1 Dec"), (proposal.Person, proposal.Why));
    }

    [Fact]
    public async Task Whoever_has_fewest_open_is_proposed_and_finishing_counts()
    {
        await using var house = await House.OpenAsync();
        var first = await house.SubmittedAsync("First");
        await house.SubmittedAsync("Second");
        await house.SubmittedAsync("Third");
        Assert.IsType<DeskAnswer.Granted>(await house.AcceptAsync(first, "kim"));

        // Each has one in hand, so it is Kim's turn; then she has two.
        Assert.Equal(("Kim", "it is their turn in Onboarding"), await ProposedAsync(house, "Fourth"));
        Assert.Equal(("Omar", "they have the fewest open (1)"), await ProposedAsync(house, "Fifth"));
        Assert.Equal(("Olga", "they have the fewest open (1)"), await ProposedAsync(house, "Sixth"));

        await house.ActAsync(first, new HandoffCommand.KickOff(1), "kim");
        Assert.Equal(("Kim", "they have the fewest open (1)"), await ProposedAsync(house, "Seventh"));
    }

    private static async Task<(string Name, string Why)> ProposedAsync(House house, string client)
    {
        var view = (await house.Reading.HandoffAsync(await house.SubmittedAsync(client)))!;
        return (view.NameOf(view.Handoff.Proposal!.Person), view.Handoff.Proposal.Why);
    }

    /// <summary>Kim has accepted, so she owns the client and its kick-off clock of two days pings.</summary>
    private static async Task<int> KickoffAsync(House house)
    {
        var number = await house.SubmittedAsync();
        Assert.IsType<DeskAnswer.Granted>(await house.AcceptAsync(number, "kim"));
        return number;
    }

    private static async Task AwayAsync(House house, string name, string? cover, Duration? length = null)
    {
        var until = new LocalDate(2026, 12, 1);
        var ends = length is { } given ? ManualTime.Start + given : until.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        await house.Get<Presence>().AwayAsync(
            await house.PersonAsync(name), new Absence(until, ends, cover is null ? null : await house.PersonAsync(cover)), "told", default);
    }

    private static async Task KeepsAsync(House house, string name, string? hours) =>
        await house.Get<Presence>().KeepAsync(await house.PersonAsync(name), hours, default);

    private static async Task MoveToAsync(House house, Instant to)
    {
        await house.Get<BusinessClock>().AdvanceAsync(to, default);
        await house.DeliverAsync();
    }

    private static Task<House> OpenAsync(params string[] steps) => House.OpenAsync(Clockwork.WithLadder(steps));
}
