using NodaTime;

namespace HandoffBot.Core.Clocks;

public sealed partial class BusinessCalendar
{
    /// <summary>
    /// The first instant at which so much working time has passed since <paramref name="start"/>. A budget that is used up exactly
    /// at a closing ends there, not at the next opening; none at all ends where it starts, in or out of hours.
    /// </summary>
    /// <param name="businessTime">Not negative. More than fits into a century ends after a century.</param>
    public Instant Add(Instant start, Duration businessTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(businessTime, Duration.Zero);
        if (businessTime == Duration.Zero)
            return start;

        if (IsAlwaysOpen)
            return start + Duration.Min(businessTime, LongestWalk);

        var left = businessTime;
        foreach (var open in OpenFrom(start))
        {
            if (left <= open.Duration)
                return open.Start + left;

            left -= open.Duration;
        }

        return start + LongestWalk;
    }

    /// <summary>The working time between two instants; none when <paramref name="to"/> does not lie after <paramref name="from"/>.</summary>
    public Duration Between(Instant from, Instant to)
    {
        if (to <= from)
            return Duration.Zero;

        if (IsAlwaysOpen)
            return to - from;

        var sum = Duration.Zero;
        foreach (var open in OpenFrom(from))
        {
            if (open.Start >= to)
                break;

            sum += Instant.Min(open.End, to) - open.Start;
        }

        return sum;
    }

    /// <summary>The last instant from which so much working time passes until <paramref name="end"/>: <see cref="Add"/> backwards.</summary>
    internal Instant Subtract(Instant end, Duration businessTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(businessTime, Duration.Zero);
        if (businessTime == Duration.Zero)
            return end;

        if (IsAlwaysOpen)
            return end - Duration.Min(businessTime, LongestWalk);

        // Walking forward from far enough back keeps the one rule for hours that overlap.
        for (var span = businessTime + Duration.FromDays(7); span < LongestWalk; span += span)
        {
            if (LatestStart(end - span, end, businessTime) is { } found)
                return found;
        }

        return end - LongestWalk;
    }

    private Instant? LatestStart(Instant from, Instant end, Duration businessTime)
    {
        var left = businessTime;
        foreach (var open in OpenFrom(from).TakeWhile(open => open.Start < end).Reverse())
        {
            var closes = Instant.Min(open.End, end);
            if (left <= closes - open.Start)
                return closes - left;

            left -= closes - open.Start;
        }

        return null;
    }
}
