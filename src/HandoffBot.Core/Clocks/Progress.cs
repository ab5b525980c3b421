using System.Collections.Immutable;
using NodaTime;

namespace HandoffBot.Core.Clocks;

/// <summary>What has happened to a run besides time: which beats it took, and what people said to it.</summary>
public sealed record Progress(TakenBeats Taken)
{
    public static readonly Progress New = new(TakenBeats.None);

    /// <summary>Somebody is the holder: steps before the due time are passed over, with their repeats.</summary>
    public bool Claimed { get; init; }

    /// <summary>Keys of the steps whose repeats were stopped.</summary>
    public ImmutableSortedSet<string> Acknowledged { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Until then an acknowledgement holds back whatever would fall before the due time.</summary>
    public Instant? HeldUntil { get; init; }

    /// <summary>When a changed calendar or ladder was last applied: what lies before it by the new course fell due then.</summary>
    public Instant? LaidAt { get; init; }

    /// <summary>When a beat really falls: moved to the end of a hold, which ends at the due time, or to the change that put it into the past.</summary>
    public Instant Falls(Beat beat, LaidLadder laid)
    {
        var falls = LaidAt is { } changed ? Instant.Max(beat.At, changed) : beat.At;
        return HeldUntil is { } held && laid.Due is { } due && beat.At < due ? Instant.Max(falls, Instant.Min(held, due)) : falls;
    }

    /// <summary>Why a step says nothing, in words that complete "not sent: …"; null when it may speak.</summary>
    public string? WhySilent(LaidLadder laid, string key, int repeat)
    {
        if (Claimed && laid.Step(key) is { } first && laid.IsBeforeDue(first))
            return "somebody had claimed it";

        return repeat > 0 && Acknowledged.Contains(key) ? "it was acknowledged" : null;
    }

    /// <summary>
    /// Somebody has seen a step: it repeats no more. Where the step says for how long that counts, what would follow before the due time
    /// waits until then; the highest of it is said at the end of the hold, unless the due time has come by then and speaks itself.
    /// </summary>
    public Progress Acknowledge(string key, Duration? lasts, LaidLadder laid, Instant now)
    {
        var held = lasts is { } length && laid.Due > now ? Instant.Min(now + length, laid.Due.Value) : HeldUntil;
        return this with { Acknowledged = Acknowledged.Add(key), HeldUntil = HeldUntil is { } before && before > held ? before : held };
    }
}
