using HandoffBot.Engine;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.MsTeams.Outbound;
using HandoffBot.Playground;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.MsTeams.Activities;
using HandoffBot.Slack;
using HandoffBot.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Starts the bot with the workspace around it, stops it and starts it anew.</summary>
internal sealed partial class Office
{
    /// <summary>Each host looks at the folder, once or as often as it takes to settle on what stands there.</summary>
    public async Task LooksAtTheFolderAsync(int times = 2)
    {
        foreach (var host in Beside.Prepend(Bot))
        {
            for (var look = 0; look < times; look++)
                await host.App.Services.GetRequiredService<FolderWatch>().LookAsync(CancellationToken.None);
            await host.App.Services.GetRequiredService<Reloading>().Met;
        }

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
        foreach (var host in Beside)
            await host.DisposeAsync();
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

        _bot = Built([.. Keys()], _instead);
        // None of these facts is about who answers too late: the bot may be as slow as the machine that it is tested on.
        Around.GetRequiredService<SlackPatience>().Span = TimeSpan.FromMinutes(1);
        if (Around.GetService<MsTeamsPatience>() is { } patience)
            Wait(patience);
        await ServesAsync(Bot);
        _clock.Follow(Bot.App.Services);
        await Bot.App.Services.GetRequiredService<EngineStart>().Met.WaitAsync(TimeSpan.FromMinutes(1));
        if (_workspace?.AppToken is not null)
            await ConnectedAsync();
        if (Around.GetService<Deliveries>() is { } news)
            await news.Answered;
    }

    private static RunningBot Built(string[] keys, Action<IServiceCollection>? instead)
    {
        var mistakes = new List<string>();
        var bot = HandoffBot.Host.Bot.Build(keys, mistakes, instead: instead);
        Assert.True(bot is not null && mistakes.Count == 0, string.Join(Environment.NewLine, mistakes));
        return bot;
    }

    private async Task ServesAsync(RunningBot bot)
    {
        var most = bot.App.Services.GetRequiredService<PlatformPatience>();
        most.Stranger = most.Channel = most.Source = TimeSpan.FromMinutes(1);
        bot.App.Services.GetRequiredService<Pace>().Refill = Duration.FromMilliseconds(10);
        if (bot.App.Services.GetService<MsTeamsEdge>() is { } edge)
            edge.OnItsWay = Duration.FromMilliseconds(200);
        bot.App.Services.GetRequiredService<FolderWatch>().Every = Watches;
        // Nobody who waits for this host is kept waiting by its schedule.
        bot.App.Services.GetServices<IHostedService>().OfType<ClockScheduler>().Single().BeginsAfter = TimeSpan.Zero;
        await bot.StartAsync(CancellationToken.None);
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
