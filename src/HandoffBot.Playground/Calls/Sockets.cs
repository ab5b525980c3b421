using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using HandoffBot.Playground.Workspace;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Playground.Calls;

/// <summary>
/// Socket Mode from Slack's side: hands out tickets, greets whoever comes with one, gives each envelope to one of the open connections, and
/// waits three seconds for its acknowledgement. https://docs.slack.dev/apis/events-api/using-socket-mode
/// </summary>
internal sealed class Sockets(SlackWorkspace workspace, PlaygroundAddress address, SlackSockets faults, SlackPatience slack, TimeProvider time) : IDisposable
{
    public const string Path = "/link";

    /// <summary>As many as Slack allows an app.</summary>
    private const int Most = 10;

    private static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _tickets = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> _waiting = [];
    private readonly CancellationTokenSource _ending = new();
    private int _turn;

    /// <summary>An address that lets one connection in, soon.</summary>
    public Uri Admit()
    {
        foreach (var (old, until) in _tickets)
        {
            if (until < time.GetUtcNow()) _tickets.TryRemove(old, out _);
        }

        var ticket = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _tickets[ticket] = time.GetUtcNow() + TicketLife;
        return new UriBuilder(address.Base) { Scheme = "ws", Path = Path, Query = $"ticket={ticket}&app_id={workspace.AppId}" }.Uri;
    }

    public async Task ServeAsync(HttpContext context)
    {
        var fault = faults.Take();
        var hasTicket = _tickets.TryRemove(context.Request.Query["ticket"].ToString(), out var until) && until >= time.GetUtcNow();
        if (!context.WebSockets.IsWebSocketRequest || !hasTicket || fault is SocketFault.Refused)
        {
            context.Response.StatusCode = fault is SocketFault.Refused ? StatusCodes.Status500InternalServerError : StatusCodes.Status403Forbidden;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var life = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ending.Token);
        using var connection = new SocketConnection(socket, Acknowledged, life.Token);
        try
        {
            if (await GreetAsync(connection, fault, life.Token)) await connection.ReadAsync();
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException)
        {
            // It ended, which is what the bot must live with.
        }
        finally
        {
            faults.Remove(connection);
        }
    }

    /// <summary>Gives the bot an envelope, as Slack does to any one of its connections.</summary>
    public async Task<BotAnswer> DeliverAsync(string type, JsonObject payload, int tries, string reason, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString();
        var envelope = new JsonObject
        {
            ["envelope_id"] = id,
            ["payload"] = payload.Copy(),
            ["type"] = type,
            ["accepts_response_payload"] = type != "events_api",
        };
        if (type == "events_api")
        {
            envelope["retry_attempt"] = tries;
            envelope["retry_reason"] = reason;
        }

        var answer = _waiting[id] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            if (!await SendAsync(envelope)) return new BotAnswer.Unreachable();

            var given = (await answer.Task.WaitAsync(slack.Span, cancellationToken)).Object("payload");
            return new BotAnswer.Answered(200, "application/json", given is { Count: > 0 } ? given.ToJsonString(Json.Plain) : "", NoRetry: false);
        }
        catch (TimeoutException)
        {
            return new BotAnswer.TimedOut();
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    /// <summary>Ends all connections, so that the playground can stop.</summary>
    public void End() => _ending.Cancel();

    public void Dispose() => _ending.Dispose();

    private async Task<bool> GreetAsync(SocketConnection connection, SocketFault? fault, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case SocketFault.NeverHello:
                await connection.ReadAsync();
                return false;
            case SocketFault.SlowHello slow:
                await Task.Delay(slow.After, time, cancellationToken);
                break;
        }

        var open = faults.Add(connection);
        if (open > Most)
        {
            await connection.SendAsync(SlackSockets.Disconnect("too_many_websockets"));
            await connection.CloseAsync();
            return false;
        }

        await connection.SendAsync(new JsonObject
        {
            ["type"] = "hello",
            ["num_connections"] = open,
            ["connection_info"] = new JsonObject { ["app_id"] = workspace.AppId },
            ["debug_info"] = new JsonObject { ["host"] = "playground", ["approximate_connection_time"] = 18060 },
        });
        connection.IsGreeted = true;
        return true;
    }

    private async Task<bool> SendAsync(JsonObject envelope)
    {
        var open = faults.Greeted;
        if (faults.SendsTwice) return (await Task.WhenAll(open.Select(each => each.TrySendAsync(envelope)))).Contains(true);

        var turn = (uint)Interlocked.Increment(ref _turn);
        for (var at = 0; at < open.Count; at++)
        {
            if (await open[(int)((turn + (uint)at) % (uint)open.Count)].TrySendAsync(envelope)) return true;
        }

        return false;
    }

    private void Acknowledged(JsonObject said)
    {
        if (said.Text("envelope_id") is { } id && _waiting.TryGetValue(id, out var answer)) answer.TrySetResult(said);
    }
}
