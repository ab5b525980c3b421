using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using HandoffBot.Core.Chat;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack.Socket;

/// <summary>Why a connection is not to be counted on any more.</summary>
internal enum Ending
{
    /// <summary>It serves on for a while; another one should take over.</summary>
    Announced,

    /// <summary>Slack has as many connections of this app as it allows: another one makes it worse.</summary>
    TooMany,

    /// <summary>It is gone.</summary>
    Closed,
}

/// <summary>One open socket: reads envelopes, has each answered, and acknowledges it on the same socket.</summary>
[SuppressMessage("Usage", "CA2213", Justification = "What is in hand may outlive the connection, and a semaphore that nobody waits on by handle holds nothing.")]
internal sealed class SocketConnection : IDisposable
{
    /// <summary>More than these at once wait in the network, and Slack holds the others back.</summary>
    private const int MostInHand = 256;

    private readonly WebSocket socket;
    private readonly Envelopes envelopes;
    private readonly SocketTimes times;
    private readonly ILogger log;
    private readonly SemaphoreSlim room = new(MostInHand);
    private readonly SemaphoreSlim pen = new(1);
    private readonly ConcurrentDictionary<Task, bool> inHand = [];
    private readonly TaskCompletionSource greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Ending> ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource gone = new();
    private volatile bool leaving;

    public SocketConnection(WebSocket socket, Envelopes envelopes, SocketTimes times, ILogger log)
    {
        (this.socket, this.envelopes, this.times, this.log) = (socket, envelopes, times, log);
        Closed = Task.Run(ReceiveAsync);
    }

    /// <summary>Slack has said <c>hello</c>, or the connection ended before it did.</summary>
    public Task Greeted => greeted.Task;

    public Task<Ending> Ending => ending.Task;

    /// <summary>Nothing more will come.</summary>
    public Task Closed { get; }

    /// <summary>Takes nothing new, acknowledges what is in hand, and says goodbye; each for a bounded time.</summary>
    public async Task CloseAsync()
    {
        leaving = true;
        await Task.WhenAny(Task.WhenAll(inHand.Keys), Task.Delay(times.Goodbye));
        try
        {
            using var patience = new CancellationTokenSource(times.Goodbye);
            await pen.WaitAsync(patience.Token);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);

            await Closed.WaitAsync(patience.Token);
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It is thrown away below, whatever the other side thinks of it.
        }

        await gone.CancelAsync();
        socket.Abort();
        await Closed;
    }

    public void Dispose()
    {
        gone.Dispose();
        socket.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            var reader = new SocketReader(socket);
            while (await reader.NextAsync(gone.Token) is { } message)
                await TakeAsync(message);
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            if (!leaving)
                log.SocketBroke(broken is WebSocketException { WebSocketErrorCode: var code } ? code.ToString() : broken.GetType().Name);
        }

        greeted.TrySetResult();
        ending.TrySetResult(Socket.Ending.Closed);
    }

    private async Task TakeAsync(SocketMessage message)
    {
        if (message.Unreadable is { } why)
        {
            log.FrameIgnored(why);
            return;
        }

        switch (Envelope.Read(message.Text))
        {
            case null:
                log.FrameIgnored("it is no JSON object with a type");
                break;
            case { Type: "hello" }:
                greeted.TrySetResult();
                break;
            case { Type: "disconnect" } told:
                log.SocketEnds(CleanText.Of(told.Reason ?? "no reason given", 60));
                ending.TrySetResult(told.Reason == "too_many_websockets" ? Socket.Ending.TooMany : Socket.Ending.Announced);
                break;
            case var envelope when !leaving:
                await room.WaitAsync(gone.Token);
                Begin(envelope);
                break;
        }
    }

    private void Begin(Envelope envelope)
    {
        var work = Task.Run(() => AnswerAsync(envelope));
        inHand[work] = true;
        _ = work.ContinueWith(
            done =>
            {
                inHand.TryRemove(done, out var _);
                room.Release();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>What is not acknowledged is sent again if it is an event; of anything else the person sees that it did not work.</summary>
    private async Task AnswerAsync(Envelope envelope)
    {
        try
        {
            var answer = await envelopes.AnswerAsync(envelope);
            if (!answer.IsSuccess)
                log.NotAcknowledged($"it was answered with {answer.Status}");
            else if (envelope.Id is { } id)
                await SendAsync(Envelope.Acknowledge(id, envelope.TakesPayload ? answer.Json : null));
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            log.NotAcknowledged("the connection ended first");
        }
        catch (Exception failure)
        {
            log.AnswerFailed(failure);
        }
    }

    private async Task SendAsync(byte[] text)
    {
        await pen.WaitAsync(gone.Token);
        try
        {
            await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, gone.Token);
        }
        finally
        {
            pen.Release();
        }
    }
}
