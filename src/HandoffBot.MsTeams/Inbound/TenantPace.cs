using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// How many requests of one tenant are let in: <c>MsTeams:RequestsPerMinute</c> at once, refilled evenly. Only the organization's own tenants
/// get as far as here, so there are few.
/// </summary>
internal sealed class TenantPace(IOptions<MsTeamsOptions> options, TimeProvider systemClock, ILogger<TenantPace> log) : IDisposable
{
    private readonly PartitionedRateLimiter<string>? buckets = Buckets(options.Value.RequestsPerMinute);
    private readonly OnceAMinute said = new(systemClock);

    /// <summary>Takes one request of the tenant's allowance; false when there is none left.</summary>
    public bool Allows(string tenant)
    {
        if (buckets is null)
            return true;

        using var lease = buckets.AttemptAcquire(tenant);
        if (!lease.IsAcquired && said.Count() is { } count)
            log.TooManyRequests(tenant, options.Value.RequestsPerMinute, count);

        return lease.IsAcquired;
    }

    public void Dispose() => buckets?.Dispose();

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

    private static PartitionedRateLimiter<string>? Buckets(int perMinute)
    {
        if (perMinute == 0)
            return null;

        var bucket = Refilling(perMinute);
        return PartitionedRateLimiter.Create<string, string>(tenant => RateLimitPartition.GetTokenBucketLimiter(tenant, _ => bucket), StringComparer.Ordinal);
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
