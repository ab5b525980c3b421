using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams;
using HandoffBot.Playground;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Host.Tests.Edges;

/// <summary>
/// The edge's door and the half of the playground that plays Microsoft Teams, each made from the documentation on its own, understand each
/// other: what is signed is let in, what is typed and clicked is heard, and the answers arrive.
/// </summary>
public sealed class Hearing_from_Microsoft_Teams : IAsyncLifetime
{
    private const string AppId = "3d7c7a4e-0000-4000-8000-000000000001";
    private const string Tenant = "3d7c7a4e-0000-4000-8000-000000000002";
    private const string Team = "19:delivery@thread.tacv2";
    private const string Intake = "19:delivery-intake@thread.tacv2";

    private static readonly string Dee = MsTeamsPlaygroundIds.AadObject("dee@acme.example");
    private static readonly string Chat = MsTeamsPlaygroundIds.Chat(AppId, "dee@acme.example");

    private readonly MetSoFar book = new();
    private readonly Ear bot = new();
    private WebApplication playground = null!;
    private WebApplication edge = null!;
    private HttpClient page = null!;

    private MsTeamsStandIn StandIn => playground.Services.GetRequiredService<MsTeamsStandIn>();

    public async Task InitializeAsync()
    {
        var port = FreePort();
        playground = PlaygroundApp.Build(
            new PlaygroundOptions
            {
                Port = 0,
                Bot = new Uri($"http://127.0.0.1:{port}/"),
                SigningSecret = "not-used",
                BotToken = "not-used",
                MsTeams = new()
                {
                    AppId = AppId,
                    AppPassword = "a-secret",
                    TenantId = Tenant,
                    People = [new("dee@acme.example", "Dee Moss", "Delivery")],
                    Teams = [new(Team, "Delivery", ["dee@acme.example"], [new(Intake, "Intake")])],
                },
            },
            new StoppedClock());
        edge = await EdgeAsync(port);
        await playground.StartAsync();
        page = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = playground.Services.GetRequiredService<SlackStandIn>().Address };
    }

    public async Task DisposeAsync()
    {
        page.Dispose();
        await playground.StopAsync();
        await playground.DisposeAsync();
        await edge.StopAsync();
        await edge.DisposeAsync();
    }

    [Fact]
    public async Task What_is_typed_to_the_bot_is_heard_and_its_answer_arrives_in_the_chat()
    {
        bot.Answer = new Reply.Notice(Card.Says("Three handoffs wait."));

        await DoAsync("message", new { @as = Dee, conversation = Chat, text = "inbox" });
        await UntilAsync(async () => (await MessagesAsync(Chat)).Count == 2);

        var heard = Assert.Single(bot.Heard.OfType<Interaction.MessageSeen>());
        Assert.Equal("inbox", heard.Text);
        Assert.Equal(new AccountRef(Platform.MsTeams, Tenant, Dee), heard.By);
        var answer = (await MessagesAsync(Chat))[1]!;
        Assert.Equal(($"28:{AppId}", "Three handoffs wait."), ((string)answer["from"]!, (string)answer["summary"]!));
    }

    [Fact]
    public async Task What_mentions_the_bot_in_a_channel_is_heard_without_the_mention()
    {
        await DoAsync("message", new { @as = Dee, conversation = Intake, text = "@HandoffBot show H-1042" });
        await UntilAsync(() => Task.FromResult(!bot.Heard.IsEmpty));

        var heard = Assert.IsType<Interaction.MessageSeen>(Assert.Single(bot.Heard));
        Assert.Equal("show H-1042", heard.Text);
        Assert.StartsWith(Intake, heard.Where.Channel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_app_is_added_is_remembered()
    {
        await UntilAsync(async () => !(await book.TeamsAsync(Platform.MsTeams, Tenant, default)).IsEmpty);
        await DoAsync("message", new { @as = Dee, conversation = Chat, text = "help" });
        await UntilAsync(async () => await book.FindAsync(new AccountRef(Platform.MsTeams, Tenant, Dee), default) is not null);

        var chat = await book.FindAsync(new AccountRef(Platform.MsTeams, Tenant, Dee), default);
        Assert.Equal((new ChannelRef(Platform.MsTeams, Tenant, Chat), StandIn.ServiceUrl), (chat!.Conversation, chat.Service));
    }

    [Fact]
    public async Task A_button_that_needs_a_form_is_heard_and_a_refusal_is_said_to_the_person_alone()
    {
        bot.Answer = new Reply.Notice(new Card("Say what to do.", [new CardPart.Buttons([new("Accept", bot.Accept)])]));
        await DoAsync("message", new { @as = Dee, conversation = Chat, text = "inbox" });
        await UntilAsync(async () => (await MessagesAsync(Chat)).Count == 2);
        var shown = (await MessagesAsync(Chat))[1]!;

        bot.Answer = new Reply.Notice(Card.Says("Only Delivery may accept."));
        var refused = await DoAsync("action", new { @as = Dee, conversation = Chat, message = (string)shown["id"]!, action = ButtonOf(shown["card"]!) });

        Assert.Contains("Only Delivery may accept.", refused.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(bot.Accept, Assert.IsType<Interaction.ButtonPressed>(bot.Heard.Last()).Press);
    }

    private static string ButtonOf(JsonNode card)
    {
        if (card["actions"] is JsonArray { Count: > 0 }) return "/actions/0";

        var at = card["body"]!.AsArray().Select((part, index) => (part, index)).First(each => (string)each.part!["type"]! == "ActionSet").index;
        return $"/body/{at}/actions/0";
    }

    private async Task<WebApplication> EdgeAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSingleton<IConversation>(bot);
        builder.Services.AddSingleton<IConversationBook>(book);
        builder.Services.AddMsTeams(options =>
        {
            options.AppId = AppId;
            options.AppPassword = "a-secret";
            options.TenantId = Tenant;
            options.TokenAuthority = StandIn.TokenAuthority.AbsoluteUri;
            options.OpenIdMetadataUrl = StandIn.OpenIdMetadata.AbsoluteUri;
            options.AllowedServiceHosts = "127.0.0.1,localhost,[::1]";
            options.ServiceUrl = StandIn.ServiceUrl.AbsoluteUri;
        });
        var app = builder.Build();
        app.MapMsTeams();
        await app.StartAsync();
        return app;
    }

    private async Task<JsonNode> DoAsync(string act, object given)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"player/msteams/{act}") { Content = JsonContent.Create(given) };
        request.Headers.Add("X-Playground", "1");
        using var response = await page.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private async Task<JsonArray> MessagesAsync(string conversation) =>
        JsonNode.Parse(await page.GetStringAsync($"player/msteams/messages?as={Dee}&conversation={Uri.EscapeDataString(conversation)}"))!["messages"]!.AsArray();

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await holds()) await Task.Delay(20, patience.Token);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>A bot that remembers what it heard from people and answers always the same.</summary>
    private sealed class Ear : IConversation
    {
        public Press Accept { get; } = new(Act.Accept, 1042, 1, 3);

        public ConcurrentQueue<Interaction> Heard { get; } = new();

        public Reply Answer { get; set; } = new Reply.Done();

        public Task<Reply> HandleAsync(Interaction interaction, CancellationToken cancellationToken)
        {
            // What happens to teams is told whenever it happens, and who adds the bot is greeted; this is about what people do.
            if (interaction is Interaction.BotAdded or Interaction.AccountChanged or Interaction.ButtonPressed { Press.Act: Act.Home }) return Task.FromResult<Reply>(new Reply.Done());

            Heard.Enqueue(interaction);
            return Task.FromResult(Answer);
        }
    }
}
