using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Engine.Tests.Clocks;
using HandoffBot.Tests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Postgres;

/// <summary>Two hosts on one database: what one writer would keep apart is kept apart by locks, leases and fences.</summary>
public sealed class TwoHostsTests
{
    [Fact]
    public async Task Two_that_start_at_once_make_one_organization()
    {
        await using var database = await TestDatabase.EmptyAsync();
        var people = House.Everybody();
        var houses = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Task.Run(() => House.OpenAsync(slack: people, database: database))));

        await using var context = houses[0].Read();
        Assert.Equal((7, 7), (await context.People.CountAsync(one => one.Email != "fay@example.com"), await context.Accounts.CountAsync()));
        Assert.Equal(["ana", "sam", "lea"], await NamesAsync(context, "sales"));
        foreach (var house in houses)
            await house.DisposeAsync();
    }

    [Fact]
    public async Task Numbers_are_drawn_once_however_many_begin_at_once()
    {
        await using var first = await House.OpenAsync();
        await using var second = await first.BesideAsync();

        var drawn = await Task.WhenAll(Enumerable.Range(0, 40).Select(at => Task.Run(() => (at % 2 == 0 ? first : second).DraftAsync($"Client {at}"))));

        Assert.Equal(Enumerable.Range(1001, 40), drawn.Order());
    }

    [Fact]
    public async Task One_person_who_begins_the_same_twice_at_once_has_one_draft()
    {
        await using var first = await House.OpenAsync();
        await using var second = await first.BesideAsync();
        var ana = await first.PersonAsync("ana");

        var begun = await Task.WhenAll(new[] { first, second, first, second }.Select(
            house => Task.Run(() => house.Desk.StartAsync("sales-to-onboarding", ana, House.Named("Acme"), "r1", null, default))));

        Assert.Single(begun.OfType<StartAnswer.Begun>());
        Assert.Equal(3, begun.OfType<StartAnswer.Resumed>().Count());
    }

    [Fact]
    public async Task The_round_goes_on_however_many_submit_at_once()
    {
        await using var first = await House.OpenAsync();
        await using var second = await first.BesideAsync();
        var drafts = new List<int>();
        for (var at = 0; at < 12; at++)
            drafts.Add(await first.DraftAsync($"Client {at}"));

        var answers = await Task.WhenAll(drafts.Select(number => Task.Run(
            () => (number % 2 == 0 ? first : second).ActAsync(number, new HandoffCommand.Submit(0), "ana"))));

        var proposed = answers.Select(one => Assert.IsType<DeskAnswer.Granted>(one).After.Proposal!.Person);
        Assert.Equal([4, 4, 4], proposed.GroupBy(one => one).Select(one => one.Count()));
    }

    [Fact]
    public async Task Of_many_answers_at_once_one_wins()
    {
        await using var first = await House.OpenAsync();
        await using var second = await first.BesideAsync();
        for (var round = 0; round < 5; round++)
        {
            var number = await first.SubmittedAsync($"Client {round}");

            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => Task.Run(
                () => at % 2 == 0 ? first.AcceptAsync(number, "kim") : second.RejectAsync(number, "omar"))));

            Assert.Single(answers.OfType<DeskAnswer.Granted>());
            Assert.Equal(7, answers.OfType<DeskAnswer.Refused>().Count());
        }
    }

    [Fact]
    public async Task A_message_that_both_hosts_were_sent_is_carried_out_once()
    {
        await using var first = await House.OpenAsync();
        await using var second = await first.BesideAsync();
        var number = await first.DraftAsync();

        var answers = await Task.WhenAll(new[] { first, second, first, second }.Select(
            house => Task.Run(() => house.ActAsync(number, new HandoffCommand.Submit(0), "ana", "receipt-1"))));

        Assert.Single(answers.OfType<DeskAnswer.Granted>());
        Assert.Equal(3, answers.OfType<DeskAnswer.Repeated>().Count());
    }

    [Fact]
    public async Task Each_step_pings_once_though_both_look_at_the_clocks()
    {
        await using var first = await House.OpenAsync();
        await using var second = await first.BesideAsync();
        var numbers = new List<int>();
        for (var at = 0; at < 6; at++)
            numbers.Add(await first.SubmittedAsync($"Client {at}"));
        first.Time.Add(Duration.FromHours(2));

        await Task.WhenAll(new[] { first, second, first, second }.Select(house => Task.Run(() => house.Get<ClockSweep>().RunAsync(default))));

        foreach (var number in numbers)
            Assert.Single(await first.PingsAsync(number));
    }

    [Fact]
    public async Task Two_workers_send_each_message_once()
    {
        await using var first = await House.OpenAsync();
        await using var second = await first.BesideAsync();
        for (var at = 0; at < 4; at++)
            await first.SubmittedAsync($"Client {at}");

        for (var seconds = 0; seconds < 15; seconds++)
        {
            await Task.WhenAll(Task.Run(first.DeliverAsync), Task.Run(second.DeliverAsync));
            first.Time.Add(Duration.FromSeconds(1));
        }

        var posts = first.Slack.Calls.Where(one => one.Method == "post").ToList();
        Assert.Equal(posts.Count, posts.Select(one => one.Delivery).Distinct().Count());
        await using var context = first.Read();
        Assert.Equal(0, await context.Deliveries.CountAsync(one => one.State == DeliveryState.Pending || one.State == DeliveryState.Unknown));
    }

    [Fact]
    public async Task What_a_host_that_died_was_sending_is_taken_over_when_its_lease_ends()
    {
        await using var first = await House.OpenAsync();
        await using var second = await first.BesideAsync();
        await first.SubmittedAsync();
        first.Slack.Lost = _ => throw new HttpRequestException("the host died");
        await first.Get<CommitSeam>().RunAsync(
            context => context.Deliveries.ExecuteUpdateAsync(set => set
                .SetProperty(one => one.LeasedBy, Guid.NewGuid()).SetProperty(one => one.LeasedUntil, ManualTime.Start + Duration.FromMinutes(1))
                .SetProperty(one => one.AttemptedAt, ManualTime.Start).SetProperty(one => one.State, DeliveryState.Unknown)),
            default);
        first.Slack.Lost = _ => null;

        await second.Get<DeliveryWorker>().ResumeAsync(default);
        await second.DeliverAsync();
        Assert.Empty(first.Slack.Calls);

        first.Time.Add(Duration.FromMinutes(1));
        await second.DeliverAsync(5);
        Assert.Equal(2, first.Slack.Posts("C0ONBOARD").Count());
    }

    [Fact]
    public async Task What_was_decided_later_is_sent_later_though_its_host_has_an_earlier_clock()
    {
        await using var first = await House.OpenAsync();
        var late = new ManualTime();
        late.Add(-Duration.FromMinutes(10));
        await using var second = await first.BesideAsync(late);
        var number = await first.SubmittedAsync();
        var before = await OrdersAsync(first, number);

        await second.ActAsync(number, new HandoffCommand.Claim(1), "kim");

        var after = (await OrdersAsync(first, number)).Except(before).ToList();
        Assert.NotEmpty(after);
        Assert.True(before.Max() < after.Min());
    }

    private static async Task<List<long>> OrdersAsync(House house, int number)
    {
        await using var context = house.Read();
        return await context.Deliveries.Where(one => one.Handoff == number).Select(one => one.Order).ToListAsync();
    }

    private static async Task<List<string>> NamesAsync(EngineContext context, string team) => await (
        from place in context.Memberships
        join person in context.People on place.Person equals person.Id
        where place.Team == team
        orderby place.Place
        select person.Email!.Replace("@example.com", "")).ToListAsync();
}
