namespace HandoffBot.Engine;

/// <summary>Makes ids, and numbers that grow: within a process strictly, between restarts with the system clock.</summary>
internal sealed class Ids(TimeProvider time)
{
    private const int PerMillisecond = 4096;
    private long _last;

    public Guid New() => Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>The place of what is written now for that time: behind all that is written until then.</summary>
    public long OrderAt(NodaTime.Instant at) => (at.ToUnixTimeMilliseconds() * PerMillisecond) + (NextOrder() % PerMillisecond);

    public long NextOrder()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(last + 1, time.GetUtcNow().ToUnixTimeMilliseconds() * PerMillisecond);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
                return next;
        }
    }
}
