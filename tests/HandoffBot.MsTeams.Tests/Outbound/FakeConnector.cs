using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Tests.Outbound;

/// <summary>A connector and a token's issuer on a free port of this machine that answer as they are told and remember what they were asked.</summary>
internal sealed class FakeConnector : IAsyncDisposable
{
    public const string Create = "POST conversations";
    public const string Send = "POST activities";
    public const string Update = "PUT activities";
    public const string Member = "GET members";
    public const string Members = "GET pagedmembers";
    public const string Channels = "GET teams";
    public const string Token = "POST token";

    private const string Granted = """{"token_type":"Bearer","expires_in":3599,"access_token":"token-1"}""";

    private readonly ConcurrentDictionary<string, Queue<Func<HttpContext, Task>>> answers = new();
    private readonly WebApplication app;

    private FakeConnector(WebApplication app) => this.app = app;

    /// <summary>Where the conversations of these tests live.</summary>
    public Uri Service => new(app.Urls.First() + "/emea/");

    public string Authority => app.Urls.First() + "/login/";

    public ConcurrentQueue<AskedOf> Calls { get; } = new();

    public static async Task<FakeConnector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var connector = new FakeConnector(built);
        built.Map("/{**path}", connector.AnswerAsync);
        await built.StartAsync();
        return connector;
    }

    /// <summary>Answers in turn; the last one stays.</summary>
    public FakeConnector Answers(string operation, int status, string body = "") => Answers(operation, async context =>
    {
        context.Response.StatusCode = status;
        if (body.Length > 0)
            await context.Response.WriteAsync(body);
    });

    public FakeConnector Answers(string operation, Func<HttpContext, Task> answer)
    {
        answers.GetOrAdd(operation, _ => new()).Enqueue(answer);
        return this;
    }

    public FakeConnector Refuses(string operation, int status, string code) =>
        Answers(operation, status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = "No." } }.ToJsonString());

    public IReadOnlyList<AskedOf> Of(string operation) => [.. Calls.Where(call => call.Operation == operation)];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var operation = Operation(context.Request.Method, context.Request.Path.Value!);
        using var reader = new StreamReader(context.Request.Body);
        Calls.Enqueue(new(operation, target, await reader.ReadToEndAsync(), context.Request.Headers.Authorization.ToString()));
        context.Response.ContentType = "application/json";
        if (answers.TryGetValue(operation, out var queue))
            await Next(queue)(context);
        else if (operation == Token)
            await context.Response.WriteAsync(Granted);
        else
            context.Response.StatusCode = StatusCodes.Status501NotImplemented;
    }

    private static Func<HttpContext, Task> Next(Queue<Func<HttpContext, Task>> queue)
    {
        lock (queue)
            return queue.Count > 1 ? queue.Dequeue() : queue.Peek();
    }

    private static string Operation(string method, string path) =>
        $"{method} {new[] { "pagedmembers", "members", "activities", "teams", "token" }.FirstOrDefault(one => path.Split('/').Contains(one)) ?? "conversations"}";
}

/// <param name="Target">The path and query as they were sent, escaped.</param>
internal sealed record AskedOf(string Operation, string Target, string Body, string Authorization)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
}
