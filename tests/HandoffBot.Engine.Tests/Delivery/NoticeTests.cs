using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Desks;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Delivery;

/// <summary>The messages that ask to answer questions: each is redrawn with what became of them, in the thread and in the sender's chat.</summary>
public sealed class NoticeTests
{
    private const string Channel = "C0ONBOARD";

    [Fact]
    public async Task They_offer_to_answer_what_is_open_and_then_say_who_answered_what()
    {
        await using var house = await House.OpenAsync();
        var number = await AskedAsync(house, "Which modules?", "Who signs?");
        await house.DeliverAsync(10);
        Assert.Equal([2, 2], Buttons(house));

        await AnswerAsync(house, number, (1, "All of them."));
        await house.DeliverAsync(10);
        Assert.All(Notices(house), one => Assert.Contains("2 questions about H-1001 · Acme; 1 still open", Says(one), StringComparison.Ordinal));
        Assert.All(Notices(house), one => Assert.Contains("All of them.", Listed(one), StringComparison.Ordinal));
        Assert.Equal([2, 2], Buttons(house));

        await AnswerAsync(house, number, (2, "Jo."));
        await house.DeliverAsync(10);
        Assert.All(Notices(house), one => Assert.Contains("Sam (Sales) answered them", Says(one), StringComparison.Ordinal));
        Assert.All(Notices(house), one => Assert.Contains("Jo.", Listed(one), StringComparison.Ordinal));
        Assert.Equal([1, 1], Buttons(house));
        Assert.Equal(2, Posts(house).Count);
    }

    [Fact]
    public async Task What_was_asked_again_is_another_message_and_each_follows_its_own_questions()
    {
        await using var house = await House.OpenAsync();
        var number = await AskedAsync(house, "Which modules?");
        await house.DeliverAsync(10);
        await AskAsync(house, number, "Who signs?");
        await house.DeliverAsync(10);

        await AnswerAsync(house, number, (1, "All of them."));
        await house.DeliverAsync(10);

        Assert.Equal(4, Posts(house).Count);
        Assert.Equal([1, 1, 2, 2], Buttons(house).Order());
        Assert.Equal(2, Notices(house).Count(one => Says(one).Contains("Sam (Sales) answered it", StringComparison.Ordinal)));
        Assert.Equal(2, Notices(house).Count(one => Says(one).Contains("2 questions about H-1001 · Acme; 1 still open", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_closes_them_takes_the_button_away_and_what_is_taken_back_brings_it_again()
    {
        await using var house = await House.OpenAsync();
        var number = await AskedAsync(house, "Which modules?");
        await house.DeliverAsync(10);

        Assert.IsType<DeskAnswer.Granted>(await house.RejectAsync(number, "kim"));
        await house.DeliverAsync(10);
        Assert.All(Notices(house), one => Assert.Contains("It was closed without an answer.", Says(one), StringComparison.Ordinal));
        Assert.Equal([1, 1], Buttons(house));

        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Undo(1), "kim"));
        await house.DeliverAsync(10);
        Assert.Equal([2, 2, 2], Buttons(house));
        await AnswerAsync(house, number, (1, "All of them."));
        await house.DeliverAsync(10);
        Assert.Equal([1, 1, 1], Buttons(house));
    }

    [Fact]
    public async Task An_answer_that_comes_while_they_are_being_posted_is_shown_once_they_are()
    {
        await using var house = await House.OpenAsync();
        var number = await AskedAsync(house, "Which modules?");
        var answered = 0;
        house.Slack.Pause = async (call, _) =>
        {
            if (call.Method == "post" && call.Text.Contains("asked", StringComparison.Ordinal) && Interlocked.Exchange(ref answered, 1) == 0)
                await AnswerAsync(house, number, (1, "All of them."));
        };
        await house.DeliverAsync(10);

        Assert.NotEmpty(Notices(house));
        Assert.All(Notices(house), one => Assert.Contains("Sam (Sales) answered it", Says(one), StringComparison.Ordinal));
        Assert.All(Buttons(house), one => Assert.Equal(1, one));
    }

    [Fact]
    public async Task One_whose_post_was_answered_by_nobody_is_found_and_redrawn()
    {
        await using var house = await House.OpenAsync();
        var number = await AskedAsync(house, "Which modules?");
        var lost = new HashSet<string>();
        house.Slack.Lost = call => call.Method == "post" && call.Text.Contains("asked", StringComparison.Ordinal) && lost.Add(call.Chat) ? new Outcome.Unknown("reset") : null;
        await house.DeliverAsync();
        Assert.Equal(2, lost.Count);
        await using (var context = house.Read())
            Assert.Empty(await context.Notices.ToListAsync());

        await AnswerAsync(house, number, (1, "All of them."));
        await house.DeliverAsync(30);

        Assert.Equal([1, 1], Buttons(house));
        Assert.Equal(2, Posts(house).Count);
    }

    [Fact]
    public async Task One_that_could_not_be_posted_before_it_was_answered_is_not_posted()
    {
        await using var house = await House.OpenAsync();
        var number = await AskedAsync(house, "Which modules?");
        house.Slack.Fault = call => call.Text.Contains("asked", StringComparison.Ordinal) ? new Outcome.Failed("500") : null;
        await house.DeliverAsync(3);
        await AnswerAsync(house, number, (1, "All of them."));
        house.Slack.Fault = _ => null;
        await house.DeliverAsync(60);

        Assert.Empty(Notices(house));
    }

    [Fact]
    public async Task One_that_was_deleted_is_posted_again_while_something_is_open_and_not_once_all_is_answered()
    {
        await using var house = await House.OpenAsync();
        var number = await AskedAsync(house, "Which modules?", "Who signs?");
        await house.DeliverAsync(10);
        Delete();
        await AnswerAsync(house, number, (1, "All of them."));
        await house.DeliverAsync(10);
        Assert.Equal([2, 2], Buttons(house));

        Delete();
        await AnswerAsync(house, number, (2, "Jo."));
        await house.DeliverAsync(10);
        Assert.Empty(Notices(house));
        await using var context = house.Read();
        Assert.Empty(await context.Notices.ToListAsync());

        void Delete() => Assert.All(house.Slack.Messages.Where(one => IsNotice(one.Value)).Select(one => one.Key).ToList(), one => Assert.True(house.Slack.Messages.TryRemove(one, out _)));
    }

    [Fact]
    public async Task A_twin_that_nobody_knew_of_is_redrawn_once_somebody_presses_on_it_and_what_lies_elsewhere_never()
    {
        await using var house = await House.OpenAsync();
        var number = await AskedAsync(house, "Which modules?");
        var lost = true;
        house.Slack.Lost = call => call is { Method: "post", Chat: Channel } && call.Text.Contains("asked", StringComparison.Ordinal) && lost && !(lost = false)
            ? new Outcome.Unknown("reset") : null;
        house.Slack.Fault = call => call.Method == "find" ? new Outcome.Dead("missing_scope", "Add channels:history.") : null;
        await house.DeliverAsync(20);
        var twins = house.Slack.Messages.Where(one => one.Key.Channel == Channel && IsNotice(one.Value)).ToList();
        Assert.Equal(2, twins.Count);
        await AnswerAsync(house, number, (1, "All of them."));
        await house.DeliverAsync(10);
        var stale = Assert.Single(twins, one => Answers(house.Slack.Messages[one.Key]));

        var press = stale.Value.Parts.OfType<CardPart.Buttons>().SelectMany(one => one.Of).First(one => one.Press.Act == Act.Answer).Press;
        foreach (var on in new[] { stale.Key, stale.Key, stale.Key with { Channel = "C0ELSEWHERE" }, stale.Key with { Message = "gone" } })
            await house.Get<IConversation>().HandleAsync(new Interaction.ButtonPressed(new(Platform.Slack, FakePlatform.Home, "UANA"), $"{on}{Guid.NewGuid()}", press, on), default);
        await house.DeliverAsync(10);

        Assert.DoesNotContain(house.Slack.Messages.Values, one => IsNotice(one) && Answers(one));
        await using var context = house.Read();
        Assert.Equal(3, await context.Notices.CountAsync());
    }

    [Fact]
    public async Task One_that_stayed_wrong_is_redrawn_when_somebody_presses_on_it()
    {
        await using var house = await House.OpenAsync();
        var number = await AskedAsync(house, "Which modules?");
        await house.DeliverAsync(10);
        house.Slack.Fault = call => call.Method == "update" ? new Outcome.Dead("not allowed", "Allow it.") : null;
        await AnswerAsync(house, number, (1, "All of them."));
        await house.DeliverAsync(10);
        house.Slack.Fault = _ => null;
        var stale = house.Slack.Messages.First(one => one.Key.Channel == Channel && IsNotice(one.Value) && Answers(one.Value));

        var press = stale.Value.Parts.OfType<CardPart.Buttons>().SelectMany(one => one.Of).First(one => one.Press.Act == Act.Answer).Press;
        await house.Get<IConversation>().HandleAsync(new Interaction.ButtonPressed(new(Platform.Slack, FakePlatform.Home, "UANA"), "late", press, stale.Key), default);
        await house.DeliverAsync(10);

        Assert.Equal([1, 1], Buttons(house));
    }

    private static async Task<int> AskedAsync(House house, params string[] questions)
    {
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(10);
        await AskAsync(house, number, questions);
        return number;
    }

    private static async Task AskAsync(House house, int number, params string[] questions)
    {
        var handoff = (await house.Reading.HandoffAsync(number))!.Handoff;
        var asks = new HandoffCommand.Ask(handoff.Round, handoff.Revision, [.. questions.Select(one => new NewQuestion(one, [], false))]);
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, asks, "kim"));
    }

