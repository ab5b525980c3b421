using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace HandoffBot.Engine.Tests.Postgres;

/// <summary>What becomes of the next COMMIT on the wire.</summary>
internal enum Cut
{
    None,

    /// <summary>The server carries it out, and nobody hears of it.</summary>
    Answer,

    /// <summary>The same, and the connection stays as it is.</summary>
    Silence,

    /// <summary>The server never hears of it.</summary>
    Commit,
}

/// <summary>A wire to the server, on loopback, that a test can cut at the moment of a COMMIT.</summary>
internal sealed class CutWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly Task _accepting;
    private readonly ConcurrentDictionary<NetworkStream, Cut> _cuts = [];
    private int _next;

    public CutWire(string connectionString)
    {
        _server = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The same database through this wire.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server.ConnectionString)
    {
        Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Nobody gets through any more once the wire has been cut.</summary>
    public bool StaysCut { get; set; }

    public int Cuts => _cuts.Count;

    public void CutAt(Cut next) => Volatile.Write(ref _next, (int)next);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        foreach (var one in _open)
            one.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carried = new List<Task>();
        while (!_end.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            _open.Add(client);
            if (StaysCut && Cuts > 0)
                client.Close();
            else
                carried.Add(CarryAsync(client));
        }

        await Task.WhenAll(carried);
    }

    private async Task CarryAsync(TcpClient client)
    {
        // Both ends are closed with the wire, at the latest.
        var server = new TcpClient();
        _open.Add(server);
        try
        {
            await server.ConnectAsync(_server.Host!, _server.Port, _end.Token);
            var (up, down) = (client.GetStream(), server.GetStream());
            await Task.WhenAll(AskAsync(up, down), AnswerAsync(down, up));
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either end has hung up.
        }
    }

    private async Task AskAsync(NetworkStream client, NetworkStream server)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while (await client.ReadAsync(buffer, _end.Token) is > 0 and var length)
            {
                var said = buffer.AsMemory(0, length);
                var cut = said.Span.IndexOf("COMMIT"u8) >= 0 ? (Cut)Interlocked.Exchange(ref _next, 0) : Cut.None;
                if (cut != Cut.None)
                    _cuts[client] = cut;
                if (cut == Cut.Commit)
                    return;

                await server.WriteAsync(said, _end.Token);
            }
        }
        finally
        {
            server.Close();
        }
    }

    private async Task AnswerAsync(NetworkStream server, NetworkStream client)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while (await server.ReadAsync(buffer, _end.Token) is > 0 and var length)
            {
                switch (_cuts.GetValueOrDefault(client))
                {
                    case Cut.None:
                        await client.WriteAsync(buffer.AsMemory(0, length), _end.Token);
                        break;
                    case Cut.Answer:
                        return;
                }
            }
        }
        finally
        {
            client.Close();
        }
    }
}
