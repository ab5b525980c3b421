using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Tests.Clocks;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Desks;

/// <summary>A client gets another owner outside of a handoff: what is written, who is told, and what is owed.</summary>
public sealed class TransferringTests
{
    private static readonly string Playbook = House.Playbook.Replace(
        "  draft-idle:", "  handover: {within: 1d, ladder: acceptance}\n  draft-idle:", StringComparison.Ordinal);

    [Fact]
    public async Task Whoever_owes_the_handoff_is_told_and_reminded_and_then_their_lead_though_it_is_changed_meanwhile()
    {
        await using var house = await House.OpenAsync(playbook: Playbook);
        await OwnedByAnaAsync(house);

        var owed = Assert.IsType<TransferAnswer.Done>(await TransferAsync(house, "lea", "kim")).Owed!.Value.Number;
        await house.DeliverAsync();
        await house.SaveAsync(owed, "Two sites");

        Assert.Contains(house.Slack.Posts("@UANA"), one => one.Text.Contains("Lea gave Acme to Kim (“She leaves”). So that nothing is lost, you owe Kim the handoff", StringComparison.Ordinal));
        Assert.Contains(house.Slack.Posts("@UKIM"), one => one.Text.Contains("Lea gave Acme to you: “She leaves”. You own it now. Ana owes you the handoff", StringComparison.Ordinal));
        Assert.Equal(ClockKind.Handover, (await house.Reading.HandoffAsync(owed))!.Clock);
        await house.SweepAtAsync(12.1);
        Assert.Equal(["@UANA"], await house.PingedAsync(owed));
        await house.SweepAtAsync(24.1);
        Assert.Equal(["@UANA", "@UANA", "@ULEA"], await house.PingedAsync(owed));

        await house.ActAsync(owed, new HandoffCommand.Submit(0), "ana");
        var sent = (await house.Reading.HandoffAsync(owed))!;
        Assert.Equal(("Kim", ClockKind.Acceptance), (sent.NameOf(sent.Handoff.Proposal!.Person), sent.Clock));
        Assert.NotNull((await house.ClockAsync(owed, ClockKind.Handover)).EndedAt);
        Assert.IsType<DeskAnswer.Granted>(await house.AcceptAsync(owed, "kim"));
        Assert.Equal(await house.PersonAsync("kim"), (await house.Reading.HandoffAsync(owed))!.Client!.Owner);
    }

    [Fact]
    public async Task A_draft_of_it_that_exists_is_what_is_owed_and_one_that_is_under_way_leaves_nothing_owed()
    {
        await using var house = await House.OpenAsync(playbook: Playbook);
        await OwnedByAnaAsync(house);
        var draft = await house.DraftAsync();

        Assert.Equal(draft, Assert.IsType<TransferAnswer.Done>(await TransferAsync(house, "lea", "kim")).Owed!.Value.Number);
        Assert.Equal(ClockKind.Handover, (await house.Reading.HandoffAsync(draft))!.Clock);

        await house.ActAsync(draft, new HandoffCommand.Submit(0), "ana");
        await TransferAsync(house, "olga", "ana");
        Assert.Null(Assert.IsType<TransferAnswer.Done>(await TransferAsync(house, "lea", "omar")).Owed);
    }

    [Fact]
    public async Task Where_the_earlier_owner_has_left_their_lead_owes_it_and_where_nobody_is_there_it_is_not_owed()
    {
        await using var house = await House.OpenAsync(playbook: Playbook);
        await OwnedByAnaAsync(house);
        await GoneAsync(house, "ana");

        var done = Assert.IsType<TransferAnswer.Done>(await TransferAsync(house, "ada", "kim"));
        Assert.Equal("Lea", done.Owed!.Value.Sender);

        await TransferAsync(house, "ada", "sam");
        await GoneAsync(house, "sam", "lea");
        Assert.Null(Assert.IsType<TransferAnswer.Done>(await TransferAsync(house, "ada", "omar")).Owed);
    }

