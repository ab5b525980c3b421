using HandoffBot.Playground;

namespace HandoffBot.Faults;

/// <summary>Makes things go wrong, in the order that its seed says, and keeps count.</summary>
internal sealed class Saboteur(SlackFaults slack, MsTeamsFaults connector, BotProcess bot, int seed)
{
    private static readonly string[] Operations =
    [
        MsTeamsOperations.Send, MsTeamsOperations.Send, MsTeamsOperations.Send, MsTeamsOperations.Create, MsTeamsOperations.Create, MsTeamsOperations.Update,
        MsTeamsOperations.Update, MsTeamsOperations.Update, MsTeamsOperations.Token, MsTeamsOperations.Member,
    ];

    private static readonly string[] Methods =
    [
        "chat.postMessage", "chat.postMessage", "chat.postMessage", "chat.postMessage", "chat.update", "chat.update", "chat.update", "views.open",
        "conversations.history", SlackFaults.ResponseUrl,
    ];

    private readonly SortedDictionary<string, int> _injected = new(StringComparer.Ordinal);

    /// <summary>What was made to go wrong, and how often. A fault that no call met afterwards is among them.</summary>
    public IReadOnlyDictionary<string, int> Injected => _injected;

    public async Task RunAsync(CancellationToken stop)
    {
        var breaking = BreakAsync(new Random(seed), stop);
        await KillAsync(new Random(seed + 1), stop);
        await breaking;
        slack.Clear();
        connector.Clear();
    }

    private async Task BreakAsync(Random random, CancellationToken stop)
    {
        while (await PauseAsync(random.Next(150, 800), stop))
        {
            if (random.Next(2) == 0)
                BreakSlack(random);
            else
                BreakConnector(random);
        }
    }

    private void BreakSlack(Random random)
    {
        SlackFault fault = random.Next(6) switch
        {
            0 => new SlackFault.RateLimited(TimeSpan.FromSeconds(random.Next(1, 3))),
            1 => new SlackFault.ServerError(),
            2 => new SlackFault.Garbage(),
            3 => new SlackFault.NoAnswer(),
            _ => new SlackFault.LostAnswer(),
        };
        slack.Next(Methods[random.Next(Methods.Length)], fault);
        Note($"Slack {fault.GetType().Name}");
    }

    private void BreakConnector(Random random)
    {
        MsTeamsFault fault = random.Next(8) switch
        {
            0 => new MsTeamsFault.RateLimited(TimeSpan.FromSeconds(random.Next(1, 3))),
            1 => new MsTeamsFault.ServerError(),
            2 => new MsTeamsFault.ServerError(503),
            3 => new MsTeamsFault.Refused(412, "PreconditionFailed"),
            4 => new MsTeamsFault.Garbage(),
            5 => new MsTeamsFault.NoAnswer(),
            _ => new MsTeamsFault.LostAnswer(),
        };
        connector.Next(Operations[random.Next(Operations.Length)], fault);
        Note($"Microsoft Teams {fault.GetType().Name}");
    }

    private async Task KillAsync(Random random, CancellationToken stop)
    {
        while (await PauseAsync(random.Next(3000, 9000), stop))
        {
            await bot.KillAsync();
            Note("kill -9");
            await Task.Delay(random.Next(500), CancellationToken.None);
            await bot.StartAsync();
        }
    }

    private void Note(string what)
    {
        lock (_injected)
            _injected[what] = _injected.GetValueOrDefault(what) + 1;
    }

    private static async Task<bool> PauseAsync(int milliseconds, CancellationToken stop)
    {
        await Task.Delay(milliseconds, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }
}
