using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage.Rows;
using NodaTime;

namespace HandoffBot.Engine.Tests.Delivery;

/// <summary>A post whose answer was lost, and the lookup that goes wrong as well.</summary>
public sealed class DoubtTests
{
    private const string Channel = "C0ONBOARD";

    [Fact]
    public async Task Where_nobody_may_look_the_message_is_posted_again_once()
    {
        await using var house = await LosingAsync(Channel);
        house.Slack.Fault = call => call.Method == "find" ? new Outcome.Dead("missing_scope", "Add channels:history.") : null;
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(20);

        Assert.Equal(2, Briefs(house).Count);
        Assert.Null((await house.Reading.HandoffAsync(number))!.NotPosted);
    }

    [Fact]
    public async Task A_lookup_that_must_wait_keeps_the_message_in_doubt_and_nothing_is_posted_meanwhile()
    {
        await using var house = await LosingAsync(Channel);
        house.Slack.Fault = call => call.Method == "find" ? new Outcome.Later(Duration.FromSeconds(30)) : null;
        await house.SubmittedAsync();
        await house.DeliverAsync(20);
        Assert.Single(Briefs(house));
        Assert.NotEmpty(house.Slack.Posts("@UANA"));

        house.Slack.Fault = _ => null;
        await house.DeliverAsync(60);

        Assert.Single(Briefs(house));
        Assert.Single(house.Slack.Posts(Channel), call => call.Destination is Destination.ToThread);
    }

    [Fact]
    public async Task A_lookup_that_fails_for_a_while_is_repeated_and_finds_the_message()
    {
        await using var house = await LosingAsync(Channel);
        var fails = 3;
        house.Slack.Fault = call => call.Method == "find" && fails-- > 0 ? new Outcome.Failed("500") : null;
        await house.SubmittedAsync();
        await house.DeliverAsync(60);

        Assert.Single(Briefs(house));
        Assert.Equal(4, house.Slack.Calls.Count(call => call.Method == "find"));
    }

    [Fact]
    public async Task A_lookup_that_never_works_is_given_up_for_one_duplicate()
    {
        await using var house = await LosingAsync(Channel);
        house.Slack.Fault = call => call.Method == "find" ? new Outcome.Failed("method_not_supported_for_channel_type") : null;
        await house.SubmittedAsync();
        await house.DeliverAsync(300);

        Assert.Equal(2, Briefs(house).Count);
        Assert.Single(house.Slack.Posts(Channel), call => call.Destination is Destination.ToThread);
    }

    [Fact]
    public async Task The_platform_is_told_when_the_first_of_the_lost_posts_began()
    {
        await using var house = await LosingAsync(Channel);
        house.Slack.Fault = call => call.Method == "find" ? new Outcome.Failed("500") : null;
        await house.SubmittedAsync();
        house.Time.Add(Duration.FromSeconds(7));
        var began = house.Get<BusinessClock>().System;
        await house.DeliverAsync(20);

        var looked = house.Slack.Calls.Where(call => call.Method == "find").ToList();
        Assert.True(looked.Count > 1, $"{looked.Count} lookups");
        Assert.All(looked, call => Assert.Equal(began, call.Since));
    }

    [Theory]
    [InlineData("@UANA")]
    [InlineData(Channel)]
    public async Task What_was_lost_is_looked_for_where_it_was_posted(string chat)
    {
        await using var house = await House.OpenAsync();
        var lost = new HashSet<Guid>();
        house.Slack.Lost = call => call.Method == "post" && call.Chat == chat && lost.Add(call.Delivery) ? new Outcome.Unknown("reset") : null;
        await house.SubmittedAsync();
        await house.DeliverAsync(30);

        Assert.Equal(lost, house.Slack.Calls.Where(call => call.Method == "find" && call.Chat == chat).Select(call => call.Delivery).ToHashSet());
        Assert.Equal(lost.Count, house.Slack.Posts(chat).Count());
    }

