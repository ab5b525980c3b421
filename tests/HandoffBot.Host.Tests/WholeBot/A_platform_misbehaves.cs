using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Playground;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>A platform that is slow, broken, forgetful or closed loses nothing and doubles nothing.</summary>
public abstract class A_platform_misbehaves(AcmeOffice acme)
{
    private readonly Office _office = acme.Office;

    [Theory]
    [InlineData(Trouble.AsksToWait)]
    [InlineData(Trouble.Breaks)]
    [InlineData(Trouble.Babbles)]
    [InlineData(Trouble.LosesItsAnswer)]
    [InlineData(Trouble.RefusesForAWhile)]
    public async Task Every_message_arrives_though_it_(Trouble trouble)
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        var client = $"{trouble} Ltd";
        await sam.FillsTheChecklist(_office, client);
        _office.PostsMeet(trouble, calls: 2);
        _office.AnUpdateMeets(trouble);

        await sam.Submits();
        await sam.SeesNoForm();
        await _office.SettlesAsync();

        await OnceAsync(kim.In(Acme.Onboarding), trouble, message => message.Says(client) && message.Buttons.Contains("Accept"));
        await OnceAsync(sam.InDirect(), trouble, message => message.Says(client) && message.Buttons.Contains("Withdraw"));
        await OnceAsync(sam, trouble, message => message.Says($"{client} is with Onboarding"));
        Assert.All(await _office.DeliveriesAsync(), row => Assert.True(row.State == DeliveryState.Sent, $"It {trouble}: {row.Kind} is {row.State}, {row.Error}"));

        await kim.Accepts(client);
        await sam.Sees($"{client} was accepted by Kim");
        _office.MeetsNoTrouble();
    }

    /// <summary>Slack can be asked whether a message has arrived; Microsoft Teams cannot, so what it lost the answer to may be there twice.</summary>
    private static async Task OnceAsync(Player player, Trouble trouble, Func<Posted, bool> wanted)
    {
        var count = (await player.MessagesAsync()).Count(wanted);
        Assert.InRange(count, 1, player is MsTeamsPlayer && trouble == Trouble.LosesItsAnswer ? 3 : 1);
    }

    public sealed class In_Slack(AcmeOffice.InSlack acme) : A_platform_misbehaves(acme), IClassFixture<AcmeOffice.InSlack>
    {
        [Fact]
        public async Task A_form_that_cannot_be_opened_is_answered_with_a_sentence()
        {
            _office.StandIn.Faults.Next("views.open", new SlackFault.ServerError());
            var sam = _office.As("Sam").In(Acme.Sales);

            await sam.Types("/handoff new Bluebird");

            await sam.SeesNoForm();
            await sam.SeesPrivately("please try again");
            await sam.Types("/handoff new Bluebird");
            await sam.SeesForm("Step 1 of 3");
        }
    }

    public sealed class In_Microsoft_Teams(AcmeOffice.InMicrosoftTeams acme) : A_platform_misbehaves(acme), IClassFixture<AcmeOffice.InMicrosoftTeams>;
}
