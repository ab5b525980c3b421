namespace HandoffBot.Playground.MsTeams.Connector;

/// <summary>
/// The connector's limits for one bot: per thread, and for all of the tenant together. Calls that are turned away do not count.
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
/// </summary>
internal sealed class Pace(MsTeamsPlaygroundOptions options, TimeProvider time)
{
    private const string Tenant = "";

    private static readonly (int Calls, TimeSpan Span)[] PerThread =
        [(7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1800, TimeSpan.FromHours(1))];

    private static readonly (int Calls, TimeSpan Span)[] PerTenant = [(50, TimeSpan.FromSeconds(1))];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _calls = [];

    /// <summary>Counts a call to a thread; or says how long to wait, and counts nothing.</summary>
    public TimeSpan? Take(string thread)
    {
        if (!options.KeepsLimits) return null;

        lock (_gate)
        {
            var now = time.GetUtcNow();
            var wait = Max(Wait(Of(Tenant), PerTenant, now), Wait(Of(thread), PerThread, now));
            if (wait > TimeSpan.Zero) return wait;

            Of(Tenant).Add(now);
            Of(thread).Add(now);
            return null;
        }
    }

    private List<DateTimeOffset> Of(string thread)
    {
        if (!_calls.TryGetValue(thread, out var calls)) _calls[thread] = calls = [];
        return calls;
    }

    private static TimeSpan Wait(List<DateTimeOffset> calls, (int Calls, TimeSpan Span)[] limits, DateTimeOffset now)
    {
        calls.RemoveAll(at => at <= now - limits[^1].Span);
        return limits
            .Where(limit => calls.Count >= limit.Calls)
            .Select(limit => calls[^limit.Calls] + limit.Span - now)
            .Append(TimeSpan.Zero)
            .Max();
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
