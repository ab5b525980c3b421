using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Activities;
using HandoffBot.Playground.MsTeams.Connector;
using HandoffBot.Playground.MsTeams.Tenant;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Playground.Tests.MsTeams;

/// <summary>A playground with a Microsoft Teams half on a free port, and a fake bot behind it.</summary>
internal sealed class TenantStage : IAsyncDisposable
{
    public const string AppId = "7b5c0b9e-7f0a-4d5b-9d5c-0d5a3c1f2e11";
    public const string Password = "an app password";
    public const string Tenant = "0f6b3f8e-33c7-4d0e-8a52-5b8f6a1f7d01";
    public const string TeamId = "19:delivery-team@thread.tacv2";
    public const string Intake = "19:delivery-intake@thread.tacv2";
    public const string Outside = "19:outside@thread.tacv2";

    private string? _token;

    private TenantStage(WebApplication app, FakeBot bot, FixedClock clock, MovableTime time)
    {
        (App, Bot, Clock, Time) = (app, bot, clock, time);
        StandIn = app.Services.GetRequiredService<MsTeamsStandIn>();
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = app.Services.GetRequiredService<SlackStandIn>().Address };
    }

    public WebApplication App { get; }

    public FakeBot Bot { get; }

    public FixedClock Clock { get; }

    public MovableTime Time { get; }

    public MsTeamsStandIn StandIn { get; }

    public HttpClient Http { get; }

    public MsTeamsTenant World => App.Services.GetRequiredService<MsTeamsTenant>();

    public static string Dee => MsTeamsPlaygroundIds.User(AppId, "dee@acme.example");

    public static string DeeInEntra => MsTeamsPlaygroundIds.AadObject("dee@acme.example");

    public static string DeesChat => MsTeamsPlaygroundIds.Chat(AppId, "dee@acme.example");

    public static string Max => MsTeamsPlaygroundIds.User(AppId, "max@acme.example");

    public static string Loner => MsTeamsPlaygroundIds.User(AppId, "lon@acme.example");

    public static MsTeamsPlaygroundOptions Options(string? stateFile = null) => new()
    {
        AppId = AppId,
        AppPassword = Password,
        TenantId = Tenant,
        TenantName = "Acme",
        StateFile = stateFile,
        People =
        [
            new("dee@acme.example", "Dee Moss", "Delivery, lead"),
            new("max@acme.example", "Max Roth", "Delivery"),
            new("gus@client.example", "Gus Guest", "Client", Guest: true),
            new("lon@acme.example", "Lon Er", "In no team"),
        ],
        Teams =
        [
            new(TeamId, "Delivery", ["dee@acme.example", "max@acme.example", "gus@client.example"], [new(Intake, "Intake", "New clients")]),
            new("19:closed@thread.tacv2", "Closed", ["dee@acme.example"], [new(Outside, "Outside")]) { BotIsInstalled = false },
        ],
        Completions = [new("help", "What can be said")],
        OnMessages = [new("keepIt", "Keep it")],
        BesideBox = [new("begin", "Begin")],
    };

    public static async Task<TenantStage> SetAsync(
        string? stateFile = null, Func<MsTeamsPlaygroundOptions, MsTeamsPlaygroundOptions>? change = null,
        Func<Received, HttpContext, Task>? answer = null, int port = 0)
    {
        var bot = await FakeBot.StartAsync();
        var (clock, time) = (new FixedClock(Stage.Start), new MovableTime());
        var half = Options(stateFile);
        var app = PlaygroundApp.Build(Stage.Options(bot.Address) with { Port = port, MsTeams = change is null ? half : change(half) }, clock, time);
        app.Services.GetRequiredService<Rosters>().LeastPage = 1;
        var patience = app.Services.GetRequiredService<MsTeamsPatience>();
        patience.Pauses = patience.InstallPauses = [TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5)];
        // Few facts are about who answers too late.
        patience.Message = patience.Invoke = TimeSpan.FromMinutes(1);
        bot.Answer = answer ?? bot.Answer;
        await app.StartAsync();
        return new TenantStage(app, bot, clock, time);
    }

    /// <summary>With the news of the installations taken and forgotten.</summary>
    public static async Task<TenantStage> SettledAsync()
    {
        var stage = await SetAsync();
        await stage.UntilAsync(() => stage.World.Teams.First().BotKnows);
        stage.Bot.Got.Clear();
        return stage;
    }

    public MsTeamsPatience Patience => App.Services.GetRequiredService<MsTeamsPatience>();

    public async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            lock (World.Gate)
            {
                if (holds()) return;
            }

            await Task.Delay(10, patience.Token);
        }
    }

    public async Task<JsonNode> AskAsync(string path)
    {
        using var response = await Http.GetAsync($"player/msteams/{path}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>Does something as the page does it.</summary>
    public async Task<JsonNode> DoAsync(string act, object given)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"player/msteams/{act}") { Content = JsonContent.Create(given) };
        request.Headers.Add("X-Playground", "1");
        using var response = await Http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public Task<JsonNode> TypeAsync(string conversation, string text, string? thread = null, string? person = null) =>
        DoAsync("message", new { @as = person ?? DeeInEntra, conversation, text, thread });

    /// <summary>Clicks on what a card in a message offers.</summary>
    public Task<JsonNode> ClickAsync(string conversation, string message, string action, object? inputs = null, string? person = null) =>
        DoAsync("action", new { @as = person ?? DeeInEntra, conversation, message, action, inputs });

    public async Task<JsonNode> ReceivedAsync(string type, Func<JsonNode, bool>? fits = null) =>
        (await Bot.WaitForAsync(got => (string)got.Activity["type"]! == type && fits?.Invoke(got.Activity) != false)).Activity;

    public async Task<JsonArray> MessagesAsync(string conversation, string? person = null) =>
        (await AskAsync($"messages?as={person ?? DeeInEntra}&conversation={Uri.EscapeDataString(conversation)}"))["messages"]!.AsArray();

    public async Task<JsonNode?> DialogAsync() => (await AskAsync($"dialog?as={DeeInEntra}"))["dialog"];

    public async Task<(HttpStatusCode Status, JsonNode Body)> GrantAsync(params (string Name, string Value)[] instead)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = AppId,
            ["client_secret"] = Password,
            ["scope"] = "https://api.botframework.com/.default",
        };
        foreach (var (name, value) in instead) form[name] = value;
        using var content = new FormUrlEncodedContent(form);
        using var response = await Http.PostAsync(new Uri(StandIn.TokenAuthority, $"{form.GetValueOrDefault("tenant", Tenant)}/oauth2/v2.0/token"), content);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>Calls the connector as bots do, with every part of the path escaped.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod verb, string path, object? body = null, string? token = null)
    {
        token ??= _token ??= (string)(await GrantAsync()).Body["access_token"]!;
        using var request = new HttpRequestMessage(verb, new Uri(StandIn.ServiceUrl + "v3/" + path));
        request.Headers.Authorization = new("Bearer", token);
        if (body is string raw) request.Content = new StringContent(raw, Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        return await Http.SendAsync(request);
    }

    public async Task<(int Status, JsonNode? Body)> CallAsync(HttpMethod verb, string path, object? body = null)
    {
        using var response = await SendAsync(verb, path, body);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public Task<(int Status, JsonNode? Body)> CreateAsync(object parameters) => CallAsync(HttpMethod.Post, "conversations", parameters);

    /// <summary>Posts a message and gives the id that the connector answers.</summary>
    public async Task<string> SayAsync(string conversation, object activity)
    {
        var (status, body) = await CallAsync(HttpMethod.Post, Activities(conversation), activity);
        Assert.Equal(201, status);
        return (string)body!["id"]!;
    }

    /// <summary>Begins a thread with a text and gives its conversation id.</summary>
    public async Task<string> ThreadAsync(string text = "first")
    {
        var (status, body) = await CreateAsync(new { isGroup = true, tenantId = Tenant, channelData = new { channel = new { id = Intake } }, activity = Text(text) });
        Assert.Equal(201, status);
        return (string)body!["id"]!;
    }

    public static string Activities(string conversation, string? activity = null) =>
        $"conversations/{Uri.EscapeDataString(conversation)}/activities{(activity is null ? "" : "/" + Uri.EscapeDataString(activity))}";

    public static object Text(string text) => new { type = "message", text };

    public static JsonObject Card(string body = """[{"type":"TextBlock","text":"Hello","wrap":true}]""", string actions = "[]") => new()
    {
        ["type"] = "message",
        ["summary"] = "A card",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["content"] = new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["body"] = JsonNode.Parse(body), ["actions"] = JsonNode.Parse(actions) },
        }),
    };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        await Bot.DisposeAsync();
    }
}
