using System.Diagnostics;
using HandoffBot.Benchmarks.Running;

namespace HandoffBot.Benchmarks.Load;

/// <summary>Many clients at once, each sending its next request as soon as the last one was answered.</summary>
/// <param name="isRight">Whether an answer means that what was asked for was done.</param>
internal sealed class Crowd(int port, Signed request, Func<ReadOnlyMemory<byte>, bool> isRight)
{
    private int _next = 1_000_001;

    /// <param name="last">Beyond this number nothing is prepared.</param>
    /// <exception cref="InvalidOperationException">Something was answered otherwise than it should be, or the numbers have run out.</exception>
    public async Task<Reading> RunAsync(Child child, int connections, TimeSpan duration, int last = int.MaxValue)
    {
        var lines = new List<Line>();
        try
        {
            for (var one = 0; one < connections; one++)
            {
                var line = new Line(request.LargestLength + 512);
                lines.Add(line);
                await line.ConnectAsync(port);
            }

            var processor = child.Processor;
            var watch = Stopwatch.StartNew();
            var waits = await Task.WhenAll(lines.Select(line => Task.Run(() => AskOnAsync(line, watch, duration, last))));
            watch.Stop();
            return Reading.Of([.. waits.SelectMany(one => one)], watch.Elapsed, child.Processor - processor);
        }
        finally
        {
            lines.ForEach(line => line.Dispose());
        }
    }

    private async Task<List<double>> AskOnAsync(Line line, Stopwatch watch, TimeSpan duration, int last)
    {
        var waits = new List<double>();
        while (watch.Elapsed < duration)
        {
            var number = Interlocked.Increment(ref _next) - 1;
            if (number > last)
                throw new InvalidOperationException("More was asked than was prepared: shorten --duration or --warmup.");

            var began = Stopwatch.GetTimestamp();
            var (status, body) = await line.AskAsync(request, number);
            waits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (status != 200 || !isRight(body))
                throw new InvalidOperationException($"Request {number} was answered {status}: {System.Text.Encoding.UTF8.GetString(body.Span)}");
        }

        return waits;
    }
}

/// <summary>What a crowd saw.</summary>
/// <param name="PerSecond">Right answers.</param>
/// <param name="Processor">Microseconds of the program's processors for each answer.</param>
/// <param name="Median">Milliseconds until the answer was whole.</param>
/// <param name="Slow">The 99th of a hundred.</param>
internal sealed record Reading(int Count, double PerSecond, double Processor, double Median, double Slow)
{
    public static Reading Of(List<double> waits, TimeSpan elapsed, TimeSpan processor)
    {
        waits.Sort();
        return new(
            waits.Count, waits.Count / elapsed.TotalSeconds, processor.TotalMicroseconds / waits.Count, waits[waits.Count / 2], waits[waits.Count * 99 / 100]);
    }
}
