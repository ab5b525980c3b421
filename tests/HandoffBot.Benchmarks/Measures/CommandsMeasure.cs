using System.Globalization;
using HandoffBot.Benchmarks.Load;
using HandoffBot.Benchmarks.Preparing;
using HandoffBot.Benchmarks.Reporting;
using HandoffBot.Benchmarks.Running;
using HandoffBot.Slack;
using LoadReading = HandoffBot.Benchmarks.Load.Reading;

namespace HandoffBot.Benchmarks.Measures;

/// <summary>
/// A whole durable command: the last screen of a draft is submitted. Each request is another handoff, so each is verified, loaded, decided
/// and committed (synchronous=FULL) before it is answered. The peer does as many rows.
/// </summary>
internal static class CommandsMeasure
{
    private const int First = 1_000_001;

    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        var ours = new Dictionary<int, List<LoadReading>>();
        var peers = new Dictionary<int, List<LoadReading>>();
        Bench.Say($"A submitted handoff writes: {bench.Prepared.Written}, and changes handoff, clock and team");
        for (var round = 1; round <= bench.Plan.Rounds; round++)
        {
            await OursAsync(bench, round, ours);
            await PeerAsync(bench, round, peers);
        }

        return
        [
            .. bench.Plan.Connections.Select(c => Row.Of(
                $"durable commands a second, c={c}", [.. ours[c].Select(one => one.PerSecond)], [.. peers[c].Select(one => one.PerSecond)], c == 1 ? "≥ 1x" : "≥ 2x")),
            .. bench.Plan.Connections.Select(c => Row.Of(
                $"its processor time, µs a command, c={c}", [.. ours[c].Select(one => one.Processor)], [.. peers[c].Select(one => one.Processor)], "")),
            .. bench.Plan.Connections.Select(c => Row.Of(
                $"its 99th percentile, ms, c={c}", [.. ours[c].Select(one => one.Slow)], [.. peers[c].Select(one => one.Slow)], "")),
        ];
    }

    private static async Task OursAsync(Bench bench, int round, Dictionary<int, List<LoadReading>> readings)
    {
        var database = Path.Combine(bench.Fresh(), "bot.db");
        await using (var copies = await Copies.OpenAsync(bench.Prepared, database))
            await copies.DraftsAsync(bench.Prepared.Draft, First, bench.Plan.Commands);

        var port = Child.FreePort();
        int done;
        await using (var child = await BotProgram.StartAsync(bench, database, port))
            done = await LoadAsync(bench, "ours", round, child, port, readings);

        await LeaveAsync(database, done);
    }

    private static async Task PeerAsync(Bench bench, int round, Dictionary<int, List<LoadReading>> readings)
    {
        var database = Path.Combine(bench.Fresh(), "bolt.db");
        var state = database + ".state.json";
        await File.WriteAllTextAsync(state, bench.Prepared.DraftState);
        await BoltProgram.PrepareAsync(database, state, First, bench.Plan.Commands);

        var port = Child.FreePort();
        int done;
        await using (var child = await BoltProgram.StartAsync(database, port, state))
            done = await LoadAsync(bench, "peer", round, child, port, readings);

        await LeaveAsync(database, done);
    }

    /// <summary>The program was killed: everything that it answered must be there. Then its files go, which are large.</summary>
    private static async Task LeaveAsync(string database, int answered)
    {
        await using (var copies = await Copies.OpenAsync(database))
        {
            var kept = await copies.CountAsync("SELECT count(*) FROM receipts WHERE id LIKE 'slack:view:V%'");
            if (kept < answered)
                throw new InvalidOperationException($"{answered} commands were answered, but only {kept} are in the database.");
        }

        Directory.Delete(Path.GetDirectoryName(database)!, recursive: true);
    }

    /// <returns>How many commands were answered.</returns>
    private static async Task<int> LoadAsync(Bench bench, string whose, int round, Child child, int port, Dictionary<int, List<LoadReading>> readings)
    {
        var (plan, last) = (bench.Plan, First + bench.Plan.Commands - 1);

        // An empty answer closes the form: it was submitted. Whatever was refused is answered with a form that says why.
        var crowd = new Crowd(port, Signed.Form(SlackRegistration.InteractionsPath, new KeyValuePair<string, string>("payload", bench.Prepared.SubmitPayload)), body => body.IsEmpty);
        var answered = (await crowd.RunAsync(child, 16, plan.WarmUp, last)).Count;
        foreach (var connections in plan.Connections)
        {
            var reading = await crowd.RunAsync(child, connections, plan.Duration, last);
            if (!readings.TryGetValue(connections, out var all))
                readings[connections] = all = [];
            all.Add(reading);
            answered += reading.Count;
            Bench.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"commands, round {round}, {whose}, c={connections}: {reading.PerSecond:0}/s, {reading.Processor:0} µs of processor, {reading.Median:0.00} ms median, {reading.Slow:0.00} ms p99"));
        }

        return answered;
    }
}
