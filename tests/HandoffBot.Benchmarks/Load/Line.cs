using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HandoffBot.Benchmarks.Load;

/// <summary>
/// One connection that is kept open. It speaks just enough HTTP/1.1 for what is measured, because whatever the load costs on this
/// machine is missing to the program under load.
/// </summary>
internal sealed class Line(int largestRequest) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _out = new byte[largestRequest];
    private readonly byte[] _in = new byte[256 * 1024];
    private int _read;

    public async Task ConnectAsync(int port) => await _socket.ConnectAsync(IPAddress.Loopback, port);

    /// <summary>Sends one request and waits for the whole answer.</summary>
    /// <returns>Its status, and what it holds until the next one is sent.</returns>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> AskAsync(Signed request, int number)
    {
        var length = request.Write(_out, number);
        for (var sent = 0; sent < length;)
            sent += await _socket.SendAsync(_out.AsMemory(sent, length - sent), SocketFlags.None);

        _read = 0;
        var head = await UntilAsync("\r\n\r\n"u8.ToArray(), 0);
        var headers = Encoding.ASCII.GetString(_in, 0, head);
        var status = int.Parse(headers.AsSpan(9, 3), CultureInfo.InvariantCulture);
        if (Header(headers, "content-length:") is { } counted)
        {
            var size = int.Parse(counted, CultureInfo.InvariantCulture);
            while (_read < head + size)
                await ReadAsync();
            return (status, _in.AsMemory(head, size));
        }

        var end = await UntilAsync("0\r\n\r\n"u8.ToArray(), head);
        return (status, _in.AsMemory(head, end - head - "0\r\n\r\n"u8.Length));
    }

    public void Dispose() => _socket.Dispose();

    private static string? Header(string headers, string name)
    {
        var at = headers.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : headers[(at + name.Length)..headers.IndexOf('\r', at)].Trim();
    }

    /// <summary>Reads on until the ending is there, and says where it ends.</summary>
    private async ValueTask<int> UntilAsync(byte[] ending, int from)
    {
        while (true)
        {
            var at = _in.AsSpan(from, _read - from).IndexOf(ending);
            if (at >= 0)
                return from + at + ending.Length;
            await ReadAsync();
        }
    }

    private async ValueTask ReadAsync()
    {
        var read = await _socket.ReceiveAsync(_in.AsMemory(_read), SocketFlags.None);
        _read += read > 0 ? read : throw new IOException("The connection was closed before the answer was whole.");
    }
}
