using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Engine.Desks;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Delivery;

/// <summary>The message that asks whoever wanted to promise something whether to promise it by the day that the team named.</summary>
public sealed class NamedDayTests
{
    private const string Asker = "@UANA";

    [Theory]
    [InlineData(true, "It is promised, due 1 Mar 2027.")]
    [InlineData(false, "It is not promised.")]
    public async Task It_is_redrawn_with_what_was_decided(bool takesUp, string says)
    {
        await using var house = await House.OpenAsync();
        var id = await NamedAsync(house);
        await house.DeliverAsync(10);
        Assert.Equal(2, Buttons(house));

        await DecideAsync(house, id, takesUp);
        await house.DeliverAsync(10);

        Assert.EndsWith(says, Says(house), StringComparison.Ordinal);
        Assert.Contains("Kim of Onboarding says “by 1 Mar 2027 (“After the audit”)” about the promise “Five sites” to Acme.", Says(house), StringComparison.Ordinal);
        Assert.Equal(0, Buttons(house));
        Assert.Single(house.Slack.Posts(Asker), call => IsOne(call.Card!));
    }

    [Fact]
    public async Task What_became_of_the_promise_is_shown_as_well()
    {
        await using var house = await House.OpenAsync();
        var id = await NamedAsync(house);
        await house.DeliverAsync(10);
        await DecideAsync(house, id, takesUp: true);
        await ActAsync(house, id, new CommitmentCommand.Keep(), "ana");
        await house.DeliverAsync(10);

        Assert.EndsWith("It was promised, and kept.", Says(house), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_that_comes_while_it_is_being_posted_is_shown_once_it_is()
    {
        await using var house = await House.OpenAsync();
        var id = await NamedAsync(house);
        var decided = false;
        house.Slack.Pause = async (call, _) =>
        {
            if (decided || call is not { Method: "post", Chat: Asker, Card: { } card } || !IsOne(card))
                return;

            decided = true;
            await DecideAsync(house, id, takesUp: true);
        };
        await house.DeliverAsync(10);

        Assert.True(decided);
        Assert.Equal(0, Buttons(house));
    }

    [Fact]
    public async Task One_whose_post_was_answered_by_nobody_is_found_and_redrawn()
    {
        await using var house = await House.OpenAsync();
        var id = await NamedAsync(house);
        var lost = true;
        house.Slack.Lost = call => call is { Method: "post", Chat: Asker, Card: { } card } && IsOne(card) && lost && !(lost = false) ? new Outcome.Unknown("reset") : null;
        await house.DeliverAsync();
        Assert.False(lost);
        await DecideAsync(house, id, takesUp: false);
        await house.DeliverAsync(30);

        Assert.Equal(0, Buttons(house));
        Assert.Single(house.Slack.Posts(Asker), call => IsOne(call.Card!));
    }

    [Fact]
    public async Task One_that_was_decided_before_it_could_be_posted_is_not_posted_and_one_that_was_deleted_is_forgotten()
    {
        await using var house = await House.OpenAsync();
        var id = await NamedAsync(house);
        house.Slack.Fault = call => call is { Chat: Asker, Card: { } card } && IsOne(card) ? new Outcome.Failed("500") : null;
        await house.DeliverAsync(3);
        await DecideAsync(house, id, takesUp: true);
        house.Slack.Fault = _ => null;
        await house.DeliverAsync(60);
        Assert.DoesNotContain(house.Slack.Messages.Values, IsOne);

        var other = await NamedAsync(house);
        await house.DeliverAsync(10);
        Assert.True(house.Slack.Messages.TryRemove(house.Slack.Messages.Single(one => IsOne(one.Value)).Key, out _));
        await DecideAsync(house, other, takesUp: true);
        await house.DeliverAsync(10);
        Assert.DoesNotContain(house.Slack.Messages.Values, IsOne);
        await using var context = house.Read();
        Assert.Empty(await context.Notices.ToListAsync());
    }

    [Fact]
    public async Task One_that_stayed_wrong_and_its_unknown_twin_are_redrawn_when_somebody_presses_on_it()
    {
        await using var house = await House.OpenAsync();
        var id = await NamedAsync(house);
        await house.DeliverAsync(10);
        var (known, card) = house.Slack.Messages.Single(one => IsOne(one.Value));
        var twin = known with { Message = "twin" };
        house.Slack.Messages[twin] = card;
        house.Slack.Fault = call => call.Method == "update" ? new Outcome.Dead("not allowed", "Allow it.") : null;
        await DecideAsync(house, id, takesUp: true);
        await house.DeliverAsync(10);
        house.Slack.Fault = _ => null;

        var press = card.Parts.OfType<CardPart.Buttons>().Single().Of[1].Press;
        await house.Get<IConversation>().HandleAsync(new Interaction.ButtonPressed(new(Platform.Slack, FakePlatform.Home, "UANA"), "late", press, twin), default);
        await house.DeliverAsync(10);

        Assert.All([known, twin], one => Assert.Empty(house.Slack.Messages[one].Parts.OfType<CardPart.Buttons>()));
    }

    /// <summary>Kim named another day for what Ana wants to promise.</summary>
    private static async Task<CommitmentId> NamedAsync(House house)
    {
        await using (var context = house.Read())
        {
            if (!await context.Clients.AnyAsync())
                await house.SubmittedAsync();
        }

        var client = (await house.Reading.ClientNamedAsync("Acme"))!.Id;
        var (id, ana) = (new CommitmentId(Guid.NewGuid()), await house.PersonAsync("ana"));
        var promise = new NewPromise(id, new PromiseText("Five sites", new LocalDate(2027, 1, 15)), ana, "onboarding");
        Assert.IsType<CommitmentAnswer.Granted>(await house.Get<CommitmentDesk>().RecordAsync(client, promise, ana, null, Platform.Slack));
        await house.DeliverAsync(10);
        await ActAsync(house, id, new CommitmentCommand.SayWhen(new(2027, 3, 1), "After the audit"), "kim");
        return id;
    }

    private static Task DecideAsync(House house, CommitmentId id, bool takesUp) =>
        ActAsync(house, id, takesUp ? new CommitmentCommand.TakeUp() : new CommitmentCommand.Drop(), "ana");

    private static async Task ActAsync(House house, CommitmentId id, CommitmentCommand command, string by) => Assert.IsType<CommitmentAnswer.Granted>(
        await house.Get<CommitmentDesk>().ActAsync(id, command, await house.PersonAsync(by), null, Platform.Slack));

    private static bool IsOne(Card card) => card.Summary.Plainly().Contains("Kim of Onboarding says", StringComparison.Ordinal);

    private static string Says(House house) => house.Slack.Messages.Values.Single(IsOne).Summary.Plainly();

    private static int Buttons(House house) => house.Slack.Messages.Values.Single(IsOne).Parts.OfType<CardPart.Buttons>().Sum(one => one.Of.Length);
}
