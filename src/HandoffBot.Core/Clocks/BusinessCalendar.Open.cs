using System.Collections.Immutable;
using NodaTime;

namespace HandoffBot.Core.Clocks;

public sealed partial class BusinessCalendar
{
    /// <summary>
    /// A walk ends after a century, so that no budget, however long, walks for ever: what was not used up by then falls due there.
    /// </summary>
    internal const int LongestWalkInDays = 36_525;

    private const int Days = 64;

    private static readonly Window WholeDay = new(LocalTime.Midnight, LocalTime.Midnight);

    private static readonly LocalDate Epoch = new(2000, 1, 1);
    private Day?[]? _days;

    private static readonly Duration LongestWalk = Duration.FromDays(LongestWalkInDays);

    /// <summary>
    /// False for 24/7: no week at all, or one without a single window, which means the same. Special days still count then.
    /// Since they are finitely many, no calendar is closed for ever.
    /// </summary>
    private bool HasHours { get; }

    private bool IsAlwaysOpen => !HasHours && Special.IsEmpty;

    /// <summary>Whether work is done at that instant. At a closing it no longer is.</summary>
    public bool IsOpen(Instant at) => NextOpening(at) == at;

    /// <summary>The first instant from <paramref name="at"/> on that is open, which is <paramref name="at"/> itself in working hours.</summary>
    public Instant NextOpening(Instant at) => IsAlwaysOpen ? at : OpenFrom(at).Select(open => open.Start).FirstOrDefault(at);

    private LocalDate DateOf(Instant at) => at.InZone(Zone).Date;

    /// <summary>What is open from an instant on, in order, no instant twice: hours that overlap, or that a clock change laid over each other, count once.</summary>
    private IEnumerable<Interval> OpenFrom(Instant from)
    {
        // A window of the day before, or of the day before a date that was skipped, may still be open.
        var first = DateOf(from).PlusDays(-2);
        var covered = from;
        for (var day = 0; day < LongestWalkInDays; day++)
        {
            foreach (var open in Opened(first.PlusDays(day)))
            {
                if (open.End <= covered)
                    continue;

                yield return new Interval(Instant.Max(open.Start, covered), open.End);
                covered = open.End;
            }
        }
    }

    /// <summary>
    /// The same as <see cref="OpenOn"/>, which is asked of the same few weeks again and again: each day has one place, and the last that was
    /// asked of it stays there. Whoever reads a place while it is written finds the old day or the new one, and both know their date.
    /// </summary>
    private Interval[] Opened(LocalDate date)
    {
        var days = _days ??= new Day?[Days];
        ref var place = ref days[(int)((uint)Period.DaysBetween(Epoch, date) % Days)];
        if (place is { } kept && kept.Date == date)
            return kept.Open;

        var open = OpenOn(date);
        place = new Day(date, open);
        return open;
    }

    /// <summary>The windows that begin on a date, in real time; they may overlap, and one that falls into a gap vanishes.</summary>
    private Interval[] OpenOn(LocalDate date)
    {
        var open = new List<Interval>();
        foreach (var window in WindowsOn(date).OrderBy(window => window.Opens))
        {
            var closingDate = window.Closes <= window.Opens ? date.PlusDays(1) : date;
            var opens = Opening(date + window.Opens);
            var closes = Closing(closingDate + window.Closes);
            if (opens < closes)
                open.Add(new Interval(opens, closes));
        }

        return [.. open];
    }

    private ImmutableArray<Window> WindowsOn(LocalDate date)
    {
        if (Special.TryGetValue(date, out var special))
            return special.IsDefault ? [] : special;

        if (!HasHours)
            return [WholeDay];

        return Week!.TryGetValue(date.DayOfWeek, out var windows) && !windows.IsDefault ? windows : [];
    }

    /// <summary>A skipped time is the end of the gap, an ambiguous one the earlier.</summary>
    private Instant Opening(LocalDateTime local) =>
        Zone.MapLocal(local) is { Count: > 0 } found ? found.First().ToInstant() : EndOfGap(local);

    /// <summary>A skipped time is the end of the gap, an ambiguous one the later.</summary>
    private Instant Closing(LocalDateTime local) =>
        Zone.MapLocal(local) is { Count: > 0 } found ? found.Last().ToInstant() : EndOfGap(local);

    private Instant EndOfGap(LocalDateTime local) => Zone.MapLocal(local).LateInterval.Start;

    private sealed record Day(LocalDate Date, Interval[] Open);
}
