using HandoffBot.Benchmarks.Measures;
using HandoffBot.Benchmarks.Reporting;

namespace HandoffBot.Benchmarks;

/// <summary>One run of the benchmark: every measure that was asked for, then one table.</summary>
internal static class Session
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["--help"] or ["-h"] || Plan.Read(args, out var mistake) is not { } plan)
        {
            Console.WriteLine(Plan.Usage);
            return args is ["--help"] or ["-h"] ? 0 : 1;
        }

        var unknown = plan.Measures.Where(one => !All.Any(measure => measure.Name == one)).ToList();
        if (unknown.Count > 0 || mistake.Length > 0)
        {
            Bench.Say($"There is no measure {string.Join(", ", unknown)}.{Environment.NewLine}{Plan.Usage}");
            return 1;
        }

        var table = new Table();
        await using var bench = await Bench.OpenAsync(plan);
        foreach (var (_, run) in All.Where(one => plan.Measures.IsEmpty || plan.Measures.Contains(one.Name)))
        {
            foreach (var row in await run(bench))
                table.Add(row);
        }

        Console.WriteLine();
        Console.WriteLine(await Machine.DescribeAsync(plan));
        Console.WriteLine();
        Console.WriteLine(table);
        return 0;
    }

    private static readonly (string Name, Func<Bench, Task<IReadOnlyList<Row>>> Run)[] All =
    [
        ("commands", CommandsMeasure.RunAsync),
        ("help", HelpMeasure.RunAsync),
        ("deliveries", DeliveriesMeasure.RunAsync),
        ("clocks", ClocksMeasure.RunAsync),
        ("start", StartMeasure.RunAsync),
        ("size", SizeMeasure.RunAsync),
    ];
}
