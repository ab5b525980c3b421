using HandoffBot.Core.Chat;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Delivery;

/// <summary>Leases, lanes and stopping.</summary>
public sealed class WorkerTests
{
    [Fact]
    public async Task A_chat_that_does_not_answer_holds_up_no_other()
    {
        await using var house = await House.OpenAsync();
        var answers = new TaskCompletionSource();
        house.Slack.Pause = (call, _) => call.Chat == "C0HANGS" ? answers.Task : Task.CompletedTask;
        await SayAsync(house, "C0HANGS", 1);
        var worker = house.Get<DeliveryWorker>();
        await worker.StartAsync(default);
        await UntilAsync(() => house.Slack.Posts("C0HANGS").Any());

        for (var one = 0; one < 40; one++)
            await SayAsync(house, $"C{one:00}", 2);
        await UntilAsync(() => Enumerable.Range(0, 40).All(one => house.Slack.Posts($"C{one:00}").Count() == 2));
        Assert.Contains(await RowsAsync(house), row => row is { State: DeliveryState.Unknown, LeasedBy: not null });

        answers.SetResult();
        await UntilAsync(async () => (await RowsAsync(house)).TrueForAll(row => row.State == DeliveryState.Sent));
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task At_most_sixteen_are_sent_at_once()
    {
        await using var house = await House.OpenAsync();
        var (now, most) = (0, 0);
        var (gate, full) = (new Lock(), new TaskCompletionSource());
        house.Slack.Pause = async (_, cancellationToken) =>
        {
            lock (gate)
                most = Math.Max(most, ++now);
            if (most >= 16)
                full.TrySetResult();
            await full.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
            await Task.Delay(20, cancellationToken);
            lock (gate)
                now--;
        };
        for (var one = 0; one < 50; one++)
            await SayAsync(house, $"C{one:00}", 1);

        await house.DeliverAsync();

        Assert.Equal(50, house.Slack.Calls.Count);
        Assert.Equal(16, most);
    }

    [Fact]
    public async Task What_goes_to_one_channel_arrives_in_the_order_in_which_it_was_written()
    {
        await using var house = await House.OpenAsync();
        house.Get<Pace>().Refill = Duration.Zero;
        var random = new Random(7);
        house.Slack.Fault = call => random.Next(4) == 0 ? new Outcome.Failed("busy") : null;
        await SayAsync(house, "CONE", 30);

        await house.DeliverAsync(600);

        var arrived = house.Slack.Posts("CONE").Where(call => house.Slack.ByDelivery.ContainsKey(call.Delivery)).Select(call => call.Text).Distinct();
        Assert.Equal(Enumerable.Range(0, 30).Select(one => $"{one}"), arrived);
    }

    [Fact]
    public async Task What_cannot_be_read_goes_to_the_dead_letter_and_its_channel_goes_on()
    {
        await using var house = await House.OpenAsync();
        await SayAsync(house, "CONE", 3);
        await house.Get<CommitSeam>().RunAsync(
            async context =>
            {
                var rows = await context.Deliveries.OrderBy(one => one.Order).ToListAsync();
                rows[0].Intent = """{"kind":"FromAnotherVersion"}""";
                rows[1].Intent = "no json";
                context.Add(new DeliveryRow { Id = Guid.NewGuid(), DedupeKey = "x", Kind = "New", Intent = rows[2].Intent, Lane = "pigeon", DueAt = rows[0].DueAt });
            },
            default);

        await house.DeliverAsync(5);

        var dead = (await RowsAsync(house)).Where(row => row.State == DeliveryState.Dead).ToList();
        Assert.Equal(3, dead.Count);
        Assert.All(dead, row => Assert.Contains("Another version", row.Error, StringComparison.Ordinal));
        Assert.Equal("2", Assert.Single(house.Slack.Posts("CONE")).Text);
        Assert.Contains(house.Slack.Posts("@UADA"), call => call.Text.Contains("channel CONE cannot be sent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lease_that_was_taken_over_is_marked_by_its_new_holder_alone()
    {
        await using var house = await House.OpenAsync();
        await SayAsync(house, "CONE", 1);
        var leasing = house.Get<Leasing>();
        var slow = Assert.Single(await leasing.TakeAsync(await RowsAsync(house), default));
        var slowly = await house.Get<Sending>().SendAsync(slow, null, default);

        Assert.Empty(await leasing.TakeAsync(await RowsAsync(house), default));
        house.Time.Add(Leasing.Length);
        var other = Assert.Single(await leasing.TakeAsync(await RowsAsync(house), default));
        Assert.True(other.InDoubt);
        var found = await house.Get<Sending>().SendAsync(other, null, default);
        await house.Get<Marking>().MarkAsync([new(slow, slowly with { Outcome = new Outcome.Dead("late", "") })]);
        Assert.Equal(DeliveryState.Unknown, Assert.Single(await RowsAsync(house)).State);
        await house.Get<Marking>().MarkAsync([new(other, found)]);

        Assert.Equal(DeliveryState.Sent, Assert.Single(await RowsAsync(house)).State);
        Assert.Single(house.Slack.Posts("CONE"));
    }

    [Fact]
    public async Task What_arrived_under_a_lease_that_was_taken_over_is_not_marked_by_who_lost_it()
    {
        await using var house = await House.OpenAsync();
        await SayAsync(house, "CONE", 1);
        await SayAsync(house, "CTWO", 1);
        var leasing = house.Get<Leasing>();
        var slow = await leasing.TakeAsync(await RowsAsync(house), default);
        var done = new List<Done>();
        foreach (var one in slow)
            done.Add(new(one, await house.Get<Sending>().SendAsync(one, null, default)));
        Assert.All(done, one => Assert.True(one.IsPlain));

        house.Time.Add(Leasing.Length);
        var other = await leasing.TakeAsync([(await RowsAsync(house))[0]], default);
        await house.Get<Marking>().MarkAsync(done);

        var rows = await RowsAsync(house);
        Assert.Equal([DeliveryState.Unknown, DeliveryState.Sent], rows.Select(row => row.State));
        Assert.Equal(Assert.Single(other).Row.LeasedBy, rows[0].LeasedBy);
        Assert.Null(rows[1].LeasedBy);
    }

    [Fact]
    public async Task A_lease_that_ends_without_a_mark_is_looked_for_by_whoever_comes_next()
    {
        await using var house = await House.OpenAsync();
        await SayAsync(house, "CONE", 1);
        await house.Get<Sending>().SendAsync(Assert.Single(await house.Get<Leasing>().TakeAsync(await RowsAsync(house), default)), null, default);

        await house.DeliverAsync(59);
        Assert.DoesNotContain(house.Slack.Calls, call => call.Method == "find");
        await house.DeliverAsync(5);

        Assert.Contains(house.Slack.Calls, call => call.Method == "find");
        Assert.Single(house.Slack.Posts("CONE"));
        Assert.Equal(DeliveryState.Sent, Assert.Single(await RowsAsync(house)).State);
    }

    [Fact]
    public async Task A_stop_gives_back_what_is_being_sent_and_the_next_start_looks_for_it()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Pause = (call, cancellationToken) =>
            call is { Method: "post", Chat: "CONE" } ? Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken) : Task.CompletedTask;
        await SayAsync(house, "CONE", 2);
        var worker = house.Get<DeliveryWorker>();
        worker.Grace = TimeSpan.Zero;
        await worker.StartAsync(default);
        await UntilAsync(() => house.Slack.Posts("CONE").Any());
        await worker.StopAsync(default);

        var rows = await RowsAsync(house);
        Assert.All(rows, row => Assert.Null(row.LeasedBy));
        Assert.Equal([DeliveryState.Unknown, DeliveryState.Pending], rows.Select(row => row.State));

        house.Slack.Pause = (_, _) => Task.CompletedTask;
        await house.RestartAsync();
        await house.DeliverAsync();
        Assert.Contains(house.Slack.Calls, call => call.Method == "find");
        Assert.Equal(["0", "1"], house.Slack.Posts("CONE").Skip(1).Select(call => call.Text));
    }

    [Fact]
    public async Task A_start_tries_at_once_what_failed_and_waits_where_it_was_asked_to()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Fault = call => call.Chat switch
        {
            "CWAIT" => new Outcome.Later(Duration.FromMinutes(2)),
            _ => new Outcome.Failed("away"),
        };
        await SayAsync(house, "CONE", 1);
        await house.DeliverAsync(40);
        await SayAsync(house, "CWAIT", 1);
        await house.DeliverAsync();
        house.Slack.Fault = _ => null;
        var tried = house.Slack.Calls.Count;

        await house.RestartAsync();
        await house.Get<DeliveryWorker>().ResumeAsync(default);
        // Where other hosts serve, a start is nothing special: what failed waits for its own time.
        if (!house.Get<IStore>().IsAlone)
            house.Time.Add(Duration.FromMinutes(1));
        await house.DeliverAsync();

        Assert.Equal(["CONE"], house.Slack.Calls.Skip(tried).Select(call => call.Chat));
    }

    [Fact]
    public async Task One_that_cannot_be_marked_spoils_no_other()
    {
        await using var house = await House.OpenAsync();
        await SayAsync(house, "CONE", 1);
        await SayAsync(house, "CTWO", 1);
        var taken = await house.Get<Leasing>().TakeAsync(await RowsAsync(house), default);
        var done = new List<Done>();
        foreach (var one in taken)
            done.Add(new(one, await house.Get<Sending>().SendAsync(one, null, default)));
        done[0] = done[0] with { Sent = done[0].Sent with { Rendered = null! } };

        Assert.Equal([done[0]], await house.Get<Marking>().MarkAsync(done));

        Assert.Equal([DeliveryState.Unknown, DeliveryState.Sent], (await RowsAsync(house)).Select(row => row.State));
    }

#if !POSTGRES // A trigger as SQLite writes it.
    [Fact]
    public async Task A_mark_that_the_database_did_not_take_is_made_a_little_later_and_nothing_is_looked_for()
    {
        await using var house = await House.OpenAsync();
        await SayAsync(house, "CONE", 2);
        await ExecuteAsync(house, """CREATE TRIGGER "full" BEFORE UPDATE OF "State" ON "Deliveries" WHEN NEW."State" = 2 BEGIN SELECT RAISE(FAIL, 'full'); END""");
        await house.DeliverAsync(3);
        Assert.Equal("0", Assert.Single(house.Slack.Posts("CONE")).Text);

        await ExecuteAsync(house, """DROP TRIGGER "full" """);
        await house.DeliverAsync(3);

        Assert.Equal(["0", "1"], house.Slack.Posts("CONE").Select(call => call.Text));
        Assert.DoesNotContain(house.Slack.Calls, call => call.Method == "find");
        Assert.All(await RowsAsync(house), row => Assert.Equal(DeliveryState.Sent, row.State));
    }
#endif

#if !POSTGRES // How SQLite says what it is going to do.
    [Fact]
    public async Task What_waits_is_read_through_the_index_of_what_is_open()
    {
        await using var house = await House.OpenAsync();
        await using var context = house.Read();
        var now = ManualTime.Start;
        string[] lanes = ["x"];

        var heads = await PlanAsync(context, Leasing.Heads(context, lanes, ManualTime.Start));
        var due = await PlanAsync(context, Leasing.Open(context).Where(one => one.DueAt <= now && (one.LeasedUntil == null || one.LeasedUntil <= now)));

        Assert.Contains("INDEX IX_Deliveries_Lane (Lane=?)", heads, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", heads, StringComparison.Ordinal);
        Assert.Equal("SCAN d USING INDEX IX_Deliveries_Lane", due);
    }
#endif

    [Fact]
    public async Task One_handoff_that_cannot_be_read_keeps_no_other_from_being_drawn()
    {
        await using var house = await House.OpenAsync();
        var broken = await house.SubmittedAsync("Broken");
        var whole = await house.SubmittedAsync("Whole", "sam");
        await house.Get<CommitSeam>().RunAsync(
            context => context.Handoffs.Where(one => one.Number == broken).ExecuteUpdateAsync(set => set.SetProperty(one => one.State, "no json")), default);

        await house.DeliverAsync();

        Assert.Contains(await house.Reading.CardsAsync(whole), one => one.Role == CardRole.SenderCard);
    }

    [Fact]
    public async Task What_is_stopped_while_it_is_read_is_given_back_unsent()
    {
        await using var house = await House.OpenAsync();
        await house.SubmittedAsync();
        var leased = await house.Get<Leasing>().TakeAsync((await RowsAsync(house)).FindAll(one => one.Kind == nameof(IntentKind.SenderCard)), default);
        var stopped = new CancellationToken(canceled: true);

        var gathered = await house.Get<Gathering>().TryAsync([.. leased.SelectMany(one => one.Letters)], stopped);
        var sent = await house.Get<Sending>().SendAsync(Assert.Single(leased), gathered, stopped);
        await house.Get<Marking>().MarkAsync([new(leased[0], sent)]);

        Assert.Null(gathered);
        Assert.Empty(house.Slack.Calls);
        var row = Assert.Single(await RowsAsync(house), one => one.Id == leased[0].Row.Id);
        Assert.Equal((DeliveryState.Pending, null), (row.State, row.LeasedBy));
    }

    [Fact]
    public async Task What_waited_for_its_place_is_drawn_from_the_state_as_it_is_then()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        var leased = await house.Get<Leasing>().TakeAsync((await RowsAsync(house)).FindAll(one => one.Kind == nameof(IntentKind.SenderCard)), default);
        var gathered = await house.Get<Gathering>().OfAsync([.. leased.Select(one => one.Letter!)], default);
        await house.AcceptAsync(number, "kim");
        house.Time.Add(Gathering.Fresh + Duration.FromMilliseconds(1));

        await house.Get<Sending>().SendAsync(Assert.Single(leased), gathered, default);

        Assert.Contains("Accepted by", Assert.Single(house.Slack.Calls).Text, StringComparison.Ordinal);
    }

#if !POSTGRES
    private static async Task<string> PlanAsync<T>(EngineContext context, IQueryable<T> query)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        await context.Database.OpenConnectionAsync();
        var sql = query.ToQueryString();
#pragma warning disable CA2100 // The query is one of this class.
        command.CommandText = "EXPLAIN QUERY PLAN " + System.Text.RegularExpressions.Regex.Replace(sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..], "@[a-z0-9_]+", "'[]'", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync())
            steps.Add(reader.GetString(3));
        return string.Join('\n', steps);
    }
#endif

#if !POSTGRES
    private static Task ExecuteAsync(House house, string sql) => house.Get<CommitSeam>().RunAsync(context => context.Database.ExecuteSqlRawAsync(sql), default);
#endif

    private static Task SayAsync(House house, string channel, int count) => house.Get<CommitSeam>().RunAsync(
        context =>
        {
            for (var one = 0; one < count; one++)
                house.Get<Outbox>().Add(context, new(IntentKind.Sentence, null) { Text = $"{one}" }, new ChannelRef(Platform.Slack, FakePlatform.Home, channel), $"say/{channel}/{one}");
            return Task.CompletedTask;
        },
        default);

    private static async Task<List<DeliveryRow>> RowsAsync(House house)
    {
        await using var context = house.Read();
        return await context.Deliveries.OrderBy(one => one.Order).ToListAsync();
    }

    private static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await isSo())
            await Task.Delay(10, patience.Token);
    }
}
