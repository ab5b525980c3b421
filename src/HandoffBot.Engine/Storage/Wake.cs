using System.Threading.Channels;

namespace HandoffBot.Engine.Storage;

/// <summary>Tells the worker at once that there is something to send, and where; the worker's own sweep is the safety net.</summary>
internal sealed class Wake
{
    private readonly Channel<bool> _deliveries = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Lock _gate = new();
    private HashSet<string> _lanes = [];

    /// <summary>Says of which lanes the worker need not be told, because it looks at them of itself when it may.</summary>
    public Func<string, bool> Pauses { get; set; } = _ => false;

    /// <summary>A commit changed what waits in these lanes.</summary>
    public void Deliveries(IReadOnlyCollection<string> lanes)
    {
        if (lanes.All(Pauses))
            return;

        lock (_gate)
            _lanes.UnionWith(lanes);
        Worker();
    }

    /// <summary>The worker has something to do that no commit told of.</summary>
    public void Worker() => _deliveries.Writer.TryWrite(true);

    /// <summary>Every lane that was told of since this was last asked.</summary>
    public IReadOnlyCollection<string> TakeLanes()
    {
        lock (_gate)
        {
            var taken = _lanes;
            if (taken.Count > 0)
                _lanes = [];
            return taken;
        }
    }

    /// <summary>Returns when there may be something to send, or after <paramref name="atMost"/>.</summary>
    public async Task ForDeliveriesAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await _deliveries.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing was said: time to look anyway.
        }
    }
}
