using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using HandoffBot.Slack.Outbound;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HandoffBot.Slack.Socket;

/// <summary>What came of an attempt to connect.</summary>
internal abstract record Opening
{
    private Opening()
    {
    }

    public sealed record Opened(SocketConnection Connection) : Opening;

    /// <summary>It may work the next time.</summary>
    /// <param name="Wait">What Slack asked to wait, if it did.</param>
    public sealed record Failed(string Reason, TimeSpan? Wait = null) : Opening;

    /// <summary>Somebody has to mend something first.</summary>
    public sealed record Refused(string Error, string Mend) : Opening;
}

/// <summary>Opens Socket Mode connections: asks Slack where, connects, and waits for its hello.</summary>
internal sealed class SocketDoor(SlackClient client, IOptions<SlackOptions> options, Envelopes envelopes, SocketTimes times, ILogger<SocketConnection> log)
{
    public async Task<Opening> OpenAsync(CancellationToken cancellationToken) => await client.OpenSocketAsync(cancellationToken) switch
    {
        Called.Done { Result.Url: var url } when Address(url) is { } address => await ConnectAsync(address, cancellationToken),
        Called.Done => new Opening.Failed("Slack did not say where to connect"),
        Called.Limited limited => new Opening.Failed("Slack asked to wait", limited.Wait.ToTimeSpan()),
        Called.Refused refused when Mend(refused) is { } mend => new Opening.Refused(refused.Error, mend),
        var called => new Opening.Failed(called.Says),
    };

    /// <summary>Encrypted, but for a stand-in on this machine.</summary>
    private Uri? Address(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeWss || (address.Scheme == Uri.UriSchemeWs && address.IsLoopback && options.Value.ApiBase.IsLoopback))
            ? address
            : null;

    [SuppressMessage("Reliability", "CA2000", Justification = "The socket belongs to its connection, and that to whoever gets the opening.")]
    private async Task<Opening> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = times.Ping;
        socket.Options.KeepAliveTimeout = times.Ping;
        if (address.IsLoopback)
            socket.Options.Proxy = null;

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(times.Greeting);
        try
        {
            await socket.ConnectAsync(address, patience.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            return new Opening.Failed("the connection could not be opened");
        }

        return await GreetAsync(new SocketConnection(socket, envelopes, times, log), patience.Token, cancellationToken);
    }

    private static async Task<Opening> GreetAsync(SocketConnection connection, CancellationToken patience, CancellationToken cancellationToken)
    {
        try
        {
            await connection.Greeted.WaitAsync(patience);
            if (!connection.Closed.IsCompleted)
                return new Opening.Opened(connection);
        }
        catch (OperationCanceledException)
        {
            // Nothing was said in time; the same as a connection that ended.
        }

        await connection.CloseAsync();
        connection.Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        return new Opening.Failed("Slack did not say hello");
    }

    /// <summary>Null for errors that pass by themselves.</summary>
    private static string? Mend(Called.Refused refused) => refused.Error switch
    {
        "internal_error" or "fatal_error" or "request_timeout" or "service_unavailable" or "team_added_to_org" => null,
        "missing_scope" =>
            "Slack:AppToken lacks the scope connections:write. Create an app-level token with it on the Slack app's page, Basic Information, and set Slack:AppToken to that.",
        var error when Mending.IsOfTheToken(error) =>
            "Slack does not accept Slack:AppToken. Create an app-level token (xapp-…) with the scope connections:write on the Slack app's page, Basic Information, and set Slack:AppToken to it.",
        _ => "Slack lets Slack:AppToken open no connection. Check that Socket Mode is on, on the Slack app's page, and that the token belongs to that app.",
    };
}
