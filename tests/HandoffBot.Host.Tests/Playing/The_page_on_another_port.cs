using HandoffBot.Host.Tests.WholeBot;
using HandoffBot.Playground;

namespace HandoffBot.Host.Tests.Playing;

/// <summary>What the playground alone does: its page can be moved, and then Microsoft Teams lies elsewhere.</summary>
public sealed class The_page_on_another_port
{
    private const string Intake = "19:delivery-intake@thread.tacv2";

    [Fact]
    public async Task The_bot_finds_the_conversations_of_Microsoft_Teams_where_they_are_now()
    {
        await using var office = await Office.OpenAsync(Office.Folder(Office.AcmeFolder, ("onboarding-to-delivery.yml", Only_in_Microsoft_Teams.ToDelivery)));
        var kim = office.As("Kim").In(Acme.Onboarding);
        await kim.Types("/handoff new onboarding-to-delivery \"Bluebird Ltd\"");
        await kim.Submits();
        await kim.SeesForm("Everything that is needed is there.");
        await kim.Submits();
        await kim.SeesNoForm();
        await Shows(office, "Waiting for Delivery's answer");
        var before = office.StandIn.Address;

        await office.MovesThePageAsync();
        await kim.InDirect().Presses("Withdraw", "Bluebird Ltd");

        Assert.NotEqual(before, office.StandIn.Address);
        await Shows(office, "Taken back by Onboarding to be changed");
    }

    private static Task Shows(Office office, string text)
    {
        var path = $"msteams/messages?as={MsTeamsPlaygroundIds.AadObject("max@acme.example")}&conversation={Uri.EscapeDataString(Intake)}";
        return Until.Holds(
            async () => (await office.AskAsync(path))["messages"]!.AsArray().Any(post => $"{post!["card"]}".Contains("Bluebird", StringComparison.Ordinal)
                && $"{post["card"]}".Replace("\\u0027", "'", StringComparison.Ordinal).Contains(text, StringComparison.Ordinal)),
            $"The brief in Microsoft Teams does not say: {text}",
            async () => $"{await office.AskAsync(path)}");
    }
}
