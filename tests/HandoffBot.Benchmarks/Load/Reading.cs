namespace HandoffBot.Benchmarks.Load;

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
