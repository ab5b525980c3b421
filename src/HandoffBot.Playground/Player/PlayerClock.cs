using System.Globalization;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Player;

/// <summary>The clock control: what time it is in the business, what falls due next, and moving there.</summary>
internal sealed class PlayerClock(IPlaygroundClock clock, PageStreams pages)
{
    public async Task<JsonObject> ShowAsync(CancellationToken cancellationToken)
    {
        var next = await clock.NextDeadlineAsync(cancellationToken);
        return new JsonObject
        {
            ["now"] = PlayerView.Instant(clock.Now),
            ["next"] = next is null ? null : PlayerView.Instant(next.At),
            ["next_what"] = next?.What,
        };
    }

    /// <summary>Moves by <c>1h</c>, <c>2d</c>, <c>30m</c> or to <c>next</c>; null when that says nothing.</summary>
    public async Task<JsonObject?> AdvanceAsync(string? by, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var to = by == "next" ? (await clock.NextDeadlineAsync(cancellationToken))?.At ?? now : now + Span(by);
        if (to is null) return null;

        if (to > now) await clock.AdvanceAsync(to.Value, cancellationToken);
        pages.ClockMoved();
        return await ShowAsync(cancellationToken);
    }

    private static TimeSpan? Span(string? by)
    {
        if (by is not { Length: >= 2 and <= 4 } || !int.TryParse(by[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;

        return by[^1] switch
        {
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => null,
        };
    }
}
