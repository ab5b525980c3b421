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
/// to the same stand-in, as many at once, and remembers nothing. Both are warm, and the figure is taken over several backlogs.
/// </summary>
internal static class DeliveriesMeasure
{
    /// <summary>How many the worker sends at once.</summary>
    private const int AtOnce = 16;
    private const int First = 1_000_001;

    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        var (ours, peers) = (new List<Pace>(), new List<Pace>());
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
            Row.Of($"deliveries a second, {count} waiting, {AtOnce} at once, against a bare HttpClient", [.. ours.Select(one => one.PerSecond)], [.. peers.Select(one => one.PerSecond)], "≥ 0.5x"),
            Row.Of("processor time of a delivery, µs", [.. ours.Select(one => one.Processor)], [.. peers.Select(one => one.Processor)], ""),
        ];
    }

    private static async Task<Pace> OursAsync(Bench bench, Posts posts, int count)
    {
        var folder = bench.Fresh();
        var database = Path.Combine(folder, "bot.db");
        await using (var copies = await Copies.OpenAsync(bench.Prepared, database))
            await copies.WaitingAsync(bench.Prepared.Submitted, First, count);

        Pace pace;
        await using (var child = await BotProgram.StartAsync(bench, database, Child.FreePort()))
        await using (var backlog = await Backlog.OpenAsync(database, bench.Prepared.Submitted))
        {
            var batch = 0;
            pace = await WarmAsync(bench.Plan, count, posts, () => child.Processor, async () =>
            {
                await backlog.AddAsync(++batch, First, count);
                return await backlog.GoneAsync(batch);
            });
        }

        Directory.Delete(folder, recursive: true);
        return pace;
    }

    private static async Task<Pace> PeerAsync(Bench bench, Posts posts, int count)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler) { BaseAddress = bench.Api };
        var body = Encoding.UTF8.GetBytes(bench.Prepared.TurnMessage);
        return await WarmAsync(bench.Plan, count, posts, () => Environment.CpuUsage.TotalTime, async () =>
        {
            var watch = Stopwatch.StartNew();
            var left = count;
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                    await PostAsync(http, body);
            })));
            return watch.Elapsed;
        });
    }

    /// <summary>Sends backlogs until it is warm, and then as many as the figure is taken over.</summary>
    /// <param name="send">Sends one, and says how long that took.</param>
    private static async Task<Pace> WarmAsync(Plan plan, int count, Posts posts, Func<TimeSpan> processor, Func<Task<TimeSpan>> send)
    {
        var since = Stopwatch.StartNew();
        do
            await SendAllAsync();
        while (since.Elapsed < plan.WarmUp);

        var (sent, taken, used) = (0, TimeSpan.Zero, processor());
        for (since.Restart(); sent == 0 || since.Elapsed < plan.Duration; sent += count)
            taken += await SendAllAsync();
        return new(sent / taken.TotalSeconds, (processor() - used).TotalMicroseconds / sent);

        async Task<TimeSpan> SendAllAsync()
        {
            await posts.ForgetAsync();
            var length = await send();
            var came = await posts.CountAsync();
            return came == count ? length : throw new InvalidOperationException($"{count} deliveries came to {came} posts.");
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

    /// <param name="Processor">Microseconds for each.</param>
    private sealed record Pace(double PerSecond, double Processor)
    {
        public override string ToString() => $"{PerSecond:0}/s, {Processor:0} µs of the processor each";
    }
}
