namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Two people press at the same moment, again and again.</summary>
public sealed class One_answer
{
    [Fact]
    public async Task Of_two_acceptances_at_once_one_wins_and_the_other_reads_by_whom()
    {
        await using var office = await Office.OpenAsync(Office.AcmeFolder);
        var (sam, olu, kim) = (office.As("Sam"), office.As("Olu"), office.As("Kim"));
        var winners = new HashSet<string>();
        for (var round = 1; round <= 20; round++)
        {
            var client = $"Client {round:00}";
            await sam.HandsOver(office, client);
            await olu.FillsTheAcceptance(client);
            await kim.FillsTheAcceptance(client);

            await Task.WhenAll(olu.Submits(), kim.Submits());

            var (winner, loser) = olu.Form.Says("You accepted") ? (olu, kim) : (kim, olu);
            Assert.True(winner.Form.Says("You accepted"), winner.Form.Text);
            Assert.True(loser.Form.Says($"Already accepted by {winner.Name}"), loser.Form.Text);
            winners.Add(winner.Name);
            await Task.WhenAll(olu.Closes(), kim.Closes());
            await sam.InDirect().Sees(client, $"was accepted by {winner.Name}");
        }

        Assert.NotEmpty(winners);
    }
}
