namespace HandoffBot.Benchmarks.Running;

/// <summary>The peer: the same answers on Slack's own framework and better-sqlite3.</summary>
internal static class BoltProgram
{
    private static string Script => Path.Combine(Bench.PeersFolder, "bolt.js");

    /// <summary>Fills its database with drafts that can be submitted, outside any measurement.</summary>
    public static Task PrepareAsync(string database, string state, int first, int count) => Child.RunAsync(
        database + ".prepare.log", "node", Script, "prepare", database, state, first.ToString(), count.ToString());

    /// <param name="answer">A file with what it answers to <c>help</c>.</param>
    public static async Task<Child> StartAsync(string database, int port, string answer)
    {
        var child = Begin(database, port, answer);
        await child.UntilListeningAsync(port);
        return child;
    }

    public static Child Begin(string database, int port, string answer) =>
        Child.Start(database + ".log", "node", Script, "serve", database, port.ToString(), BotProgram.Secret, answer);
}
