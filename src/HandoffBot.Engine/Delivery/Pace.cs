using System.Collections.Concurrent;
using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>
/// How fast may be sent: one message a second to a channel with small bursts, and nothing of a method that a workspace asked to wait for.
/// Held in memory; a restart begins with a full burst.
/// </summary>
internal sealed class Pace
{
    private const int Burst = 3;
    private readonly ConcurrentDictionary<string, Instant> _full = new();
    private readonly ConcurrentDictionary<(Platform, string, string), Instant> _held = new();

    /// <summary>What one message costs. A platform that is played need not be spared.</summary>
    public Duration Refill { get; set; } = Duration.FromSeconds(1);

    /// <summary>Zero when something may be sent to the lane now, and then counts it as sent.</summary>
    public Duration Take(string lane, Instant now)
    {
        while (true)
        {
            // The instant at which the burst is full again says all: each message moves it by one refill.
            var full = Instant.Max(_full.GetValueOrDefault(lane, now), now);
            var wait = full - now - (Refill * (Burst - 1));
            if (wait > Duration.Zero)
                return wait;

            if (_full.TryGetValue(lane, out var seen) ? _full.TryUpdate(lane, full + Refill, seen) : _full.TryAdd(lane, full + Refill))
                return Duration.Zero;
        }
    }

    public void Hold(Platform platform, string workspace, string method, Instant until) =>
        _held.AddOrUpdate((platform, workspace, method), until, (_, earlier) => Instant.Max(earlier, until));

    /// <summary>How long the method is held for the workspace.</summary>
    public Duration Held(Platform platform, string workspace, string method, Instant now) =>
        _held.TryGetValue((platform, workspace, method), out var until) && until > now ? until - now : Duration.Zero;
}
