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
/// to the same stand-in, as many at once, and remembers nothing.
/// </summary>
internal static class DeliveriesMeasure
{
    /// <summary>How many the worker sends at once.</summary>
    private const int AtOnce = 16;
    private const int First = 1_000_001;

    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        var (ours, peers) = (new List<double>(), new List<double>());
        var count = bench.Plan.Few;
        using var posts = new Posts(bench.Api);
        for (var round = 1; round <= bench.Plan.Rounds; round++)
        {
            ours.Add(await OursAsync(bench, posts, count));
            Bench.Say($"deliveries, round {round}, ours: {ours[^1]:0}/s");
            peers.Add(await PeerAsync(bench, count));
            Bench.Say($"deliveries, round {round}, peer: {peers[^1]:0}/s");
        }

        return [Row.Of($"deliveries a second, {count} waiting, {AtOnce} at once, against a bare HttpClient", ours, peers, "≥ 0.5x")];
    }

    private static async Task<double> OursAsync(Bench bench, Posts posts, int count)
    {
        var folder = bench.Fresh();
        var database = Path.Combine(folder, "bot.db");
        await using (var copies = await Copies.OpenAsync(bench.Prepared, database))
            await copies.WaitingAsync(bench.Prepared.Submitted, First, count);

        double perSecond;
        await using (await BotProgram.StartAsync(bench, database, Child.FreePort()))
        await using (var backlog = await Backlog.OpenAsync(database, bench.Prepared.Submitted))
        {
            var warm = Stopwatch.StartNew();
            for (var batch = 1; ; batch++)
            {
                await posts.ForgetAsync();
                await backlog.AddAsync(batch, First, count);
                var began = await FirstAsync(posts);
                await backlog.GoneAsync();
                perSecond = count / Stopwatch.GetElapsedTime(began).TotalSeconds;
                var (sent, _) = await posts.AskAsync();
                if (sent != count)
                    throw new InvalidOperationException($"{count} deliveries came to {sent} posts.");
                if (warm.Elapsed >= bench.Plan.WarmUp && batch > 1)
                    break;
            }
        }

        Directory.Delete(folder, recursive: true);
        return perSecond;
    }

    /// <summary>When the worker began: it looks by itself every few seconds, since nothing in its own process woke it.</summary>
    private static async Task<long> FirstAsync(Posts posts)
    {
        while ((await posts.AskAsync()).Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(2));
        return Stopwatch.GetTimestamp();
    }

    private static async Task<double> PeerAsync(Bench bench, int count)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler) { BaseAddress = bench.Api };
        var body = Encoding.UTF8.GetBytes(bench.Prepared.TurnMessage);
        var warm = Stopwatch.StartNew();
        while (true)
        {
            var watch = Stopwatch.StartNew();
            var left = count;
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                    await PostAsync(http, body);
            })));
            if (warm.Elapsed >= bench.Plan.WarmUp)
                return count / watch.Elapsed.TotalSeconds;
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
}
