using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Playground.Tests;

/// <summary>A playground on a free port with a fake bot behind it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string Token = "xoxb-test";
    public const string Secret = "a signing secret";
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private Stage(WebApplication app, FakeBot bot, FixedClock clock, MovableTime time)
    {
        (App, Bot, Clock, Time) = (app, bot, clock, time);
        StandIn = app.Services.GetRequiredService<SlackStandIn>();
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = StandIn.Address };
    }

    public WebApplication App { get; }

    public FakeBot Bot { get; }

    public FixedClock Clock { get; }

    public MovableTime Time { get; }

    public SlackStandIn StandIn { get; }

    public HttpClient Http { get; }

    public static string Sam => PlaygroundIds.User("sam@acme.example");

    public static string Olu => PlaygroundIds.User("olu@acme.example");

    public static string Gus => PlaygroundIds.User("gus@client.example");

    public static string SamsDirect => PlaygroundIds.Direct("T0PLAY", Sam);

    public static PlaygroundOptions Options(Uri bot, string? stateFile = null) => new()
    {
        Port = 0,
        Bot = bot,
        SigningSecret = Secret,
        BotToken = Token,
        WorkspaceName = "Acme",
        StateFile = stateFile,
        People =
        [
            new("sam@acme.example", "Sam Hill", "Sales"),
            new("olu@acme.example", "Olu Ade", "Onboarding lead"),
            new("gus@client.example", "Gus Guest", "Client", Guest: true),
        ],
        Channels =
        [
            new("C0SALES", "sales", "Deals", ["sam@acme.example", "olu@acme.example", "gus@client.example"]),
            new("C0ONB", "onboarding", "New clients", ["olu@acme.example"]),
            new("C0OUT", "outside", "The bot is not in here", ["sam@acme.example"]) { BotIsMember = false },
            new("C0SECRET", "leads", "Private", ["olu@acme.example"]) { Private = true, BotIsMember = false },
        ],
        UserGroups = [new("S0ONB", "onboarders", ["olu@acme.example"])],
        Completions = [new("new", "start a handoff")],
        Shortcuts = [new("new_handoff", "New handoff")],
        OnMessages = [new("keep_it", "Keep it")],
    };

    public static async Task<Stage> SetAsync(string? stateFile = null, Func<PlaygroundOptions, PlaygroundOptions>? change = null)
    {
        var bot = await FakeBot.StartAsync();
        var (clock, time) = (new FixedClock(Start), new MovableTime());
        var options = Options(bot.Address, stateFile);
        var app = PlaygroundApp.Build(change is null ? options : change(options), clock, time);
        // Few facts are about who answers too late: the fake bot may be as slow as the machine that it runs on.
        app.Services.GetRequiredService<SlackPatience>().Span = TimeSpan.FromMinutes(1);
        app.Services.GetRequiredService<Events>().Pauses = [TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5)];
        await app.StartAsync();
        return new Stage(app, bot, clock, time);
    }

    /// <summary>Calls a method as bots do: a form with a bearer token.</summary>
    public async Task<JsonNode> CallAsync(string method, params (string Name, object? Value)[] arguments)
    {
        using var response = await SendAsync(method, arguments);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public async Task<HttpResponseMessage> SendAsync(string method, params (string Name, object? Value)[] arguments)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/{method}");
        request.Headers.Authorization = new("Bearer", Token);
        request.Content = new FormUrlEncodedContent(arguments.Where(each => each.Value is not null)
            .Select(each => KeyValuePair.Create(each.Name, each.Value is JsonNode json ? json.ToJsonString() : $"{each.Value}")));
        return await Http.SendAsync(request);
    }

    public async Task<JsonNode> AskAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>Does something as the page does it.</summary>
    public async Task<JsonNode> DoAsync(string act, object given)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"player/{act}") { Content = JsonContent.Create(given) };
        request.Headers.Add("X-Playground", "1");
        using var response = await Http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public async Task<JsonArray> MessagesAsync(string person, string channel, string? thread = null) =>
        (await AskAsync($"player/messages?as={person}&channel={channel}{(thread is null ? "" : $"&thread={thread}")}"))["messages"]!.AsArray();

    public SlackPatience Patience => App.Services.GetRequiredService<SlackPatience>();

    /// <summary>Waits for what comes about beside the answers.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!holds()) await Task.Delay(10, patience.Token);
    }

    /// <summary>A trigger that the bot got by a slash command, fresh.</summary>
    public async Task<string> TriggerAsync(string person)
    {
        Bot.Got.Clear();
        await DoAsync("command", new { @as = person, channel = "C0SALES", text = "/handoff" });
        return (await Bot.WaitForAsync(got => got.Path == "/slack/commands")).Field("trigger_id");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        await Bot.DisposeAsync();
    }
}
