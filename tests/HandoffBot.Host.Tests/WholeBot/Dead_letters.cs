namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What could not be sent, looked at and sent again from the command line while the bot runs.</summary>
public abstract class Dead_letters
{
    private readonly Setting _setting;
    private readonly string _channel;
    private readonly string _why;

    private Dead_letters(Setting setting, string channel, string why) => (_setting, _channel, _why) = (setting, channel, why);

    [Fact]
    public async Task They_are_listed_replayed_and_discarded_beside_a_running_bot()
    {
        await using var office = await Office.OpenAsync(_setting, isOutside: true);
        var (sam, kim) = (office.As("Sam"), office.As("Kim"));
        Assert.Equal((0, "Nothing: every message was sent, or waits for its turn."), await office.SaysAsync());

        await sam.FillsTheChecklist(office, "Bluebird Ltd");
        office.PostsMeet(Trouble.Forbids, calls: 100);
        await sam.Submits();
        await sam.SeesNoForm();
        await office.SettlesAsync();
        var (code, listed) = await office.SaysAsync();
        Assert.Equal(0, code);
        Assert.Contains($"the brief of H-1001, to Onboarding's channel ({_channel})", listed, StringComparison.Ordinal);
        Assert.Contains(_why, listed, StringComparison.Ordinal);
        Assert.DoesNotContain("Bluebird", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(await kim.In(Acme.Onboarding).MessagesAsync(), message => message.Says("Bluebird Ltd"));

        office.MeetsNoTrouble();
        var brief = listed.Split(Environment.NewLine).TakeWhile(line => !line.Contains("the brief of", StringComparison.Ordinal)).Last(line => line.Length > 0).Split(' ')[0];
        Assert.Equal((0, "1 message will be sent again: within seconds where the bot runs, else when it is started."), await office.SaysAsync("replay", brief));
        await kim.Sees("Bluebird Ltd", "[Accept]");
        await sam.InDirect().Sees("is with Onboarding", "Open the brief");

        Assert.Equal(1, (await office.SaysAsync("replay", brief)).Code);
        Assert.Contains("will not be sent", (await office.SaysAsync("discard", "all")).Said, StringComparison.Ordinal);
        Assert.Equal((0, "Nothing to do: every message was sent, or waits for its turn."), await office.SaysAsync("replay", "all"));
        await kim.Accepts("Bluebird Ltd");
    }

    public sealed class In_Slack() : Dead_letters(Setting.InSlack, Acme.Onboarding, "The workspace forbids the bot to post");

    public sealed class In_Microsoft_Teams() : Dead_letters(
        Setting.InMicrosoftTeams, Outside.ChannelOf(Acme.Onboarding), "An admin of Microsoft Teams has blocked the app");
}
