using System.Collections.Immutable;
using NodaTime;

namespace HandoffBot.Core.Clocks;

/// <summary>What a clock does at a moment.</summary>
/// <param name="Fire">The beat to ping with, if any.</param>
/// <param name="MissAt">The due time, when it is among what was taken: the miss is recorded at its true time.</param>
/// <param name="Beats">What is taken now, fired or passed over, in order.</param>
/// <param name="Taken">All that is behind the clock now.</param>
/// <param name="Next">When to look again; null when nothing is left. It may already have come: beats on time go one by one.</param>
/// <param name="Late">The beat fires so long after it fell due that the ping says so.</param>
public sealed record Falling(Beat? Fire, Instant? MissAt, ImmutableArray<Beat> Beats, TakenBeats Taken, Instant? Next, bool Late)
{
    /// <summary>A sweep comes every few seconds; what is older than this was held up by an outage.</summary>
    public static readonly Duration LateAfter = Duration.FromMinutes(2);

    /// <summary>
    /// What fell due and was not taken. On time, the steps go one by one. After an outage only the highest fires and the others are passed
    /// over; likewise of those that a hold kept back, and of those that a changed calendar or ladder put into the past.
    /// </summary>
    public static Falling Since(LaidLadder laid, Progress progress, Instant now)
    {
        var waiting = Waiting(laid, progress);
        var fallen = waiting.TakeWhile(one => one.Falls <= now).ToList();
        var audible = fallen.Where(one => IsAudible(one.Beat)).ToList();

        var outage = fallen.Count > 0 && now - fallen[0].Falls > LateAfter;
        var moved = audible.Where(one => one.IsMoved).MaxBy(one => Rung(laid, one.Beat));
        var straight = audible.FirstOrDefault(one => !one.IsMoved);
        var fire = outage ? audible.MaxBy(one => Rung(laid, one.Beat))
            : moved is null || (straight is not null && Rung(laid, straight.Beat).CompareTo(Rung(laid, moved.Beat)) > 0) ? straight
            : moved;
        var upTo = outage || fire is null ? fallen.Count : fallen.IndexOf(fire) + 1;
        var taken = fallen.Where((one, place) => place < upTo || (one.IsMoved && moved is not null)).ToList();
        return new Falling(
            fire?.Beat,
            taken.FirstOrDefault(one => one.Beat.IsMiss)?.Beat.At,
            [.. taken.Select(one => one.Beat)],
            taken.Aggregate(progress.Taken, (all, one) => all.With(laid.KeyOf(one.Beat), one.Beat.Repeat)),
            waiting.Except(taken).FirstOrDefault()?.Falls,
            fire is not null && now - fire.Falls > LateAfter);

        bool IsAudible(Beat beat) => beat.Step >= 0 && progress.WhySilent(laid, laid.KeyOf(beat), beat.Repeat) is null;
    }

    /// <summary>When the next beat falls; null when none is left.</summary>
    public static Instant? NextOf(LaidLadder laid, Progress progress) => Waiting(laid, progress).FirstOrDefault()?.Falls;

    /// <summary>The beat that falls next; null when none is left.</summary>
    public static Beat? NextBeat(LaidLadder laid, Progress progress) => Waiting(laid, progress).FirstOrDefault()?.Beat;

    private static List<Waited> Waiting(LaidLadder laid, Progress progress) =>
    [
        .. laid.Beats.Where(beat => !progress.Taken.Has(laid.KeyOf(beat), beat.Repeat))
            .Select(beat => new Waited(beat, progress.Falls(beat, laid)))
            .OrderBy(one => one.Falls),
    ];

    /// <summary>The highest step is the one that comes last on the ladder, even where a lower one still repeats after it.</summary>
    private static (Instant Step, int Place, int Repeat) Rung(LaidLadder laid, Beat beat) => (laid.Step(laid.KeyOf(beat))!.At, beat.Step, beat.Repeat);

    private sealed record Waited(Beat Beat, Instant Falls)
    {
        public bool IsMoved => Falls > Beat.At;
    }
}
