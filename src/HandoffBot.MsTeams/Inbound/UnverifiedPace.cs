using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// What an address may cost that sends requests which Microsoft did not sign. One that has sent many is not locked out, since a proxy may
/// share its address with the real ones: its requests are verified one at a time, behind each other.
/// </summary>
internal sealed class UnverifiedPace(TimeProvider systemClock, ILogger<UnverifiedPace> log) : IDisposable
{
    public const int PerMinute = 300;

    /// <summary>Each holds a body of at most a megabyte.</summary>
    public const int Waiting = 64;

    /// <summary>Addresses share buckets beyond this, so memory is bounded whoever sends; sharing only makes a queue.</summary>
    private const int Buckets = 1024;

    private readonly PartitionedRateLimiter<int> allowances = PartitionedRateLimiter.Create<int, int>(
        bucket => RateLimitPartition.GetTokenBucketLimiter(bucket, _ => TenantPace.Refilling(PerMinute)));

    private readonly ConcurrencyLimiter lane = new(new() { PermitLimit = 1, QueueLimit = Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
    private readonly OnceAMinute said = new(systemClock);

    /// <summary>Waits for a turn to be verified; not acquired when too many wait already. Held only while verifying.</summary>
    public async ValueTask<RateLimitLease> TurnAsync(IPAddress? address, CancellationToken cancellationToken)
    {
        var known = allowances.AttemptAcquire(Bucket(address), permitCount: 0);
        if (known.IsAcquired)
            return known;

        known.Dispose();
        return await lane.AcquireAsync(1, cancellationToken);
    }

    /// <summary>A request of this address was not Microsoft's. False when it has used up its allowance, and the log has heard enough of it.</summary>
    public bool Failed(IPAddress? address)
    {
        using var lease = allowances.AttemptAcquire(Bucket(address));
        if (!lease.IsAcquired && said.Count() is { } count)
            log.TooManyUnverified(PerMinute, count);

        return lease.IsAcquired;
    }

    public void Dispose()
    {
        allowances.Dispose();
        lane.Dispose();
    }

    /// <summary>Whoever has one address of IPv6 has the 64 bits below it.</summary>
    private static int Bucket(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.TryWriteBytes(bytes, out var length))
            return 0;

        var hash = new HashCode();
        hash.AddBytes(address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? bytes[..8] : bytes[..length]);
        return (int)((uint)hash.ToHashCode() % Buckets);
    }
}
