using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HandoffBot.Slack.Inbound;

/// <summary>
/// How many requests of one workspace are let in: <c>Slack:RequestsPerMinute</c> at once, refilled evenly. What a quiet workspace used is
/// forgotten within seconds, so memory follows the workspaces that are busy now.
/// </summary>
internal sealed class WorkspacePace(IOptions<SlackOptions> options, TimeProvider systemClock, ILogger<WorkspacePace> log) : IDisposable
{
    /// <summary>No id of Slack's is longer; what is, was not written by Slack and shares one bucket.</summary>
    private const int LongestId = 32;

    private readonly PartitionedRateLimiter<string>? buckets = Buckets(options.Value.RequestsPerMinute);
    private readonly OnceAMinute said = new(systemClock);

    /// <summary>Takes one request of the workspace's allowance; false when there is none left.</summary>
    public bool Allows(string workspace)
    {
        if (buckets is null)
            return true;

        var bucket = workspace.Length > LongestId ? "" : workspace;
        using var lease = buckets.AttemptAcquire(bucket);
        if (lease.IsAcquired)
            return true;

        if (said.Count() is { } count)
            log.TooManyRequests(bucket, options.Value.RequestsPerMinute, count);

        return false;
    }

    public void Dispose() => buckets?.Dispose();

    private static PartitionedRateLimiter<string>? Buckets(int perMinute)
    {
        if (perMinute == 0)
            return null;

        var bucket = Refilling(perMinute);
        return PartitionedRateLimiter.Create<string, string>(workspace => RateLimitPartition.GetTokenBucketLimiter(workspace, _ => bucket), StringComparer.Ordinal);
    }

    /// <summary>About once a second, or as seldom as a single request comes back.</summary>
    internal static TokenBucketRateLimiterOptions Refilling(int perMinute)
    {
        var tokens = (perMinute + 59) / 60;
        return new()
        {
            TokenLimit = perMinute,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) * tokens / perMinute,
            QueueLimit = 0,
        };
    }
}

/// <summary>Keeps a log readable while the same thing happens thousands of times.</summary>
internal sealed class OnceAMinute(TimeProvider systemClock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private long? last;
    private int unsaid;

    /// <summary>How often it has happened since it was last said, this time included; null while it is too early to say it again.</summary>
    public int? Count()
    {
        lock (gate)
        {
            unsaid++;
            if (last is { } before && systemClock.GetElapsedTime(before) < Minute)
                return null;

            last = systemClock.GetTimestamp();
            var count = unsaid;
            unsaid = 0;
            return count;
        }
    }
}
