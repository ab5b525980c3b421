using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using HandoffBot.Benchmarks.Preparing;
using HandoffBot.Benchmarks.Reporting;
using HandoffBot.Benchmarks.Running;

namespace HandoffBot.Benchmarks.Measures;

/// <summary>
/// A backlog of persisted deliveries, one turn message of as many handoffs to as many channels (so that the pace of one channel does not
/// count), sent by the published host until nothing is left to be sent or marked. The peer is a bare HttpClient that posts the same text
/// to the same stand-in, as many at once, and remembers nothing. Both are warm, and the figure is taken over several backlogs: of posts that
/// are answered at once, which shows what a delivery costs, and of posts that take a part of what they take at Slack.
/// </summary>
internal static class DeliveriesMeasure
{
    /// <summary>How many the worker sends at once.</summary>
    private const int AtOnce = 16;
    private const int First = 1_000_001;

    /// <summary>Slack takes some five to fifteen times as long.</summary>
    private static readonly TimeSpan Takes = TimeSpan.FromMilliseconds(20);

    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        var (ours, peers) = (new List<Paces>(), new List<Paces>());
        var count = bench.Plan.Few;
        using var posts = new Posts(bench.Api);
        for (var round = 1; round <= bench.Plan.Rounds; round++)
        {
            ours.Add(await OursAsync(bench, posts, count));
            Bench.Say($"deliveries, round {round}, ours: {ours[^1]}");
            peers.Add(await PeerAsync(bench, posts, count));
            Bench.Say($"deliveries, round {round}, peer: {peers[^1]}");
        }

        return
        [
            Row.Of($"deliveries a second, {count} waiting, {AtOnce} at once, against a bare HttpClient, answered at once", Each(ours, one => one.AtOnce), Each(peers, one => one.AtOnce), "≥ 0.5x"),
            Row.Of("processor time of a delivery, µs", Each(ours, one => one.Processor), Each(peers, one => one.Processor), ""),
            Row.Of($"deliveries a second, each post taking {Takes.TotalMilliseconds} ms", Each(ours, one => one.Taking), Each(peers, one => one.Taking), "≥ 0.5x"),
        ];

        static IReadOnlyList<double> Each(List<Paces> rounds, Func<Paces, double> figure) => [.. rounds.Select(figure)];
    }

    private static async Task<Paces> OursAsync(Bench bench, Posts posts, int count)
    {
        var folder = bench.Fresh();
        var database = Path.Combine(folder, "bot.db");
        await using (var copies = await Copies.OpenAsync(bench.Prepared, database))
            await copies.WaitingAsync(bench.Prepared.Submitted, First, count);

        Paces paces;
        await using (var child = await BotProgram.StartAsync(bench, database, Child.FreePort()))
        await using (var backlog = await Backlog.OpenAsync(database, bench.Prepared.Submitted))
        {
            var batch = 0;
            paces = await TakeAsync(bench.Plan, posts, count, () => child.Processor, async some =>
            {
                await backlog.AddAsync(++batch, First, some);
                return await backlog.GoneAsync(batch);
            });
        }

        Directory.Delete(folder, recursive: true);
        return paces;
    }

    private static async Task<Paces> PeerAsync(Bench bench, Posts posts, int count)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler) { BaseAddress = bench.Api };
        var body = Encoding.UTF8.GetBytes(bench.Prepared.TurnMessage);
        return await TakeAsync(bench.Plan, posts, count, () => Environment.CpuUsage.TotalTime, async some =>
        {
            var watch = Stopwatch.StartNew();
            var left = some;
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                    await PostAsync(http, body);
            })));
            return watch.Elapsed;
        });
    }

    /// <summary>Takes the figures of one side: first sends backlogs until it is warm.</summary>
    /// <param name="send">Sends so many, and says how long that took.</param>
    private static async Task<Paces> TakeAsync(Plan plan, Posts posts, int count, Func<TimeSpan> processor, Func<int, Task<TimeSpan>> send)
    {
        await ForAsync(plan.WarmUp, count);
        var used = processor();
        var (sent, taken) = await ForAsync(plan.Duration, count);
        used = processor() - used;
        await posts.TakeAsync(Takes);
        var (slowly, takenSlowly) = await ForAsync(plan.Duration, Math.Max(count / 5, 1));
        await posts.TakeAsync(TimeSpan.Zero);
        return new(sent / taken.TotalSeconds, slowly / takenSlowly.TotalSeconds, used.TotalMicroseconds / sent);

        async Task<(int Sent, TimeSpan Taken)> ForAsync(TimeSpan length, int some)
        {
            var (sent, taken) = (0, TimeSpan.Zero);
            for (var since = Stopwatch.StartNew(); sent == 0 || since.Elapsed < length; sent += some)
            {
                await posts.ForgetAsync();
                taken += await send(some);
                if (await posts.CountAsync() is var came && came != some)
                    throw new InvalidOperationException($"{some} deliveries came to {came} posts.");
            }

            return (sent, taken);
        }
    }

    private static async Task PostAsync(HttpClient http, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "chat.postMessage") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "xoxb-benchmark");
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    /// <param name="AtOnce">A second, where posts are answered at once.</param>
    /// <param name="Taking">A second, where they take a while.</param>
    /// <param name="Processor">Microseconds for each.</param>
    private sealed record Paces(double AtOnce, double Taking, double Processor)
    {
        public override string ToString() => $"{AtOnce:0}/s answered at once, {Taking:0}/s taking a while, {Processor:0} µs of the processor each";
    }
}
