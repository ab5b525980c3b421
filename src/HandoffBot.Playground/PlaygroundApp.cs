using System.Net;
using System.Net.Sockets;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.MsTeams;
using HandoffBot.Playground.Page;
using HandoffBot.Playground.Player;
using HandoffBot.Playground.WebApi;
using HandoffBot.Playground.Workspace;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Playground;

/// <summary>Builds the playground: a web application of its own, on a port of its own, for this machine only.</summary>
public static class PlaygroundApp
{
    private const int MostBytes = 1_000_000;

    /// <summary>
    /// Builds it; the caller starts, stops and disposes it. <see cref="SlackStandIn"/> is among its services, and with a
    /// Microsoft Teams half <see cref="MsTeamsStandIn"/>. It reads no configuration and no environment: what is not in the
    /// options does not reach it.
    /// </summary>
    /// <param name="options">The workspace, the secrets and where to listen.</param>
    /// <param name="clock">The business clock.</param>
    /// <param name="loggers">Where it logs; null logs nothing.</param>
    public static WebApplication Build(PlaygroundOptions options, IPlaygroundClock clock, ILoggerFactory? loggers = null) =>
        Build(options, clock, TimeProvider.System, loggers);

    /// <summary>The same with another system clock, so that tests need not wait for triggers to expire.</summary>
    internal static WebApplication Build(PlaygroundOptions options, IPlaygroundClock clock, TimeProvider time, ILoggerFactory? loggers = null)
    {
        var address = new PlaygroundAddress(options.Port == 0 ? FreePort() : options.Port);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 2 * MostBytes;
            kestrel.Listen(IPAddress.Loopback, address.Port);
            if (HasIPv6Loopback()) kestrel.Listen(IPAddress.IPv6Loopback, address.Port);
        });
        AddServices(builder.Services, options, clock, time, address);
        if (options.MsTeams is { } half) builder.Services.AddMsTeams(half);
        if (loggers is not null) builder.Services.AddSingleton(loggers);
        else builder.Services.AddLogging();

        var app = builder.Build();
        Map(app);
        if (options.MsTeams is not null) app.MapMsTeams();
        return app;
    }

    private static void AddServices(
        IServiceCollection services, PlaygroundOptions options, IPlaygroundClock clock, TimeProvider time, PlaygroundAddress address)
    {
        services.AddSingleton<IHostLifetime, StartedByCaller>();
        services.AddRoutingCore();
        services.AddSingleton(options).AddSingleton(clock).AddSingleton(time).AddSingleton(address);
        services.AddSingleton<SlackWorkspace>().AddSingleton<Shown>().AddSingleton<SlackFaults>().AddSingleton<SlackCalls>();
        services.AddSingleton<SlackPatience>();
        services.AddSingleton<Triggers>().AddSingleton<Modals>().AddSingleton<ResponseUrls>().AddSingleton<Payloads>().AddSingleton<BotLine>()
            .AddSingleton(new SlackSockets()).AddSingleton<Sockets>().AddSingleton<BotCalls>();
        services.AddSingleton<IApiMethods, AuthMethods>().AddSingleton<IApiMethods, ChatMethods>().AddSingleton<IApiMethods, ConversationMethods>()
            .AddSingleton<IApiMethods, HistoryMethods>().AddSingleton<IApiMethods, UserMethods>().AddSingleton<IApiMethods, ViewMethods>()
            .AddSingleton<IApiMethods, SocketMethods>();
        services.AddSingleton<SlackApi>();
        services.AddSingleton<PageStreams>().AddSingleton<PlayerView>().AddSingleton<PlayerFeed>().AddSingleton<PlayerClock>().AddSingleton<PlayerApi>()
            .AddSingleton<CommandLine>().AddSingleton<Clicks>().AddSingleton<Forms>();
        services.AddSingleton<PageFiles>();
        services.AddSingleton<Calls.Events>().AddSingleton<StateFile>();
        services.AddHostedService(found => found.GetRequiredService<StateFile>());
        services.AddHostedService(found => found.GetRequiredService<Calls.Events>());
        services.AddSingleton(found => new SlackStandIn(
            found.GetRequiredService<SlackWorkspace>(), found.GetRequiredService<Calls.Events>(), address,
            found.GetRequiredService<SlackFaults>(), found.GetRequiredService<SlackCalls>(), found.GetRequiredService<SlackSockets>()));
    }

    private static void Map(WebApplication app)
    {
        var page = app.Services.GetRequiredService<PageFiles>();
        var api = app.Services.GetRequiredService<SlackApi>();
        app.Use(LoopbackGuard.InvokeAsync);
        app.Use((context, next) =>
        {
            PageFiles.Protect(context.Response);
            context.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
        // Asks for a sign of life as often as Slack does.
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(10) });
        app.UseRouting();
        app.MapMethods("/api/{method}", ["GET", "POST"], context => api.AnswerAsync((string)context.Request.RouteValues["method"]!, context));
        foreach (var kind in new[] { "commands", "actions" })
            app.MapPost($"/{kind}/{{team}}/{{key}}", context => PostToResponseUrlAsync(context, app.Services));
        var sockets = app.Services.GetRequiredService<Sockets>();
        app.MapGet(Sockets.Path, sockets.ServeAsync);
        app.Lifetime.ApplicationStopping.Register(sockets.End);
        app.Services.GetRequiredService<PlayerApi>().Map(app);
        app.MapFallback("{*path}", async context =>
        {
            if (!await page.TryServeAsync(context)) context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
    }

    private static async Task PostToResponseUrlAsync(HttpContext context, IServiceProvider services)
    {
        var workspace = services.GetRequiredService<SlackWorkspace>();
        var body = Json.Parse(await ApiRequest.ReadBodyAsync(context.Request, context.RequestAborted));
        var key = (string)context.Request.RouteValues["key"]!;
        await services.GetRequiredService<SlackApi>().AnswerAsync(SlackFaults.ResponseUrl, body as System.Text.Json.Nodes.JsonObject ?? [], Post, context);

        System.Text.Json.Nodes.JsonObject Post()
        {
            lock (workspace.Gate)
            {
                var answer = services.GetRequiredService<ResponseUrls>().Post(key, body);
                if (!answer.IsTrue("ok")) context.Response.StatusCode = StatusCodes.Status404NotFound;
                return answer;
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static bool HasIPv6Loopback()
    {
        if (!Socket.OSSupportsIPv6) return false;

        try
        {
            using var probe = new TcpListener(IPAddress.IPv6Loopback, 0);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Leaves Ctrl+C and the like to the process that the playground is part of.</summary>
    private sealed class StartedByCaller : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
