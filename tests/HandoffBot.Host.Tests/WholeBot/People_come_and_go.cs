using HandoffBot.Core.Chat;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Somebody goes away, is covered for and comes back; somebody leaves for good.</summary>
public abstract class People_come_and_go : IAsyncLifetime
{
    private readonly Setting _setting;
    private Office _office = null!;

    private People_come_and_go(Setting setting) => _setting = setting;

    public async Task InitializeAsync() => _office = await Office.OpenAsync(_setting, isOutside: true);

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Who_is_away_is_covered_for_and_who_leaves_is_replaced()
    {
        var (sam, olu, kim, ana) = (_office.As("Sam"), _office.As("Olu"), _office.As("Kim"), _office.As("Ana"));
        await olu.InDirect().Types("away until friday cover @kim");
        await olu.Sees("You are away until Fri", "Kim covers for you", "[I am back]");
        await kim.InDirect().Sees("Olu is away until Fri", "named you to cover");

        // Routing names Olu, who is away: Kim is proposed, and the brief says why.
        await sam.HandsOver(_office, "Bittern Ltd", "Enterprise");
        await kim.In(Acme.Onboarding).Sees("Bittern Ltd", "Kim, because they cover for Olu, who is away until");
        await kim.InDirect().Types("team onboarding");
        await kim.Sees("Onboarding: 1 waits, 0 overdue, 0 at work", "Away: Olu", "covered by Kim", "Bittern Ltd");
        await kim.Types("hours 8-20");
        await kim.Sees("Your own hours: 8-20", "[Back to my team's]");

        await olu.InDirect().Types("back");
        await olu.Sees("Welcome back.");
        await kim.Sees("Olu is back, so you cover for them no more.");
        await kim.Accepts("Bittern Ltd");
        await sam.HandsOver(_office, "Dunlin AG", "Enterprise");
        await olu.In(Acme.Onboarding).Sees("Dunlin AG", "Olu, because Segment is Enterprise");

        // Sam leaves with a draft; Kim leaves with a client.
        await sam.FillsTheChecklist(_office, "Curlew plc");
        await sam.Closes();
        Leaves("sam@acme.example", Acme.Sales);
        await ana.InDirect().Sees("Sam has left.", "Curlew plc, which Sam had still to send, is yours to go on with", "[Show the team]");
        await ana.Types("drafts");
        await ana.Sees("Drafts: 1", "Curlew plc", "[Continue]");
        Leaves("kim@acme.example", Acme.Onboarding);
        await olu.InDirect().Sees("Kim has left. Bittern Ltd has nobody now: give each a new owner.");
        await olu.Presses("Show the team", "Kim has left.");
        await olu.SeesPrivately("Onboarding: ", "1 client without an owner", "Bittern Ltd (Kim has left)");
    }

    private void Leaves(string email, string place)
    {
        if (_setting.At(place) == Platform.MsTeams)
            _office.Connector.Deactivate(email);
        else
            _office.StandIn.Deactivate(email);
    }

    public sealed class In_Slack() : People_come_and_go(Setting.InSlack);

    public sealed class In_Microsoft_Teams() : People_come_and_go(Setting.InMicrosoftTeams);

    public sealed class From_Slack_to_Microsoft_Teams() : People_come_and_go(Setting.FromSlackToMicrosoftTeams);

    public sealed class From_Microsoft_Teams_to_Slack() : People_come_and_go(Setting.FromMicrosoftTeamsToSlack);
}
