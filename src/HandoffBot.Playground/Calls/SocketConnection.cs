using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Calls;

/// <summary>One connection of the bot.</summary>
internal sealed class SocketConnection(WebSocket socket, Action<JsonObject> acknowledged, CancellationToken ended) : IDisposable
{
    private const int MostBytes = 1_000_000;

    private readonly SemaphoreSlim _pen = new(1);

    /// <summary>Envelopes are given only to those that have heard hello.</summary>
    public bool IsGreeted { get; set; }

    /// <summary>Until the bot closes it; then it is closed from here as well.</summary>
    public async Task ReadAsync()
    {
        var bytes = new byte[16 * 1024];
        using var message = new MemoryStream();
        while (await socket.ReceiveAsync(bytes.AsMemory(), ended) is { MessageType: not WebSocketMessageType.Close } read)
        {
            await message.WriteAsync(bytes.AsMemory(0, read.Count), ended);
            if (message.Length > MostBytes) break;
            if (!read.EndOfMessage) continue;

            if (Json.Parse(Encoding.UTF8.GetString(message.ToArray())) is JsonObject said) acknowledged(said);
            message.SetLength(0);
        }

        await CloseAsync();
    }

    public async Task SendAsync(JsonObject said)
    {
        await _pen.WaitAsync(ended);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(said.ToJsonString(Json.Plain)), WebSocketMessageType.Text, endOfMessage: true, ended);
        }
        finally
        {
            _pen.Release();
        }
    }

    /// <summary>False when it is gone.</summary>
    public async Task<bool> TrySendAsync(JsonObject said)
    {
        try
        {
            if (socket.State != WebSocketState.Open) return false;

            await SendAsync(said);
            return true;
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
    }

    public async Task CloseAsync()
    {
        IsGreeted = false;
        try
        {
            await _pen.WaitAsync(ended);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ended);

            _pen.Release();
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Gone already, and nobody writes to it again.
        }
    }

    /// <summary>As when a cable is cut: no goodbye.</summary>
    public void Drop()
    {
        IsGreeted = false;
        socket.Abort();
    }

    public void Dispose() => _pen.Dispose();
}