    private static async Task AnswerAsync(House house, int number, params (int Question, string Text)[] replies)
    {
        var handoff = (await house.Reading.HandoffAsync(number))!.Handoff;
        var answers = new HandoffCommand.AnswerQuestions(
            handoff.Round, handoff.Revision, replies.ToImmutableDictionary(one => one.Question, one => one.Text), ImmutableDictionary<string, Answer?>.Empty);
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, answers, "sam"));
    }

    /// <summary>The only messages that show questions and are no cards.</summary>
    private static bool IsNotice(Card card) => card.Parts[0] is CardPart.Text
        && (Says(card).Contains(" asked ", StringComparison.Ordinal) || Says(card).Contains("waits for an answer again", StringComparison.Ordinal))
        && card.Parts[^1] is CardPart.Buttons;

    private static List<Card> Notices(House house) => [.. house.Slack.Messages.Values.Where(IsNotice)];

    private static List<FakePlatform.Call> Posts(House house) => [.. house.Slack.Calls.Where(call => call is { Method: "post", Card: { } card } && IsNotice(card))];

    private static List<int> Buttons(House house) => Notices(house).ConvertAll(one => one.Parts.OfType<CardPart.Buttons>().Sum(row => row.Of.Length));

    private static bool Answers(Card card) => card.Parts.OfType<CardPart.Buttons>().SelectMany(one => one.Of).Any(one => one.Press.Act == Act.Answer);

    private static string Says(Card card) => card.Summary.Plainly();

    private static string Listed(Card card) => string.Concat(card.Parts.OfType<CardPart.LongText>().Select(one => one.Value));
}
