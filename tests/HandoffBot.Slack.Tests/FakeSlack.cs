using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack.Tests;

/// <summary>A Web API on a free port of this machine that answers as it is told and remembers what it was asked.</summary>
internal sealed class FakeSlack : IAsyncDisposable
{
    public const string Itself = """{"ok":true,"team_id":"T0ACME","team":"Acme","user_id":"U0BOT","user":"handoffbot","bot_id":"B0BOT"}""";

    private readonly ConcurrentDictionary<string, Queue<Func<HttpContext, Task>>> answers = new();
    private readonly WebApplication app;

    private FakeSlack(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First() + "/api/");

    public ConcurrentQueue<Asked> Calls { get; } = new();

    /// <summary>Connections of Socket Mode as they come.</summary>
    public Channel<ServerSocket> Sockets { get; } = Channel.CreateUnbounded<ServerSocket>();

    public string SocketAddress => $"{app.Urls.First().Replace("http://", "ws://", StringComparison.Ordinal)}/link?ticket=secret-ticket";

    public static async Task<FakeSlack> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var slack = new FakeSlack(built);
        built.UseWebSockets();
        built.MapGet("/link", slack.ServeAsync);
        built.MapPost("/{**path}", slack.AnswerAsync);
        slack.Answers("auth.test", Itself);
        await built.StartAsync();
        return slack;
    }

    /// <summary>The answers of a method in turn; the last one stays.</summary>
    public FakeSlack Answers(string method, params ReadOnlySpan<string> bodies)
    {
        foreach (var body in bodies)
            Answers(method, context => context.Response.WriteAsync(body));

        return this;
    }

    public FakeSlack Answers(string method, Func<HttpContext, Task> answer)
    {
        answers.GetOrAdd(method, _ => new()).Enqueue(answer);
        return this;
    }

    public IEnumerable<Asked> CallsOf(string method) => Calls.Where(call => call.Method == method);

    /// <summary>The next connection, as soon as it is there.</summary>
    public async Task<ServerSocket> SocketAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await Sockets.Reader.ReadAsync(patience.Token);
    }

    /// <summary>The same, greeted.</summary>
    public async Task<ServerSocket> GreetedSocketAsync()
    {
        var socket = await SocketAsync();
        await socket.SendAsync("""{"type":"hello","num_connections":1,"connection_info":{"app_id":"A0APP"}}""");
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        while (Sockets.Reader.TryRead(out var socket))
            socket.End();
        await app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var server = new ServerSocket(socket);
        Sockets.Writer.TryWrite(server);
        using var _ = app.Lifetime.ApplicationStopping.Register(server.End);
        await server.Ended;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var method = path.StartsWith("/api/", StringComparison.Ordinal) ? path[5..] : path;
        using var reader = new StreamReader(context.Request.Body);
        Calls.Enqueue(new(method, await reader.ReadToEndAsync(), context.Request.Headers.Authorization.ToString(), context.Request.ContentType));
        context.Response.ContentType = "application/json";
        var queue = answers.GetOrAdd(method, _ => new([ctx => ctx.Response.WriteAsync("""{"ok":true}""")]));
        Func<HttpContext, Task> answer;
        lock (queue)
            answer = queue.Count > 1 ? queue.Dequeue() : queue.Peek();

        await answer(context);
    }
}

/// <summary>Slack's end of a connection: says what the test says, and hears acknowledgements.</summary>
internal sealed class ServerSocket(WebSocket socket)
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] buffer = new byte[2 * 1024 * 1024];

    public Task Ended => ended.Task;

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type, bool isLast = true) =>
        socket.SendAsync(bytes, type, isLast, CancellationToken.None);

    public Task SendAsync(string type, string id, JsonNode? payload) => SendAsync(new JsonObject
    {
        ["envelope_id"] = id, ["type"] = type, ["accepts_response_payload"] = type != "events_api", ["payload"] = payload,
    }.ToJsonString());

    /// <summary>What the bot says next; null when it says goodbye.</summary>
    public async Task<JsonNode?> HearAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            if (read.MessageType is WebSocketMessageType.Close)
                return null;

            length += read.Count;
            if (read.EndOfMessage)
                return JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, length))!;
        }
    }

    /// <summary>Says goodbye; the other side may still be heard.</summary>
    public Task CloseAsync() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    /// <summary>Without a goodbye.</summary>
    public void End()
    {
        socket.Abort();
        ended.TrySetResult();
    }
}

internal sealed record Asked(string Method, string Body, string Authorization, string? ContentType);
