using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Clocks;

/// <summary>How a clock stands: its course, and what has happened to it besides time.</summary>
internal sealed record ClockStanding(LaidLadder Laid, Ladder Ladder, Progress Progress)
{
    public static ClockStanding Of(Matter matter, ClockSpec spec, ClockRow row)
    {
        var laid = LaidClock.Lay(spec, matter.Organization);
        return new(laid, LaidClock.LadderOf(spec, matter.Organization), ProgressOf(row, laid, row.Kind == ClockKind.Acceptance && matter.Handoff?.ClaimedBy is not null));
    }

    public static Progress ProgressOf(ClockRow row, LaidLadder laid, bool claimed) => new(laid.Taken(row.Taken))
    {
        Claimed = claimed,
        Acknowledged = row.Acknowledged.Split(',', StringSplitOptions.RemoveEmptyEntries).ToImmutableSortedSet(StringComparer.Ordinal),
        HeldUntil = row.HeldUntil,
        LaidAt = row.LaidAt,
    };

    /// <summary>Why a step says nothing, in words that complete "not sent: …"; null when it may speak.</summary>
    public string? WhySilent(string key, int repeat) => Progress.WhySilent(Laid, key, repeat);
}
