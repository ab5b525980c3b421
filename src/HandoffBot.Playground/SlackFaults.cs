using System.Collections.Concurrent;

namespace HandoffBot.Playground;

/// <summary>How the stand-in misbehaves for one call.</summary>
public abstract record SlackFault
{
    private SlackFault()
    {
    }

    /// <summary>429 with a Retry-After, in whole seconds.</summary>
    public sealed record RateLimited(TimeSpan RetryAfter) : SlackFault;

    /// <summary>500 with a page of HTML, as a broken front end answers.</summary>
    public sealed record ServerError : SlackFault;

    /// <summary>200 with a body that is no JSON.</summary>
    public sealed record Garbage : SlackFault;

    /// <summary>Nothing is done and nothing is answered until the caller gives up.</summary>
    public sealed record NoAnswer : SlackFault;

    /// <summary>The work is done, then the connection breaks before the answer.</summary>
    public sealed record LostAnswer : SlackFault;

    /// <summary>Nothing is done and this error is answered, such as <c>is_archived</c>.</summary>
    public sealed record Refused(string Error) : SlackFault;
}

/// <summary>
/// Lets tests break the stand-in, method by method. It is an object and not a route, so that no request can do it.
/// </summary>
public sealed class SlackFaults
{
    /// <summary>The name under which posts to response addresses are known here.</summary>
    public const string ResponseUrl = "response_url";

    private readonly ConcurrentDictionary<string, ConcurrentQueue<SlackFault>> _planned = new(StringComparer.Ordinal);

    /// <summary>Makes the next calls of a method go wrong in this way, after those that were planned before.</summary>
    public void Next(string method, SlackFault fault, int calls = 1)
    {
        var queue = _planned.GetOrAdd(method, _ => new ConcurrentQueue<SlackFault>());
        for (var call = 0; call < calls; call++) queue.Enqueue(fault);
    }

    /// <summary>Forgets all that is planned.</summary>
    public void Clear() => _planned.Clear();

    internal SlackFault? Take(string method) =>
        _planned.TryGetValue(method, out var queue) && queue.TryDequeue(out var fault) ? fault : null;
}
