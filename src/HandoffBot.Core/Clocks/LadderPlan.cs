using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Clocks;

/// <summary>Lays a clock's ladder out in time.</summary>
/// <remarks>
/// The same run, budget, ladder and calendar always give the same course, so nothing of it is stored but which beats were taken.
/// Positions on the ladder are whole milliseconds, which is what both databases keep of an instant.
/// </remarks>
public static class LadderPlan
{
    /// <summary>A ladder is climbed by many clocks, so its keys are put together once.</summary>
    private static readonly ConditionalWeakTable<Ladder, string[]> Named = [];

    /// <summary>When the run falls due; null while it is paused.</summary>
    public static Instant? Due(ClockRun run, Within within, BusinessCalendar calendar) =>
        run.PausedSince is null ? Course.Of(run, within, calendar).Due : null;

    /// <summary>The run's due time and every beat, in the order in which they fall due; equal ones by step, then by repeat.</summary>
    public static LaidLadder Lay(ClockRun run, Within within, Ladder ladder, BusinessCalendar calendar)
    {
        if (run.PausedSince is not null)
            return LaidLadder.Paused;

        var course = Course.Of(run, within, calendar);
        var firsts = ladder.Steps.Select((step, place) => new Beat(course.At(step.At), place, 0, false)).ToList();
        var miss = firsts.FindIndex(beat => beat.At == course.Due);
        if (miss >= 0)
            firsts[miss] = firsts[miss] with { IsMiss = true };

        var beats = firsts.Concat(firsts.SelectMany(first => Repeats(first, ladder.Steps[first.Step].Repeat, calendar)));
        if (miss < 0)
            beats = beats.Append(new Beat(course.Due, -1, 0, true));

        return new LaidLadder(course.Due, [.. beats.OrderBy(beat => beat.At).ThenBy(beat => beat.Step).ThenBy(beat => beat.Repeat)], ImmutableCollectionsMarshal.AsImmutableArray(Named.GetValue(ladder, Keys)));
    }

    /// <summary>Where a step stands is what it is known by; of several at one place, the second and later ones have a number as well.</summary>
    private static string[] Keys(Ladder ladder)
    {
        var places = ladder.Steps.Select(step => step.At switch
        {
            StepAt.Share share => string.Create(CultureInfo.InvariantCulture, $"{share.Percent:0.####}%"),
            StepAt.Offset offset => string.Create(CultureInfo.InvariantCulture, $"{offset.FromDue.TotalMilliseconds:+0;-0;+0}ms"),
            _ => throw new InvalidOperationException($"An unknown place on a ladder: {step.At}."),
        }).ToList();
        return [.. places.Select((place, n) => places.Take(n).Count(one => one == place) is > 0 and var before ? $"{place}~{before + 1}" : place)];
    }

    /// <remarks>No repeat comes before the one before it, though hours that run past midnight into the next day's can end day 3 before day 2.</remarks>
    private static IEnumerable<Beat> Repeats(Beat first, Repeat? repeat, BusinessCalendar calendar)
    {
        var at = first.At;
        for (var n = 1; n <= (repeat?.Times ?? 0); n++)
        {
            at = Instant.Max(at, After(first.At, repeat!.Every, n, calendar));
            yield return first with { At = at, Repeat = n, IsMiss = false };
        }
    }

    private static Instant After(Instant first, Within every, int times, BusinessCalendar calendar) => every switch
    {
        Within.Wall wall => first + (wall.Length * times),
        Within.BusinessHours hours => calendar.Add(first, hours.Length * times),
        Within.BusinessDays days => calendar.AddDays(first, days.Days * times),
        _ => throw new InvalidOperationException($"An unknown budget: {every}."),
    };
}
