using HandoffBot.Benchmarks.Load;
using HandoffBot.Benchmarks.Preparing;
using HandoffBot.Benchmarks.Reporting;
using HandoffBot.Benchmarks.Running;

namespace HandoffBot.Benchmarks.Measures;

/// <summary>
/// What a large database costs: <c>inbox</c> and memory with many open handoffs against few. A hundred wait for the team that asks, all
/// others for another one; a last row tells what happens when they all wait for one team.
/// </summary>
internal static class SizeMeasure
{
    private const int First = 1_000_001;
    private const int Waiting = 100;
    private const string Asker = "kim.larsen@northstar.example";
    private const string Flooded = "max.weber@northstar.example";
    private const double Mebibyte = 1024 * 1024;

    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        var plan = bench.Plan;
        Bench.Say($"Preparing databases of {plan.Many} and {plan.Few} open handoffs");
        await using var many = await OpenAsync(bench, plan.Many);
        await using var few = await OpenAsync(bench, plan.Few);
        await WarmUpAsync(plan, many, few);

        var (manyLists, fewLists, manyMemory, fewMemory) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 1; round <= plan.Rounds; round++)
        {
            manyLists.Add((await many.AskAsync(Asker, plan.Duration)).Median);
            fewLists.Add((await few.AskAsync(Asker, plan.Duration)).Median);
            manyMemory.Add(many.Child.Memory / Mebibyte);
            fewMemory.Add(few.Child.Memory / Mebibyte);
            Bench.Say($"size, round {round}: inbox {manyLists[^1]:0.00}/{fewLists[^1]:0.00} ms, memory {manyMemory[^1]:0}/{fewMemory[^1]:0} MiB (many/few)");
        }

        var (manyFlooded, fewFlooded) = ((await many.AskAsync(Flooded, plan.Duration)).Median, (await few.AskAsync(Flooded, plan.Duration)).Median);
        return
        [
            Row.Of($"inbox of {Waiting}, ms: {plan.Many} open handoffs (left) against {plan.Few} (right)", manyLists, fewLists, "≤ 2x"),
            Row.Of($"memory after lists, MiB: {plan.Many} open handoffs (left) against {plan.Few} (right)", manyMemory, fewMemory, "≤ 1.2x"),
            Row.Of($"inbox of a team for which all of them wait, ms: {plan.Many} against {plan.Few}", [manyFlooded], [fewFlooded], ""),
        ];
    }

    private static async Task<Sized> OpenAsync(Bench bench, int open)
    {
        var database = Path.Combine(bench.Fresh(), "bot.db");
        await using (var copies = await Copies.OpenAsync(bench.Prepared, database))
        {
            await copies.WaitingAsync(bench.Prepared.Later, First, open);
            await copies.DoAsync($"UPDATE \"Handoffs\" SET \"ReceivingTeam\" = 'delivery' WHERE \"Number\" >= {First + Waiting}");
        }

        var port = Child.FreePort();
        return new(await BotProgram.StartAsync(bench, database, port), port);
    }

    private static async Task WarmUpAsync(Plan plan, Sized many, Sized few)
    {
        await many.AskAsync(Asker, plan.WarmUp / 2);
        await few.AskAsync(Asker, plan.WarmUp / 2);
    }

    /// <summary>A host on a database of some size.</summary>
    private sealed record Sized(Child Child, int Port) : IAsyncDisposable
    {
        private int _next = First;

        public async Task<Reading> AskAsync(string email, TimeSpan duration)
        {
            var crowd = new Crowd(Port, Words.Typed(email, "inbox"), _next, int.MaxValue - _next, body => body.Span.IndexOf("Waiting for your team"u8) >= 0);
            var reading = await crowd.RunAsync(Child, 1, duration);
            _next += reading.Count + 1;
            return reading;
        }

        public ValueTask DisposeAsync() => Child.DisposeAsync();
    }
}
