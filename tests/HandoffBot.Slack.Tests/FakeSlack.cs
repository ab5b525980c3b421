using System.Collections.Concurrent;
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

    public static async Task<FakeSlack> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var slack = new FakeSlack(built);
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

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

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

internal sealed record Asked(string Method, string Body, string Authorization, string? ContentType);
