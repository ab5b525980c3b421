using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security;
using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Engine.Webhooks;

/// <summary>One signed call and what it came to. The answer's body is not read.</summary>
internal sealed class WebhookClient : IDisposable
{
    private static readonly Duration UsualWait = Duration.FromSeconds(30);
    private static readonly Duration LongestWait = Duration.FromHours(1);
    private readonly WebhookReach _reach;
    private readonly HttpClient _http;

    public WebhookClient(WebhookReach reach)
    {
        _reach = reach;
#pragma warning disable CA2000 // The client disposes of it.
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            AllowAutoRedirect = false,

            // A proxy would look the name up again, for itself.
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 4096,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        };
#pragma warning restore CA2000
        handler.SslOptions.RemoteCertificateValidationCallback = reach.Trusts;
        _http = new HttpClient(handler) { Timeout = reach.Patience };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("HandoffBot-Webhooks", "1"));
    }

    /// <param name="id">The same however often it is tried: by it the receiver knows a call that it has had.</param>
    public async Task<Outcome> PostAsync(Uri url, WebhookKeys keys, string id, Instant now, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var timestamp = now.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", $"{timestamp}");
        request.Headers.Add("webhook-signature", keys.Sign(id, timestamp, body.Span));
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Answered(response, now);
        }
        catch (HttpRequestException failure) when (failure.InnerException is SecurityException refused)
        {
            return new Outcome.Dead(refused.Message, "Give it a public address in organization.yml.");
        }
        catch (HttpRequestException failure)
        {
            return new Outcome.Failed($"it could not be reached ({failure.HttpRequestError})");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Outcome.Failed($"it did not answer within {_reach.Patience.TotalSeconds} s");
        }
    }

    public void Dispose() => _http.Dispose();

    private static Outcome Answered(HttpResponseMessage response, Instant now) => (int)response.StatusCode switch
    {
        >= 200 and < 300 => new Outcome.Taken(),
        429 or 503 => new Outcome.Later(WaitOf(response, now)),
        408 or 425 or >= 500 => new Outcome.Failed($"it answered with status {(int)response.StatusCode}"),
        >= 300 and < 400 => new Outcome.Dead(
            $"It answered with status {(int)response.StatusCode}, and redirects are not followed", "Write its final address into organization.yml."),
        410 => new Outcome.Dead("It answered that it is gone (status 410)", "Take it out of organization.yml, or give it another address."),
        var status => new Outcome.Dead($"It refused the call with status {status}", "Look at its address in organization.yml, at its secret, and at what it expects."),
    };

    private static Duration WaitOf(HttpResponseMessage response, Instant now)
    {
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => Duration.FromTimeSpan(delta),
            { Date: { } date } => Instant.FromDateTimeOffset(date) - now,
            _ => UsualWait,
        };
        return Duration.Max(Duration.FromSeconds(1), Duration.Min(asked, LongestWait));
    }

    /// <summary>The name is looked up once, and the connection goes to an address that was judged, whatever the name means a moment later.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await _reach.Resolve(host, cancellationToken);
        var allowed = addresses.Where(_reach.Allows).ToArray();
        if (allowed.Length == 0)
            throw addresses.Length > 0 ? new SecurityException($"{host} leads into a private network") : new SocketException((int)SocketError.HostNotFound);

#pragma warning disable CA2000 // The stream owns it; without one it is disposed of below.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
#pragma warning restore CA2000
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
