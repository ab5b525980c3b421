using HandoffBot.Core.Chat;
using HandoffBot.MsTeams;
using HandoffBot.Playground;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HandoffBot.Host.Tests.Edges;

/// <summary>
/// The edge's mouth and the stand-in for Microsoft's connector, each made from the documentation on its own, understand each other.
/// </summary>
public sealed class Speaking_to_the_connector : IAsyncLifetime
{
    private const string AppId = "3d7c7a4e-0000-4000-8000-000000000001";
    private const string Tenant = "3d7c7a4e-0000-4000-8000-000000000002";
    private const string Team = "19:delivery@thread.tacv2";
    private const string Intake = "19:delivery-intake@thread.tacv2";
    private const string Outside = "19:outside@thread.tacv2";

    private static readonly AccountRef Dee = new(Platform.MsTeams, Tenant, MsTeamsPlaygroundIds.AadObject("dee@acme.example"));
    private static readonly Destination ToIntake = new Destination.ToChannel(new(Platform.MsTeams, Tenant, Intake));

    private readonly MetSoFar book = new();
    private WebApplication playground = null!;
    private ServiceProvider services = null!;

    private IChatEdge Edge => services.GetRequiredService<IChatEdge>();

    private IChatDirectory Directory => services.GetRequiredService<IChatDirectory>();

    private MsTeamsStandIn StandIn => playground.Services.GetRequiredService<MsTeamsStandIn>();

    public async Task InitializeAsync()
    {
        playground = PlaygroundApp.Build(
            new PlaygroundOptions
            {
                Port = 0,
                // Nobody is there: what the stand-in tells the bot is not what this is about.
                Bot = new Uri("http://127.0.0.1:1/"),
                SigningSecret = "not-used",
                BotToken = "not-used",
                MsTeams = new()
                {
                    AppId = AppId,
                    AppPassword = "a-secret",
                    TenantId = Tenant,
                    People = [new("dee@acme.example", "Dee Moss", "Delivery"), new("gus@client.example", "Gus Guest", "Client", Guest: true)],
                    Teams =
                    [
                        new(Team, "Delivery", ["dee@acme.example", "gus@client.example"], [new(Intake, "Intake")]),
                        new("19:closed@thread.tacv2", "Closed", [], [new(Outside, "Outside")]) { BotIsInstalled = false },
                    ],
                },
            },
            new StoppedClock(),
            TimeProvider.System);
        await playground.StartAsync();

        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<IConversationBook>(book);
        collection.AddMsTeams(options =>
        {
            options.AppId = AppId;
            options.AppPassword = "a-secret";
            options.TenantId = Tenant;
            options.TokenAuthority = StandIn.TokenAuthority.AbsoluteUri;
            options.OpenIdMetadataUrl = StandIn.OpenIdMetadata.AbsoluteUri;
            options.AllowedServiceHosts = "127.0.0.1,localhost,[::1]";
            options.ServiceUrl = StandIn.ServiceUrl.AbsoluteUri;
        });
        services = collection.BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await playground.StopAsync();
        await playground.DisposeAsync();
    }

    [Fact]
    public async Task A_brief_is_posted_answered_under_and_redrawn()
    {
        var brief = Assert.IsType<Outcome.Sent>(await PostAsync(ToIntake, "H-1042 waits.")).Message;
        var reply = Assert.IsType<Outcome.Sent>(await PostAsync(new Destination.ToThread(brief, Broadcast: false), "Kim asks.")).Message;

        Assert.Equal(new ChannelRef(Platform.MsTeams, Tenant, Intake), brief.Where);
        Assert.Equal(brief.Channel, reply.Channel);
        Assert.Equal(new Outcome.Sent(brief), await Edge.UpdateAsync(brief, Card.Says("H-1042 is accepted."), default));
        Assert.IsType<Outcome.NotThere>(await Edge.UpdateAsync(brief with { Message = "1" }, Card.Says("Gone."), default));
    }

    [Fact]
    public async Task Somebody_is_written_to_in_the_chat_that_is_theirs()
    {
        var first = Assert.IsType<Outcome.Sent>(await PostAsync(new Destination.ToPerson(Dee), "One.")).Message;
        book.Clear();
        var second = Assert.IsType<Outcome.Sent>(await PostAsync(new Destination.ToPerson(Dee), "Two.")).Message;

        Assert.Equal(first.Channel, second.Channel);
        Assert.IsType<Outcome.Dead>(await PostAsync(new Destination.ToPerson(Dee with { Account = "0c000000-0000-4000-8000-00000000ffff" }), "Who?"));
    }

    [Fact]
    public async Task Where_the_bot_is_not_is_said()
    {
        Assert.IsType<Outcome.Dead>(await PostAsync(new Destination.ToChannel(new(Platform.MsTeams, Tenant, Outside)), "H-1042 waits."));
        Assert.Contains("add it there", (await Directory.ProbeAsync(new(Platform.MsTeams, Tenant, Outside), default)).Obstacle, StringComparison.Ordinal);
        Assert.Contains("knows no channel", (await Directory.ProbeAsync(new(Platform.MsTeams, Tenant, "19:none@thread.tacv2"), default)).Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_found_once_the_channel_was_probed()
    {
        Assert.Equal(new Identity.Known(Tenant, Tenant, $"28:{AppId}"), await Directory.WhoAmIAsync(default));
        await Assert.ThrowsAsync<HttpRequestException>(() => Directory.FindByEmailAsync("dee@acme.example", default));

        Assert.Equal(ChannelProbe.Usable, await Directory.ProbeAsync(new(Platform.MsTeams, Tenant, Intake), default));

        var dee = new AccountProfile(Dee, Tenant, "Dee Moss", "dee@acme.example", true, true, true, null);
        Assert.Equal(dee, await Directory.FindByEmailAsync("dee@acme.example", default));
        Assert.Equal(dee, await Directory.ProfileAsync(Dee, default));
        Assert.Null(await Directory.FindByEmailAsync("nobody@acme.example", default));
        Assert.False((await Directory.ProfileAsync(Dee with { Account = MsTeamsPlaygroundIds.AadObject("gus@client.example") }, default))!.IsFullMember);
    }

    [Fact]
    public async Task What_goes_wrong_on_the_way_is_said_as_it_was()
    {
        StandIn.Faults.Next(MsTeamsOperations.Create, new MsTeamsFault.RateLimited(TimeSpan.FromSeconds(7)));
        StandIn.Faults.Next(MsTeamsOperations.Create, new MsTeamsFault.LostAnswer());
        StandIn.Faults.Next(MsTeamsOperations.Create, new MsTeamsFault.ServerError(502));
        StandIn.Faults.Next(MsTeamsOperations.Create, new MsTeamsFault.Garbage());
        StandIn.Faults.Next(MsTeamsOperations.Create, new MsTeamsFault.Refused(412, "PreconditionFailed"));

        Assert.Equal(new Outcome.Later(Duration.FromSeconds(7)) { OnlyThere = true }, await PostAsync(ToIntake, "One."));
        Assert.IsType<Outcome.Unknown>(await PostAsync(ToIntake, "Two."));
        Assert.IsType<Outcome.Unknown>(await PostAsync(ToIntake, "Three."));
        Assert.IsType<Outcome.Unknown>(await PostAsync(ToIntake, "Four."));
        Assert.IsType<Outcome.Failed>(await PostAsync(ToIntake, "Five."));
        Assert.IsType<Outcome.Sent>(await PostAsync(ToIntake, "Six."));
    }

    private Task<Outcome> PostAsync(Destination where, string says) => Edge.PostAsync(where, Card.Says(says), [Guid.NewGuid()], default);
}
