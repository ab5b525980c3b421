using HandoffBot.Benchmarks.Load;
using HandoffBot.Benchmarks.Preparing;
using HandoffBot.Benchmarks.Reporting;
using HandoffBot.Benchmarks.Running;

namespace HandoffBot.Benchmarks.Measures;

/// <summary>
/// <c>/handoff help</c>: verified and answered, and nothing stored. Ours looks up who asks, as it does for every word; the peer answers the
/// same text without asking anybody.
/// </summary>
internal static class HelpMeasure
{
    public static async Task<IReadOnlyList<Row>> RunAsync(Bench bench)
    {
        var request = Words.Typed(Workshop.Sender, "help");
        var turns = new Turns(bench.Plan, "help answered");
        for (var round = 1; round <= bench.Plan.Rounds; round++)
        {
            var answer = await OursAsync(bench, round, turns, request);
            await PeerAsync(bench, round, turns, request, answer);
        }

        return turns.ToRows(connections => connections == bench.Plan.Connections[^1] ? "≥ 5x" : "");
    }

    private static async Task<string> OursAsync(Bench bench, int round, Turns turns, Signed request)
    {
        var database = Path.Combine(bench.Fresh(), "bot.db");
        await using (await Copies.OpenAsync(bench.Prepared, database))
        {
        }

        var port = Child.FreePort();
        await using var child = await BotProgram.StartAsync(bench, database, port);
        using var line = new Line(request.LargestLength);
        await line.ConnectAsync(port);
        var answer = System.Text.Encoding.UTF8.GetString((await line.AskAsync(request, 1_000_000)).Body.Span);
        await turns.TakeAsync(ours: true, round, child, Asking(port, request, answer));
        return answer;
    }

    private static async Task PeerAsync(Bench bench, int round, Turns turns, Signed request, string answer)
    {
        var (database, file) = await BoltProgram.PrepareAsync(bench, 1, 1);
        await File.WriteAllTextAsync(file, answer);
        var port = Child.FreePort();
        await using var child = await BoltProgram.StartAsync(database, port, file);
        await turns.TakeAsync(ours: false, round, child, Asking(port, request, answer));
    }

    /// <summary>The same answer each time; a serializer may space it otherwise.</summary>
    private static Crowd Asking(int port, Signed request, string answer) =>
        new(port, request, 1_000_001, int.MaxValue - 1_000_001, body => body.Length > answer.Length * 9 / 10 && body.Span.IndexOf("\"blocks\""u8) >= 0);
}
