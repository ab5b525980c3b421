using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Desks;
using NodaTime;

namespace HandoffBot.Engine.Tests.Clocks;

/// <summary>The clocks of a clarification: the receiver's stands still, the sender's runs, and the client's time is nobody's.</summary>
public sealed class ClarifyingClockTests
{
    private static readonly string Playbook = House.Playbook.Replace(
        "  rework:", "  clarification: {within: 2h, ladder: acceptance}\n  rework:", StringComparison.Ordinal);

    [Fact]
    public async Task While_it_is_clarified_the_sender_is_pinged_and_the_acceptance_goes_on_with_what_was_left()
    {
        await using var house = await House.OpenAsync(playbook: Playbook);
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(1);
        await AskAsync(house, number, 0, "Which sites?");
        var paused = await house.ClockAsync(number);
        Assert.Equal((null, null, Duration.FromHours(1)), (paused.Due, paused.NextFireAt, paused.Used));
        Assert.Equal((ClockKind.Clarification, ManualTime.Start + Duration.FromHours(3)), ((await house.Reading.HandoffAsync(number))!.Clock!.Value, (await house.Reading.HandoffAsync(number))!.Due!.Value));

        await house.SweepAtAsync(2);
        await house.SweepAtAsync(3);
        Assert.Equal(["@UANA", "@UANA", "@ULEA"], await house.PingedAsync(number));

        await AnswerAsync(house, number, 1, 1);
        Assert.Equal(ManualTime.Start + Duration.FromHours(6), (await house.ClockAsync(number)).Due);
        Assert.NotNull((await house.ClockAsync(number, ClockKind.Clarification)).EndedAt);
        Assert.Equal("its clock had ended", await house.WhyNotAsync((await house.PingsAsync(number))[1]));

        await house.SweepAtAsync(4);
        Assert.Equal("@UKIM", (await house.PingedAsync(number))[3]);
        Assert.Equal(ClockKind.Clarification.ToString(), Assert.Single(await house.ToldAsync(number, "missed")).Body.Clock);
    }

    [Fact]
    public async Task While_it_is_up_to_the_client_no_clock_runs_and_the_history_says_from_when_to_when()
    {
        await using var house = await House.OpenAsync(playbook: Playbook);
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(0.5);
        await AskAsync(house, number, 0, "Which sites?", "When?");
        await house.SweepAtAsync(1);
        await AnswerAsync(house, number, 1, 1);

        await house.SweepAtAsync(100);
        Assert.Empty(await house.PingsAsync(number));
        var view = (await house.Reading.HandoffAsync(number))!;
        Assert.Equal((ClockKind.Clarification, null, ManualTime.Start + Duration.FromHours(1)), (view.Clock, view.Due, view.Handoff.ClientSince));

        await AnswerAsync(house, number, 2, 2);
        Assert.Equal(ManualTime.Start + Duration.FromHours(103.5), (await house.ClockAsync(number)).Due);
        Assert.Equal(
            ["started", "submitted", "asked", "answered", "client-time-began", "answered", "client-time-ended"], (await house.Reading.TimelineAsync(number)).Select(one => one.Kind));
        Assert.Equal(
            new ClientTime(ManualTime.Start + Duration.FromHours(1), ManualTime.Start + Duration.FromHours(100)),
            Assert.Single((await house.Reading.HandoffAsync(number))!.Handoff.ClientTimes));
    }

    [Fact]
    public async Task The_clarification_goes_on_with_what_was_left_when_it_is_no_longer_up_to_the_client()
    {
        await using var house = await House.OpenAsync(playbook: Playbook);
        var number = await house.SubmittedAsync();
        await AskAsync(house, number, 0, "Which sites?", "When?");
        await house.SweepAtAsync(1);
        await AnswerAsync(house, number, 1, 1);
        await house.SweepAtAsync(10);

        await house.ActAsync(number, new HandoffCommand.Ask(1, 2, [new("Who signs?", [], false)]), "omar");

        Assert.Equal(ManualTime.Start + Duration.FromHours(11), (await house.ClockAsync(number, ClockKind.Clarification)).Due);
        await house.SweepAtAsync(11);
        Assert.Equal(["@UANA", "@ULEA"], (await house.PingedAsync(number)).TakeLast(2));
    }

