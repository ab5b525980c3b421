using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Clocks;

/// <summary>What people have said to a clock: that one of them has it, and that some steps were seen.</summary>
/// <param name="Claimed">Somebody took the answer upon themselves: steps before the due time are passed over.</param>
/// <param name="Acknowledged">Places of the steps whose repeats were stopped.</param>
internal sealed record ClockStanding(LaidLadder Laid, bool Claimed, ImmutableSortedSet<int> Acknowledged)
{
    public static ClockStanding Of(Handoff handoff, ClockRow row, LaidLadder laid) => new(
        laid,
        row.Kind == ClockKind.Acceptance && handoff.ClaimedBy is not null,
        [.. row.Acknowledged.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => int.Parse(one, CultureInfo.InvariantCulture))]);

    public static string Write(ImmutableSortedSet<int> acknowledged) => string.Join(',', acknowledged);

    /// <summary>Why a step says nothing, in words that complete "not sent: …"; null when it may speak.</summary>
    public string? WhySilent(int step, int repeat)
    {
        if (Claimed && Laid.Beats.FirstOrDefault(one => one.Step == step && one.Repeat == 0) is { } first && first.At < Laid.Due)
            return "somebody had claimed it";

        return repeat > 0 && Acknowledged.Contains(step) ? "it was acknowledged" : null;
    }
}
