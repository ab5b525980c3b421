namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Two people press at the same moment, again and again.</summary>
public abstract class One_answer
{
    private readonly Setting _setting;
    private readonly int _rounds;

    private One_answer(Setting setting, int rounds) => (_setting, _rounds) = (setting, rounds);

    [Fact]
    public async Task Of_two_acceptances_at_once_one_wins_and_the_other_reads_by_whom()
    {
        await using var office = await OpenAsync(_setting);
        var (sam, olu, kim) = (office.As("Sam"), office.As("Olu"), Kim(office));
        var winners = new HashSet<string>();
        for (var round = 1; round <= _rounds; round++)
        {
            var client = $"Client {round:00}";
            var brief = await sam.HandsOver(office, client);
            await olu.FillsTheAcceptance(client);
            await OpensAsync(kim, brief);
            await kim.FillsTheCriteria();

            await Task.WhenAll(olu.Submits(), kim.Submits());

            var (winner, loser) = olu.Form.Says("You accepted") ? (olu, kim) : (kim, olu);
            Assert.True(winner.Form.Says("You accepted"), winner.Form.Text);
            Assert.True(loser.Form.Says($"Already accepted by {winner.Name}"), loser.Form.Text);
            winners.Add(winner.Name);
            await Task.WhenAll(olu.Closes(), kim.Closes());
            await sam.InDirect().Sees(client, $"was accepted by {winner.Name}");
            // No card asks for an answer any more, on either side.
            await office.AtAnother("Kim").In(Acme.Onboarding).Sees(client, $"Accepted by {winner.Name}", "[Kick off]");
            await sam.InDirect().Sees(client, "*From*", $"Accepted by {winner.Name}");
        }

        Assert.NotEmpty(winners);
    }

    public sealed class In_Slack() : One_answer(Setting.InSlack, rounds: 20);

    public sealed class In_Microsoft_Teams() : One_answer(Setting.InMicrosoftTeams, rounds: 5);

    /// <summary>One of the two answers in Microsoft Teams, where their channel is, the other in Slack.</summary>
    public class Across() : One_answer(Setting.FromSlackToMicrosoftTeams, rounds: 5)
    {
        private protected override Player Kim(Office office) => office.Lets("kim@acme.example", Acme.Sales);

        private protected override async Task OpensAsync(Player kim, Posted brief)
        {
            await kim.Types($"/handoff show {brief.Text.Split(' ')[0]}");
            await kim.Presses("Accept");
        }
    }

    private protected virtual Task<Office> OpenAsync(Setting setting) => Office.OpenAsync(setting);

    private protected virtual Player Kim(Office office) => office.As("Kim");

    private protected virtual Task OpensAsync(Player kim, Posted brief) => kim.In(Acme.Onboarding).PressesOn(brief, "Accept");
}
