using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Desks;

/// <summary>Messages that were kept while their forms were open.</summary>
internal static class Quoted
{
    /// <summary>It has become evidence or a promise, which bears its id, by this very command: what else it said is kept no longer.</summary>
    public static Task UsedAsync(EngineContext context, Guid id) => context.Quotes.Where(one => one.Id == id).ExecuteDeleteAsync(CancellationToken.None);
}
