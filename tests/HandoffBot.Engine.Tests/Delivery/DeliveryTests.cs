using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Delivery;

public sealed class DeliveryTests
{
    private const string Channel = "C0ONBOARD";

    [Fact]
    public async Task A_submit_posts_the_brief_then_mentions_who_must_move_in_its_thread_and_confirms_with_a_link()
    {
        await using var house = await House.OpenAsync();
        await house.SubmittedAsync();
        await house.DeliverAsync(5);

        var inChannel = house.Slack.Posts(Channel).ToList();
        Assert.Equal(2, inChannel.Count);
        Assert.IsType<Destination.ToChannel>(inChannel[0].Destination);
        var thread = Assert.IsType<Destination.ToThread>(inChannel[1].Destination);
        Assert.Equal(house.Slack.ByDelivery[inChannel[0].Delivery], thread.Root);
        Assert.Contains("@Kim", inChannel[1].Text, StringComparison.Ordinal);
        Assert.Contains(house.Slack.Posts("@UANA"), one => one.Text.Contains("Open the brief", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_message_is_redrawn_for_its_whole_life()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(5);
        await house.AcceptAsync(number, "kim");
        await house.DeliverAsync(5);

        var card = Assert.Single(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Brief);
        Assert.Contains("Kim", string.Concat(house.Slack.Messages[card.Ref].Summary.Parts.OfType<Inline.Plain>().Select(one => one.Text)), StringComparison.Ordinal);
        Assert.Single(house.Slack.Posts(Channel), one => one.Destination is Destination.ToChannel);
    }

    [Fact]
    public async Task Redrawings_that_wait_become_one()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.AcceptAsync(number, "kim");
        await house.DeliverAsync(8);

        Assert.Single(house.Slack.Posts(Channel), one => one.Destination is Destination.ToChannel);
        Assert.DoesNotContain(house.Slack.Calls, one => one.Method == "update" && one.Chat == Channel);
        Assert.Contains(house.Slack.Posts("@UANA"), one => one.Text.Contains("Open the brief", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_channel_gets_a_small_burst_and_then_one_a_second()
    {
        await using var house = await House.OpenAsync();
        foreach (var client in new[] { "A", "B", "C", "D" })
            await house.SubmittedAsync(client);

        await house.DeliverAsync();
        Assert.Equal(3, house.Slack.Posts(Channel).Count());

        house.Time.Add(Duration.FromSeconds(1));
        await house.DeliverAsync();
        Assert.Equal(4, house.Slack.Posts(Channel).Count());
    }

    [Fact]
    public async Task A_workspace_that_asks_to_wait_is_not_called_with_that_method_until_then()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Fault = call => call.Method == "post" ? new Outcome.Later(Duration.FromSeconds(30)) : null;
        await house.SubmittedAsync();
        await house.DeliverAsync(20);
        var asked = house.Slack.Calls.Count;

        house.Slack.Fault = _ => null;
        await house.DeliverAsync(20);

        Assert.True(asked <= 2, $"{asked} calls");
        Assert.Equal(2, house.Slack.Posts(Channel).Select(one => one.Delivery).Distinct().Count(house.Slack.ByDelivery.ContainsKey));
    }

    [Fact]
    public async Task A_conversation_that_asks_to_wait_for_itself_alone_holds_up_no_other()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Fault = call => call.Chat == Channel ? new Outcome.Later(Duration.FromSeconds(30)) { OnlyThere = true } : null;
        await house.SubmittedAsync();
        await house.DeliverAsync(20);

        Assert.Single(house.Slack.Posts(Channel));
        Assert.NotEmpty(house.Slack.Posts("@UANA"));

        house.Slack.Fault = _ => null;
        await house.DeliverAsync(20);
        Assert.Equal(2, house.Slack.Posts(Channel).Select(one => one.Delivery).Distinct().Count(house.Slack.ByDelivery.ContainsKey));
    }

    [Fact]
    public async Task An_order_is_kept_even_when_the_first_fails_for_a_while()
    {
        await using var house = await House.OpenAsync();
        var fails = 2;
        house.Slack.Fault = call => call is { Method: "post", Chat: Channel } && fails-- > 0 ? new Outcome.Failed("500") : null;
        await house.SubmittedAsync();
        await house.DeliverAsync(10);

        var arrived = house.Slack.Posts(Channel).Where(one => house.Slack.ByDelivery.ContainsKey(one.Delivery)).DistinctBy(one => one.Delivery).ToList();
        Assert.Equal([typeof(Destination.ToChannel), typeof(Destination.ToThread)], arrived.Select(one => one.Destination!.GetType()));
    }

    [Fact]
    public async Task A_post_whose_answer_was_lost_is_found_and_not_posted_again()
    {
        await using var house = await House.OpenAsync();
        var lost = true;
        house.Slack.Lost = call => call is { Method: "post", Chat: Channel } && lost && !(lost = false) ? new Outcome.Unknown("connection reset") : null;
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(8);

        Assert.Single(house.Slack.Posts(Channel), one => one.Destination is Destination.ToChannel);
        Assert.Contains(house.Slack.Calls, one => one.Method == "find");
        Assert.Single(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Brief);
    }

    [Fact]
    public async Task A_post_that_was_lost_on_the_way_is_posted_again()
    {
        await using var house = await House.OpenAsync();
        var lost = true;
        house.Slack.Fault = call => call is { Method: "post", Chat: Channel } && lost && !(lost = false) ? new Outcome.Unknown("timeout") : null;
        await house.SubmittedAsync();
        await house.DeliverAsync(8);

        Assert.Equal(2, house.Slack.Posts(Channel).Count(one => one.Destination is Destination.ToChannel));
        Assert.Single(house.Slack.Messages.Keys, one => one.Channel == Channel && !Threaded(house, one));
    }

    [Fact]
    public async Task A_crash_between_post_and_mark_makes_no_second_message()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        house.Slack.Lost = _ => throw new HttpRequestException("cut off");
        await house.Get<DeliveryWorker>().RoundAsync(default);
        await using (var context = house.Read())
            Assert.Contains(DeliveryState.Unknown, await context.Deliveries.Select(one => one.State).ToListAsync());

        house.Slack.Lost = _ => null;
        await house.RestartAsync();
        await house.Get<DeliveryWorker>().ResumeAsync(default);
        await house.DeliverAsync(8);

        Assert.Single(house.Slack.Posts(Channel), one => one.Destination is Destination.ToChannel);
        Assert.Single(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Brief);
    }

    [Fact]
    public async Task What_was_leased_by_a_process_that_died_is_taken_up_by_the_next()
    {
        await using var house = await House.OpenAsync();
        await house.SubmittedAsync();
        await house.Get<Engine.Storage.CommitSeam>().RunAsync(
            context => context.Deliveries.ExecuteUpdateAsync(set => set
                .SetProperty(one => one.LeasedBy, Guid.NewGuid()).SetProperty(one => one.LeasedUntil, ManualTime.Start + Duration.FromMinutes(1))
                .SetProperty(one => one.AttemptedAt, ManualTime.Start).SetProperty(one => one.State, DeliveryState.Unknown)),
            default);
        await house.DeliverAsync();
        Assert.Empty(house.Slack.Calls);

        await house.RestartAsync();
        await house.Get<DeliveryWorker>().ResumeAsync(default);
        if (!house.Get<Engine.Storage.IStore>().IsAlone)
        {
            // Another host may still be sending: its lease has to end.
            await house.DeliverAsync();
            Assert.Empty(house.Slack.Calls);
            house.Time.Add(Duration.FromMinutes(1));
        }

        await house.DeliverAsync(5);

        Assert.Equal(2, house.Slack.Posts(Channel).Count());
    }

    [Fact]
    public async Task A_brief_that_cannot_be_posted_is_told_to_sender_lead_and_admins_and_excuses_the_clock_until_it_is_posted()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Fault = call => call.Chat == Channel ? new Outcome.Dead("channel_not_found", "Invite the bot with /invite.") : null;
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(8);

        foreach (var chat in new[] { "@UANA", "@UOLGA", "@UADA" })
            Assert.Contains(house.Slack.Posts(chat), one => one.Text.Contains("could not be posted", StringComparison.Ordinal));
        Assert.Contains(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Brief && one.Lane.EndsWith("@UOLGA", StringComparison.Ordinal));
        Assert.Contains("/invite", (await house.Reading.HandoffAsync(number))!.NotPosted!, StringComparison.Ordinal);
        Assert.True(await ExcusedAsync(house, number));

        house.Slack.Fault = _ => null;
        await house.ActAsync(number, new HandoffCommand.Claim(1), "kim");
        await house.DeliverAsync(5);

        Assert.Null((await house.Reading.HandoffAsync(number))!.NotPosted);
        Assert.False(await ExcusedAsync(house, number));
    }

