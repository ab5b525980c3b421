using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// Lays the running clocks anew when the ladders or calendars have changed since the last start: each looks again when its present ladder
/// says so, not when the one before did. Steps that were taken stay taken, and a recorded miss stays.
/// </summary>
internal sealed class Relaying(CommitSeam seam, IStore store, Rulebook rulebook, ClockKeeping keeping, Messages messages, BusinessClock clock)
{
    private const string Setting = "clocks-laid-by";
    private const int AtOnce = 50;

    /// <summary>Does nothing, and costs nothing, where nothing has changed. After a crash it begins again.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var present = rulebook.OrganizationVersion;
        await using (var context = store.Read())
        {
            if (await context.Settings.AnyAsync(one => one.Name == Setting && one.Value == present, cancellationToken))
                return;
        }

        var last = 0;
        while (await NextAsync(last, cancellationToken) is { Count: > 0 } numbers)
        {
            await seam.RunAsync(context => LayAsync(context, numbers), cancellationToken);
            last = numbers[^1];
        }

        await seam.RunAsync(context => RememberAsync(context, present), cancellationToken);
    }

    private async Task<List<int>> NextAsync(int after, CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        return await context.Clocks.Where(one => one.EndedAt == null && one.Handoff > after)
            .Select(one => one.Handoff).Distinct().OrderBy(one => one).Take(AtOnce).ToListAsync(cancellationToken);
    }

    private async Task LayAsync(EngineContext context, List<int> numbers)
    {
        foreach (var row in await context.Handoffs.Where(one => numbers.Contains(one.Number)).ToListAsync())
        {
            var handoff = row.ToHandoff(await rulebook.PinnedAsync(context, row.Playbook, row.PlaybookVersion));
            var due = await keeping.KeepAsync(context, handoff, clock.Now);
            if (due == row.Due)
                continue;

            row.Due = due;
            row.Version++;

            // A draft is on no card but its sender's own list.
            if (handoff.Round > 0)
                await messages.RedrawAsync(context, row, handoff);
        }
    }

    private static async Task RememberAsync(EngineContext context, string present)
    {
        if (await context.Settings.FindAsync([Setting], CancellationToken.None) is { } row)
            row.Value = present;
        else
            context.Add(new SettingRow { Name = Setting, Value = present });
    }
}
