using System.Collections.Immutable;
using NodaTime;

namespace HandoffBot.Core.Clocks;

/// <summary>One moment at which a clock does something.</summary>
/// <param name="At">When it falls due.</param>
/// <param name="Step">Place of the ladder's step, from 0; -1 when the moment is only the recording of the miss.</param>
/// <param name="Repeat">0 for the step itself, then 1, 2, … for its repeats.</param>
/// <param name="IsMiss">The due time itself: the miss is recorded with this beat.</param>
public sealed record Beat(Instant At, int Step, int Repeat, bool IsMiss);

/// <summary>A clock's course: its due time and every beat, in the order in which they fall due.</summary>
/// <param name="Due">None while the clock is paused.</param>
/// <param name="Beats">Empty while the clock is paused.</param>
/// <param name="Keys">
/// What each step is known by: where it stands on the ladder, such as <c>50%</c>. So it is the same step when others are put before it or
/// when it notifies somebody else.
/// </param>
public sealed record LaidLadder(Instant? Due, ImmutableArray<Beat> Beats, ImmutableArray<string> Keys)
{
    public static readonly LaidLadder Paused = new(null, [], []);

    public string KeyOf(Beat beat) => beat.Step < 0 ? TakenBeats.Miss : Keys[beat.Step];

    /// <summary>Whether it falls before the due time, where a claim or an acknowledgement can hold it back.</summary>
    public bool IsBeforeDue(Beat beat) => beat.At < Due;

    /// <summary>The step of that key; null when the ladder has none.</summary>
    public Beat? Step(string key) => Beats.FirstOrDefault(beat => beat is { Step: >= 0, Repeat: 0 } && Keys[beat.Step] == key);

    /// <summary>Everything that lies at or before an instant.</summary>
    public TakenBeats Before(Instant instant) => Those(Beats.Where(beat => beat.At <= instant));

    /// <summary>As it was stored. A bare number is how it was kept once: so many beats in the order in which they fall.</summary>
    public TakenBeats Taken(string stored) => int.TryParse(stored, System.Globalization.CultureInfo.InvariantCulture, out var count)
        ? Those(Beats.Take(count))
        : TakenBeats.Read(stored);

    private TakenBeats Those(IEnumerable<Beat> beats) => beats.Aggregate(TakenBeats.None, (taken, beat) => taken.With(KeyOf(beat), beat.Repeat));
}
