using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Tests;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Desks;

/// <summary>How much somebody has in hand decides who is proposed, but not without end.</summary>
public sealed class InHandTests
{
    [Fact]
    public async Task Who_has_twenty_in_hand_has_enough_and_turns_are_strict_again()
    {
        await using var house = await House.OpenAsync();
        await house.SubmittedAsync("First");
        await HoldingAsync(house, ("kim", 21), ("omar", 30), ("olga", HandoffRules.MostInHand - 1));

        Assert.Equal(("Olga", "they have the fewest open (19)"), await ProposedAsync(house, "Second"));

        await HoldingAsync(house, ("olga", 1));
        Assert.Equal(("Kim", "it is their turn in Onboarding"), await ProposedAsync(house, "Third"));
        Assert.Equal(("Omar", "it is their turn in Onboarding"), await ProposedAsync(house, "Fourth"));
    }

    [Fact]
    public async Task What_is_to_be_proposed_counts_for_nobody()
    {
        await using var house = await House.OpenAsync();
        var handoff = (await house.Reading.HandoffAsync(await house.SubmittedAsync()))!.Handoff;
        var kim = await house.PersonAsync("kim");
        await HoldingAsync(house, ("kim", 2));
        await using var context = house.Read();

        Assert.Equal(kim, handoff.Holder);
        Assert.Equal(2, (await new InHand().OfAsync(context, [kim], handoff))[kim]);
        Assert.Equal(3, (await new InHand().OfAsync(context, [kim], handoff with { Proposal = null }))[kim]);
    }

    [Fact]
    public async Task Each_has_their_own_count_in_one_go_and_none_is_counted_further_than_it_can_matter()
    {
        await using var house = await House.OpenAsync();
        var handoff = (await house.Reading.HandoffAsync(await house.SubmittedAsync()))!.Handoff;
        await HoldingAsync(house, ("kim", 25), ("olga", 2));
        var (kim, omar, olga) = (await house.PersonAsync("kim"), await house.PersonAsync("omar"), await house.PersonAsync("olga"));
        await using var context = house.Read();

        var asked = await house.AskedAsync(async () => Assert.Equal(
            [(kim, HandoffRules.MostInHand), (omar, 0), (olga, 2)],
            (await new InHand().OfAsync(context, [omar, kim, olga], handoff)).Select(one => (one.Key, one.Value)).OrderByDescending(one => one.Key == kim).ThenBy(one => one.Value)));

        // A server is asked once; beside it there is nowhere to go.
        Assert.Equal(TestDatabase.Provider == DatabaseProvider.Postgres ? 1 : 3, asked.Count);
        Assert.Equal([], (await new InHand().OfAsync(context, [], handoff)).Keys);
    }

    /// <summary>Many that somebody has at work, of clients of their own.</summary>
    private static async Task HoldingAsync(House house, params (string Who, int Count)[] loads)
    {
        var sender = await house.PersonAsync("ana");
        var people = new List<Guid>();
        foreach (var (who, count) in loads)
            people.AddRange(Enumerable.Repeat((await house.PersonAsync(who)).Value, count));

        await house.Get<CommitSeam>().RunAsync(
            async context =>
            {
                var given = await context.Handoffs.FirstAsync();
                var number = await context.Handoffs.MaxAsync(one => one.Number) + 1000;
                context.AddRange(people.Select((person, place) => new HandoffRow
                {
                    Number = number + place, Playbook = given.Playbook, PlaybookVersion = given.PlaybookVersion, Status = HandoffStatus.Accepted,
                    Sender = sender.Value, SendingTeam = given.SendingTeam, ReceivingTeam = given.ReceivingTeam, Round = 1, State = given.State, Holder = person,
                }));
            },
            default);
    }

    private static async Task<(string Name, string Why)> ProposedAsync(House house, string client)
    {
        var view = (await house.Reading.HandoffAsync(await house.SubmittedAsync(client)))!;
        return (view.NameOf(view.Handoff.Proposal!.Person), view.Handoff.Proposal.Why);
    }
}
