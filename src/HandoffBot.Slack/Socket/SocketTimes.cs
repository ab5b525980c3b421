using System.Diagnostics.CodeAnalysis;

namespace HandoffBot.Slack.Socket;

/// <summary>How long a Socket Mode connection is waited for, believed in and left alone.</summary>
internal sealed record SocketTimes
{
    /// <summary>From the request to Slack's <c>hello</c>.</summary>
    public TimeSpan Greeting { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a quiet connection is asked whether it lives, and how long it has to say so.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The first pause after a failure; each further one doubles it, up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>One that ended sooner was no success, so that a Slack which hangs up at once is not called without a pause.</summary>
    public TimeSpan ShortLife { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a replaced connection still serves what was sent to it, unless Slack closes it before.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one that ends waits for what is in hand, and then for Slack's goodbye.</summary>
    public TimeSpan Goodbye { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Doubles with each failure in a row and is drawn from the upper half, so that many bots do not come back at once.</summary>
    [SuppressMessage("Security", "CA5394", Justification = "Nobody gains by guessing a pause.")]
    public TimeSpan Pause(int failures)
    {
        var longest = Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 20)));
        return TimeSpan.FromSeconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