    [Fact]
    public async Task What_is_owed_and_unwritten_goes_on_to_the_next_owner_and_is_over_when_its_sender_has_the_client_again()
    {
        await using var house = await House.OpenAsync(playbook: Playbook);
        await OwnedByAnaAsync(house);
        var owed = Assert.IsType<TransferAnswer.Done>(await TransferAsync(house, "lea", "kim")).Owed!.Value.Number;

        Assert.Equal((owed, "Ana"), Assert.IsType<TransferAnswer.Done>(await TransferAsync(house, "olga", "omar")).Owed!.Value);
        var draft = (await house.Reading.HandoffAsync(owed))!.Handoff;
        Assert.Equal((HandoffStatus.Draft, await house.PersonAsync("omar")), (draft.Status, draft.Owed!.To));
        Assert.Equal(ClockKind.Handover, (await house.Reading.HandoffAsync(owed))!.Clock);

        await TransferAsync(house, "olga", "ana");
        Assert.Equal(HandoffStatus.Discarded, (await house.Reading.HandoffAsync(owed))!.Handoff.Status);
        Assert.Null((await house.Reading.HandoffAsync(owed))!.Clock);
    }

    [Theory]
    [InlineData("ana", "omar")]
    [InlineData(null, "sam")]
    public async Task What_somebody_owed_is_over_when_they_have_left_and_when_it_leads_elsewhere(string? leaves, string to)
    {
        await using var house = await House.OpenAsync(playbook: Playbook);
        await OwnedByAnaAsync(house);
        var owed = Assert.IsType<TransferAnswer.Done>(await TransferAsync(house, "lea", "kim")).Owed!.Value.Number;
        if (leaves is not null)
            await GoneAsync(house, leaves);

        Assert.Null(Assert.IsType<TransferAnswer.Done>(await TransferAsync(house, "ada", to)).Owed);
        Assert.Equal(HandoffStatus.Discarded, (await house.Reading.HandoffAsync(owed))!.Handoff.Status);
    }

    [Fact]
    public async Task What_somebody_has_written_stays_theirs_though_it_is_owed_to_nobody_any_more()
    {
        await using var house = await House.OpenAsync(playbook: Playbook);
        await OwnedByAnaAsync(house);
        var owed = Assert.IsType<TransferAnswer.Done>(await TransferAsync(house, "lea", "kim")).Owed!.Value.Number;
        await house.SaveAsync(owed, "Two sites");

        await TransferAsync(house, "ada", "sam");

        Assert.Equal(HandoffStatus.Draft, (await house.Reading.HandoffAsync(owed))!.Handoff.Status);
    }

    [Fact]
    public async Task Of_two_transfers_and_an_acceptance_at_once_the_client_has_one_owner_whom_all_name()
    {
        await using var house = await House.OpenAsync();
        for (var turn = 0; turn < 10; turn++)
        {
            var number = await house.SubmittedAsync($"Client {turn}");
            var client = (await house.Reading.HandoffAsync(number))!.Client!;

            var accepting = Task.Run(() => house.AcceptAsync(number, "kim"));
            var answers = await Task.WhenAll(
                Task.Run(() => TransferAsync(house, "ada", "sam", client: client)), Task.Run(() => TransferAsync(house, "lea", "lea", client: client)));

            Assert.IsType<DeskAnswer.Granted>(await accepting);
            Assert.True(answers.OfType<TransferAnswer.Done>().Count() <= 1);
            var view = (await house.Reading.HandoffAsync(number))!;
            Assert.Equal(view.Client!.Owner, view.Handoff.Accepted!.Keeper);
        }
    }

    [Fact]
    public async Task The_cards_of_what_was_accepted_name_who_has_the_client()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.AcceptAsync(number, "kim");
        await house.DeliverAsync();

        await TransferAsync(house, "kim", "omar");
        await house.DeliverAsync(3);

