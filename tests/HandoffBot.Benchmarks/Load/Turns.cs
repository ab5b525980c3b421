using System.Globalization;
using HandoffBot.Benchmarks.Reporting;
using HandoffBot.Benchmarks.Running;

namespace HandoffBot.Benchmarks.Load;

/// <summary>The same load on ours and on the peer, by turns, and what came of it.</summary>
/// <param name="name">Of the measure, for those who watch.</param>
internal sealed class Turns(Plan plan, string name)
{
    private readonly Dictionary<(bool Ours, int Connections), List<Reading>> _readings = [];

    /// <summary>Warms a fresh process up and takes every figure of it.</summary>
    /// <returns>How many requests were answered.</returns>
    public async Task<int> TakeAsync(bool ours, int round, Child child, Crowd crowd)
    {
        var answered = (await crowd.RunAsync(child, 16, plan.WarmUp)).Count;
        foreach (var connections in plan.Connections)
        {
            var reading = await crowd.RunAsync(child, connections, plan.Duration);
            answered += reading.Count;
            if (!_readings.TryGetValue((ours, connections), out var all))
                _readings[(ours, connections)] = all = [];
            all.Add(reading);
            Bench.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}, round {round}, {(ours ? "ours" : "peer")}, c={connections}: {reading.PerSecond:0}/s, {reading.Processor:0} µs of processor, {reading.Median:0.00} ms median, {reading.Slow:0.00} ms p99"));
        }

        return answered;
    }

    /// <param name="must">What is demanded at so many connections.</param>
    public IReadOnlyList<Row> ToRows(Func<int, string> must) =>
    [
        .. plan.Connections.Select(c => Row($"{name} a second, c={c}", c, one => one.PerSecond, must(c))),
        .. plan.Connections.Select(c => Row($"processor time for each, µs, c={c}", c, one => one.Processor, "")),
        .. plan.Connections.Select(c => Row($"99th percentile, ms, c={c}", c, one => one.Slow, "")),
    ];

    private Row Row(string what, int connections, Func<Reading, double> figure, string must) => Reporting.Row.Of(
        what, [.. _readings[(true, connections)].Select(figure)], [.. _readings[(false, connections)].Select(figure)], must);
}
