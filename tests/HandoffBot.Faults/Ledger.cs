using System.Collections.Concurrent;

namespace HandoffBot.Faults;

/// <summary>What the people were told was done. Nothing else may be held against the bot.</summary>
internal sealed class Ledger
{
    /// <summary>Client to the last act that was acknowledged.</summary>
    private readonly ConcurrentDictionary<string, Acknowledged> _acts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Acknowledged> Acts => _acts;

    /// <summary>Acts of which nobody knows whether they were done: the person gave up.</summary>
    public int Abandoned;

    public void Note(string client, Acknowledged act) => _acts[client] = act;

    public void GaveUp() => Interlocked.Increment(ref Abandoned);
}

/// <summary>How far a person was told that a handoff had come.</summary>
internal enum Acknowledged
{
    Submitted,
    Accepted,
    Rejected,
    Withdrawn,
}
