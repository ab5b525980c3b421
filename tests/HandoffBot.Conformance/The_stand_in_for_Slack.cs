using HandoffBot.Playground;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Conformance;

/// <summary>A stand-in that Slack's own packages cannot use would be wrong.</summary>
[Trait("Stage", "Conformance")]
public sealed class The_stand_in_for_Slack
{
    private const string Token = "xoxb-conformance";
    private const string Secret = "conformance secret";
    private const string AppToken = "xapp-1-A0CONF-1-conformance";

    [ConformanceFact]
    public async Task Serves_every_method_to_the_official_WebClient()
    {
        await using var app = await StartAsync(new Uri("http://127.0.0.1:9/"));
        var standIn = app.Services.GetRequiredService<SlackStandIn>();
        standIn.Faults.Next("users.info", new SlackFault.RateLimited(TimeSpan.FromSeconds(1)));
        standIn.Faults.Next("users.list", new SlackFault.Garbage());
        standIn.Faults.Next("conversations.list", new SlackFault.ServerError());

        var (code, output) = await NodeScript.RunAsync("web-client.js", Environment(standIn));

        Assert.True(code == 0, output);
        Assert.Equal(2, standIn.Calls.Of("users.info").Count(call => call.Arguments["user"]?.ToString() == PlaygroundIds.User("sam@acme.example")));
        await app.StopAsync();
    }

    [ConformanceFact]
    public async Task Signs_what_the_official_verifier_accepts_and_sends_what_the_official_app_understands()
    {
        var (address, script) = BotThatListens();
        await using var app = await StartAsync(address);
        var standIn = app.Services.GetRequiredService<SlackStandIn>();

        var environment = Environment(standIn);
        environment["BOT_PORT"] = $"{address.Port}";
        var (code, output) = await NodeScript.RunAsync(script, environment);

        Assert.True(code == 0, output);
        await app.StopAsync();
    }

    [ConformanceFact]
    public async Task Serves_the_official_Socket_Mode_client_and_the_official_app_over_it()
    {
        await using var app = await StartAsync(new Uri("http://127.0.0.1:9/"), AppToken);
        var standIn = app.Services.GetRequiredService<SlackStandIn>();
        var environment = Environment(standIn);
        environment["APP_TOKEN"] = AppToken;

        var running = NodeScript.RunAsync("socket-mode.js", environment);
        while (!running.IsCompleted)
        {
            // The script waits for this: a connection that ends must not end what is said.
            if (standIn.Calls.Of("chat.postMessage").Any(call => call.Arguments["text"]?.ToString() == "exchange"))
                break;
            await Task.Delay(20);
        }

        await standIn.Sockets.AnnounceAsync("refresh_requested", TimeSpan.FromMilliseconds(200));
        var (code, output) = await running;

        Assert.True(code == 0, output);
        await app.StopAsync();
    }

    /// <summary>The script runs the official app itself and plays the person as well, through the page's routes.</summary>
    private static (Uri Address, string Script) BotThatListens()
    {
        using var probe = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        return (new Uri($"http://127.0.0.1:{((System.Net.IPEndPoint)probe.LocalEndpoint).Port}/"), "bolt-app.js");
    }

    private static Dictionary<string, string> Environment(SlackStandIn standIn) => new()
    {
        ["STAND_IN"] = standIn.Address.AbsoluteUri,
        ["SLACK_TOKEN"] = Token,
        ["SLACK_SECRET"] = Secret,
        ["SAM"] = PlaygroundIds.User("sam@acme.example"),
        ["OLU"] = PlaygroundIds.User("olu@acme.example"),
        ["BOT_USER"] = PlaygroundIds.BotUser("T0PLAY"),
    };

    private static async Task<WebApplication> StartAsync(Uri bot, string? appToken = null)
    {
        var app = PlaygroundApp.Build(
            new PlaygroundOptions
            {
                Port = 0,
                Bot = bot,
                SigningSecret = Secret,
                BotToken = Token,
                AppToken = appToken,
                People =
                [
                    new("sam@acme.example", "Sam Hill", "Sales"),
                    new("olu@acme.example", "Olu Ade", "Onboarding"),
                    new("kim@acme.example", "Kim Lee", "Onboarding"),
                ],
                Channels =
                [
                    new("C0SALES", "sales", "Deals", ["sam@acme.example", "olu@acme.example", "kim@acme.example"]),
                    new("C0ONB", "onboarding", "New clients", ["olu@acme.example"]),
                    new("C0OUT", "outside", "Without the bot", ["sam@acme.example"]) { BotIsMember = false },
                ],
                Shortcuts = [new("new_handoff", "New handoff")],
                UserGroups = [new("S0ONB", "onboarders", ["olu@acme.example", "kim@acme.example"])],
            },
            new StillClock());
        await app.StartAsync();
        return app;
    }
}
