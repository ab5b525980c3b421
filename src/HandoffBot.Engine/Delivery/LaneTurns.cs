using System.Collections.Concurrent;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>
/// Which lanes the worker looks at next: those that something was written for, those whose pause is over, each in its turn. The memory of
/// one process; what it forgets, the sweep finds again.
/// </summary>
internal sealed class LaneTurns
{
    private readonly Queue<string> _queue = new();
    private readonly HashSet<string> _queued = [];
    private readonly HashSet<string> _busy = [];
    private readonly ConcurrentDictionary<string, Instant> _later = new(StringComparer.Ordinal);

    /// <summary>When the first pause is over.</summary>
    public Instant Ripe { get; private set; } = Instant.MaxValue;

    /// <summary>
    /// Whether it is looked at when its pause is over, so that nobody need say that something was written for it. This alone may be asked by
    /// any thread: what was committed before is seen when it is looked at.
    /// </summary>
    public bool Pauses(string lane) => _later.ContainsKey(lane);

    /// <summary>Something was written for it. One that is being sent to, or pauses, is looked at when that has ended: what is new comes last.</summary>
    public void Look(string lane)
    {
        if (!Pauses(lane))
            LookAnyway(lane);
    }

    /// <summary>Even one that pauses: what it paused for may be gone.</summary>
    public void LookAnyway(string lane)
    {
        if (!_busy.Contains(lane) && _queued.Add(lane))
            _queue.Enqueue(lane);
    }

    public void LookAt(string lane, Instant at)
    {
        _later[lane] = at;
        Ripe = Instant.Min(Ripe, at);
    }

    /// <summary>Takes up the lanes whose pause is over.</summary>
    public void Ripen(Instant now)
    {
        if (now < Ripe)
            return;

        foreach (var (lane, _) in _later.Where(one => one.Value <= now).ToList())
        {
            _later.TryRemove(lane, out _);
            Look(lane);
        }

        Ripe = _later.Values.DefaultIfEmpty(Instant.MaxValue).Min();
    }

    /// <summary>The next lane in turn; null when none is left.</summary>
    public string? Next()
    {
        if (!_queue.TryDequeue(out var lane))
            return null;

        _queued.Remove(lane);
        _later.TryRemove(lane, out _);
        return lane;
    }

    /// <summary>Something is being sent to the lane: until that has ended nothing else is.</summary>
    public void Begin(string lane) => _busy.Add(lane);

    public void End(string lane)
    {
        _busy.Remove(lane);
        Look(lane);
    }
}
