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
/// <param name="Beats">Empty while the clock is paused. How many were taken is all that needs to be remembered.</param>
public sealed record LaidLadder(Instant? Due, ImmutableArray<Beat> Beats)
{
    public static readonly LaidLadder Paused = new(null, []);
}
