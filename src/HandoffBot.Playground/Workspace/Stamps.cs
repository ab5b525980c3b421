using System.Globalization;

namespace HandoffBot.Playground.Workspace;

/// <summary>
/// Makes a message's ts, which is its time and its id in one: seconds and six digits, never the same twice and never
/// smaller than the one before, even when the clock stands still.
/// </summary>
internal sealed class Stamps(Func<DateTimeOffset> now)
{
    private long _last;

    /// <summary>The latest stamp given, in microseconds; restored from the state file.</summary>
    public long Last
    {
        get => _last;
        set => _last = Math.Max(_last, value);
    }

    public string Next()
    {
        _last = Math.Max(_last + 1, Micros(now()));
        return Spell(_last);
    }

    public static string Spell(long micros) => string.Create(CultureInfo.InvariantCulture, $"{micros / 1_000_000}.{micros % 1_000_000:000000}");

    public static string Spell(DateTimeOffset at) => Spell(Micros(at));

    /// <summary>A ts as a number that compares, or null when it is none.</summary>
    public static decimal? Read(string? ts) =>
        decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static long Micros(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / 10;
}