    [Fact]
    public async Task What_is_up_to_the_client_from_the_start_runs_no_clock_until_it_is_accepted_all_the_same()
    {
        await using var house = await House.OpenAsync(playbook: Playbook);
        var number = await house.SubmittedAsync();
        await house.SweepAtAsync(2);
        await AskAsync(house, number, 0, "When?");

        Assert.Equal((null, null), ((await house.ClockAsync(number)).NextFireAt, (await house.ClockAsync(number, ClockKind.Clarification)).NextFireAt));
        Assert.Equal("its clock was paused", await house.WhyNotAsync(Assert.Single(await house.PingsAsync(number))));
        await house.SweepAtAsync(50);
        Assert.IsType<DeskAnswer.Granted>(await house.AcceptAsync(number, "kim"));

        Assert.Equal(
            ["started", "submitted", "pinged", "asked", "client-time-began", "accepted", "client-time-ended", "ping-suppressed"], (await house.Reading.TimelineAsync(number)).Select(one => one.Kind));
        Assert.Equal(ClosedBy.Accepting, Assert.Single((await house.Reading.HandoffAsync(number))!.Handoff.Questions).Closed!.Why);
    }

    [Fact]
    public async Task A_clock_that_had_run_out_before_it_was_asked_stays_missed()
    {
        await using var house = await House.OpenAsync(playbook: Playbook);
        var number = await house.SubmittedAsync();
        house.Time.Add(Duration.FromHours(5));

        await AskAsync(house, number, 0, "Which sites?");

        Assert.Equal(ManualTime.Start + Duration.FromHours(4), Assert.Single(await house.ToldAsync(number, "missed")).At);
        await AnswerAsync(house, number, 1, 1);
        Assert.Equal(ManualTime.Start + Duration.FromHours(4), (await house.ClockAsync(number)).Due);
    }

    [Fact]
    public async Task An_acceptance_taken_back_in_a_clarification_lets_it_go_on_where_it_was()
    {
        await using var house = await House.OpenAsync(playbook: Playbook);
        var number = await house.SubmittedAsync();
        await AskAsync(house, number, 0, "Which sites?");
        await house.SweepAtAsync(1);
        var (acceptance, clarification) = (await house.ClockAsync(number), await house.ClockAsync(number, ClockKind.Clarification));
        Assert.IsType<DeskAnswer.Granted>(await house.AcceptAsync(number, "kim"));

        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Undo(1), "kim"));

        var (now, again) = (await house.ClockAsync(number), await house.ClockAsync(number, ClockKind.Clarification));
        Assert.Equal((acceptance.PausedSince, acceptance.Used, null), (now.PausedSince, now.Used, now.EndedAt));
        Assert.Equal((clarification.Id, clarification.Due, clarification.Taken, clarification.NextFireAt, null), (again.Id, again.Due, again.Taken, again.NextFireAt, again.EndedAt));
        await house.SweepAtAsync(2);
        Assert.Equal(["@UANA", "@UANA", "@ULEA"], await house.PingedAsync(number));
    }

    [Fact]
    public async Task Of_two_answers_at_once_one_wins()
    {
        await using var house = await House.OpenAsync(playbook: Playbook);
        var number = await house.SubmittedAsync();
        await AskAsync(house, number, 0, "Which sites?");

        var answers = await Task.WhenAll(
            Task.Run(() => house.ActAsync(number, Answer(1, 1), "ana")), Task.Run(() => house.ActAsync(number, Answer(1, 1), "sam")), Task.Run(() => house.ActAsync(number, Answer(1, 1), "lea")));

        Assert.Single(answers.OfType<DeskAnswer.Granted>());
        Assert.All(answers.OfType<DeskAnswer.Refused>(), one => Assert.IsType<Refusal.AlreadyReplied>(one.Refusal));
        Assert.Single(await house.ToldAsync(number, "answered"));
    }

    [Fact]
    public async Task An_answer_and_an_acceptance_at_once_leave_one_story()
    {
        await using var house = await House.OpenAsync(playbook: Playbook);
        var number = await house.SubmittedAsync();
        await AskAsync(house, number, 0, "Which sites?");
        var kim = await house.PersonAsync("kim");

        var acts = await Task.WhenAll(
            Task.Run(() => house.ActAsync(number, Answer(1, 1), "ana")), Task.Run(() => house.ActAsync(number, new HandoffCommand.Accept(1, 1, [0], kim, null), "kim")));

        Assert.Single(acts.OfType<DeskAnswer.Granted>());
        var question = Assert.Single((await house.Reading.HandoffAsync(number))!.Handoff.Questions);
        Assert.True(question.Reply is null != (question.Closed is null));
    }

    /// <summary>Kim asks; what asks "When?" waits for the client.</summary>
    private static async Task AskAsync(House house, int number, int revision, params string[] questions) => Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(
        number, new HandoffCommand.Ask(1, revision, [.. questions.Select(text => new NewQuestion(text, [], text == "When?"))]), "kim"));

    private static async Task AnswerAsync(House house, int number, int revision, params int[] questions) =>
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, Answer(revision, questions), "sam"));

    private static HandoffCommand.AnswerQuestions Answer(int revision, params int[] questions) =>
        new(1, revision, questions.ToImmutableDictionary(one => one, _ => "Leeds."), ImmutableDictionary<string, Answer?>.Empty);
}
