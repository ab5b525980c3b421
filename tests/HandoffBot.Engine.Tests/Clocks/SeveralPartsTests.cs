using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using NodaTime;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>One person who is several things to a step is pinged once, for as long as they are one of them.</summary>
public sealed class SeveralPartsTests
{
    [Fact]
    public async Task What_one_of_their_parts_was_pinged_for_goes_to_who_has_it_now_and_they_hear_of_the_rest()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 100%, notify: [holder, lead, receiver]}"));
        var number = await house.SubmittedAsync();
        await house.ActAsync(number, new HandoffCommand.Claim(1), "olga");
        await house.SweepAtAsync(4);
        Assert.Equal(["@UOLGA", "@UKIM"], await house.PingedAsync(number));
        Assert.Equal([PingRole.Holder, PingRole.Lead], (await PartsAsync(house, number, "@UOLGA")).Select(one => one.As));

        await house.ActAsync(number, new HandoffCommand.Release(1), "olga");
        await house.ActAsync(number, new HandoffCommand.Claim(1), "omar");
        var ping = (await house.PingsAsync(number))[0];
        Assert.Null(await house.WhyNotAsync(ping));
        await house.DeliverAsync(5);

        Assert.Contains("because you lead the team", Assert.Single(Waits(house, "@UOLGA")), StringComparison.Ordinal);
        Assert.Single(Waits(house, "@UOMAR"));
        Assert.Single(Waits(house, "@UKIM"));
        Assert.Equal([PingRole.Holder], (await PartsAsync(house, number, "@UOMAR")).Select(one => one.As));
        Assert.Empty(await house.WhySuppressedAsync(number));
    }

    [Fact]
    public async Task Who_is_none_of_it_any_more_is_not_told_and_who_is_all_of_it_now_is_told_once()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 50%, notify: [holder, owner]}"));
        var number = await house.SubmittedAsync();
        await house.AcceptAsync(number, "kim");
        await house.SweepAtAsync(Duration.FromDays(1));
        Assert.Equal([PingRole.Holder, PingRole.Owner], (await PartsAsync(house, number, "@UKIM")).Select(one => one.As));

        var client = (await house.Reading.ClientNamedAsync("Acme"))!;
        Assert.IsType<TransferAnswer.Done>(await house.Get<Transferring>().TransferAsync(
            client.Id, new(client.Owner, await house.PersonAsync("omar"), "He knows them"), await house.PersonAsync("olga"), null, Platform.Slack, default));
        await house.DeliverAsync(5);

        Assert.Empty(Waits(house, "@UKIM"));
        Assert.Single(Waits(house, "@UOMAR"));
        Assert.Equal(["it has gone to Omar meanwhile"], await house.WhySuppressedAsync(number));
        Assert.Equal([PingRole.Holder, PingRole.Owner], (await PartsAsync(house, number, "@UOMAR")).Select(one => one.As));
    }

    [Fact]
    public async Task Two_who_are_each_a_part_of_it_now_are_both_told_and_both_named()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 100%, notify: [holder, sender]}"));
        var number = await house.SubmittedAsync();
        await house.ActAsync(number, new HandoffCommand.Claim(1), "kim");
        await house.SweepAtAsync(4);
        var sender = (await house.PingsAsync(number)).Single(one => one.Lane.EndsWith("@UANA", StringComparison.Ordinal));
        var both = Intent.Read(sender.Intent) is var read ? read with { Ping = read.Ping! with { Also = [new(PingRole.Holder)] }, Person = (await house.PersonAsync("sam")).Value } : null;

        Assert.Equal("it has gone to Ana and Kim meanwhile", await house.WhyNotAsync(new() { Intent = both!.Write(), DedupeKey = "", Kind = "", Lane = "" }));
    }

    [Fact]
    public async Task Who_covers_does_so_in_all_of_it()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 50%, notify: [holder, receiver]}"));
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        var kim = await house.PersonAsync("kim");
        await house.Get<Presence>().AwayAsync(
            kim, new(new(2026, 12, 1), ManualTime.Start + Duration.FromDays(8), await house.PersonAsync("omar")), "told", default);

        await house.DeliverAsync(5);

        Assert.Empty(Waits(house, "@UKIM"));
        Assert.Contains("because you cover for Kim", Assert.Single(Waits(house, "@UOMAR")), StringComparison.Ordinal);
        Assert.Equal([new(PingRole.Holder, kim.Value), new StoredPart(PingRole.Receiver, kim.Value)], await PartsAsync(house, number, "@UOMAR"));
    }

    [Fact]
    public void One_that_was_stored_before_is_for_one_part()
    {
        var ping = Intent.Read("""{"kind":"ping","ping":{"clock":"11111111-1111-1111-1111-111111111111","run":1,"key":"50%","as":"owner"}}""").Ping!;

        Assert.Equal([new StoredPart(PingRole.Owner)], ping.Parts);
        Assert.DoesNotContain("also", (new Intent(IntentKind.Ping, 1) { Ping = ping }).Write(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Why each of the reminders in a chat was sent there.</summary>
    private static IEnumerable<string> Waits(House house, string chat) =>
        house.Slack.Posts(chat).Where(one => one.Text.Contains(" waits for ", StringComparison.Ordinal))
            .Select(one => string.Concat(one.Card!.Parts.OfType<CardPart.Note>().Select(note => note.Phrase.Plainly())));

    private static async Task<IReadOnlyList<StoredPart>> PartsAsync(House house, int number, string chat) =>
        Intent.Read((await house.PingsAsync(number)).Single(one => one.Lane.EndsWith(chat, StringComparison.Ordinal)).Intent).Ping!.Parts;
}
