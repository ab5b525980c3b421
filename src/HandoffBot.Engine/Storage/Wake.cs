using System.Threading.Channels;

namespace HandoffBot.Engine.Storage;

/// <summary>Tells the worker at once that there is something to send; the worker's own sweep is the safety net.</summary>
internal sealed class Wake
{
    private readonly Channel<bool> _deliveries = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Deliveries() => _deliveries.Writer.TryWrite(true);

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