    [Fact]
    public async Task A_card_that_is_found_again_shows_what_happened_since_it_was_posted()
    {
        await using var house = await LosingAsync(Channel);
        var number = await house.SubmittedAsync();
        await house.DeliverAsync();
        Assert.DoesNotContain(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Brief);

        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Withdraw(1), "ana"));
        await house.DeliverAsync(20);

        var brief = Assert.Single(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Brief);
        Assert.Single(Briefs(house));
        Assert.DoesNotContain(Buttons(house.Slack.Messages[brief.Ref]), button => button.Press.Act == Act.Accept);
    }

    [Fact]
    public async Task Both_of_two_briefs_show_the_present_state_once_one_of_them_is_pressed()
    {
        await using var house = await LosingAsync(Channel);
        house.Slack.Fault = call => call.Method == "find" ? new Outcome.Dead("missing_scope", "Add channels:history.") : null;
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(20);
        var known = Assert.Single(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Brief);
        var unknown = Assert.Single(house.Slack.Messages.Keys, one => one.Channel == Channel && one != known.Ref && house.Slack.Messages[one].Parts.OfType<CardPart.Buttons>().Any());

        await PressAsync(house, number, Act.Accept, unknown);
        await house.DeliverAsync(5);
        Assert.Equal(2, (await house.Reading.CardsAsync(number)).Count(one => one.Role == CardRole.Brief));
        Assert.Equal(known.Link, (await house.Reading.HandoffAsync(number))!.BriefLink!.ToString());

        await house.AcceptAsync(number, "kim");
        await house.DeliverAsync(5);
        Assert.All([known.Ref, unknown], one => Assert.DoesNotContain(Buttons(house.Slack.Messages[one]), button => button.Press.Act == Act.Accept));
        Assert.Equal(2, Briefs(house).Count);
    }

    [Fact]
    public async Task A_senders_card_that_is_unknown_is_adopted_beside_the_known_one()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(5);
        var known = Assert.Single(await house.Reading.CardsAsync(number), one => one.Role == CardRole.SenderCard).Ref;
        var unknown = known with { Message = "m-lost" };
        house.Slack.Messages[unknown] = house.Slack.Messages[known];

        await PressAsync(house, number, Act.Correct, unknown);
        await house.AcceptAsync(number, "kim");
        await house.DeliverAsync(5);

        Assert.DoesNotContain(Buttons(house.Slack.Messages[unknown]), button => button.Press.Act == Act.Correct);
    }

    [Theory]
    [InlineData(Act.Accept, "C0ELSEWHERE")]
    [InlineData(Act.Details, Channel)]
    [InlineData(Act.KickOff, "UANA")]
    public async Task A_message_that_does_not_tell_what_it_shows_is_left_alone(Act act, string channel)
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(5);
        var known = (await house.Reading.CardsAsync(number)).Count;

        await PressAsync(house, number, act, new(Platform.Slack, FakePlatform.Home, channel, "m-other"));

        Assert.Equal(known, (await house.Reading.CardsAsync(number)).Count);
    }

    [Fact]
    public async Task A_duplicate_that_was_deleted_is_forgotten_and_not_posted_again()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(5);
        var known = Assert.Single(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Brief).Ref;
        await PressAsync(house, number, Act.Accept, known with { Message = "m-gone" });
        await house.DeliverAsync(5);

        Assert.Equal([known], (await house.Reading.CardsAsync(number)).Where(one => one.Role == CardRole.Brief).Select(one => one.Ref));
        Assert.Single(Briefs(house));
    }

    [Fact]
    public async Task A_thread_whose_brief_is_gone_does_not_swallow_what_was_said_in_it()
    {
        await using var house = await House.OpenAsync();
        await house.SubmittedAsync();
        house.Slack.Fault = call => call.Destination is Destination.ToThread ? new Outcome.NotThere() : null;
        await house.DeliverAsync(5);

        Assert.Contains(house.Slack.Posts(Channel), call => call.Destination is Destination.ToChannel && call.Text.Contains("waits for your answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Showing_a_handoff_posts_a_brief_that_was_deleted_again()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(5);
        var first = Assert.Single(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Brief).Ref;
        house.Slack.Messages.TryRemove(first, out _);

        var kim = new AccountRef(Platform.Slack, FakePlatform.Home, "UKIM");
        await house.Get<IConversation>().HandleAsync(new Interaction.CommandTyped(kim, "r1", $"show H-{number}", new(Platform.Slack, FakePlatform.Home, Channel)), default);
        await house.DeliverAsync(5);

        var second = Assert.Single(await house.Reading.CardsAsync(number), one => one.Role == CardRole.Brief).Ref;
        Assert.NotEqual(first, second);
        Assert.Contains(Buttons(house.Slack.Messages[second]), button => button.Press.Act == Act.Accept);
        Assert.Contains(second.Message, (await house.Reading.HandoffAsync(number))!.BriefLink!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A house whose first post into a chat arrives without an answer.</summary>
    private static async Task<House> LosingAsync(string chat)
    {
        var house = await House.OpenAsync();
        var lost = true;
        house.Slack.Lost = call => call.Method == "post" && call.Chat == chat && lost && !(lost = false) ? new Outcome.Unknown("reset") : null;
        return house;
    }

    private static List<FakePlatform.Call> Briefs(House house) =>
        [.. house.Slack.Posts(Channel).Where(call => call.Destination is Destination.ToChannel && Buttons(call.Card!).Any())];

    private static IEnumerable<CardButton> Buttons(Card card) => card.Parts.OfType<CardPart.Buttons>().SelectMany(one => one.Of);

    private static async Task PressAsync(House house, int number, Act act, CardRef on)
    {
        var handoff = (await house.Reading.HandoffAsync(number))!.Handoff;
        var by = new AccountRef(Platform.Slack, FakePlatform.Home, act is Act.Correct ? "UANA" : "UKIM");
        await house.Get<IConversation>().HandleAsync(new Interaction.ButtonPressed(by, $"press-{on.Message}", Presses.Of(act, handoff), on), default);
    }
}
