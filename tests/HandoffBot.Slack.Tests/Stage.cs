using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Inbound;
using HandoffBot.Slack.Socket;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack.Tests;

/// <summary>The edge on a port of its own, between a scripted bot and a fake Slack.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private readonly WebApplication app;

    private Stage(WebApplication app, FakeSlack slack, ScriptedBot bot, HeardLog log)
    {
        (this.app, Slack, Bot, Log) = (app, slack, bot, log);
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public FakeSlack Slack { get; }

    public ScriptedBot Bot { get; }

    public HttpClient Http { get; }

    public HeardLog Log { get; }

    public SlackReach Reach => app.Services.GetRequiredService<SlackReach>();

    public Task StopAsync() => app.StopAsync();

    public IChatEdge Edge => app.Services.GetRequiredService<IChatEdge>();

    /// <summary>The calls that publish a Home tab, as soon as there are so many.</summary>
    public async Task<IReadOnlyList<Asked>> PublishedAsync(int times)
    {
        await UntilAsync(() => Slack.CallsOf("views.publish").Count() >= times);
        return [.. Slack.CallsOf("views.publish")];
    }

    /// <summary>What goes on beside the answers comes about within a while.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        for (var waited = 0; !holds(); waited++)
        {
            Assert.True(waited < 2400, "It did not come about.");
            await Task.Delay(25);
        }
    }

    public IChatDirectory Directory => app.Services.GetRequiredService<IChatDirectory>();

    public static async Task<Stage> SetAsync(Reply? reply = null, IReadOnlyList<string>? workspaces = null, Uri? api = null, Action<SlackOptions>? configure = null, SocketTimes? times = null, Action<FakeSlack>? before = null)
    {
        var slack = await FakeSlack.StartAsync();
        before?.Invoke(slack);
        var bot = new ScriptedBot { Answer = _ => reply ?? new Reply.Done() };
        var builder = WebApplication.CreateSlimBuilder();
        var log = new HeardLog();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IConversation>(bot);
        builder.Services.AddSingleton<TimeProvider>(new FixedTime());
        if (times is not null)
            builder.Services.AddSingleton(times);

        if (workspaces is not null)
            builder.Services.AddSingleton<SlackWorkspaces>(() => workspaces);

        builder.Services.AddSlack(options =>
        {
            options.SigningSecret = Secret;
            options.BotToken = "xoxb-secret";
            options.ApiBaseUrl = (api ?? slack.Address).ToString();
            configure?.Invoke(options);
        });
        var built = builder.Build();
        built.MapSlack();
        built.Services.GetRequiredService<HomePublishing>().FirstPause = TimeSpan.FromMilliseconds(1);
        await built.StartAsync();
        return new(built, slack, bot, log);
    }

    public static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name)).Trim();

    public Task<HttpResponseMessage> CommandAsync(string fixture = "command.txt") => SendAsync(SlackRegistration.CommandsPath, Fixture(fixture));

    /// <param name="change">Changes the recorded payload before it is signed.</param>
    public Task<HttpResponseMessage> InteractAsync(string fixture, Action<JsonNode>? change = null)
    {
        var payload = JsonNode.Parse(Fixture(fixture))!;
        change?.Invoke(payload);
        payload["response_url"] = payload["response_url"] is null ? null : $"{Slack.Address.GetLeftPart(UriPartial.Authority)}/respond/1";
        return SendAsync(SlackRegistration.InteractionsPath, "payload=" + Uri.EscapeDataString(payload.ToJsonString()));
    }

    public Task<HttpResponseMessage> EventAsync(string fixture, Action<JsonNode>? change = null)
    {
        var payload = JsonNode.Parse(Fixture(fixture))!;
        change?.Invoke(payload);
        return SendAsync(SlackRegistration.EventsPath, payload.ToJsonString(), "application/json; charset=utf-8");
    }

    public async Task<HttpResponseMessage> SendAsync(
        string path, string body, string mediaType = "application/x-www-form-urlencoded", Action<HttpRequestMessage>? tamper = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        request.Headers.Add(SlackSignature.TimestampHeader, timestamp);
        request.Headers.Add(SlackSignature.Header, SlackSignature.Sign(Secret, timestamp, bytes));
        tamper?.Invoke(request);
        return await Http.SendAsync(request);
    }

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public static async Task EmptyAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await Slack.DisposeAsync();
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}

/// <summary>Every line of the edge's own log.</summary>
internal sealed class HeardLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IEnumerable<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => new Ear(lines);

    public void Dispose()
    {
    }

    private sealed class Ear(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception));
    }
}

/// <summary>A bot that remembers what it heard and answers as it is told.</summary>
internal sealed class ScriptedBot : IConversation
{
    public required Func<Interaction, Reply> Answer { get; set; }

    public ConcurrentQueue<Interaction> Heard { get; } = new();

    /// <summary>What it waits for before it answers.</summary>
    public Task Before { get; set; } = Task.CompletedTask;

    public async Task<Reply> HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        Heard.Enqueue(interaction);
        await Before;
        return Answer(interaction);
    }
}
