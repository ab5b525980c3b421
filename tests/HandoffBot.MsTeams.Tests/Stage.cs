using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Inbound;
using HandoffBot.MsTeams.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.MsTeams.Tests;

/// <summary>The edge on a port of its own, between a scripted bot and a stand-in for Microsoft.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string AppId = "3d7c7a4e-0000-4000-8000-000000000001";
    public const string Tenant = "3d7c7a4e-0000-4000-8000-000000000002";
    public const string OtherTenant = "3d7c7a4e-0000-4000-8000-00000000ffff";

    /// <summary>Where the recorded activities say that their conversations live.</summary>
    public const string Service = "https://smba.trafficmanager.net/emea/3d7c7a4e-0000-4000-8000-000000000002/";

    private readonly WebApplication app;

    private Stage(WebApplication app, FakeMicrosoft microsoft, HeardLog log, HandTime time)
    {
        (this.app, Microsoft, Log, Time) = (app, microsoft, log, time);
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public FakeMicrosoft Microsoft { get; }

    public required ScriptedBot Bot { get; init; }

    public required ScriptedEdge Edge { get; init; }

    public required ScriptedBook Book { get; init; }

    /// <summary>What goes out as drawn already: forms that stand in a chat.</summary>
    public required ScriptedConnector Connector { get; init; }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public Task StopAsync() => app.StopAsync();

    public HttpClient Http { get; }

    public HeardLog Log { get; }

    public HandTime Time { get; }

    public static async Task<Stage> SetAsync(
        Reply? reply = null, Func<IReadOnlyList<string>>? tenants = null, Action<MsTeamsOptions>? configure = null, FakeMicrosoft? microsoft = null,
        Action<IServiceCollection>? services = null)
    {
        microsoft ??= await FakeMicrosoft.StartAsync();
        var bot = new ScriptedBot { Answer = _ => reply ?? new Reply.Done() };
        var time = new HandTime();
        var log = new HeardLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IConversation>(bot);
        builder.Services.AddSingleton<TimeProvider>(time);
        if (tenants is not null)
            builder.Services.AddSingleton<MsTeamsTenants>(() => tenants());

        services?.Invoke(builder.Services);
        builder.Services.AddMsTeams(options =>
        {
            options.AppId = AppId;
            options.AppPassword = "a-secret";
            options.TenantId = Tenant;
            options.OpenIdMetadataUrl = microsoft.Metadata;
            configure?.Invoke(options);
        });
        var (edge, book) = (new ScriptedEdge(), new ScriptedBook());
        builder.Services.RemoveAll<IChatEdge>().AddSingleton<IChatEdge>(edge);
        builder.Services.AddSingleton<IConversationBook>(book);
        var connector = new ScriptedConnector();
        builder.Services.RemoveAll<IBotTokens>().AddSingleton<IBotTokens>(connector);
        builder.Services.AddHttpClient(OutboundRegistration.Connector).ConfigurePrimaryHttpMessageHandler(() => new ConnectorWire(connector));
        var built = builder.Build();
        built.MapMsTeams();
        built.Services.GetRequiredService<Soon>().FirstPause = TimeSpan.FromMilliseconds(20);
        await built.StartAsync();
        return new(built, microsoft, log, time) { Bot = bot, Edge = edge, Book = book, Connector = connector };
    }

    public static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name)).Trim();

    /// <param name="change">Changes the recorded activity before it is sent.</param>
    public Task<HttpResponseMessage> SendAsync(string fixture, Action<JsonNode>? change = null)
    {
        var activity = JsonNode.Parse(Fixture(fixture))!;
        change?.Invoke(activity);
        return PostAsync(activity.ToJsonString(), Microsoft.Token((string?)activity["serviceUrl"] ?? Service, Time.GetUtcNow()));
    }

    public async Task<HttpResponseMessage> PostAsync(string body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, MsTeamsRegistration.MessagesPath)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new("application/json") { CharSet = "utf-8" } } },
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await Microsoft.DisposeAsync();
    }
}

/// <summary>A clock that goes on when it is told to.</summary>
internal sealed class HandTime : TimeProvider
{
    public TimeSpan Passed { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Passed.Ticks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero) + Passed;
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

/// <summary>A mouth that remembers what it was told to post and answers as it is told.</summary>
internal sealed class ScriptedEdge : IChatEdge
{
    public Platform Platform => Platform.MsTeams;

    public Func<Destination, Outcome> Answer { get; set; } = _ => new Outcome.Taken();

    public ConcurrentQueue<(Destination Where, Card Card)> Posted { get; } = new();

    public Task<Outcome> PostAsync(Destination destination, Card card, IReadOnlyList<Guid> deliveries, CancellationToken cancellationToken)
    {
        Assert.Empty(deliveries);
        Posted.Enqueue((destination, card));
        return Task.FromResult(Answer(destination));
    }

    public ConcurrentQueue<(CardRef Message, Card Card)> Updated { get; } = new();

    public Func<CardRef, Outcome> UpdateAnswer { get; set; } = message => new Outcome.Sent(message);

    public Task<Outcome> UpdateAsync(CardRef message, Card card, CancellationToken cancellationToken)
    {
        Updated.Enqueue((message, card));
        return Task.FromResult(UpdateAnswer(message));
    }

    public Task<Outcome> FindAsync(Destination destination, Guid delivery, Instant since, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Uri?> LinkAsync(CardRef message, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>A book that remembers what was written into it.</summary>
internal sealed class ScriptedBook : IConversationBook
{
    public ConcurrentQueue<MetConversation> Remembered { get; } = new();

    public ConcurrentQueue<ChannelRef> Forgotten { get; } = new();

    public bool IsBroken { get; set; }

    public Task RememberAsync(MetConversation seen, CancellationToken cancellationToken) => Write(Remembered, seen);

    public Task ForgetAsync(ChannelRef conversation, CancellationToken cancellationToken) => Write(Forgotten, conversation);

    public Task<MetConversation?> FindAsync(AccountRef account, CancellationToken cancellationToken) =>
        Task.FromResult(Remembered.LastOrDefault(one => one.With == account));

    public Task<MetConversation?> FindAsync(ChannelRef conversation, CancellationToken cancellationToken) =>
        Task.FromResult(Remembered.LastOrDefault(one => one.Conversation == conversation));

    public Task<ImmutableArray<MetConversation>> TeamsAsync(Platform platform, string workspace, CancellationToken cancellationToken) =>
        Task.FromResult(Remembered.Where(one => one.Team is not null).ToImmutableArray());

    private Task Write<T>(ConcurrentQueue<T> where, T what)
    {
        if (IsBroken)
            throw new InvalidOperationException("The book cannot be written.");

        where.Enqueue(what);
        return Task.CompletedTask;
    }
}

/// <summary>A connector that remembers what it was told and answers as it is told.</summary>
internal sealed class ScriptedConnector : IBotTokens
{
    public ConcurrentQueue<(string Call, JsonNode Body)> Calls { get; } = new();

    public Func<string, (HttpStatusCode Status, string Body)> Answer { get; set; } = _ => (HttpStatusCode.OK, """{"id":"1763890009999"}""");

    public ValueTask<BotToken> AskAsync(string? refused, CancellationToken cancellationToken) => new(new BotToken.Granted("the-bots-own"));
}

/// <summary>The way to a scripted connector.</summary>
internal sealed class ConnectorWire(ScriptedConnector connector) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = $"{request.Method} {request.RequestUri}";
        connector.Calls.Enqueue((call, JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!));
        var (status, body) = connector.Answer(call);
        return new(status) { Content = new StringContent(body) };
    }
}
