using HandoffBot.Playground;

namespace HandoffBot.Faults;

/// <summary>Makes things go wrong, in the order that its seed says, and keeps count.</summary>
internal sealed class Saboteur(SlackFaults faults, BotProcess bot, int seed)
{
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
        faults.Clear();
    }

    private async Task BreakAsync(Random random, CancellationToken stop)
    {
        while (await PauseAsync(random.Next(150, 800), stop))
        {
            var method = Methods[random.Next(Methods.Length)];
            SlackFault fault = random.Next(6) switch
            {
                0 => new SlackFault.RateLimited(TimeSpan.FromSeconds(random.Next(1, 3))),
                1 => new SlackFault.ServerError(),
                2 => new SlackFault.Garbage(),
                3 => new SlackFault.NoAnswer(),
                _ => new SlackFault.LostAnswer(),
            };
            faults.Next(method, fault);
            Note(fault.GetType().Name);
        }
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
