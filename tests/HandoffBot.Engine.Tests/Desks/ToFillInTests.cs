using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Desks;
using NodaTime;

namespace HandoffBot.Engine.Tests.Desks;

/// <summary>What somebody has to fill in is read as far as it is shown, soonest due first, and counted.</summary>
public sealed class ToFillInTests
{
    private static readonly LocalDate Day = ManualTime.Start.InUtc().Date.PlusDays(10);

    [Fact]
    public async Task The_first_days_are_found_whatever_was_sent_first_and_the_others_are_counted()
    {
        await using var house = await House.OpenAsync();
        foreach (var (client, days) in new[] { ("Acme", 5), ("Birch", 1), ("Cedar", 3), ("Dune", 1) })
            await AcceptedAsync(house, client, days);
        var ana = await house.PersonAsync("ana");

        var (first, inAll) = await house.Reading.ExceptionsAsync(ana, 3);
        Assert.Equal([("H-1002", 1), ("H-1004", 1), ("H-1003", 3)], first.Select(one => (one.Handoff.Reference, Period.DaysBetween(Day, one.Exception.Until))));
        Assert.Equal(4, inAll);
        Assert.Equal(4, (await house.Reading.ExceptionsAsync(ana, 9)).First.Length);

        // Who sent it and owns the client as well has it once; who is neither has nothing.
        await house.ActAsync(1002, new HandoffCommand.FillIn(1, 1, ImmutableDictionary<string, Answer?>.Empty.Add("scope", new Answer.Text("Two sites"))), "ana");
        Assert.Equal([1003, 1001], (await house.Reading.ExceptionsAsync(await house.PersonAsync("kim"), 9)).First.Select(one => one.Handoff.Number).Where(one => one != 1004));
        Assert.Equal((3, 3, 0), ((await house.Reading.ExceptionsAsync(ana, 9)).InAll, (await house.Reading.ExceptionsAsync(await house.PersonAsync("kim"), 1)).InAll, (await house.Reading.ExceptionsAsync(await house.PersonAsync("sam"), 1)).InAll));
        Assert.Single((await house.Reading.ExceptionsAsync(ana, 1)).First);
    }

    private static async Task AcceptedAsync(House house, string client, int days)
    {
        var number = await house.DraftAsync(client, scope: null);
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.AskException(0, "scope", "They count their sites", Day.PlusDays(days)), "ana"));
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Submit(0), "ana"));
        Assert.IsType<DeskAnswer.Granted>(await house.AcceptAsync(number, "kim"));
    }
}
