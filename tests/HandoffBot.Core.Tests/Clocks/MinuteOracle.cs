using HandoffBot.Core.Clocks;
using NodaTime;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>
/// The contract of business time, told minute by minute and therefore slow. An opening is the first minute whose local time is that
/// late or later; a closing is the last minute of that local time, or comes after the last earlier one: so neither skipped nor
/// ambiguous times need a rule of their own.
/// </summary>
internal sealed class MinuteOracle
{
    private const int DaysBefore = 4;
    private readonly Dictionary<LocalDate, (LocalDateTime Opens, LocalDateTime Closes)[]> _windows = [];
    private readonly BusinessCalendar _calendar;
    private readonly Instant _first;
    private readonly LocalDateTime[] _latestSoFar;
    private readonly LocalDateTime[] _earliestFromHere;
    private readonly bool[] _open;
    private readonly Dictionary<LocalDate, List<int>> _minutesOf = [];

    public MinuteOracle(BusinessCalendar calendar, Instant start, int days)
    {
        _calendar = calendar;
        _first = start - Duration.FromDays(DaysBefore);
        var local = Enumerable.Range(0, (DaysBefore + days) * 1440).Select(minute => At(minute).InZone(calendar.Zone).LocalDateTime).ToArray();
        _latestSoFar = [.. local];
        _earliestFromHere = [.. local];
        for (var i = 1; i < local.Length; i++)
            _latestSoFar[i] = LocalDateTime.Max(_latestSoFar[i - 1], local[i]);
        for (var i = local.Length - 2; i >= 0; i--)
            _earliestFromHere[i] = LocalDateTime.Min(_earliestFromHere[i + 1], local[i]);

        _open = new bool[local.Length];
        for (var i = 0; i < local.Length; i++)
        {
            for (var date = _earliestFromHere[i].Date.PlusDays(-2); date <= _latestSoFar[i].Date; date = date.PlusDays(1))
                Note(i, date);
        }
    }

    public int Start => DaysBefore * 1440;

    public int Minutes => _open.Length;

    public Instant At(int minute) => _first + Duration.FromMinutes(minute);

    public bool IsOpen(int minute) => _open[minute];

    public int OpenMinutes(int from, int to) => Enumerable.Range(from, Math.Max(0, to - from)).Count(IsOpen);

    /// <summary>The first minute at which so many open ones have passed; null beyond the oracle's days.</summary>
    public int? Add(int start, int minutes)
    {
        var now = start;
        for (var left = minutes; left > 0; now++)
        {
            if (now == _open.Length)
                return null;

            left -= _open[now] ? 1 : 0;
        }

        return now;
    }

    /// <summary>Business days, word by word; null beyond the oracle's days.</summary>
    public int? AddDays(int start, int days)
    {
        var counted = Array.IndexOf(_open, true, start);
        if (counted < 0)
            return null;

        var startDay = _minutesOf.Keys.Order().First(date => _minutesOf[date].Contains(counted));
        var following = _minutesOf.Keys.Order().Where(date => date > startDay && _minutesOf[date][^1] >= counted).Skip(days - 1).ToList();
        if (following.Count < 3)
            return null;

        var local = At(counted).InZone(_calendar.Zone).LocalDateTime;
        var target = following[0].PlusDays(Period.DaysBetween(startDay, local.Date)) + local.TimeOfDay;
        var due = Enumerable.Range(0, Minutes).First(minute => IsOver(minute, target));
        var hours = _minutesOf[following[0]];
        if (hours.Contains(due) || hours.Contains(due - 1))
            return due;

        return hours.Exists(minute => minute < due) ? hours.FindLast(minute => minute < due) + 1 : hours[0];
    }

    private bool IsOver(int minute, LocalDateTime closes)
    {
        var earlierAgain = _earliestFromHere[minute] < closes;
        var sameAgain = minute + 1 < Minutes && _earliestFromHere[minute + 1] <= closes;
        return !earlierAgain && !sameAgain;
    }

    private void Note(int minute, LocalDate date)
    {
        if (!_windows.TryGetValue(date, out var windows))
            _windows[date] = windows = [.. WindowsOn(date).Select(one => (date + one.Opens, (one.Closes > one.Opens ? date : date.PlusDays(1)) + one.Closes))];

        if (!windows.Any(window => _latestSoFar[minute] >= window.Opens && !IsOver(minute, window.Closes)))
            return;

        _open[minute] = true;
        if (!_minutesOf.TryGetValue(date, out var minutes))
            _minutesOf[date] = minutes = [];
        minutes.Add(minute);
    }

    private IEnumerable<Window> WindowsOn(LocalDate date)
    {
        if (_calendar.Special.TryGetValue(date, out var special))
            return special;

        return _calendar.Week is null ? [new Window(LocalTime.Midnight, LocalTime.Midnight)] : _calendar.Week.GetValueOrDefault(date.DayOfWeek, []);
    }
}