        Assert.Contains(
            house.Slack.Messages.Where(one => one.Key.Channel == "C0ONBOARD").SelectMany(one => one.Value.Parts).OfType<CardPart.Facts>().SelectMany(one => one.Of),
            fact => fact.Label == "Owner" && fact.Value.Parts.OfType<Inline.Plain>().Single().Text == "Omar");
        await house.SweepAtAsync(24.1);
        Assert.Equal(["@UOMAR"], await house.PingedAsync(number));
        Assert.Contains(house.Slack.Posts("@UOMAR"), one => one.Text.StartsWith("Kim gave Acme to you", StringComparison.Ordinal));
        Assert.DoesNotContain(house.Slack.Posts("@UKIM"), one => one.Text.Contains("gave Acme", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_had_it_and_owes_nothing_is_told_who_has_it_now()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.AcceptAsync(number, "kim");

        await TransferAsync(house, "olga", "omar");
        await house.DeliverAsync();

        Assert.Contains(house.Slack.Posts("@UKIM"), one => one.Text == "Olga gave Acme to Omar: “She leaves”. You need do nothing more about it.");
    }

    [Fact]
    public async Task A_client_that_never_was_is_nobodys() => Assert.IsType<TransferAnswer.NoSuch>(
        await TransferAsync(await House.OpenAsync(), "ada", "kim", client: new Client(new(Guid.NewGuid()), "Ghost", new(Guid.NewGuid()))));

    [Fact]
    public async Task Of_two_playbooks_of_one_client_the_later_acceptance_names_the_owner_and_the_earlier_one_is_told()
    {
        await using var house = await House.OpenAsync(House.Organization.Replace("far: {name: Far, msteams: {team: 11111111-1111-1111-1111-111111111111, channel: \"19:far@thread.tacv2\"}, members: [fay@example.com]}", "far: {name: Far, slack: {channel: C0FAR}, members: [omar@example.com]}", StringComparison.Ordinal));
        var first = await house.SubmittedAsync();
        await house.AcceptAsync(first, "kim");
        var begun = await house.Desk.StartAsync("sales-to-far", await house.PersonAsync("sam"), House.Named("Acme"), null, Platform.Slack, default);
        var second = Assert.IsType<StartAnswer.Begun>(begun).Handoff.Number;
        await house.ActAsync(second, new HandoffCommand.Submit(0), "sam");
        await house.ActAsync(second, new HandoffCommand.Accept(1, 0, [], await house.PersonAsync("omar"), null), "omar");
        await house.DeliverAsync();

        Assert.Equal(await house.PersonAsync("omar"), (await house.Reading.HandoffAsync(first))!.Client!.Owner);
        Assert.Contains(house.Slack.Posts("@UKIM"), one => one.Text.Contains("Omar owns Acme now", StringComparison.Ordinal));
    }

    private static async Task OwnedByAnaAsync(House house)
    {
        var number = await house.SubmittedAsync();
        await house.ActAsync(number, new HandoffCommand.Withdraw(1), "ana");
        await house.ActAsync(number, new HandoffCommand.Discard(1), "ana");
    }

    private static async Task<TransferAnswer> TransferAsync(House house, string by, string to, Client? client = null)
    {
        var about = client ?? (await house.Reading.ClientNamedAsync("Acme"))!;
        return await house.Get<Transferring>().TransferAsync(
            about.Id, new(about.Owner, await house.PersonAsync(to), "She leaves"), await house.PersonAsync(by), null, Platform.Slack, default);
    }

    private static Task GoneAsync(House house, params string[] names) => house.Get<Engine.Storage.CommitSeam>().RunAsync(
        async context =>
        {
            var emails = names.Select(name => $"{name}@example.com").ToList();
            foreach (var person in await context.People.Where(one => emails.Contains(one.Email!)).ToListAsync())
                person.IsActive = false;
        },
        default);
}
