namespace HandoffBot.Benchmarks.Running;

/// <summary>The peer: the same answers on Slack's own framework and better-sqlite3.</summary>
internal static class BoltProgram
{
    private static string Script => Path.Combine(Bench.PeersFolder, "bolt.js");

    /// <summary>Makes a database with drafts that can be submitted, outside any measurement.</summary>
    /// <returns>Where it is, and a file with what the peer answers to <c>help</c>: any JSON, until something is written there.</returns>
    public static async Task<(string Database, string Answer)> PrepareAsync(Bench bench, int first, int count)
    {
        var database = Path.Combine(bench.Fresh(), "bolt.db");
        var state = database + ".state.json";
        await File.WriteAllTextAsync(state, bench.Prepared.DraftState);
        await Child.RunAsync(database + ".prepare.log", "node", Script, "prepare", database, state, first.ToString(), count.ToString());
        return (database, state);
    }

    public static async Task<Child> StartAsync(string database, int port, string answer)
    {
        var child = Begin(database, port, answer);
        await child.UntilListeningAsync(port);
        return child;
    }

    public static Child Begin(string database, int port, string answer) =>
        Child.Start(database + ".log", "node", Script, "serve", database, port.ToString(), BotProgram.Secret, answer);
}
