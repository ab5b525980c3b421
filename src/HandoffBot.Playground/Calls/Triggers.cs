namespace HandoffBot.Playground.Calls;

/// <summary>
/// Trigger ids: what a person did, which lets the bot open one modal for them, once, within three seconds.
/// Guarded by the workspace's lock.
/// </summary>
internal sealed class Triggers(SlackPatience slack, TimeProvider time)
{
    private readonly Dictionary<string, Trigger> _issued = [];

    /// <summary>A trigger of a person; one from within a modal can also push onto it.</summary>
    public string Issue(string person, string? viewId = null)
    {
        var now = time.GetUtcNow();
        foreach (var (id, old) in _issued.ToList())
        {
            if (now - old.At > TimeSpan.FromMinutes(10)) _issued.Remove(id);
        }

        var trigger = $"{now.ToUnixTimeMilliseconds()}.{_issued.Count + 1_000_000}.{Guid.NewGuid():N}";
        _issued[trigger] = new Trigger(person, viewId, now);
        return trigger;
    }

    /// <summary>Spends a trigger, or says with Slack's code why it cannot be spent.</summary>
    public (Trigger? Trigger, string? Error) Spend(string id)
    {
        if (!_issued.TryGetValue(id, out var trigger)) return (null, "invalid_trigger_id");
        if (time.GetUtcNow() - trigger.At > slack.Span) return (null, "expired_trigger_id");
        if (trigger.Spent) return (null, "exchanged_trigger_id");

        _issued[id] = trigger with { Spent = true };
        return (trigger, null);
    }
}

internal sealed record Trigger(string Person, string? ViewId, DateTimeOffset At, bool Spent = false);
