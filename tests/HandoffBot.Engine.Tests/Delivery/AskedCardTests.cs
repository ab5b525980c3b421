using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Engine.Desks;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Delivery;

/// <summary>The message in which a team is asked whether a promise can be kept: one for its whole life.</summary>
public sealed class AskedCardTests
{
    private const string Channel = "C0ONBOARD";
    private static readonly CardRef Unknown = new(Platform.Slack, FakePlatform.Home, Channel, "m0");

    [Fact]
    public async Task It_is_redrawn_with_what_was_answered_and_what_became_of_it_and_who_answered_is_told()
    {
        await using var house = await House.OpenAsync();
        var id = await AskedAsync(house);
        await house.DeliverAsync(10);
        Assert.Contains("can we do this?", Says(house), StringComparison.Ordinal);
        Assert.Equal(3, Buttons(house));

        await ActAsync(house, id, new CommitmentCommand.SayWhen(new(2027, 3, 1), "After the audit"), "kim");
        await house.DeliverAsync(10);
        Assert.Contains("Kim said “by 1 Mar 2027 (“After the audit”)”", Says(house), StringComparison.Ordinal);
        Assert.Contains("is up to Ana", Says(house), StringComparison.Ordinal);
        Assert.Equal(0, Buttons(house));

        await ActAsync(house, id, new CommitmentCommand.TakeUp(), "ana");
        await house.DeliverAsync(10);
        Assert.Contains("It is promised, due 1 Mar 2027.", Says(house), StringComparison.Ordinal);
        Assert.Single(house.Slack.Posts("@UKIM"), call => Plain(call.Card!).Contains("Ana took your word", StringComparison.Ordinal));

        await ActAsync(house, id, new CommitmentCommand.Keep(), "ana");
        await house.DeliverAsync(10);
        Assert.Contains("It was promised, and kept.", Says(house), StringComparison.Ordinal);
        Assert.Single(house.Slack.Messages.Values, card => Plain(card).Contains("was asked whether", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_asked_and_gives_up_leaves_no_buttons_and_one_that_was_not_posted_yet_is_not()
    {
        await using var house = await House.OpenAsync();
        var id = await AskedAsync(house);
        await house.DeliverAsync(10);
        await ActAsync(house, id, new CommitmentCommand.Drop(), "ana");
        await house.DeliverAsync(10);
        Assert.Contains("That is not asked any more", Says(house), StringComparison.Ordinal);
        Assert.Equal(0, Buttons(house));
        var posted = house.Slack.Posts(Channel).Count();

        await ActAsync(house, await AskedAsync(house, "Six sites"), new CommitmentCommand.Drop(), "ana");
        await house.DeliverAsync(10);
        Assert.Equal(posted, house.Slack.Posts(Channel).Count());
        Assert.Empty(house.Slack.Posts("@UKIM"));
    }

    [Fact]
    public async Task One_that_was_deleted_is_posted_again_while_it_is_asked_and_not_once_it_was_answered()
    {
        await using var house = await House.OpenAsync();
        var id = await AskedAsync(house);
        await house.DeliverAsync(10);
        Forget();
        await house.Get<AskedCards>().RefreshAsync(id);
        await house.DeliverAsync(10);
        Assert.Equal(3, Buttons(house));

        Forget();
        await ActAsync(house, id, new CommitmentCommand.SayYes(), "kim");
        await house.DeliverAsync(10);
        Assert.DoesNotContain(house.Slack.Messages.Values, card => Plain(card).Contains("was asked whether", StringComparison.Ordinal));
        await using var context = house.Read();
        Assert.Empty(await context.PromiseCards.ToListAsync());

        void Forget() => Assert.All(Questions(house), one => Assert.True(house.Slack.Messages.TryRemove(one, out _)));
    }

    [Fact]
    public async Task One_whose_post_was_answered_by_nobody_is_known_from_the_first_press_on_it_and_one_elsewhere_never()
    {
        await using var house = await House.OpenAsync();
        var id = await AskedAsync(house);
        await house.DeliverAsync(10);
        house.Slack.Messages[Unknown] = Card.Says("can we do this? as it was posted");
        var cards = house.Get<AskedCards>();

        await cards.AdoptAsync(id, Unknown);
        await cards.AdoptAsync(id, Unknown);
        await cards.AdoptAsync(id, Unknown with { Channel = "C0ANYWHERE" });
        await cards.AdoptAsync(new(Guid.NewGuid()), Unknown with { Message = "m9" });
        await ActAsync(house, id, new CommitmentCommand.SayNo("No hands."), "kim");
        await house.DeliverAsync(10);

        Assert.Equal([0, 0], Questions(house).Select(one => house.Slack.Messages[one].Parts.OfType<CardPart.Buttons>().Count()));
        Assert.All(Questions(house), one => Assert.Contains("It is not promised.", Plain(house.Slack.Messages[one]), StringComparison.Ordinal));
        await using var context = house.Read();
        Assert.Equal(2, await context.PromiseCards.CountAsync());
    }

    [Fact]
    public async Task One_whose_post_was_answered_by_nobody_is_found_though_it_was_answered_meanwhile()
    {
        await using var house = await House.OpenAsync();
        var lost = true;
        house.Slack.Lost = call => call.Method == "post" && call.Text.Contains("can we do this?", StringComparison.Ordinal) && lost && !(lost = false) ? new Outcome.Unknown("reset") : null;
        var id = await AskedAsync(house);
        await house.DeliverAsync();
        Assert.False(lost);

        await ActAsync(house, id, new CommitmentCommand.SayNo("No hands."), "kim");
        await house.DeliverAsync(30);

        Assert.Equal(0, Buttons(house));
    }

    private static async Task<CommitmentId> AskedAsync(House house, string what = "Five sites")
    {
        await using (var context = house.Read())
        {
            if (!await context.Clients.AnyAsync())
                await house.SubmittedAsync();
        }

        var client = (await house.Reading.ClientNamedAsync("Acme"))!.Id;
        var (id, ana) = (new CommitmentId(Guid.NewGuid()), await house.PersonAsync("ana"));
        var promise = new NewPromise(id, new PromiseText(what, new LocalDate(2027, 1, 15)), ana, "onboarding");
        Assert.IsType<CommitmentAnswer.Granted>(await house.Get<CommitmentDesk>().RecordAsync(client, promise, ana, null, Platform.Slack));
        return id;
    }

    private static async Task ActAsync(House house, CommitmentId id, CommitmentCommand command, string by) => Assert.IsType<CommitmentAnswer.Granted>(
        await house.Get<CommitmentDesk>().ActAsync(id, command, await house.PersonAsync(by), null, Platform.Slack));

    private static List<CardRef> Questions(House house) =>
        [.. house.Slack.Messages.Where(one => one.Key.Channel == Channel && (Plain(one.Value).Contains("can we do this?", StringComparison.Ordinal) || Plain(one.Value).Contains("was asked whether", StringComparison.Ordinal))).Select(one => one.Key)];

    private static string Says(House house) => Plain(house.Slack.Messages[Assert.Single(Questions(house))]);

    private static int Buttons(House house) =>
        house.Slack.Messages[Assert.Single(Questions(house))].Parts.OfType<CardPart.Buttons>().Sum(one => one.Of.Length);

    private static string Plain(Card card) => card.Summary.Plainly();
}
