using HandoffBot.Core.Chat;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>The files leave Onboarding without a channel; an admin, who has an account on each platform, chooses it in chat.</summary>
public abstract class Setting_up
{
    private readonly Setting _setting;

    private Setting_up(Setting setting) => _setting = setting;

    [Fact]
    public async Task What_the_files_leave_out_is_bound_in_chat_and_clients_arrive_there()
    {
        var whole = _setting.Playbooks;
        using var written = new Written(whole);
        written.Change(Written.TheOrganization, _setting.Binding(Acme.Onboarding), "");
        await using var office = await Office.OpenAsync(_setting, written.Folder, _setting.Around(whole) ?? Outside.Acme);
        var (sam, kim) = (office.As("Sam").In(Acme.Sales), office.As("Kim"));

        await sam.Types("/handoff new \"Bluebird Ltd\"");
        await sam.SeesPrivately("Onboarding has no channel to receive in yet");
        await sam.Types("/handoff setup");
        await sam.SeesPrivately("Only admins can see and change how the bot is set up: Root");

        var root = RootIn(office, Acme.Onboarding);
        await root.Types("/handoff setup");
        await root.SeesPrivately("To be mended", "Onboarding has no channel", "setup onboarding here", $"receives in {Shown(Acme.Sales)} (set in organization.yml:");
        await root.Types("/handoff setup onboarding here");
        await root.SeesPrivately("Onboarding receives clients in this channel from now on.");
        await root.Types("/handoff setup");
        await root.SeesPrivately($"receives in {Shown(Acme.Onboarding)} (set in chat by Root");

        await sam.In(Acme.Sales).HandsOver(office, "Bluebird Ltd");
        await kim.In(Acme.Onboarding).Sees("Bluebird Ltd", "[Accept]");

        // Another channel is chosen: what is open follows at once, and the old message says where it is.
        root = RootIn(office, Acme.Sales);
        await root.Types("/handoff setup onboarding here");
        await root.SeesPrivately("Its open handoff follows");
        await sam.In(Acme.Sales).Sees("Bluebird Ltd", "[Accept]");
        await kim.In(Acme.Onboarding).Sees("answers this in another channel now", "Open the brief there");

        // What the file names later, the file decides.
        written.Change(Written.TheOrganization, "name: Onboarding", $"name: Onboarding\n    {_setting.Binding(Acme.Onboarding)}");
        await office.LooksAtTheFolderAsync();
        await office.As("Root").InDirect().Sees("organization.yml says now where Onboarding receives clients");
        await kim.In(Acme.Onboarding).Sees("Bluebird Ltd", "[Accept]");
        await sam.In(Acme.Sales).Sees("answers this in another channel now", "Open the brief there");
        await root.In(Acme.Sales).Types("/handoff setup onboarding here");
        await root.SeesPrivately("Where Onboarding receives is set in organization.yml:", "Change it there.");
    }

    /// <summary>At the client of the platform on which the place is, to which they come where they were not.</summary>
    private static Player RootIn(Office office, string place) => office.Lets("root@acme.example", place);

    /// <summary>How the set-up names a channel.</summary>
    private string Shown(string place) => _setting.At(place) == Platform.Slack ? $"Slack, {place}" : $"Microsoft Teams, {Outside.ChannelOf(place)}";

    public sealed class In_Slack() : Setting_up(Setting.InSlack);

    public sealed class In_Microsoft_Teams() : Setting_up(Setting.InMicrosoftTeams);

    public sealed class From_Slack_to_Microsoft_Teams() : Setting_up(Setting.FromSlackToMicrosoftTeams);

    public sealed class From_Microsoft_Teams_to_Slack() : Setting_up(Setting.FromMicrosoftTeamsToSlack);
}
