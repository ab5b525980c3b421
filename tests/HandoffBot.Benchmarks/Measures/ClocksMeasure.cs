using System.Diagnostics;
using HandoffBot.Benchmarks.Preparing;
using HandoffBot.Benchmarks.Reporting;
using HandoffBot.Benchmarks.Running;

namespace HandoffBot.Benchmarks.Measures;

/// <summary>
/// What a sweep costs with many clocks open and with few, and how many clocks fire a second against one Quartz trigger for each. In this
/// process, because nobody outside could say when a sweep begins and ends.
/// </summary>
internal static class ClocksMeasure
{
    private const int Due = 100;
    private const int Empty = 200;

    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        var plan = bench.Plan;
        var burst = Math.Min(2000, plan.Few);
        Bench.Say($"Opening {plan.Many} and {plan.Few} clocks");
        await using var many = await Sweeper.OpenAsync(bench, plan.Many);
        await using var few = await Sweeper.OpenAsync(bench, plan.Few);
        await WarmUpAsync(plan, many, few);

        var (claims, empties, fired) = (new Pair(), new Pair(), new Pair());
        for (var round = 1; round <= plan.Rounds; round++)
        {
            // The middle of several, by turns: a sweep is too short for one to say anything.
            var (manyClaims, fewClaims, manyEmpties, fewEmpties) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var turn = 0; turn < 7; turn++)
            {
                manyClaims.Add((await many.FireAsync(Due)).TotalMilliseconds);
                fewClaims.Add((await few.FireAsync(Due)).TotalMilliseconds);
            }

            for (var turn = 0; turn < Empty; turn++)
            {
                manyEmpties.Add((await many.SweepAsync()).TotalMilliseconds);
                fewEmpties.Add((await few.SweepAsync()).TotalMilliseconds);
            }

            claims.Add(Row.Middle(manyClaims), Row.Middle(fewClaims));
            empties.Add(Row.Middle(manyEmpties), Row.Middle(fewEmpties));
            fired.Add(burst / (await few.FireAsync(burst)).TotalSeconds, await TriggersAsync(bench, burst));
            Bench.Say($"clocks, round {round}: {Due} due {claims.Last}, nothing due {empties.Last} (ms, many/few), fired {fired.Last} (a second, ours/Quartz)");
        }

        return
        [
            claims.ToRow($"{Due} due clocks claimed and fired, ms: {plan.Many} open (left) against {plan.Few} (right)", "≤ 2.5x"),
            empties.ToRow($"empty sweep, ms: {plan.Many} open (left) against {plan.Few} (right)", "≤ 1.5x"),
            fired.ToRow("clocks fired a second, with timeline and delivery, against a Quartz trigger each", "≥ 10x"),
        ];
    }

    private static async Task WarmUpAsync(Plan plan, Sweeper many, Sweeper few)
    {
        var warm = Stopwatch.StartNew();
        while (warm.Elapsed < plan.WarmUp)
        {
            await many.FireAsync(Due);
            await few.FireAsync(Due);
            for (var turn = 0; turn < Due; turn++)
            {
                await many.SweepAsync();
                await few.SweepAsync();
            }
        }
    }

    private static async Task<double> TriggersAsync(Bench bench, int due)
    {
        var folder = bench.Fresh();
        var perSecond = await TriggerEach.FireAsync(folder, due);
        Directory.Delete(folder, recursive: true);
        return perSecond;
    }

    /// <summary>What both sides reached, round by round.</summary>
    private sealed class Pair
    {
        private readonly List<double> _left = [];
        private readonly List<double> _right = [];

        public string Last => $"{_left[^1]:0.00}/{_right[^1]:0.00}";

        public void Add(double left, double right)
        {
            _left.Add(left);
            _right.Add(right);
        }

        public Row ToRow(string what, string must) => Row.Of(what, _left, _right, must);
    }
}
