using HandoffBot.Benchmarks.Load;
using HandoffBot.Benchmarks.Preparing;
using HandoffBot.Benchmarks.Reporting;
using HandoffBot.Benchmarks.Running;

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
        Bench.Say($"A submitted handoff writes: {bench.Prepared.Written}, and changes handoff, clock and team");
        var turns = new Turns(bench.Plan, "durable commands");
        for (var round = 1; round <= bench.Plan.Rounds; round++)
        {
            await OursAsync(bench, round, turns);
            await PeerAsync(bench, round, turns);
        }

        return turns.ToRows(connections => connections == 1 ? "≥ 0.8x" : "≥ 2x");
    }

    private static async Task OursAsync(Bench bench, int round, Turns turns)
    {
        var database = Path.Combine(bench.Fresh(), "bot.db");
        await using (var copies = await Copies.OpenAsync(bench.Prepared, database))
            await copies.DraftsAsync(bench.Prepared.Draft, First, bench.Plan.Commands);

        int answered;
        var port = Child.FreePort();
        await using (var child = await BotProgram.StartAsync(bench, database, port))
            answered = await turns.TakeAsync(ours: true, round, child, Submitting(bench, port));

        await LeaveAsync(database, answered);
    }

    private static async Task PeerAsync(Bench bench, int round, Turns turns)
    {
        var (database, answer) = await BoltProgram.PrepareAsync(bench, First, bench.Plan.Commands);
        int answered;
        var port = Child.FreePort();
        await using (var child = await BoltProgram.StartAsync(database, port, answer))
            answered = await turns.TakeAsync(ours: false, round, child, Submitting(bench, port));

        await LeaveAsync(database, answered);
    }

    /// <summary>An empty answer closes the form: it was submitted. Whatever is refused is answered with a form that says why.</summary>
    private static Crowd Submitting(Bench bench, int port) =>
        new(port, Words.Submitted(bench.Prepared.SubmitPayload), First, bench.Plan.Commands, body => body.IsEmpty);

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
}
