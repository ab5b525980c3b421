using System.Net.WebSockets;
using HandoffBot.Slack.Inbound;

namespace HandoffBot.Slack.Socket;

/// <summary>A whole message, or why it was thrown away.</summary>
internal sealed record SocketMessage(ReadOnlyMemory<byte> Text, string? Unreadable = null);

/// <summary>Puts the fragments of messages together. What is too large is read to its end without being kept.</summary>
internal sealed class SocketReader(WebSocket socket)
{
    /// <summary>As much as a request may have, and something for the envelope around it.</summary>
    public const int LargestMessage = InboundRequest.LargestBody + (64 * 1024);

    private byte[] buffer = new byte[16 * 1024];

    /// <summary>The next message, valid until the one after it is asked for; null when the other side has closed.</summary>
    public async Task<SocketMessage?> NextAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        var isTooLarge = false;
        while (true)
        {
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, LargestMessage + 1));

            var read = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (read.MessageType is WebSocketMessageType.Close)
                return null;

            length += read.Count;
            if (length > LargestMessage)
                (isTooLarge, length) = (true, 0);

            if (!read.EndOfMessage)
                continue;

            if (isTooLarge)
                return new(default, "it is larger than 1 MB");

            return read.MessageType is WebSocketMessageType.Text ? new(buffer.AsMemory(0, length)) : new(default, "it is no text");
        }
    }
}
