using System.Diagnostics;
using System.Text;
using HandoffBot.Benchmarks.Running;

namespace HandoffBot.Benchmarks.Load;

/// <summary>Many clients at once, each sending its next request as soon as the last one was answered.</summary>
/// <param name="first">The number of the first request.</param>
/// <param name="count">For how many numbers something is prepared.</param>
/// <param name="isRight">Whether an answer means that what was asked for was done.</param>
internal sealed class Crowd(int port, Signed request, int first, int count, Func<ReadOnlyMemory<byte>, bool> isRight)
{
    private int _asked;

    /// <exception cref="InvalidOperationException">Something was answered otherwise than it should be, or the numbers have run out.</exception>
    public async Task<Reading> RunAsync(Child child, int connections, TimeSpan duration)
    {
        var lines = new List<Line>();
        try
        {
            for (var one = 0; one < connections; one++)
            {
                var line = new Line(request.LargestLength);
                lines.Add(line);
                await line.ConnectAsync(port);
            }

            var processor = child.Processor;
            var watch = Stopwatch.StartNew();
            var waits = await Task.WhenAll(lines.Select(line => Task.Run(() => AskOnAsync(line, watch, duration))));
            watch.Stop();
            return Reading.Of([.. waits.SelectMany(one => one)], watch.Elapsed, child.Processor - processor);
        }
        finally
        {
            lines.ForEach(line => line.Dispose());
        }
    }

    private async Task<List<double>> AskOnAsync(Line line, Stopwatch watch, TimeSpan duration)
    {
        var waits = new List<double>();
        while (watch.Elapsed < duration)
        {
            var place = Interlocked.Increment(ref _asked) - 1;
            if (place >= count)
                throw new InvalidOperationException("More was asked than was prepared: shorten --duration or --warmup.");

            var began = Stopwatch.GetTimestamp();
            var (status, body) = await line.AskAsync(request, first + place);
            waits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (status != 200 || !isRight(body))
                throw new InvalidOperationException($"Request {first + place} was answered {status}: {Encoding.UTF8.GetString(body.Span)}");
        }

        return waits;
    }
}
