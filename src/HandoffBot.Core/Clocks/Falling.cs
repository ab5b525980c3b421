using NodaTime;

namespace HandoffBot.Core.Clocks;

/// <summary>What a clock does at a moment.</summary>
/// <param name="Fire">The beat to ping with, if any.</param>
/// <param name="MissAt">The due time, when it is among what was taken: the miss is recorded at its true time.</param>
/// <param name="TakenAfter">How many of the ladder's beats are behind it now, passed over or fired.</param>
/// <param name="Next">When to look again; null when nothing is left. It may already have come: beats on time go one by one.</param>
/// <param name="Late">The beat fires so long after it fell due that the ping says so.</param>
public sealed record Falling(Beat? Fire, Instant? MissAt, int TakenAfter, Instant? Next, bool Late)
{
    /// <summary>A sweep comes every few seconds; what is older than this was held up by an outage.</summary>
    public static readonly Duration LateAfter = Duration.FromMinutes(2);

    /// <summary>
    /// What fell due since <paramref name="taken"/> beats were taken. On time, the steps go one by one; after an outage only the
    /// highest fires and the others are passed over.
    /// </summary>
    /// <param name="taken">May exceed the ladder, which can have become shorter.</param>
    /// <param name="claimed">Somebody is the holder: steps before 100 % are passed over, with their repeats.</param>
    /// <param name="acknowledgedSteps">Places of the steps whose repeats were stopped.</param>
    public static Falling Since(LaidLadder laid, int taken, Instant now, bool claimed = false, IReadOnlySet<int>? acknowledgedSteps = null)
    {
        var beats = laid.Beats;
        var firsts = beats.Where(beat => beat is { Step: >= 0, Repeat: 0 }).ToDictionary(beat => beat.Step);
        var behind = Math.Min(taken, beats.Length);
        var fallen = beats.Skip(behind).TakeWhile(beat => beat.At <= now).ToList();
        var audible = fallen.Where(IsAudible).ToList();

        var outage = fallen.Count > 0 && IsLate(fallen[0]);
        var fire = outage ? audible.MaxBy(Rung) : audible.FirstOrDefault();
        var count = outage || fire is null ? fallen.Count : fallen.IndexOf(fire) + 1;
        var after = behind + count;
        return new Falling(
            fire,
            fallen.Take(count).FirstOrDefault(beat => beat.IsMiss)?.At,
            after,
            after < beats.Length ? beats[after].At : null,
            fire is not null && IsLate(fire));

        bool IsAudible(Beat beat)
        {
            if (beat.Step < 0)
                return false;

            var passedOver = claimed && firsts[beat.Step].At < laid.Due;
            var stopped = beat.Repeat > 0 && acknowledgedSteps?.Contains(beat.Step) == true;
            return !passedOver && !stopped;
        }

        // The highest step is the one that comes last on the ladder, even where a lower one still repeats after it.
        (Instant Step, int Place, int Repeat) Rung(Beat beat) => (firsts[beat.Step].At, beat.Step, beat.Repeat);

        bool IsLate(Beat beat) => now - beat.At > LateAfter;
    }
}
