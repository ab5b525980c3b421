using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// Business now: what the rules and the sweeps are given. It is the system's time and a stored offset that only the playground moves,
/// forward only, so that a restart never goes back.
/// </summary>
public sealed class BusinessClock
{
    private const string Setting = "business-clock-offset-ms";
    private readonly CommitSeam _seam;
    private readonly IStore _store;
    private readonly TimeProvider _time;
    private long _offset;

    internal BusinessClock(CommitSeam seam, IStore store, TimeProvider time)
    {
        _seam = seam;
        _store = store;
        _time = time;
    }

    /// <summary>Whole milliseconds, which is what the database keeps.</summary>
    public Instant Now => System + Duration.FromMilliseconds(Volatile.Read(ref _offset));

    /// <summary>The system's time, which nothing moves: for leases, back-off and signatures.</summary>
    public Instant System => Instant.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>When the system's time will be where business time is at that instant, if nobody moves it meanwhile.</summary>
    internal Instant ToSystem(Instant business) => business - Duration.FromMilliseconds(Volatile.Read(ref _offset));

    internal Instant ToBusiness(Instant system) => system + Duration.FromMilliseconds(Volatile.Read(ref _offset));

    /// <summary>Moves business now forward; an instant that has passed changes nothing.</summary>
    public async Task AdvanceAsync(Instant to, CancellationToken cancellationToken)
    {
        var offset = await _seam.RunAsync(
            async context =>
            {
                var row = await context.Settings.FindAsync([Setting], CancellationToken.None);
                var stored = Read(row);
                var wanted = Math.Max(stored, (long)(to - System).TotalMilliseconds);
                if (row is null)
                    context.Add(new SettingRow { Name = Setting, Value = $"{wanted}" });
                else
                    row.Value = $"{wanted}";
                await BringForwardAsync(context, Duration.FromMilliseconds(wanted - stored));
                return wanted;
            },
            cancellationToken);
        Volatile.Write(ref _offset, offset);
    }

    /// <summary>What waits for a time of business comes as much sooner.</summary>
    private async Task BringForwardAsync(EngineContext context, Duration moved)
    {
        foreach (var one in await Waiting.Of(context, System).ToListAsync())
            one.DueAt -= moved;
    }

    internal async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var context = _store.Read();
        Volatile.Write(ref _offset, Read(await context.Settings.SingleOrDefaultAsync(one => one.Name == Setting, cancellationToken)));
    }

    private static long Read(SettingRow? row) => row is not null && long.TryParse(row.Value, out var offset) ? offset : 0;
}
