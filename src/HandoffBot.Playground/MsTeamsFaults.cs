using System.Collections.Concurrent;

namespace HandoffBot.Playground;

/// <summary>How the stand-in for the connector misbehaves for one call.</summary>
public abstract record MsTeamsFault
{
    private MsTeamsFault()
    {
    }

    /// <summary>429 with a Retry-After, in whole seconds.</summary>
    public sealed record RateLimited(TimeSpan RetryAfter) : MsTeamsFault;

    /// <summary>A page of HTML with 500, or with another status, as a broken front end answers.</summary>
    public sealed record ServerError(int Status = 500) : MsTeamsFault;

    /// <summary>200 with a body that is no JSON.</summary>
    public sealed record Garbage : MsTeamsFault;

    /// <summary>Nothing is done and nothing is answered until the caller gives up.</summary>
    public sealed record NoAnswer : MsTeamsFault;

    /// <summary>The work is done, then the connection breaks before the answer.</summary>
    public sealed record LostAnswer : MsTeamsFault;

    /// <summary>Nothing is done and this is answered, such as 412 <c>PreconditionFailed</c> or 403 <c>BotDisabledByAdmin</c>.</summary>
    public sealed record Refused(int Status, string Code, string Message = "Made to fail.") : MsTeamsFault;
}

/// <summary>
/// Lets tests break the stand-in, operation by operation (<see cref="MsTeamsOperations"/>). It is an object and not a route, so that no
/// request can do it.
/// </summary>
public sealed class MsTeamsFaults
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<MsTeamsFault>> _planned = new(StringComparer.Ordinal);

    /// <summary>Makes the next calls of an operation go wrong in this way, after those that were planned before.</summary>
    public void Next(string operation, MsTeamsFault fault, int calls = 1)
    {
        var queue = _planned.GetOrAdd(operation, _ => new ConcurrentQueue<MsTeamsFault>());
        for (var call = 0; call < calls; call++) queue.Enqueue(fault);
    }

    /// <summary>Forgets all that is planned.</summary>
    public void Clear() => _planned.Clear();

    internal MsTeamsFault? Take(string operation) =>
        _planned.TryGetValue(operation, out var queue) && queue.TryDequeue(out var fault) ? fault : null;
}

/// <summary>The names of what a bot can ask the stand-in for.</summary>
public static class MsTeamsOperations
{
    public const string Token = "token";
    public const string Create = "conversations.create";
    public const string Send = "activities.send";
    public const string Reply = "activities.reply";
    public const string Update = "activities.update";
    public const string Delete = "activities.delete";
    public const string Members = "members.page";
    public const string Member = "members.get";
    public const string Team = "teams.get";
    public const string Channels = "teams.channels";
}
