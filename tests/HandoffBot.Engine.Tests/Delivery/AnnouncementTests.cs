using HandoffBot.Core.Chat;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Tests.Delivery;

/// <summary>The sender's card in the channel of a sending team that announces what it sends.</summary>
public sealed class AnnouncementTests
{
    [Fact]
    public async Task One_that_was_there_before_the_brief_leads_to_it_as_soon_as_it_is_there()
    {
        await using var house = await House.OpenAsync(House.Organization.Replace("slack: {channel: C0SALES}", "slack: {channel: C0SALES}, announce: true", StringComparison.Ordinal));
        house.Slack.Fault = call => call.Chat == "C0ONBOARD" ? new Outcome.Failed("away") : null;
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(3);
        Assert.Single(house.Slack.Posts("C0SALES"));

        house.Slack.Fault = _ => null;
        await house.DeliverAsync(20);

        var shown = Assert.Single(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Announcement);
        Assert.Contains(
            house.Slack.Messages[shown.Ref].Parts.OfType<CardPart.Text>().SelectMany(one => one.Phrase.Parts).OfType<Inline.Link>(), link => link.Text == "Open the brief");
    }
}
