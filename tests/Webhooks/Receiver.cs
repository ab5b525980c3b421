using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HandoffBot.Engine.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Tests;

/// <summary>A receiver of webhooks behind https on this machine, under any name.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    /// <summary>One for all: making it takes longer than most tests.</summary>
    private static readonly X509Certificate2 Certificate = Made();
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public int Port { get; private set; }

    public ConcurrentQueue<Received> Calls { get; } = new();

    /// <summary>How it answers the nth call, from 1; with 200 when a test does not say.</summary>
    public Func<HttpContext, int, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public Uri Url => new($"https://pager.example:{Port}/hook");

    /// <summary>A reach in which this machine stands for the Internet and everything else for somebody's network.</summary>
    public WebhookReach Reach => new()
    {
        Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Loopback }),
        Allows = IPAddress.Loopback.Equals,
        Trusts = (_, shown, _, errors) =>
            shown?.GetCertHashString() == Certificate.GetCertHashString() && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch),
    };

    public static async Task<Receiver> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate)));
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        receiver.Port = new Uri(app.Urls.Single()).Port;
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Calls.Enqueue(new(
            context.Request.Method, context.Request.Path, context.Request.ContentType,
            context.Request.Headers.ToDictionary(one => one.Key.ToLowerInvariant(), one => one.Value.ToString()), body.ToArray()));
        await Answer(context, Calls.Count);
    }

    private static X509Certificate2 Made()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=pager.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("pager.example");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    internal sealed record Received(string Method, string Path, string? ContentType, Dictionary<string, string> Headers, byte[] Body)
    {
        /// <summary>As a receiver checks it, who knows nothing of the bot but the standard.</summary>
        public bool IsSignedWith(string secret)
        {
            using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
            var signed = Encoding.UTF8.GetBytes($"{Headers["webhook-id"]}.{Headers["webhook-timestamp"]}.").Concat(Body).ToArray();
            return Headers["webhook-signature"].Split(' ').Contains("v1," + Convert.ToBase64String(hmac.ComputeHash(signed)));
        }
    }
}
