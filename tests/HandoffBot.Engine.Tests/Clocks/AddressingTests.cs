using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;

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
    [InlineData("lead", "olga", "@UADA")]
    [InlineData("manager", "", "@UOLGA")]
    [InlineData("sender", "ana", "@ULEA")]
    [InlineData("sender", "ana lea", "@UOLGA")]
    [InlineData("owner", "ana", "@UOLGA")]
    [InlineData("receiver", "kim", "C0ONBOARD")]
    [InlineData("sam@example.com", "sam olga", "@UADA")]
    public async Task A_target_that_names_nobody_reachable_passes_on_at_once(string target, string left, string chat)
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder($"{{at: 50%, notify: [{target}]}}"));
        var number = await house.SubmittedAsync();
        await house.LeaveAsync(left.Split(' '));

        await house.SweepAtAsync(2);

        Assert.Equal([chat], await house.PingedAsync(number));
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
