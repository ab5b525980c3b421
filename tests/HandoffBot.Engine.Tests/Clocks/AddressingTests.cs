using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>Whom the targets of a step mean, and to whom they pass on when nobody of those can be reached.</summary>
public sealed class AddressingTests
{
    private const string Board = """

          board: {name: Board, slack: {channel: C0BOARD}, lead: lea@example.com, members: [olga@example.com]}
        """;

    [Theory]
    [InlineData("holder", "@UKIM", PingRole.Holder)]
    [InlineData("owner", "@UANA", PingRole.Owner)]
    [InlineData("sender", "@UANA", PingRole.Sender)]
    [InlineData("receiver", "@UKIM", PingRole.Receiver)]
    [InlineData("channel", "C0ONBOARD", PingRole.Channel)]
    [InlineData("lead", "@UOLGA", PingRole.Lead)]
    [InlineData("manager", "@ULEA", PingRole.Manager)]
    [InlineData("sam@example.com", "@USAM", PingRole.Named)]
    [InlineData("\"slack:C0ALERTS\"", "C0ALERTS", PingRole.Named)]
    public async Task Each_target_means_one_addressee(string target, string chat, PingRole role)
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder($"{{at: 50%, notify: [{target}]}}") + Board);
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(2);

        var ping = Assert.Single(await house.PingsAsync(number));
        Assert.Equal($"slack/{FakePlatform.Home}/{chat}", ping.Lane);
        Assert.Equal(role, Intent.Read(ping.Intent).Ping!.As);
    }

    [Theory]
    [InlineData("", "@UOMAR")]
    [InlineData("omar", "@UKIM")]
    [InlineData("omar kim", "@ULEA")]
    [InlineData("omar kim lea", "C0ONBOARD")]
    public async Task The_holder_is_who_claimed_else_who_is_proposed_else_who_is_on_duty_else_the_channel(string left, string chat)
    {
        var organization = Clockwork.WithLadder("{at: 100%, notify: [holder]}").Replace(
            "assign: round-robin}", "assign: round-robin, on-duty: {every: week, starts: 2026-11-16, people: [sam@example.com, lea@example.com]}}", StringComparison.Ordinal);
        await using var house = await House.OpenAsync(organization);
        var number = await house.SubmittedAsync();
        await house.ActAsync(number, new HandoffCommand.Claim(1), "omar");
        await house.LeaveAsync(left.Split(' '));

        await house.SweepAtAsync(4);

        Assert.Equal([chat], await house.PingedAsync(number));
    }

    [Theory]
    [InlineData("2026-11-23", "49%", "@USAM")]
    [InlineData("2026-11-23", "50%", "@ULEA")]
    [InlineData("2026-11-24", "49%", "C0ONBOARD")]
    [InlineData("2026-11-24", "50%", "@USAM")]
    public async Task Who_is_on_duty_changes_at_midnight_in_the_organizations_zone(string starts, string at, string chat)
    {
        // In Auckland it is 22:00 at the start, so that the middle of the four hours is midnight.
        var organization = Clockwork.WithLadder($"{{at: {at}, notify: [holder]}}")
            .Replace("timezone: Europe/London", "timezone: Pacific/Auckland", StringComparison.Ordinal)
            .Replace("assign: round-robin}", $"on-duty: {{every: day, starts: {starts}, people: [sam@example.com, lea@example.com]}}}}", StringComparison.Ordinal);
        await using var house = await House.OpenAsync(organization);
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(NodaTime.Duration.FromHours(4) * (at == "49%" ? 0.49 : 0.5));

        Assert.Equal([chat], await house.PingedAsync(number));
    }

    [Fact]
    public async Task Who_was_passed_over_and_why_is_on_the_timeline()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 50%, notify: [holder, manager, \"ghost@example.com\", sam@example.com]}"));
        var number = await house.SubmittedAsync();
        await house.LeaveAsync("kim");
        await house.Get<CommitSeam>().RunAsync(
            async context => (await context.People.SingleAsync(one => one.Email == "sam@example.com")).IsActive = false, default);

        await house.SweepAtAsync(2);

        Assert.Equal(["C0ONBOARD", "@UOLGA"], await house.PingedAsync(number));
        Assert.Equal(
            [
                "Kim's account is deactivated, so it went to the channel",
                "nobody has that part, so it went to Olga",
                "Ghost has no account where the bot is, so it went to Olga",
                "Sam has left, so it went to Olga",
            ],
            (await house.ToldAsync(number, "ping-passed-on")).Select(one => one.Body.Note));
        Assert.All((await house.ToldAsync(number, "ping-passed-on")), one => Assert.IsType<HistoryEntry.PassedOn>(one.ToHistory()));
    }

    [Fact]
    public async Task Who_could_be_reached_passes_nothing_on()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(4);

        Assert.Empty(await house.ToldAsync(number, "ping-passed-on"));
    }

    [Fact]
    public async Task Who_is_pinged_and_whose_channel_is_pinged_gets_both()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 50%, notify: [channel, holder, \"slack:C0ONBOARD\", lead, lead]}"));
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(2);

        Assert.Equal(["C0ONBOARD", "@UKIM", "@UOLGA"], await house.PingedAsync(number));
    }

    [Theory]
    [InlineData("lead", "olga", "@UADA", "Olga's account is deactivated, so it went to the admins")]
    [InlineData("manager", "", "@UOLGA", "nobody has that part, so it went to Olga")]
    [InlineData("sender", "ana", "@ULEA", "Ana's account is deactivated, so it went to Lea")]
    [InlineData("sender", "ana lea", "@UOLGA", "Ana's account is deactivated, Lea's account is deactivated, so it went to Olga")]
    [InlineData("owner", "ana", "@UOLGA", "Ana's account is deactivated, so it went to Olga")]
    [InlineData("receiver", "kim", "C0ONBOARD", "Kim's account is deactivated, so it went to the channel")]
    [InlineData("sam@example.com", "sam olga", "@UADA", "Sam's account is deactivated, Olga's account is deactivated, so it went to the admins")]
    public async Task A_target_that_names_nobody_reachable_passes_on_at_once(string target, string left, string chat, string how)
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder($"{{at: 50%, notify: [{target}]}}"));
        var number = await house.SubmittedAsync();
        await house.LeaveAsync(left.Split(' '));

        await house.SweepAtAsync(2);

        Assert.Equal([chat], await house.PingedAsync(number));
        Assert.Equal(how, Assert.Single(await house.ToldAsync(number, "ping-passed-on")).Body.Note);
    }

    [Fact]
    public async Task One_person_whom_several_targets_mean_is_pinged_once()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 50%, notify: [holder, receiver, kim@example.com, sender, owner]}"));
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(2);

        Assert.Equal(["@UKIM", "@UANA"], await house.PingedAsync(number));
        Assert.Equal(2, Assert.Single(await house.ToldAsync(number, "pinged")).Body.People!.Length);
    }

    [Fact]
    public async Task Nobody_at_all_is_told_on_the_timeline()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 50%, notify: [lead]}"));
        var number = await house.SubmittedAsync();
        await house.LeaveAsync("olga", "ada");

        await house.SweepAtAsync(2);

        Assert.Empty(await house.PingsAsync(number));
        Assert.Empty(await house.ToldAsync(number, "pinged"));
        Assert.Equal(["nobody could be reached, not even an admin"], await house.WhySuppressedAsync(number));
    }

    [Fact]
    public async Task What_cannot_be_served_is_suppressed_with_the_reason_and_the_others_are_pinged()
    {
        var organization = Clockwork.WithLadder("{at: 50%, notify: [\"webhook:pager\", \"msteams:19:ops@thread.tacv2\", holder]}")
            + "\nwebhooks:\n  pager: {url: \"https://pager.example/hook\", secret: PAGER_SECRET}\n";
        await using var house = await House.OpenAsync(organization);
        var number = await house.SubmittedAsync();

        await house.SweepAtAsync(2);

        Assert.Equal(["@UKIM"], await house.PingedAsync(number));
        Assert.Equal(["webhook 'pager' has no secret: the environment variable PAGER_SECRET is not set", "Microsoft Teams is not connected"], await house.WhySuppressedAsync(number));
    }
}
