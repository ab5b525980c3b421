using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Directory;

/// <summary>Teams that the files no longer have, though handoffs are under way that name them.</summary>
internal static class StillNeeded
{
    private static readonly HandoffStatus[] Ended = [HandoffStatus.Discarded, HandoffStatus.Completed];

    /// <param name="known">The keys of the teams that the files have.</param>
    /// <returns>By key, the numbers of those handoffs, oldest first.</returns>
    public static async Task<ImmutableSortedDictionary<string, ImmutableArray<int>>> TeamsAsync(EngineContext context, IEnumerable<string> known)
    {
        var keys = known.ToList();
        var open = await context.Handoffs.AsNoTracking()
            .Where(one => !Ended.Contains(one.Status) && (!keys.Contains(one.SendingTeam) || !keys.Contains(one.ReceivingTeam)))
            .Select(one => new { one.Number, one.SendingTeam, one.ReceivingTeam })
            .ToListAsync();
        return open
            .SelectMany(one => new[] { (Team: one.SendingTeam, one.Number), (Team: one.ReceivingTeam, one.Number) })
            .Where(one => !keys.Contains(one.Team))
            .Distinct()
            .GroupBy(one => one.Team, one => one.Number)
            .ToImmutableSortedDictionary(team => team.Key, team => team.Order().ToImmutableArray(), StringComparer.Ordinal);
    }
}
