using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace HandoffBot.Playground.Tests;

/// <summary>One request as the bot received it.</summary>
internal sealed record Received(string Path, byte[] Body, IHeaderDictionary Headers)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string Field(string name) => QueryHelpers.ParseQuery(Text)[name].ToString();

    public JsonNode Payload => JsonNode.Parse(Path == "/slack/events" ? Text : Field("payload"))!;

    public string Type => Path == "/slack/events" ? (string)Payload["event"]!["type"]! : (string)Payload["type"]!;

    /// <summary>What Microsoft Teams sent.</summary>
    public JsonNode Activity => JsonNode.Parse(Text)!;

    public long Timestamp => long.Parse(Headers["X-Slack-Request-Timestamp"].ToString(), CultureInfo.InvariantCulture);
}

/// <summary>A bot of a few lines that remembers what it got and answers what the test says.</summary>
internal sealed class FakeBot : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeBot(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First().TrimEnd('/') + "/");

    public ConcurrentQueue<Received> Got { get; } = [];

    public Func<Received, HttpContext, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public static async Task<FakeBot> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var bot = new FakeBot(builder.Build());
        bot._app.Run(bot.TakeAsync);
        await bot._app.StartAsync();
        return bot;
    }

    public void AnswerJson(string json) => Answer = async (_, context) =>
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json);
    };

    /// <summary>Waits for a request that fits, wherever in the order it comes.</summary>
    public async Task<Received> WaitForAsync(Func<Received, bool> fits)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            if (Got.FirstOrDefault(fits) is { } found) return found;
            await Task.Delay(10, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var received = new Received(context.Request.Path.Value!, body.ToArray(), new HeaderDictionary(context.Request.Headers.ToDictionary()));
        Got.Enqueue(received);
        await Answer(received, context);
    }
}
