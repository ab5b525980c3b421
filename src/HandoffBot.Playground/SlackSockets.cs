using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;

namespace HandoffBot.Playground;

/// <summary>How the stand-in misbehaves towards the next connection.</summary>
public abstract record SocketFault
{
    private SocketFault()
    {
    }

    /// <summary>It is let in, and nothing is ever said to it.</summary>
    public sealed record NeverHello : SocketFault;

    /// <summary>Hello comes late.</summary>
    public sealed record SlowHello(TimeSpan After) : SocketFault;

    /// <summary>It is not let in, with a 500.</summary>
    public sealed record Refused : SocketFault;
}

/// <summary>The Socket Mode connections of the bot, for tests: how many there are, and what goes wrong with them.</summary>
public sealed class SlackSockets
{
    private readonly ConcurrentDictionary<SocketConnection, bool> _open = [];
    private readonly ConcurrentQueue<SocketFault> _planned = [];

    internal SlackSockets()
    {
    }

    /// <summary>Connections that have heard hello and not ended.</summary>
    public int Open => Greeted.Count;

    /// <summary>Every envelope goes to every connection, as it may while one replaces another.</summary>
    public bool SendsTwice { get; set; }

    internal IReadOnlyList<SocketConnection> Greeted => [.. _open.Keys.Where(each => each.IsGreeted)];

    /// <summary>Makes the next connections go wrong in this way, after those that were planned before.</summary>
    public void Next(SocketFault fault, int connections = 1)
    {
        for (var connection = 0; connection < connections; connection++) _planned.Enqueue(fault);
    }

    /// <summary>Tells every connection that it ends soon, and ends it then; envelopes still come by it until then.</summary>
    public Task AnnounceAsync(string reason, TimeSpan closesAfter, CancellationToken cancellationToken = default) =>
        AnnounceAsync(reason, Task.Delay(closesAfter, cancellationToken), cancellationToken);

    /// <param name="closes">Ends when they are to end.</param>
    public async Task AnnounceAsync(string reason, Task closes, CancellationToken cancellationToken = default)
    {
        var told = Greeted;
        foreach (var connection in told) await connection.TrySendAsync(Disconnect(reason));
        await closes.WaitAsync(cancellationToken);
        foreach (var connection in told) await connection.CloseAsync();
    }

    /// <summary>Every connection breaks without a word.</summary>
    public void Drop()
    {
        foreach (var connection in Greeted) connection.Drop();
    }

    internal static JsonObject Disconnect(string reason) => new()
    {
        ["type"] = "disconnect",
        ["reason"] = reason,
        ["debug_info"] = new JsonObject { ["host"] = "playground" },
    };

    internal SocketFault? Take() => _planned.TryDequeue(out var fault) ? fault : null;

    internal int Add(SocketConnection connection)
    {
        _open[connection] = true;
        return _open.Count;
    }

    internal void Remove(SocketConnection connection)
    {
        connection.IsGreeted = false;
        _open.TryRemove(connection, out _);
    }
}
