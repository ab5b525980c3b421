using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Engine;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.MsTeams.Outbound;
using HandoffBot.Playground;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.MsTeams.Activities;
using HandoffBot.Playground.MsTeams.Tenant;
using HandoffBot.Playground.Workspace;
using HandoffBot.Slack;
using HandoffBot.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>A whole bot in this process, with the workspace that it serves, on a database of its own that outlives a restart.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly Dictionary<(string Name, Platform Platform), Player> _players = [];
    private readonly string _playbooks;
    private readonly PlaygroundOptions? _workspace;
    private readonly Action<IServiceCollection>? _instead;
    private readonly Setting _setting;
    private readonly PlaygroundClock _clock = new(TimeProvider.System);
    private int _botPort;
    private int _pagePort;
    private WebApplication? _outside;
    private RunningBot? _bot;
    private HttpClient _http = new();

    private Office(TestDatabase database, string playbooks, PlaygroundOptions? workspace, Action<IServiceCollection>? instead, Setting setting) =>
        (_database, _playbooks, _workspace, _instead, _setting) = (database, playbooks, workspace, instead, setting);

    public TestDatabase Database => _database;

    public RunningBot Bot => _bot ?? throw new InvalidOperationException("The bot is stopped.");

    public SlackStandIn StandIn => Around.GetRequiredService<SlackStandIn>();

    public bool HasTenant => Around.GetService<MsTeamsStandIn>() is not null;

    public MsTeamsStandIn Connector => Around.GetRequiredService<MsTeamsStandIn>();

    /// <summary>What the workspace sends without anybody waiting for an answer.</summary>
    public Events Events => Around.GetRequiredService<Events>();

    private IServiceProvider Around => (_outside ?? Bot.Play!.App).Services;

    /// <summary>How often the bot looks at its folder by itself; facts that are not about that say when it looks.</summary>
    public TimeSpan Watches { get; set; } = TimeSpan.FromHours(1);

    public static string AcmeFolder => Path.Combine(AppContext.BaseDirectory, "Fixtures", "acme");

    /// <param name="workspace">
    /// A workspace that is not the bot's own playground: it outlives the bot, which is told of it as of a real one, by its keys. Where it
    /// and the bot listen is filled in here.
    /// </param>
    /// <param name="instead">Registers what stands for something of the bot's own.</param>
    public static Task<Office> OpenAsync(string playbooks, PlaygroundOptions? workspace = null, Action<IServiceCollection>? instead = null) =>
        OpenAsync(playbooks, workspace, instead, Setting.InSlack);

    /// <summary>With the example organization, its teams where the setting places them.</summary>
    /// <param name="isOutside">Whether what is around the bot outlives it in Slack, too, and does not only because there is no other way.</param>
    /// <param name="differs">What is otherwise around it.</param>
    public static Task<Office> OpenAsync(Setting setting, bool isOutside = false, Func<PlaygroundOptions, PlaygroundOptions>? differs = null)
    {
        var playbooks = setting.Playbooks;
        var around = setting.Around(playbooks) ?? (isOutside ? Outside.Acme : null);
        return OpenAsync(playbooks, around is null || differs is null ? around : differs(around), null, setting);
    }

    private static async Task<Office> OpenAsync(string playbooks, PlaygroundOptions? workspace, Action<IServiceCollection>? instead, Setting setting)
    {
        // The playground plays on a file; a bot on a server has its workspace outside.
        if (TestDatabase.Provider != DatabaseProvider.Sqlite)
            workspace ??= Outside.Of(playbooks);
        var office = new Office(await TestDatabase.NewAsync(), playbooks, workspace, instead, setting);
        await office.StartAsync();
        var clock = office.Bot.App.Services.GetRequiredService<BusinessClock>();
        await clock.AdvanceAsync(ATuesdayAfter(clock.Now), CancellationToken.None);
        return office;
    }

    /// <summary>
    /// 10:07 in London on the first Tuesday of June of next year, in every team's hours and near no holiday: no fact depends on the time at
    /// which it is run. Business time only goes forward, and the system's goes on as it does.
    /// </summary>
    private static Instant ATuesdayAfter(Instant now) => new LocalDate(now.InUtc().Year + 1, 5, 31)
        .Next(IsoDayOfWeek.Tuesday).At(new LocalTime(10, 7)).InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/London"]).ToInstant();

    /// <summary>A folder of playbooks made from another one and what is written here.</summary>
    public static string Folder(string from, params ReadOnlySpan<(string Name, string Text)> files)
    {
        var folder = Directory.CreateTempSubdirectory("playbooks").FullName;
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        foreach (var (name, text) in files)
            File.WriteAllText(Path.Combine(folder, name), text);
        return folder;
    }

    /// <summary>Somebody where their team works.</summary>
    public Player As(string name) => As(name, _setting.Of(name));

    /// <summary>Somebody at the client of a platform, on which they have an account.</summary>
    public Player As(string name, Platform platform) =>
        _players.TryGetValue((name, platform), out var player) ? player : _players[(name, platform)] = AtAnother(name, platform);

    /// <summary>The same at another window, which leaves the first as it is.</summary>
    public Player AtAnother(string name) => AtAnother(name, _setting.Of(name));

    /// <summary>Lets somebody into a place, with an account there if they have none yet.</summary>
    public Player Lets(string email, string place, bool guest = false)
    {
        var person = Outside.Person(email, guest);
        if (_setting.At(place) == Platform.MsTeams)
        {
            Connector.Admit(person, Outside.TeamOf(place));
        }
        else
        {
            StandIn.Admit(person);
            StandIn.Invite(place, email);
        }

        return As(person.Name, _setting.At(place)).In(place);
    }

    /// <summary>A part of what plays Microsoft Teams.</summary>
    public T MsTeams<T>()
        where T : notnull => Around.GetRequiredService<T>();

    /// <summary>An account of the tenant by its id in Entra.</summary>
    public Account MsTeamsAccount(string id)
    {
        var tenant = MsTeams<MsTeamsTenant>();
        lock (tenant.Gate)
            return tenant.Account(id)!;
    }

    private Player AtAnother(string name, Platform platform) =>
        platform == Platform.MsTeams ? new MsTeamsPlayer(this, name) : new SlackPlayer(this, name);

    /// <summary>Business now, as the page shows it.</summary>
    public async Task<DateTimeOffset> NowAsync() => DateTimeOffset.Parse(Screen.Text(await AskAsync("clock"), "now"));

    /// <summary>A date so many days from today, as a date picker sends it.</summary>
    public async Task<string> InDaysAsync(int days) => (await NowAsync()).AddDays(days).ToString("yyyy-MM-dd");

    /// <summary>Moves the clock by <c>1h</c>, <c>2d</c>, <c>30m</c> or to <c>next</c>, and waits until what followed was said.</summary>
    public async Task MovesAsync(string by)
    {
        var answer = await DoAsync("clock", new JsonObject { ["advance"] = by });
        Assert.True(answer["now"] is not null, $"The clock did not move: {answer.ToJsonString()}");
        await SettlesAsync();
    }

    /// <summary>Moves from deadline to deadline until something is so.</summary>
    public async Task MovesUntilAsync(Func<Task<bool>> isSo, string what, int most = 15)
    {
        var passed = new List<string>();
        for (var move = 0; move < most; move++)
        {
            if (await isSo())
                return;

            var clock = await AskAsync("clock");
            passed.Add($"{Screen.Text(clock, "next")} {Screen.Text(clock, "next_what")}");
            await MovesAsync("next");
        }

        Assert.True(await isSo(), $"{what} did not come, though the clock passed:{Environment.NewLine}{string.Join(Environment.NewLine, passed)}");
    }

    /// <summary>Waits until no clock is due and nothing is left to be sent.</summary>
    public Task SettlesAsync() => Until.Holds(
        async () => !await IsDueAsync() && (await WaitingAsync()).Count == 0,
        "Not everything was sent. What waits:",
        async () => string.Join(Environment.NewLine, (await WaitingAsync()).Select(row => $"{row.Kind} {row.DedupeKey} {row.State} after {row.Attempts}: {row.Error}")));

    public async Task<List<DeliveryRow>> DeliveriesAsync()
    {
        await using var context = Bot.App.Services.GetRequiredService<IStore>().Read();
        return await context.Deliveries.AsNoTracking().OrderBy(row => row.Order).ToListAsync();
    }

    /// <summary>The sweep has not come yet, which begins a moment after the bot does.</summary>
    private async Task<bool> IsDueAsync()
    {
        var now = Bot.App.Services.GetRequiredService<BusinessClock>().Now;
        await using var context = Bot.App.Services.GetRequiredService<IStore>().Read();
        return await context.Clocks.AnyAsync(one => one.NextFireAt <= now);
    }

    private async Task<List<DeliveryRow>> WaitingAsync() =>
        [.. (await DeliveriesAsync()).Where(row => row.State is DeliveryState.Pending or DeliveryState.Unknown && !WaitsForItsTime(row))];

    /// <summary>A ping outside the hours of the person whom it is for.</summary>
    private static bool WaitsForItsTime(DeliveryRow row) => row is { State: DeliveryState.Pending, Attempts: 0 } && row.DueAt > row.CreatedAt;

    /// <summary>The bot looks at its folder, once or as often as it takes to settle on what stands there.</summary>
    public async Task LooksAtTheFolderAsync(int times = 2)
    {
        for (var look = 0; look < times; look++)
            await Bot.App.Services.GetRequiredService<FolderWatch>().LookAsync(CancellationToken.None);
        await Bot.App.Services.GetRequiredService<Reloading>().Met;
        await SettlesAsync();
    }

    /// <summary>Runs the command <c>deliveries</c> with the bot's own configuration, as another process does beside it.</summary>
    public async Task<(int Code, string Said)> SaysAsync(params string[] words)
    {
        await using var said = new StringWriter();
        var code = await DeliveriesCommand.RunAsync([.. words, .. Keys()], said, said, CancellationToken.None);
        return (code, said.ToString().Trim());
    }

    /// <summary>Stops the bot, with its playground, and starts it anew on the same files, as after a crash or an update.</summary>
    public async Task RestartsAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>The same with the playground's page, and with it the connector of Microsoft Teams, on another port.</summary>
    public async Task MovesThePageAsync()
    {
        await StopAsync();
        _pagePort = 0;
        await StartAsync();
    }

    public async Task StartAsync()
    {
        // Somebody else may take a free port before it is listened on.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await StartOnceAsync();
                break;
            }
            catch (IOException) when (attempt < 3)
            {
                await StopAsync();
                await LeaveAsync();
            }
        }

        _http.Dispose();
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = StandIn.Address };
        foreach (var player in _players.Values)
            await player.Looks();
    }

    public async Task StopAsync()
    {
        _clock.Leave();
        if (_bot is not null)
            await _bot.DisposeAsync();
        _bot = null;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await StopAsync();
        await LeaveAsync();
        await _database.DisposeAsync();
    }

    private async Task LeaveAsync()
    {
        if (_outside is not null)
            await _outside.DisposeAsync();
        (_outside, _botPort, _pagePort) = (null, 0, 0);
    }

    public async Task<JsonNode> AskAsync(string path)
    {
        using var response = await _http.GetAsync($"player/{path}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>Does something as the page does it.</summary>
    public async Task<JsonNode> DoAsync(string act, JsonObject given)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"player/{act}") { Content = JsonContent.Create(given) };
        request.Headers.Add("X-Playground", "1");
        using var response = await _http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>A click as Slack tells of it, whatever the message shows by now.</summary>
    public async Task ClicksAsync(string user, string channel, string ts, JsonObject action)
    {
        var inside = Around;
        var workspace = inside.GetRequiredService<SlackWorkspace>();
        JsonObject payload;
        lock (workspace.Gate)
        {
            var where = workspace.Conversation(channel)!;
            var url = inside.GetRequiredService<ResponseUrls>().Issue("actions", user, channel, ts, false);
            payload = inside.GetRequiredService<Payloads>().ActionInMessage(
                workspace.Member(user)!, where, where.Find(ts)!, false, action, [], inside.GetRequiredService<Triggers>().Issue(user), url);
        }

        var answer = await SignedAsync("slack/interactions", ("payload", payload.ToJsonString()));
        Assert.Equal(200, answer.Status);
    }

    /// <summary>A signed request, with whatever it says.</summary>
    public async Task<BotAnswer.Answered> SignedAsync(string path, params (string Name, string Value)[] fields)
    {
        var line = Around.GetRequiredService<BotLine>();
        var answer = await line.PostFormAsync(path, fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), CancellationToken.None);
        return Assert.IsType<BotAnswer.Answered>(answer);
    }

    private async Task StartOnceAsync()
    {
        _botPort = _botPort == 0 ? Port.Free() : _botPort;
        // A bot remembers where Microsoft Teams is reached.
        _pagePort = _pagePort == 0 ? Port.Free() : _pagePort;
        if (_workspace is not null && _outside is null)
        {
            _outside = PlaygroundApp.Build(_workspace with { Port = 0, Bot = new Uri($"http://127.0.0.1:{_botPort}/") }, _clock);
            await _outside.StartAsync();
        }

        var mistakes = new List<string>();
        _bot = HandoffBot.Host.Bot.Build([.. Keys()], mistakes, instead: _instead);
        Assert.True(mistakes.Count == 0, string.Join(Environment.NewLine, mistakes));
        // None of these facts is about who answers too late: the bot may be as slow as the machine that it is tested on.
        Around.GetRequiredService<SlackPatience>().Span = TimeSpan.FromMinutes(1);
        if (Around.GetService<MsTeamsPatience>() is { } patience)
            Wait(patience);
        Bot.App.Services.GetRequiredService<Pace>().Refill = Duration.FromMilliseconds(10);
        if (Bot.App.Services.GetService<MsTeamsEdge>() is { } edge)
            edge.OnItsWay = Duration.FromMilliseconds(200);
        Bot.App.Services.GetRequiredService<FolderWatch>().Every = Watches;
        await Bot.StartAsync(CancellationToken.None);
        _clock.Follow(Bot.App.Services);
        await Bot.App.Services.GetRequiredService<EngineStart>().Met.WaitAsync(TimeSpan.FromMinutes(1));
        if (_workspace?.AppToken is not null)
            await ConnectedAsync();
        if (Around.GetService<Deliveries>() is { } news)
            await news.Answered;
    }

    /// <summary>The news that the app was added come again soon to a bot that was still starting.</summary>
    private static void Wait(MsTeamsPatience patience)
    {
        patience.Message = patience.Invoke = TimeSpan.FromMinutes(1);
        patience.InstallPauses = [.. Enumerable.Repeat(TimeSpan.FromMilliseconds(100), 300)];
    }

    /// <summary>Waits until the bot can be reached by Socket Mode.</summary>
    public Task ConnectedAsync() => Until.Holds(
        () => Task.FromResult(StandIn.Sockets.Open > 0 && Bot.App.Services.GetRequiredService<SlackReach>().WhyNot is null),
        "The bot did not connect.",
        () => Task.FromResult(string.Join(", ", StandIn.Calls.Of("apps.connections.open").Select(call => call.Error ?? "ok"))));

    private IEnumerable<string> Keys()
    {
        yield return $"--urls=http://127.0.0.1:{_botPort}";
        yield return $"--Database:Provider={TestDatabase.Provider}";
        yield return $"--Database:ConnectionString={_database.ConnectionString}";
        yield return $"--Playbooks:Folder={_playbooks}";
        yield return "--Logging:LogLevel:Default=Error";
        if (_workspace is null)
        {
            yield return $"--Playground:Port={_pagePort}";
            yield break;
        }

        yield return "--Playground:Enabled=false";
        foreach (var key in BotKeys.Of(_workspace, Around))
            yield return key;
    }
}