    [Theory]
    [InlineData("show")]
    [InlineData("added")]
    [InlineData("later")]
    public async Task A_brief_that_could_not_be_posted_is_posted_once_that_is_mended_and_its_sender_has_the_link(string how)
    {
        await using var house = await House.OpenAsync();
        house.Slack.Fault = call => call.Chat == Channel ? new Outcome.Dead("not_in_channel", "Invite the bot with /invite.") : null;
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(8);
        house.Slack.Fault = _ => null;

        var channel = new ChannelRef(Platform.Slack, FakePlatform.Home, Channel);
        await (how switch
        {
            "show" => house.Get<Engine.Conversations.CardUpkeep>().RefreshAsync(number),
            "added" => house.Get<Engine.Conversations.Arrivals>().ChannelAsync(new Interaction.BotAdded(new(Platform.Slack, FakePlatform.Home, "UANA"), "Ev1", channel)),
            _ => house.Get<Engine.Conversations.CardUpkeep>().PostMissingAsync(default),
        });
        await house.DeliverAsync(8);

        var view = (await house.Reading.HandoffAsync(number))!;
        Assert.Null(view.NotPosted);
        Assert.Contains(Channel, view.BriefLink!.ToString(), StringComparison.Ordinal);
        Assert.False(await ExcusedAsync(house, number));
        Assert.Single(await ConfirmationsAsync(house, number));
    }

