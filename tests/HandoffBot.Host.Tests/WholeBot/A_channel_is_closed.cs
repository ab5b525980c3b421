using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Playground;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>The bot is not where a team receives its clients.</summary>
public abstract class A_channel_is_closed
{
    private readonly Setting _setting;
    private readonly string _mend;

    private A_channel_is_closed(Setting setting, string mend) => (_setting, _mend) = (setting, mend);

    [Fact]
    public async Task Sender_lead_and_admin_are_told_and_it_is_mended_by_letting_the_bot_in()
    {
        await using var office = await Office.OpenAsync(_setting, isOutside: true, Closed);
        var (sam, olu, root) = (office.As("Sam"), office.As("Olu"), office.As("Root"));
        await sam.FillsTheChecklist(office, "Bluebird Ltd");
        await sam.Submits();
        await sam.SeesNoForm();

        foreach (var player in new[] { sam, olu, root })
            await player.InDirect().Sees("the brief could not be posted in Onboarding's channel", _mend);
        await olu.Sees("Bluebird Ltd", "[Accept] [Reject] [Ask] [Details]");
        await sam.Sees("The brief is not in Onboarding's channel yet");
        Assert.Contains(await office.DeliveriesAsync(), row => row.State == DeliveryState.Dead);

        await olu.Presses("Show the brief");
        await office.SettlesAsync();
        Assert.DoesNotContain(await sam.MessagesAsync(), message => message.Says("is with Onboarding"));

        LetIn(office);
        await olu.In(Welcomed).Sees("I am HandoffBot. In Acme, teams hand clients", "new", "[New handoff] [Help]");
        await olu.In(Acme.Onboarding).Sees("Bluebird Ltd", "[Accept]");
        await sam.Sees("is with Onboarding", "Open the brief");
        await sam.Sees("[Withdraw]", "Open the brief");
        await olu.Accepts("Bluebird Ltd");
        await olu.InDirect().Sees("Bluebird Ltd", "Accepted by Olu", "[Kick off]");
        await sam.InDirect().Sees("was accepted by Olu");
    }

    /// <summary>Where the bot says what it is when it is let in.</summary>
    private protected virtual string Welcomed => Acme.Onboarding;

    private protected abstract PlaygroundOptions Closed(PlaygroundOptions around);

    private protected abstract void LetIn(Office office);

    public sealed class In_Slack() : A_channel_is_closed(Setting.InSlack, "/invite")
    {
        private protected override PlaygroundOptions Closed(PlaygroundOptions around) => around with
        {
            Channels = [.. around.Channels.Select(channel => channel.Id == Acme.Onboarding ? channel with { BotIsMember = false } : channel)],
        };

        private protected override void LetIn(Office office) => office.StandIn.Invite(Acme.Onboarding, email: null);
    }

    public sealed class In_Microsoft_Teams() : A_channel_is_closed(Setting.InMicrosoftTeams, "add it there (Apps, HandoffBot, Add to a team)")
    {
        /// <summary>The first channel of the team.</summary>
        private protected override string Welcomed => Outside.TeamOf(Acme.Onboarding);

        /// <summary>A team of everybody has the app: else its people could not be found, nor written to.</summary>
        private protected override PlaygroundOptions Closed(PlaygroundOptions around) => around with
        {
            MsTeams = around.MsTeams! with
            {
                Teams =
                [
                    .. around.MsTeams.Teams.Select(team => team.Id == Outside.TeamOf(Acme.Onboarding) ? team with { BotIsInstalled = false } : team),
                    new("19:everybody@thread.tacv2", "Everybody", [.. around.MsTeams.People.Select(person => person.Email)], []),
                ],
            },
        };

        private protected override void LetIn(Office office) => office.Connector.SetInstalled(Outside.TeamOf(Acme.Onboarding), true);
    }
}
