using System.Collections.Concurrent;
using System.Diagnostics;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>
/// Sends what was decided: of each channel or chat the oldest first, several of them at once, and none waits for another. A turn marks what
/// has been sent and takes what can be sent, each in one transaction, however many there are. Woken by commits and by what has ended; looks
/// by itself every few seconds.
/// </summary>
internal sealed partial class DeliveryWorker(
    Leasing leasing, Gathering gathering, Sending sending, Marking marking, Pace pace, Wake wake, BusinessClock clock, TimeProvider time,
    ILogger<DeliveryWorker> log) : BackgroundService
{
    private const int AtOnce = 16;

    /// <summary>While every place is taken, what ends within so long is marked, and followed, together.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);
    private static readonly Duration Sweep = Duration.FromSeconds(5);
    private static readonly Duration AfterFailure = Duration.FromSeconds(1);

    private readonly LaneTurns _lanes = new();
    private readonly Reach _reach = new(3 * AtOnce, 32 * AtOnce);
    private readonly Dictionary<string, Task> _running = [];
    private readonly ConcurrentQueue<Done> _done = new();
    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly CancellationTokenSource _cut = new();
    private readonly List<Done> _unmarked = [];
    private Instant _markAgainAt = Instant.MaxValue;
    private Instant _sweepAt = Instant.MinValue;

    /// <summary>How long what is being sent may take when the host is stopped.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Sends whatever may be sent now, once, and waits for it.</summary>
    /// <returns>How many were tried, and how long until the next may be.</returns>
    public async Task<(int Tried, Duration Wait)> RoundAsync(CancellationToken cancellationToken)
    {
        _sweepAt = Instant.MinValue;
        var tried = await TurnAsync(cancellationToken);
        await Task.WhenAll(_running.Values);
        await SettleAsync();
        return (tried, Wait());
    }

    /// <inheritdoc cref="Leasing.ResumeAsync"/>
    public Task ResumeAsync(CancellationToken cancellationToken) => leasing.ResumeAsync(cancellationToken);

    public override void Dispose()
    {
        _places.Dispose();
        _cut.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var resumed = false;
        wake.Pauses = _lanes.Pauses;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!resumed)
                    await ResumeAsync(stoppingToken);
                resumed = true;
                await TurnAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                TurnFailed(error);
                _sweepAt = clock.System + AfterFailure;
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await wake.ForDeliveriesAsync(Wait().ToTimeSpan(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_places.CurrentCount == 0)
                await Task.Delay(Moment, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await StopSendingAsync();
    }

    private async Task<int> TurnAsync(CancellationToken cancellationToken)
    {
        await SettleAsync();
        var now = clock.System;
        if (now >= _sweepAt)
        {
            foreach (var lane in await leasing.LanesAsync(cancellationToken))
                _lanes.LookAnyway(lane);
            _sweepAt = now + Sweep;
        }

        foreach (var lane in wake.TakeLanes())
            _lanes.Look(lane);
        _lanes.Ripen(now);
        var heads = await ChooseAsync(now, cancellationToken);
        var taken = heads.Count > 0 ? await leasing.TakeAsync(heads, cancellationToken) : [];
        if (taken.Count == 0)
            return 0;

        // The next turn need not wait until what this one took is read.
        var gathered = Task.Run(() => gathering.TryAsync([.. taken.SelectMany(one => one.Letters)], _cut.Token), CancellationToken.None);
        foreach (var one in taken)
        {
            _lanes.Begin(one.Row.Lane);
            _running[one.Row.Lane] = SendAsync(one, gathered);
        }

        return taken.Count;
    }

    /// <summary>The oldest of as many lanes as may be sent to now.</summary>
    private async Task<List<DeliveryRow>> ChooseAsync(Instant now, CancellationToken cancellationToken)
    {
        var chosen = new List<DeliveryRow>();
        while (NextLanes(_reach.Ahead - _running.Count - chosen.Count) is { Count: > 0 } lanes)
        {
            foreach (var head in await leasing.HeadsAsync(lanes, cancellationToken))
            {
                var free = Instant.Max(head.DueAt, head.LeasedUntil ?? head.DueAt);
                if (free <= now)
                    free = now + pace.Take(head.Lane, now);
                if (free > now)
                    _lanes.LookAt(head.Lane, free);
                else
                    chosen.Add(head);
            }
        }

        return chosen;
    }

    private List<string> NextLanes(int most)
    {
        var lanes = new List<string>();
        while (lanes.Count < most && _lanes.Next() is { } lane)
            lanes.Add(lane);
        return lanes;
    }

    private async Task SendAsync(Leased one, Task<Gathered?> gathered)
    {
        var taken = Stopwatch.GetTimestamp();
        var read = await gathered;
        await Task.Yield();
        await _places.WaitAsync(CancellationToken.None);
        var waited = Stopwatch.GetElapsedTime(taken);
        var sent = await sending.SendAsync(one, read, _cut.Token);
        _places.Release();
        _done.Enqueue(new(one, sent) { Waited = waited });
        wake.Worker();
    }

    /// <summary>
    /// Marks what has been sent, and lets the next of those lanes have its turn. What the database did not take is not forgotten: it is marked
    /// a little later, as long as its lease lasts.
    /// </summary>
    private async Task SettleAsync()
    {
        var now = clock.System;
        List<Done> done = now >= _markAgainAt ? [.. _unmarked] : [];
        _unmarked.RemoveAll(done.Contains);
        while (_done.TryDequeue(out var one))
            done.Add(one);
        if (done.Count == 0)
            return;

        _reach.Sent(done.Count, done.Max(one => one.Waited));
        var unmarked = await marking.MarkAsync(done);
        _unmarked.AddRange(unmarked.Where(one => one.Leased.Row.LeasedUntil > now));
        _markAgainAt = _unmarked.Count > 0 ? now + AfterFailure : Instant.MaxValue;
        foreach (var lane in done.Where(one => !_unmarked.Contains(one)).Select(one => one.Leased.Row.Lane))
        {
            _running.Remove(lane);
            _lanes.End(lane);
        }
    }

    /// <summary>What is being sent is given a moment, then cut off; either way it is marked, which gives its lease back.</summary>
    private async Task StopSendingAsync()
    {
        var running = Task.WhenAll(_running.Values);
        await running.WaitAsync(Grace, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _cut.CancelAsync();
        await running;
        await SettleAsync();
    }

    private Duration Wait() => Duration.Max(Instant.Min(_sweepAt, Instant.Min(_lanes.Ripe, _markAgainAt)) - clock.System, Duration.FromMilliseconds(10));

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of the deliveries failed")]
    private partial void TurnFailed(Exception error);
}
