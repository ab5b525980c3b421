using System.Text.Json.Nodes;

namespace HandoffBot.Playground;

/// <summary>One call that the bot made.</summary>
/// <param name="Method">Such as <c>chat.postMessage</c>, or <see cref="SlackFaults.ResponseUrl"/>.</param>
/// <param name="Arguments">As they arrived, without the token.</param>
/// <param name="Error">What was answered when it was refused; null when it succeeded.</param>
/// <param name="Fault">What was made to go wrong, if anything.</param>
public sealed record SlackCall(string Method, JsonObject Arguments, string? Error, SlackFault? Fault);

/// <summary>The last calls that the bot made, oldest first, for tests to look at.</summary>
public sealed class SlackCalls
{
    private const int Most = 2000;

    private readonly Lock _gate = new();
    private readonly Queue<SlackCall> _calls = [];

    public IReadOnlyList<SlackCall> All
    {
        get
        {
            lock (_gate) return [.. _calls];
        }
    }

    /// <summary>The calls of one method.</summary>
    public IReadOnlyList<SlackCall> Of(string method) => [.. All.Where(call => call.Method == method)];

    internal void Add(SlackCall call)
    {
        lock (_gate)
        {
            if (_calls.Count == Most) _calls.Dequeue();
            _calls.Enqueue(call);
        }
    }
}
