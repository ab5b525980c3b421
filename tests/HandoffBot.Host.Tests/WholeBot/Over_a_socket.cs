using System.Text.Json.Nodes;
using HandoffBot.Playground;
using HandoffBot.Slack.Socket;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>A bot without a public address: everything comes by Socket Mode, and nothing is lost or doubled when connections come and go.</summary>
public sealed class Over_a_socket
{
    [Fact]
    public async Task A_client_is_handed_over_with_commands_forms_suggestions_clicks_and_messages()
    {
        await using var office = await Office.OpenAsync(Office.AcmeFolder, Outside.AcmeBySocket);
        var (sam, kim) = (office.As("Sam"), office.As("Kim"));

        await sam.FillsTheChecklist(office, "Bluebird Ltd");
        await sam.Submits();
        await sam.SeesNoForm();
        await kim.In(Acme.Onboarding).Sees("Bluebird Ltd", "[Accept]");
        await kim.Accepts("Bluebird Ltd");
        await sam.InDirect().Sees("was accepted by Kim");
        await sam.Types("help");
        await sam.Sees("/handoff new");

        var byHttp = await office.SignedAsync("slack/commands", ("command", "/handoff"), ("text", "help"), ("team_id", "T0ACME"), ("user_id", await sam.IdAsync()));
        Assert.Equal(401, byHttp.Status);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task Connections_are_exchanged_under_traffic_without_a_gap(string reason)
    {
        // They live for hours, not for the moment that they do here, after which one that ends is answered with a pause.
        await using var office = await Office.OpenAsync(
            Office.AcmeFolder, Outside.AcmeBySocket, services => services.AddSingleton(new SocketTimes { ShortLife = TimeSpan.Zero }));
        var sam = office.As("Sam").In(Acme.Sales);
        const int Enough = 40;

        var exchanged = 0;
        for (var command = 0; command < Enough; command++)
        {
            if (command % 10 != 5)
            {
                await sam.Types("/handoff help");
                continue;
            }

            // The old one ends once there is another, under a command, as Slack gives it time enough.
            var closes = new TaskCompletionSource();
            var ends = office.StandIn.Sockets.AnnounceAsync(reason, closes.Task);
            await Until.Holds(
                () => Task.FromResult(office.StandIn.Sockets.Open == 2), "No other connection was opened.", () => Task.FromResult($"{office.StandIn.Sockets.Open}"));
            closes.SetResult();
            await sam.Types("/handoff help");
            await ends;
            exchanged++;
        }

        Assert.Equal(Enough / 10, exchanged);
        Assert.Equal(Enough, (await sam.MessagesAsync()).Count(message => message.IsPrivate));
    }

    [Fact]
    public async Task What_comes_by_two_connections_is_done_once()
    {
        await using var office = await Office.OpenAsync(Office.AcmeFolder, Outside.AcmeBySocket);
        var (sam, kim) = (office.As("Sam"), office.As("Kim"));
        var ends = office.StandIn.Sockets.AnnounceAsync("warning", TimeSpan.FromSeconds(30));
        await Until.Holds(() => Task.FromResult(office.StandIn.Sockets.Open == 2), "There are no two connections.", () => Task.FromResult($"{office.StandIn.Sockets.Open}"));
        office.StandIn.Sockets.SendsTwice = true;

        await sam.HandsOver(office, "Bluebird Ltd");
        await kim.Accepts("Bluebird Ltd");
        await sam.InDirect().Types("mine");
        await sam.Sees("Bluebird Ltd", "accepted");
        await office.SettlesAsync();

        Assert.Single(await kim.In(Acme.Onboarding).MessagesAsync(), message => message.Says("Bluebird Ltd") && message.Says("Accepted"));
        Assert.Single(await sam.InDirect().MessagesAsync(), message => message.Says("was accepted by Kim"));
        Assert.False(ends.IsFaulted);
    }

    [Fact]
    public async Task An_event_that_fell_into_a_broken_connection_comes_again_and_is_answered_once()
    {
        await using var office = await Office.OpenAsync(Office.AcmeFolder, Outside.AcmeBySocket);
        office.Events.Pauses = [.. Enumerable.Repeat(TimeSpan.FromMilliseconds(100), 100)];
        var sam = office.As("Sam").InDirect();
        office.StandIn.Sockets.Next(new SocketFault.Refused());
        office.StandIn.Sockets.Next(new SocketFault.SlowHello(TimeSpan.FromMilliseconds(300)));

        office.StandIn.Sockets.Drop();
        await sam.Types("help");

        await sam.Sees("/handoff new");
        await office.ConnectedAsync();
        await sam.Types("help");
        await Until.Holds(async () => await AnswersAsync() >= 2, "The second message was not answered.", sam.OnScreen);
        Assert.Equal(2, await AnswersAsync());

        async Task<int> AnswersAsync() => (await sam.MessagesAsync()).Count(message => message.Says("/handoff new"));
    }

    [Fact]
    public async Task A_restart_ends_the_connection_and_another_serves()
    {
        await using var office = await Office.OpenAsync(Office.AcmeFolder, Outside.AcmeBySocket);
        var sam = office.As("Sam").In(Acme.Sales);
        await sam.Types("/handoff help");

        await office.StopAsync();
        await Until.Holds(() => Task.FromResult(office.StandIn.Sockets.Open == 0), "The connection is still there.", () => Task.FromResult(""));
        var unheard = await office.DoAsync("command", new JsonObject { ["as"] = await sam.IdAsync(), ["channel"] = Acme.Sales, ["text"] = "/handoff help" });
        Assert.Equal("dispatch_failed", (string?)unheard["error"]);
        await office.StartAsync();

        await sam.Types("/handoff help");
        Assert.Equal(2, (await sam.MessagesAsync()).Count(message => message.IsPrivate));
    }
}
