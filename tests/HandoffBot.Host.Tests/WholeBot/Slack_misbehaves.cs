using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Playground;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>A platform that is slow, broken, forgetful or closed loses nothing and doubles nothing.</summary>
public sealed class Slack_misbehaves
{
    public static TheoryData<string, SlackFault> Faults => new()
    {
        { "asks to wait", new SlackFault.RateLimited(TimeSpan.FromSeconds(1)) },
        { "breaks", new SlackFault.ServerError() },
        { "babbles", new SlackFault.Garbage() },
        { "loses its answer", new SlackFault.LostAnswer() },
        { "refuses for a while", new SlackFault.Refused("service_unavailable") },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_message_arrives_once_though_Slack_(string what, SlackFault fault)
    {
        await using var office = await Office.OpenAsync(Office.AcmeFolder);
        var (sam, kim) = (office.As("Sam"), office.As("Kim"));
        await sam.FillsTheChecklist(office, "Bluebird Ltd");
        office.StandIn.Faults.Next("chat.postMessage", fault, calls: 2);
        office.StandIn.Faults.Next("chat.update", fault);

        await sam.Submits();
        await sam.SeesNoForm();
        await office.SettlesAsync();

        Assert.Single(await kim.In(Acme.Onboarding).MessagesAsync(), message => message.Buttons.Contains("Accept"));
        Assert.Single(await sam.InDirect().MessagesAsync(), message => message.Buttons.Contains("Withdraw"));
        Assert.Single(await sam.MessagesAsync(), message => message.Says("is with Onboarding"));
        Assert.All(await office.DeliveriesAsync(), row => Assert.True(row.State == DeliveryState.Sent, $"When Slack {what}: {row.Kind} is {row.State}, {row.Error}"));

        await kim.Accepts("Bluebird Ltd");
        await sam.Sees("was accepted by Kim");
    }

    [Fact]
    public async Task A_form_that_cannot_be_opened_is_answered_with_a_sentence()
    {
        await using var office = await Office.OpenAsync(Office.AcmeFolder);
        office.StandIn.Faults.Next("views.open", new SlackFault.ServerError());
        var sam = office.As("Sam").In(Acme.Sales);

        await sam.Types("/handoff new Bluebird");

        await sam.SeesNoForm();
        await sam.SeesPrivately("please try again");
        await sam.Types("/handoff new Bluebird");
        await sam.SeesForm("Step 1 of 3");
    }

    [Fact]
    public async Task A_channel_that_takes_no_brief_is_told_to_sender_lead_and_admin_and_is_mended_by_an_invitation()
    {
        await using var office = await Office.OpenAsync(Office.AcmeFolder, Outside.Acme with { Channels = [.. Outside.Acme.Channels.Select(Closed)] });
        var (sam, olu, root) = (office.As("Sam"), office.As("Olu"), office.As("Root"));
        await sam.FillsTheChecklist(office, "Bluebird Ltd");
        await sam.Submits();
        await sam.SeesNoForm();

        foreach (var player in new[] { sam, olu, root })
            await player.InDirect().Sees("the brief could not be posted in Onboarding's channel", "/invite");
        await olu.Sees("Bluebird Ltd", "[Accept] [Reject] [Details]");
        await sam.Sees("The brief is not in Onboarding's channel yet");
        Assert.Contains(await office.DeliveriesAsync(), row => row.State == DeliveryState.Dead);

        await olu.Presses("Show the brief");
        await office.SettlesAsync();
        Assert.DoesNotContain(await sam.MessagesAsync(), message => message.Says("is with Onboarding"));

        office.StandIn.Invite(Acme.Onboarding, email: null);
        await olu.In(Acme.Onboarding).Sees("I am HandoffBot. In Acme, teams hand clients", "/handoff new", "[New handoff] [Help]");
        await olu.Sees("Bluebird Ltd", "[Accept]");
        await sam.Sees("is with Onboarding", "Open the brief");
        await sam.Sees("[Withdraw]", "Open the brief");
        await olu.Accepts("Bluebird Ltd");
        await olu.InDirect().Sees("Bluebird Ltd", "Accepted by Olu", "[Kick off]");
        await sam.InDirect().Sees("was accepted by Olu");
    }

    private static PlaygroundChannel Closed(PlaygroundChannel channel) => channel.Id == Acme.Onboarding ? channel with { BotIsMember = false } : channel;
}
