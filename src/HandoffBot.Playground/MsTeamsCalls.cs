using System.Text.Json.Nodes;

namespace HandoffBot.Playground;

/// <summary>One call that the bot made to the stand-in for the connector.</summary>
/// <param name="Operation">One of <see cref="MsTeamsOperations"/>.</param>
/// <param name="Conversation">The conversation or team of the address, as it came, unescaped; empty where there is none.</param>
/// <param name="Target">The activity or member of the address; empty where there is none.</param>
/// <param name="Body">What was sent; of a request for a token, without the secret.</param>
/// <param name="Status">What was answered; 0 when nothing was.</param>
/// <param name="Error">The code of the refusal; null when it succeeded.</param>
/// <param name="Fault">What was made to go wrong, if anything.</param>
public sealed record MsTeamsCall(
    string Operation, string Conversation, string Target, JsonObject Body, int Status, string? Error, MsTeamsFault? Fault);

/// <summary>The last calls that the bot made, oldest first, for tests to look at.</summary>
public sealed class MsTeamsCalls
{
    private const int Most = 2000;

    private readonly Lock _gate = new();
    private readonly Queue<MsTeamsCall> _calls = [];

    public IReadOnlyList<MsTeamsCall> All
    {
        get
        {
            lock (_gate) return [.. _calls];
        }
    }

    /// <summary>The calls of one operation.</summary>
    public IReadOnlyList<MsTeamsCall> Of(string operation) => [.. All.Where(call => call.Operation == operation)];

    internal void Add(MsTeamsCall call)
    {
        lock (_gate)
        {
            if (_calls.Count == Most) _calls.Dequeue();
            _calls.Enqueue(call);
        }
    }
}
