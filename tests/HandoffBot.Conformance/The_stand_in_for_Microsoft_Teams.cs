using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using HandoffBot.Playground;
using HandoffBot.Playground.MsTeams.Cards;
using HandoffBot.Playground.MsTeams.Connector;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Conformance;

/// <summary>A stand-in that Microsoft's own packages cannot use would be wrong.</summary>
[Trait("Stage", "Conformance")]
public sealed class The_stand_in_for_Microsoft_Teams
{
    private const string AppId = "7b5c0b9e-7f0a-4d5b-9d5c-0d5a3c1f2e11";
    private const string Password = "conformance password";
    private const string Tenant = "0f6b3f8e-33c7-4d0e-8a52-5b8f6a1f7d01";
    private const string Team = "19:delivery-team@thread.tacv2";
    private const string Channel = "19:delivery-intake@thread.tacv2";

    [ConformanceFact]
    public async Task Serves_every_operation_to_the_official_ConnectorClient()
    {
        await using var app = await StartAsync(new Uri("http://127.0.0.1:9/"));
        app.Services.GetRequiredService<Rosters>().LeastPage = 1;
        var standIn = app.Services.GetRequiredService<MsTeamsStandIn>();
        standIn.Faults.Next(MsTeamsOperations.Reply, new MsTeamsFault.RateLimited(TimeSpan.FromSeconds(1)));
        standIn.Faults.Next(MsTeamsOperations.Reply, new MsTeamsFault.ServerError());

        var (code, output) = await NodeScript.RunAsync("connector-client.js", Environment(app, standIn));

        Assert.True(code == 0, output);
        Assert.Equal([429, 500, 201], standIn.Calls.Of(MsTeamsOperations.Reply).Select(call => call.Status));
        await app.StopAsync();
    }

    [ConformanceFact]
    public async Task Signs_what_the_official_validation_accepts()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        await using var app = await StartAsync(new Uri($"http://127.0.0.1:{port}/"));
        var environment = Environment(app, app.Services.GetRequiredService<MsTeamsStandIn>());
        environment["BOT_PORT"] = $"{port}";

        var (code, output) = await NodeScript.RunAsync("channel-tokens.js", environment);

        Assert.True(code == 0, output);
        await app.StopAsync();
    }

    /// <summary>Of two strict readers each finds what the other leaves through; a card that one of them refuses would not be posted in a test.</summary>
    [Fact]
    public void Takes_every_golden_card_of_the_edge()
    {
        var folder = Path.Combine(NodeScript.Folder, "..", "HandoffBot.MsTeams.Tests", "Golden");
        var cards = Directory.GetFiles(folder, "*.json").Where(file => Path.GetFileName(file) is ['m', 'e', ..] or ['d', 'i', ..]).ToList();

        Assert.NotEmpty(cards);
        Assert.All(cards, file => Assert.Empty(CardCheck.Check(JsonNode.Parse(File.ReadAllText(file)) as JsonObject).Sentences));
    }

    private static Dictionary<string, string> Environment(WebApplication app, MsTeamsStandIn standIn) => new()
    {
        ["PLAYGROUND"] = app.Services.GetRequiredService<SlackStandIn>().Address.AbsoluteUri,
        ["SERVICE"] = standIn.ServiceUrl.AbsoluteUri,
        ["AUTHORITY"] = standIn.TokenAuthority.AbsoluteUri,
        ["METADATA"] = standIn.OpenIdMetadata.AbsoluteUri,
        ["APP_ID"] = AppId,
        ["APP_PASSWORD"] = Password,
        ["TENANT"] = Tenant,
        ["TEAM"] = Team,
        ["CHANNEL"] = Channel,
        ["DEE"] = MsTeamsPlaygroundIds.User(AppId, "dee@acme.example"),
        ["DEE_IN_ENTRA"] = MsTeamsPlaygroundIds.AadObject("dee@acme.example"),
        ["DEES_CHAT"] = MsTeamsPlaygroundIds.Chat(AppId, "dee@acme.example"),
        ["LONER"] = MsTeamsPlaygroundIds.User(AppId, "lon@acme.example"),
    };

    private static async Task<WebApplication> StartAsync(Uri bot)
    {
        var app = PlaygroundApp.Build(
            new PlaygroundOptions
            {
                Port = 0,
                Bot = bot,
                SigningSecret = "unused",
                BotToken = "unused",
                MsTeams = new MsTeamsPlaygroundOptions
                {
                    AppId = AppId,
                    AppPassword = Password,
                    TenantId = Tenant,
                    People =
                    [
                        new("dee@acme.example", "Dee Moss", "Delivery, lead"),
                        new("max@acme.example", "Max Roth", "Delivery"),
                        new("gus@client.example", "Gus Guest", "Client", Guest: true),
                        new("lon@acme.example", "Lon Er", "In no team"),
                    ],
                    Teams = [new(Team, "Delivery", ["dee@acme.example", "max@acme.example", "gus@client.example"], [new(Channel, "Intake")])],
                },
            },
            new StillClock());
        await app.StartAsync();
        return app;
    }
}
