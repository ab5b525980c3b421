using HandoffBot.Core.Chat;
using HandoffBot.Engine.Conversations;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage.Rows;
using NodaTime;

namespace HandoffBot.Engine.Tests.Delivery;

/// <summary>Who hears of what could not be sent, and what an admin does about it.</summary>
public sealed class ToldTests
{
    private const string Channel = "C0ONBOARD";
    private static readonly Outcome.Dead Gone = new("user_disabled", "Check that the account is active.");

    [Fact]
    public async Task Who_cannot_be_written_to_is_told_to_the_admins_and_their_lead_once_with_how_to_send_it_again()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Fault = call => call.Chat == "@UANA" ? Gone : null;
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(8);
        await house.RejectAsync(number, "kim");
        await house.DeliverAsync(8);

        var admin = Assert.Single(house.Slack.Posts("@UADA")).Text;
        Assert.Contains($"A message about H-{number} to Ana cannot be sent", admin, StringComparison.Ordinal);
        Assert.Contains("deliveries replay", admin, StringComparison.Ordinal);
        Assert.Contains("to Ana cannot be sent", Assert.Single(house.Slack.Posts("@ULEA")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ping_that_cannot_reach_its_person_is_told_to_the_lead_of_the_team_that_must_move()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Fault = call => call.Chat == "@UKIM" ? Gone : null;
        await house.SubmittedAsync();
        await house.PassAsync(Duration.FromHours(2));

        Assert.Contains("to Kim cannot be sent", Assert.Single(house.Slack.Posts("@UOLGA")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brief_that_its_channel_does_not_take_for_minutes_is_told_and_excused_and_tried_on()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Fault = call => call.Chat == Channel ? new Outcome.Failed("team_is_migrating") : null;
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(540);
        Assert.Null((await house.Reading.HandoffAsync(number))!.NotPosted);

        await house.DeliverAsync(240);
        Assert.Contains("tried again by itself", (await house.Reading.HandoffAsync(number))!.NotPosted, StringComparison.Ordinal);
        foreach (var chat in new[] { "@UANA", "@UOLGA", "@UADA" })
            Assert.Single(house.Slack.Posts(chat), call => call.Text.Contains("could not be posted", StringComparison.Ordinal));

        house.Slack.Fault = _ => null;
        await house.DeliverAsync(120);
        Assert.Null((await house.Reading.HandoffAsync(number))!.NotPosted);
    }

    [Fact]
    public async Task Nobody_is_told_that_a_brief_is_missing_which_was_posted_before_they_could_be()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Fault = call => call.Chat.StartsWith('@') ? new Outcome.Failed("away") : new Outcome.Dead("not_in_channel", "Invite the bot.");
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(3);
        house.Slack.Fault = call => call.Chat.StartsWith('@') ? new Outcome.Failed("away") : null;
        await house.Get<CardUpkeep>().RefreshAsync(number);
        await house.DeliverAsync(3);
        house.Slack.Fault = _ => null;
        var before = house.Slack.Calls.Count;
        await house.DeliverAsync(90);

        Assert.DoesNotContain(house.Slack.Calls.Skip(before), call => call.Text.Contains("could not be posted", StringComparison.Ordinal));
        Assert.DoesNotContain(house.Slack.Posts("@UOLGA").Skip(0), call => house.Slack.ByDelivery.ContainsKey(call.Delivery));
    }

    [Fact]
    public async Task What_was_replayed_is_sent_in_its_order_with_its_attempts_counted_anew()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Fault = call => call.Chat == Channel ? new Outcome.Dead("is_archived", "Unarchive it.") : null;
        await house.SubmittedAsync();
        await house.DeliverAsync(8);
        var letters = house.Get<DeadLetters>();
        var page = await letters.ListAsync(1, default);
        Assert.Equal(["the brief", "whose turn it is"], page.Entries.Select(one => one.What));
        Assert.All(page.Entries, one => Assert.Equal("Onboarding's channel (C0ONBOARD)", one.To));

        house.Slack.Fault = _ => null;
        house.Time.Add(Duration.FromDays(3));
        Assert.Equal(1, await letters.ReplayAsync(page.Entries[1].Id, default));
        Assert.Equal(0, await letters.ReplayAsync(page.Entries[1].Id, default));
        Assert.Equal(1, await letters.ReplayAsync(null, default));
        var sent = house.Slack.Posts(Channel).Count();
        await house.DeliverAsync(10);

        Assert.Equal([typeof(Destination.ToChannel), typeof(Destination.ToThread)], house.Slack.Posts(Channel).Skip(sent).Select(one => one.Destination!.GetType()));
        Assert.Equal(0, (await letters.ListAsync(1, default)).Total);
    }

    [Fact]
    public async Task What_has_passed_while_it_was_dead_is_not_sent()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        house.Slack.Fault = call => call.Destination is Destination.ToThread || call.Chat == "@UKIM" ? new Outcome.Dead("restricted_action", "Allow it.") : null;
        await house.DeliverAsync(5);
        await house.PassAsync(Duration.FromHours(2));
        house.Slack.Fault = _ => null;
        await house.AcceptAsync(number, "omar");
        await house.DeliverAsync(8);
        var before = house.Slack.Calls.Count;

        Assert.Equal(2, await house.Get<DeadLetters>().ReplayAsync(null, default));
        await house.DeliverAsync(8);

        Assert.Equal(before, house.Slack.Calls.Count);
        Assert.Equal(0, (await house.Get<DeadLetters>().ListAsync(1, default)).Total);
    }

