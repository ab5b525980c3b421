using System.Diagnostics;
using System.Net.Sockets;
using HandoffBot.Benchmarks.Load;
using HandoffBot.Benchmarks.Preparing;
using HandoffBot.Benchmarks.Reporting;
using HandoffBot.Benchmarks.Running;

namespace HandoffBot.Benchmarks.Measures;

/// <summary>
/// From the start of the process to the first answer of a durable command, on a database that was there before; and what the process
/// holds of the memory some seconds later, when nobody asks for anything.
/// </summary>
internal static class StartMeasure
{
    private const int First = 1_000_001;
    private const double Mebibyte = 1024 * 1024;

    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        var starts = bench.Plan.Rounds * 3;
        var (ours, peers) = (new List<Started>(), new List<Started>());
        var database = Path.Combine(bench.Fresh(), "bot.db");
        await using (var copies = await Copies.OpenAsync(bench.Prepared, database))
            await copies.DraftsAsync(bench.Prepared.Draft, First, starts + 1);

        var (peerDatabase, answer) = await BoltProgram.PrepareAsync(bench, First, starts + 1);
        for (var start = 0; start <= starts; start++)
        {
            ours.Add(await StartAsync(bench, First + start, port => BotProgram.Begin(bench, database, port)));
            peers.Add(await StartAsync(bench, First + start, port => BoltProgram.Begin(peerDatabase, port, answer)));
            Bench.Say($"start {start}: ours {ours[^1]}, peer {peers[^1]}");
        }

        // The first of each fills the caches of the disk.
        return
        [
            Row.Of("start to the first durable answer, ms", [.. ours.Skip(1).Select(one => one.Milliseconds)], [.. peers.Skip(1).Select(one => one.Milliseconds)], "≤ 2.5x"),
            Row.Of("processor time of a start, ms", [.. ours.Skip(1).Select(one => one.Processor)], [.. peers.Skip(1).Select(one => one.Processor)], ""),
            Row.Of("idle memory, MiB", [.. ours.Skip(1).Select(one => one.Memory)], [.. peers.Skip(1).Select(one => one.Memory)], "≤ 1.6x"),
        ];
    }

    private static async Task<Started> StartAsync(Bench bench, int number, Func<int, Child> begin)
    {
        var request = Words.Submitted(bench.Prepared.SubmitPayload);
        var port = Child.FreePort();
        var watch = Stopwatch.StartNew();
        await using var child = begin(port);
        while (!await IsSubmittedAsync(port, request, number))
        {
            if (watch.Elapsed > TimeSpan.FromMinutes(1))
                throw new InvalidOperationException($"It did not answer within a minute: {child.Said}");
            await Task.Delay(TimeSpan.FromMilliseconds(2));
        }

        var (took, processor) = (watch.Elapsed.TotalMilliseconds, child.Processor.TotalMilliseconds);
        await Task.Delay(bench.Plan.Duration);
        return new(took, processor, child.Memory / Mebibyte);
    }

    private static async Task<bool> IsSubmittedAsync(int port, Signed request, int number)
    {
        using var line = new Line(request.LargestLength);
        try
        {
            await line.ConnectAsync(port);
            var (status, body) = await line.AskAsync(request, number);
            return status == 200 && body.IsEmpty;
        }
        catch (Exception notYet) when (notYet is SocketException or IOException)
        {
            return false;
        }
    }

    private sealed record Started(double Milliseconds, double Processor, double Memory)
    {
        public override string ToString() => $"{Milliseconds:0} ms, {Processor:0} ms of processor, {Memory:0} MiB";
    }
}
