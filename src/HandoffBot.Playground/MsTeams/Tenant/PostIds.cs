using System.Globalization;

namespace HandoffBot.Playground.MsTeams.Tenant;

/// <summary>
/// Makes a message's id, which is its time in milliseconds: never the same twice and never smaller than the one before, even when the
/// clock stands still.
/// </summary>
internal sealed class PostIds(Func<DateTimeOffset> now)
{
    private long _last;

    /// <summary>The latest id given; restored from the state file.</summary>
    public long Last
    {
        get => _last;
        set => _last = Math.Max(_last, value);
    }

    public string Next()
    {
        _last = Math.Max(_last + 1, now().ToUnixTimeMilliseconds());
        return _last.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>An id as a number that compares, or 0 when it is none.</summary>
    public static long Read(string? id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