    [Fact]
    public async Task What_may_have_been_posted_before_it_was_given_up_is_looked_for_when_it_is_replayed()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Lost = call => call is { Method: "post", Chat: Channel } ? new Outcome.Unknown("reset") : null;
        house.Slack.Fault = call => call.Method == "find" ? new Outcome.Later(Duration.FromHours(25)) : null;
        await house.SubmittedAsync();
        await house.DeliverAsync(3);
        house.Slack.Fault = call => call.Method == "find" ? new Outcome.Failed("500") : null;
        house.Time.Add(Duration.FromHours(26));
        await house.DeliverAsync(3);
        Assert.Equal("the brief", (await house.Get<DeadLetters>().ListAsync(1, default)).Entries[0].What);

        (house.Slack.Fault, house.Slack.Lost) = (_ => null, _ => null);
        await house.Get<DeadLetters>().ReplayAsync(null, default);
        await house.DeliverAsync(8);

        Assert.Single(house.Slack.Posts(Channel), call => call.Text.Contains("hands over to", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_discarded_is_never_sent()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Fault = call => call.Chat == Channel ? new Outcome.Dead("is_archived", "Unarchive it.") : null;
        await house.SubmittedAsync();
        await house.DeliverAsync(8);
        house.Slack.Fault = _ => null;
        var before = house.Slack.Posts(Channel).Count();

        Assert.Equal(2, await house.Get<DeadLetters>().DiscardAsync(null, default));
        await house.DeliverAsync(8);

        Assert.Equal(before, house.Slack.Posts(Channel).Count());
    }

    [Fact]
    public async Task A_brief_follows_its_team_to_another_channel_and_the_old_one_says_where_it_went()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(5);
        var old = Assert.Single(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Brief).Ref;

        await house.RestartAsync(House.Organization.Replace(Channel, "C0NEW", StringComparison.Ordinal));
        await house.Get<CardUpkeep>().FollowChannelsAsync(default);
        await house.Get<CardUpkeep>().FollowChannelsAsync(default);
        await house.DeliverAsync(8);

        Assert.Single(house.Slack.Posts("C0NEW"));
        Assert.Contains("C0NEW", (await house.Reading.HandoffAsync(number))!.BriefLink!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(house.Slack.Messages[old].Parts.OfType<CardPart.Buttons>().SelectMany(one => one.Of), one => one.Press.Act == Act.Accept);
        Assert.Contains(Links(house.Slack.Messages[old]), link => link.Contains("C0NEW", StringComparison.Ordinal));

        house.Slack.Messages.TryRemove(old, out _);
        await house.AcceptAsync(number, "kim");
        await house.DeliverAsync(8);
        Assert.Equal(["C0NEW"], (await house.Reading.CardsAsync(number)).Where(one => one.Role == CardRole.Brief).Select(one => one.Channel));
        Assert.DoesNotContain(house.Slack.Messages.Keys, one => one.Channel == Channel && !house.Slack.Messages[one].Parts.OfType<CardPart.Text>().Any());
    }

    private static IEnumerable<string> Links(Card card) =>
        card.Parts.OfType<CardPart.Text>().SelectMany(part => part.Phrase.Parts).OfType<Inline.Link>().Select(link => link.To.ToString());
}
