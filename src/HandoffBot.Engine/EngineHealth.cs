using HandoffBot.Core.Chat;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine;

/// <summary>Whether the bot can serve: the database answers, and each platform has said once where its token works.</summary>
public sealed class EngineHealth
{
    private readonly IStore _store;
    private readonly Platforms _platforms;

    internal EngineHealth(IStore store, Platforms platforms) => (_store, _platforms) = (store, platforms);

    /// <summary>Null when it can; else why not, in one sentence without secrets.</summary>
    public async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var context = _store.Read();
            await context.Settings.AnyAsync(cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return $"The database does not answer ({error.GetType().Name}).";
        }

        var unmet = _platforms.Directories.Select(one => one.Platform).Where(platform => _platforms.Home(platform) is null).ToList();
        return unmet.Count == 0 ? null : $"{string.Join(" and ", unmet.Select(one => one.InWords()))} {(unmet.Count == 1 ? "has" : "have")} not accepted the configured token yet; the log says why.";
    }
}