    [Fact]
    public async Task The_bot_in_another_channel_posts_no_brief_there()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Fault = call => call.Chat == Channel ? new Outcome.Dead("not_in_channel", "Invite the bot with /invite.") : null;
        await house.SubmittedAsync();
        await house.DeliverAsync(8);
        var tried = house.Slack.Posts(Channel).Count();

        await house.Get<Engine.Conversations.Arrivals>().ChannelAsync(new Interaction.BotAdded(new(Platform.Slack, FakePlatform.Home, "UANA"), "Ev1", new(Platform.Slack, FakePlatform.Home, "C0OTHER")));
        await house.DeliverAsync(8);

        Assert.Equal(tried, house.Slack.Posts(Channel).Count());
    }

    [Fact]
    public async Task A_leads_own_copy_of_the_brief_follows_the_answer_and_is_nobodys_link()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Fault = call => call.Chat == Channel ? new Outcome.Dead("not_in_channel", "Invite the bot with /invite.") : null;
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(8);
        var copy = Assert.Single(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Brief).Ref;
        Assert.Null((await house.Reading.HandoffAsync(number))!.BriefLink);
        var before = house.Slack.Messages[copy];

        await house.AcceptAsync(number, "kim");
        await house.DeliverAsync(8);

        Assert.NotSame(before, house.Slack.Messages[copy]);
        Assert.DoesNotContain(house.Slack.Messages[copy].Parts.OfType<CardPart.Buttons>().SelectMany(one => one.Of), one => one.Press.Act == Act.Accept);
    }

    [Fact]
    public async Task A_delivery_that_cannot_be_drawn_holds_its_channel_up_for_minutes_only()
    {
        await using var house = await House.OpenAsync();
        await house.SubmittedAsync("Broken");
        await house.Get<Engine.Storage.CommitSeam>().RunAsync(
            context => context.PlaybookVersions.ExecuteUpdateAsync(set => set.SetProperty(one => one.Text, "no playbook: [")), default);
        await house.RestartAsync(playbook: House.Playbook + "\n# another version");
        var whole = await house.SubmittedAsync("Whole");

        await house.DeliverAsync(600);

        Assert.Contains(await house.Reading.CardsAsync(whole), one => one.Role == CardRole.Brief);
    }

    [Fact]
    public async Task A_brief_that_waited_for_the_workspace_to_be_known_is_one_message_from_then_on()
    {
        await using var house = await House.OpenAsync(slack: new FakePlatform { Me = () => new Identity.Refused("away", "Try again.", Passing: true) });
        foreach (var name in new[] { "ana", "kim" })
            house.Slack.Add("U" + name.ToUpperInvariant(), $"{name}@example.com");
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(2);
        Assert.Empty(house.Slack.Calls);

        house.Slack.Me = () => new Identity.Known(FakePlatform.Home, "Test", "UBOT");
        await house.Get<Engine.Directory.DirectorySync>().RunAsync(default);
        await house.DeliverAsync(30);
        await house.ActAsync(number, new HandoffCommand.Claim(1), "kim");
        await house.DeliverAsync(8);

        Assert.Single(house.Slack.Posts(Channel), one => one.Destination is Destination.ToChannel);
    }

    [Fact]
    public async Task A_brief_that_was_deleted_is_posted_again()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(5);
        var first = Assert.Single(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Brief);
        house.Slack.Messages.TryRemove(first.Ref, out _);

        await house.ActAsync(number, new HandoffCommand.Claim(1), "kim");
        await house.DeliverAsync(5);

        var second = Assert.Single(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Brief);
        Assert.NotEqual(first.Message, second.Message);
    }

    [Fact]
    public async Task The_earlier_and_the_new_owner_are_told_once_when_others_decided()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.AcceptAsync(number, "kim", owner: "omar");
        await house.DeliverAsync(8);

        var told = Assert.Single(house.Slack.Calls, one => one.Text.Contains("you own Acme now", StringComparison.Ordinal));
        Assert.IsType<Destination.ToThread>(told.Destination);
        Assert.Contains(told.Card!.Summary.Parts, part => part is Inline.Mention { Accounts: [{ Account: "UOMAR" }] });
        Assert.Contains(house.Slack.Posts("@UANA"), one => one.Text.Contains("was accepted by Kim", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_channel_that_the_bot_joins_is_welcomed_with_the_next_step()
    {
        await using var house = await House.OpenAsync();
        var sam = new AccountRef(Platform.Slack, FakePlatform.Home, "USAM");
        await house.Get<IConversation>().HandleAsync(new Interaction.BotAdded(sam, "receipt", new(Platform.Slack, FakePlatform.Home, "CNEW")), default);
        await house.DeliverAsync(3);

        var welcome = Assert.Single(house.Slack.Posts("CNEW")).Card!;
        Assert.Contains(welcome.Parts.OfType<CardPart.Buttons>().SelectMany(one => one.Of), one => one.Press == Presses.Say("new"));
    }

    [Fact]
    public async Task A_ping_looks_at_its_clock_again_before_it_is_sent()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(5);
        house.Time.Add(Duration.FromHours(2));
        await house.Get<Engine.Clocks.ClockSweep>().RunAsync(default);
        await house.ActAsync(number, new HandoffCommand.Claim(1), "omar");
        await house.DeliverAsync(5);

        Assert.Empty(house.Slack.Posts("@UKIM"));
        Assert.Contains(await house.Reading.TimelineAsync(number), one => one.Kind == "ping-suppressed");
    }

    [Fact]
    public async Task A_ping_reaches_the_holder()
    {
        await using var house = await House.OpenAsync();
        await house.SubmittedAsync();
        await house.PassAsync(Duration.FromHours(2));

        Assert.Contains("waits for", Assert.Single(house.Slack.Posts("@UKIM")).Text, StringComparison.Ordinal);
    }

    private static async Task<List<DeliveryRow>> ConfirmationsAsync(House house, int number)
    {
        await using var context = house.Read();
        return await context.Deliveries.Where(one => one.Handoff == number && one.Kind == nameof(IntentKind.Confirmation)).ToListAsync();
    }

    private static bool Threaded(House house, CardRef message) =>
        house.Slack.Calls.Any(call => call.Destination is Destination.ToThread && house.Slack.ByDelivery.GetValueOrDefault(call.Delivery) == message);

    private static async Task<bool> ExcusedAsync(House house, int number)
    {
        await using var context = house.Read();
        return await context.Clocks.Where(one => one.Handoff == number && one.Kind == Core.Clocks.ClockKind.Acceptance).Select(one => one.Excused).SingleAsync();
    }
}
