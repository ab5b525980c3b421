using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Desks;

public sealed class DeskTests
{
    [Fact]
    public async Task A_submit_makes_the_client_and_everything_that_follows_in_one_go()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync(" Acme  Ltd ");

        var view = (await house.Reading.HandoffAsync(number))!;
        var ana = await house.PersonAsync("ana");
        Assert.Equal((HandoffStatus.Submitted, 1, ana), (view.Handoff.Status, view.Handoff.Round, view.Client!.Owner));
        Assert.Equal(ManualTime.Start + Duration.FromHours(4), view.Due);
        Assert.Equal("Kim", view.NameOf(view.Handoff.Proposal!.Person));
        Assert.Equal(["started", "submitted"], (await house.Reading.TimelineAsync(number)).Select(one => one.Kind));
        await using var context = house.Read();
        Assert.Equal(["Brief", "SenderCard", "TurnToReceivers"], await context.Deliveries.Select(one => one.Kind).OrderBy(one => one).ToListAsync());
    }

    [Fact]
    public async Task Numbers_are_drawn_with_the_draft_and_never_twice()
    {
        await using var house = await House.OpenAsync();
        Assert.Equal(1001, await house.DraftAsync("Acme"));
        Assert.Equal(1002, await house.DraftAsync("Bolt"));

        await house.RestartAsync();
        Assert.Equal(1003, await house.DraftAsync("Cora"));
    }

    [Fact]
    public async Task A_draft_of_the_same_client_goes_on_instead_of_a_second_one()
    {
        await using var house = await House.OpenAsync();
        var number = await house.DraftAsync("Acme");

        var again = await house.Desk.StartAsync("sales-to-onboarding", await house.PersonAsync("ana"), Named(" ACME "), null, null, default);

        Assert.Equal(number, Assert.IsType<StartAnswer.Resumed>(again).Handoff.Number);
    }

    [Fact]
    public async Task A_repeated_message_decides_nothing()
    {
        await using var house = await House.OpenAsync();
        var number = await house.DraftAsync();
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Submit(0), "ana", "receipt-1"));

        var again = await house.ActAsync(number, new HandoffCommand.Submit(0), "ana", "receipt-1");

        Assert.Equal(1, Assert.IsType<DeskAnswer.Repeated>(again).Now.Round);
        Assert.Equal(2, (await house.Reading.TimelineAsync(number)).Count);
    }

    [Fact]
    public async Task A_refused_message_leaves_no_receipt_and_may_come_again()
    {
        await using var house = await House.OpenAsync();
        var number = await house.DraftAsync(scope: null);
        Assert.IsType<Refusal.NotReady>(Assert.IsType<DeskAnswer.Refused>(await house.ActAsync(number, new HandoffCommand.Submit(0), "ana", "r")).Refusal);

        await house.ActAsync(number, new HandoffCommand.Save(0, Changed("scope"), 1), "ana");

        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Submit(0), "ana", "r"));
    }

    [Fact]
    public async Task Acceptance_changes_the_owner_and_nothing_before_it_does()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        Assert.IsType<DeskAnswer.Granted>(await house.AcceptAsync(number, "kim", owner: "omar"));

        var view = (await house.Reading.HandoffAsync(number))!;
        Assert.Equal(await house.PersonAsync("omar"), view.Client!.Owner);
        Assert.Equal(ClockKind.Kickoff, view.Clock);

        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Undo(1), "kim"));
        view = (await house.Reading.HandoffAsync(number))!;
        Assert.Equal((await house.PersonAsync("ana"), ClockKind.Acceptance), (view.Client!.Owner, view.Clock));
        Assert.Equal(ManualTime.Start + Duration.FromHours(4), view.Due);
    }

    [Fact]
    public async Task Of_two_answers_at_once_one_wins()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();

        var answers = await Task.WhenAll(
            Task.Run(() => house.AcceptAsync(number, "kim")), Task.Run(() => house.AcceptAsync(number, "omar")), Task.Run(() => house.RejectAsync(number, "olga")));

        Assert.Single(answers.OfType<DeskAnswer.Granted>());
        Assert.Equal(2, answers.OfType<DeskAnswer.Refused>().Count());
    }

    [Fact]
    public async Task Of_two_drafts_of_one_new_client_submitted_at_once_one_opens()
    {
        await using var house = await House.OpenAsync();
        var first = await house.DraftAsync("Acme", "ana");
        var second = await house.DraftAsync("ACME", "sam");

        var answers = await Task.WhenAll(
            Task.Run(() => house.ActAsync(first, new HandoffCommand.Submit(0), "ana")),
            Task.Run(() => house.ActAsync(second, new HandoffCommand.Submit(0), "sam")));

        Assert.Single(answers.OfType<DeskAnswer.Granted>());
        Assert.IsType<Refusal.AnotherIsOpen>(Assert.Single(answers.OfType<DeskAnswer.Refused>()).Refusal);
        await using var context = house.Read();
        Assert.Equal(1, await context.Clients.CountAsync());
    }

    [Fact]
    public async Task The_round_goes_on_at_each_submit()
    {
        await using var house = await House.OpenAsync();
        var proposed = new List<string>();
        foreach (var client in new[] { "A", "B", "C", "D" })
        {
            var view = (await house.Reading.HandoffAsync(await house.SubmittedAsync(client)))!;
            proposed.Add(view.NameOf(view.Handoff.Proposal!.Person));
        }

        Assert.Equal(["Kim", "Omar", "Olga", "Kim"], proposed);
    }

    [Fact]
    public async Task An_answer_ends_the_clock_and_cancels_what_waits_for_it()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        var clock = await ClockAsync(house, number, ClockKind.Acceptance);
        await house.Get<Engine.Storage.CommitSeam>().RunAsync(
            async context =>
            {
                (await context.Clocks.SingleAsync(one => one.Id == clock.Id)).Taken = "50%=1";
                context.Append(new DeliveryRow
                {
                    Id = Guid.NewGuid(), DedupeKey = "ping", Kind = "Ping", Intent = "{}", Lane = "slack/T1/@UKIM", Clock = clock.Id,
                });
            },
            default);

        await house.RejectAsync(number, "kim");

        await using var context = house.Read();
        Assert.Equal(DeliveryState.Cancelled, (await context.Deliveries.SingleAsync(one => one.DedupeKey == "ping")).State);
        clock = await ClockAsync(house, number, ClockKind.Acceptance);
        Assert.Equal((ManualTime.Start, null), (clock.EndedAt, clock.NextFireAt));
        Assert.Null((await ClockAsync(house, number, ClockKind.Rework)).EndedAt);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_a_miss_all_the_same()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        house.Time.Add(Duration.FromHours(5));

        await house.RejectAsync(number, "kim");

        var missed = Assert.Single(await house.Reading.TimelineAsync(number), one => one.Kind == "missed");
        Assert.Equal(ManualTime.Start + Duration.FromHours(4), missed.At);
    }

    [Fact]
    public async Task A_playbook_whose_receivers_cannot_be_reached_is_not_started()
    {
        await using var house = await House.OpenAsync();

        var answer = await house.Desk.StartAsync("sales-to-far", await house.PersonAsync("ana"), null, null, null, default);

        Assert.Contains("works in Microsoft Teams, which this bot is not connected to at the moment", Assert.IsType<StartAnswer.Unreachable>(answer).Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_handoff_keeps_its_playbook_when_the_file_changes()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();

        await house.RestartAsync(playbook: House.Playbook.Replace("label: Scope,", "label: Extent,", StringComparison.Ordinal));

        Assert.Equal("Scope", (await house.Reading.HandoffAsync(number))!.Handoff.Playbook.Checklist.Find("scope")!.Label);
        var next = await house.DraftAsync("Bolt");
        Assert.Equal("Extent", (await house.Reading.HandoffAsync(next))!.Handoff.Playbook.Checklist.Find("scope")!.Label);
    }

    private static async Task<ClockRow> ClockAsync(House house, int number, ClockKind kind)
    {
        await using var context = house.Read();
        return await context.Clocks.SingleAsync(one => one.Handoff == number && one.Kind == kind);
    }

    private static Answers Named(string client) =>
        new(ImmutableDictionary<string, Answer>.Empty.Add("client", new Answer.Client(null, client)));

    private static ImmutableDictionary<string, Answer?> Changed(string field) =>
        ImmutableDictionary<string, Answer?>.Empty.Add(field, new Answer.Text("Two sites"));
}
