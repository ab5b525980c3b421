using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Desks;

/// <summary>The numbers of handoffs, each drawn once.</summary>
internal static class HandoffNumbers
{
    private const string Name = "handoff";
    private const int First = 1001;

    /// <summary>Keeps others from drawing the next one.</summary>
    public static Task LockAsync(EngineContext context) => context.LockCounterAsync(Name);

    /// <summary>Where they stand; locked before.</summary>
    public static async Task<CounterRow> CounterAsync(EngineContext context) =>
        await context.Counters.FindAsync([Name], CancellationToken.None) ?? context.Add(new CounterRow { Name = Name, Next = First }).Entity;

    public static async Task<int> NextAsync(EngineContext context)
    {
        await LockAsync(context);
        return (await CounterAsync(context)).Next++;
    }
}
