using System.Collections.Concurrent;
using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>
/// How fast may be sent: as each platform takes it (<see cref="Limit"/>), and nothing of a method that a workspace asked to wait for. Held
/// in memory; a restart begins with a full burst.
/// </summary>
internal sealed class Pace
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Bucket[]> _lanes = [];
    private readonly Dictionary<string, Bucket> _tenants = [];
    private readonly ConcurrentDictionary<(Platform, string, string), Instant> _held = new();

    /// <summary>What one message costs on every platform, where it is not what the platforms say: one that is played need not be spared.</summary>
    public Duration? Refill { get; set; }

    /// <summary>Zero when something may be sent to the lane now, and then counts it as sent.</summary>
    public Duration Take(string lane, Instant now)
    {
        lock (_gate)
        {
            var buckets = _lanes.TryGetValue(lane, out var known) ? known : _lanes[lane] = BucketsOf(lane);
            var wait = buckets.Max(one => one.Wait(now));
            if (wait > Duration.Zero)
                return wait;

            foreach (var bucket in buckets)
                bucket.Take(now);
            return Duration.Zero;
        }
    }

    public void Hold(Platform platform, string workspace, string method, Instant until) =>
        _held.AddOrUpdate((platform, workspace, method), until, (_, earlier) => Instant.Max(earlier, until));

    /// <summary>How long the method is held for the workspace.</summary>
    public Duration Held(Platform platform, string workspace, string method, Instant now) =>
        _held.TryGetValue((platform, workspace, method), out var until) && until > now ? until - now : Duration.Zero;

    private Bucket[] BucketsOf(string lane)
    {
        if (Refill is { } refill)
            return [new(Limit.Usual with { Refill = refill })];

        if (!lane.StartsWith(Lane.MsTeams, StringComparison.Ordinal))
            return [new(Limit.Usual)];

        var tenant = lane[..(lane.IndexOf('/', Lane.MsTeams.Length) + 1)];
        if (!_tenants.TryGetValue(tenant, out var shared))
            shared = _tenants[tenant] = new(Limit.MsTeamsTenant);
        return [new(Limit.MsTeamsAtOnce), new(Limit.MsTeamsInAnHour), shared];
    }

    private sealed class Bucket(Limit limit)
    {
        // The instant at which the burst is full again says all: each message moves it by one refill.
        private Instant _full = Instant.MinValue;

        public Duration Wait(Instant now) => Instant.Max(_full, now) - now - (limit.Refill * (limit.Burst - 1));

        public void Take(Instant now) => _full = Instant.Max(_full, now) + limit.Refill;
    }
}

/// <summary>So many at once, and one more after each refill: never more than <c>Burst + T / Refill</c> in a time T, whenever it begins.</summary>
internal sealed record Limit(int Burst, Duration Refill)
{
    /// <summary>Slack takes one message a second of a channel, with small bursts. <see href="https://docs.slack.dev/apis/web-api/rate-limits"/></summary>
    public static readonly Limit Usual = new(3, Duration.FromSeconds(1));

    /// <summary>
    /// Microsoft Teams takes of one conversation 7 in a second, 8 in two, 60 in thirty: at most 7, 8 and 36 so.
    /// <see href="https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit"/>
    /// </summary>
    public static readonly Limit MsTeamsAtOnce = new(6, Duration.FromSeconds(1));

    /// <summary>The same page: 1800 in an hour.</summary>
    public static readonly Limit MsTeamsInAnHour = new(600, Duration.FromSeconds(3));

    /// <summary>The same page: 50 in a second, of all conversations of a tenant.</summary>
    public static readonly Limit MsTeamsTenant = new(10, Duration.FromMilliseconds(25));
}
