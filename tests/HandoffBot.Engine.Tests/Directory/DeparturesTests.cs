using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Directory;

/// <summary>Somebody's accounts are deactivated: what they held is handed on at once, and each lead hears of it in one message.</summary>
public sealed class DeparturesTests
{
    [Fact]
    public async Task Their_drafts_go_to_the_lead_and_what_waited_for_them_is_proposed_anew()
    {
        await using var house = await House.OpenAsync();
        var draft = await house.DraftAsync("Draft");
        var rejected = await house.SubmittedAsync("Rejected");
        await house.RejectAsync(rejected, "omar");
        var sent = await house.SubmittedAsync("Sent");

        await LeavesAsync(house, "ana");

        var lea = await house.PersonAsync("lea");
        Assert.Equal(lea, (await house.Reading.HandoffAsync(draft))!.Handoff.Sender);
        Assert.Equal(lea, (await house.Reading.HandoffAsync(rejected))!.Handoff.Sender);
        Assert.NotEqual(lea, (await house.Reading.HandoffAsync(sent))!.Handoff.Sender);
        Assert.Equal(
            ["Ana has left. H-1001 Draft and H-1002 Rejected, which Ana had still to send, are yours to go on with. Rejected and Sent have nobody now: give each a new owner."],
            await ToldAsync(house, "ULEA"));

        // The lead can go on with it, and the history says why.
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(draft, new HandoffCommand.Submit(0), "lea"));
        var entry = Assert.Single((await house.Reading.TimelineAsync(rejected)).Select(one => one.Event).OfType<HandoffEvent.SenderLeft>());
        Assert.Equal(lea, entry.Sender);
    }

    [Fact]
    public async Task What_waited_for_their_answer_is_proposed_anew_in_turn_and_the_brief_mentions_who_has_it_now()
    {
        await using var house = await House.OpenAsync();
        var first = await house.SubmittedAsync("First");
        await house.SubmittedAsync("Second");
        await house.SubmittedAsync("Third");
        var fourth = await house.SubmittedAsync("Fourth");
        var claimed = await house.SubmittedAsync("Fifth");
        await house.ActAsync(claimed, new HandoffCommand.Claim(1), "kim");
        await house.DeliverAsync(5);

        await LeavesAsync(house, "kim");
        await house.DeliverAsync(5);

        // Omar, who was proposed last, and Olga have one each in hand: it is Olga's turn, and then Omar has fewer.
        Assert.Equal(("Olga", "it is their turn in Onboarding"), await ProposedAsync(house, first));
        Assert.Equal(("Omar", "they have the fewest open (1)"), await ProposedAsync(house, fourth));
        var view = (await house.Reading.HandoffAsync(claimed))!;
        Assert.Equal((null, "Omar"), (view.Handoff.ClaimedBy, view.NameOf(view.Handoff.Proposal!.Person)));
        Assert.Equal(
            ["Kim has left. Proposed anew: H-1001 First, Olga; H-1004 Fourth, Omar; H-1005 Fifth, Omar."], await ToldAsync(house, "UOLGA"));
        Assert.Contains(
            house.Slack.Posts("C0ONBOARD"),
            one => one.Text.StartsWith("@Olga: H-1001 · First from Ana (Sales) waits for your answer now, because who had it in hand has left", StringComparison.Ordinal));
        Assert.Contains(house.Slack.Posts("@UANA"), one => one.Text.EndsWith("who had it in hand at Onboarding has left. Olga has it now.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Clients_that_they_owned_are_orphans_of_which_the_lead_hears_once_and_the_history_keeps_it()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync("Acme");
        Assert.IsType<DeskAnswer.Granted>(await house.AcceptAsync(number, "kim"));

        await LeavesAsync(house, "kim");
        await house.Get<DirectorySync>().RunAsync(default);
        await house.Get<Departures>().RunAsync(default);
        await house.RestartAsync();

        Assert.Equal(["Kim has left. Acme has nobody now: give each a new owner."], await ToldAsync(house, "UOLGA"));
        await using var context = house.Read();
        Assert.Equal(1, await context.Timeline.CountAsync(one => one.Kind == "orphaned"));
        var button = Assert.Single(house.Slack.Posts("@UOLGA").Last().Card!.Parts.OfType<CardPart.Buttons>().Single().Of);
        Assert.Equal(("Show the team", "team onboarding"), (button.Label, button.Press.Text));
    }

    [Fact]
    public async Task Whoever_is_back_gets_nothing_back_silently()
    {
        await using var house = await House.OpenAsync();
        var owned = await house.SubmittedAsync("Owned");
        await house.AcceptAsync(owned, "kim");
        var draft = await house.DraftAsync("Draft");
        await LeavesAsync(house, "kim");
        await LeavesAsync(house, "ana");
        await house.DeliverAsync(5);

        house.Slack.Add("UKIM", "kim@example.com", "Kim");
        house.Slack.Add("UANA", "ana@example.com", "Ana");
        await house.Get<DirectorySync>().RunAsync(default);
        await house.DeliverAsync(5);

        Assert.Equal(await house.PersonAsync("lea"), (await house.Reading.HandoffAsync(draft))!.Handoff.Sender);
        const string says = "Kim is back. Still in that name: Owned. What has gone to others meanwhile stays with them.";
        Assert.Single(house.Slack.Posts("@UOLGA"), one => one.Text == says);
        Assert.Single(house.Slack.Posts("@UKIM"), one => one.Text == says);
        await using var context = house.Read();
        Assert.False(await context.People.AnyAsync(one => one.GoneAt != null || one.ReplacedAt != null));

        // Whoever leaves again is replaced again.
        await LeavesAsync(house, "kim");
        Assert.Equal(2, (await ToldAsync(house, "UOLGA")).Count(one => one.StartsWith("Kim has left.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_platform_that_cannot_be_asked_makes_nobody_leave()
    {
        await using var house = await House.OpenAsync();
        var draft = await house.DraftAsync("Draft");
        house.Slack.HidesProfiles = true;

        Assert.False(await house.Get<DirectorySync>().RunAsync(default));
        house.Slack.HidesProfiles = false;
        house.Slack.Profiles.Clear();
        Assert.True(await house.Get<DirectorySync>().RunAsync(default));

        Assert.Equal(await house.PersonAsync("ana"), (await house.Reading.HandoffAsync(draft))!.Handoff.Sender);
    }

    [Fact]
    public async Task That_most_have_left_at_once_is_believed_after_a_day_and_the_admins_are_told()
    {
        var slack = House.Everybody();
        await using var house = await House.OpenAsync(slack: slack);
        var draft = await house.DraftAsync("Draft");
        foreach (var name in new[] { "ana", "sam", "kim", "omar", "olga" })
            Deactivate(house, name);

        await house.Get<DirectorySync>().RunAsync(default);
        await house.Get<DirectorySync>().RunAsync(default);
        Assert.NotEqual(await house.PersonAsync("lea"), (await house.Reading.HandoffAsync(draft))!.Handoff.Sender);
        await house.DeliverAsync(5);
        Assert.Single(house.Slack.Posts("@UADA"), one => one.Text.StartsWith("5 of 7 people seem to have left at once", StringComparison.Ordinal));

        house.Time.Add(Duration.FromHours(24));
        await house.Get<DirectorySync>().RunAsync(default);
        Assert.Equal(await house.PersonAsync("lea"), (await house.Reading.HandoffAsync(draft))!.Handoff.Sender);
    }

    [Fact]
    public async Task A_mistake_that_is_put_right_within_the_day_has_cost_nobody_anything()
    {
        await using var house = await House.OpenAsync();
        var draft = await house.DraftAsync("Draft");
        var names = new[] { "ana", "sam", "kim", "omar", "olga" };
        foreach (var name in names)
            Deactivate(house, name);
        await house.Get<DirectorySync>().RunAsync(default);
        foreach (var name in names)
            house.Slack.Add("U" + name.ToUpperInvariant(), $"{name}@example.com", char.ToUpperInvariant(name[0]) + name[1..]);

        await house.Get<DirectorySync>().RunAsync(default);
        house.Time.Add(Duration.FromHours(25));
        await house.Get<DirectorySync>().RunAsync(default);

        Assert.Equal(await house.PersonAsync("ana"), (await house.Reading.HandoffAsync(draft))!.Handoff.Sender);
        Assert.Empty(await ToldAsync(house, "ULEA"));
    }

    [Fact]
    public async Task A_lead_who_leaves_leaves_drafts_where_they_are_and_the_admins_hear_of_it()
    {
        await using var house = await House.OpenAsync();
        var draft = await house.DraftAsync("Draft", by: "lea");

        await LeavesAsync(house, "lea");

        Assert.Equal(await LeaAsync(house), (await house.Reading.HandoffAsync(draft))!.Handoff.Sender.Value);
        Assert.Equal(
            ["Lea has left. H-1001 Draft waits for Lea to send, and its team has no lead who could: name one in organization.yml."], await ToldAsync(house, "UADA"));
    }

    [Fact]
    public async Task While_the_lead_is_away_whoever_covers_hears_of_it_too()
    {
        await using var house = await House.OpenAsync();
        await house.DraftAsync("Draft");
        await house.Get<Presence>().AwayAsync(
            await house.PersonAsync("lea"), new(new LocalDate(2026, 12, 1), ManualTime.Start + Duration.FromDays(8), await house.PersonAsync("sam")), "told", default);

        await LeavesAsync(house, "ana");

        Assert.Single(await ToldAsync(house, "USAM"));
        Assert.Single(await ToldAsync(house, "ULEA"));
    }

    [Fact]
    public async Task Somebody_with_another_account_that_is_active_has_not_left()
    {
        await using var house = await House.OpenAsync();
        var draft = await house.DraftAsync("Draft");
        await house.Get<CommitSeam>().RunAsync(
            async context =>
            {
                var person = (await context.Accounts.SingleAsync(one => one.Account == "UANA")).Person;
                context.Add(new Engine.Storage.Rows.AccountRow { Platform = Platform.MsTeams, Workspace = "tenant", Account = "ana", Person = person });
            },
            default);

        await LeavesAsync(house, "ana");

        Assert.Empty(await ToldAsync(house, "ULEA"));
        Assert.Equal(await LeaAsync(house, "UANA"), (await house.Reading.HandoffAsync(draft))!.Handoff.Sender.Value);
    }

    private static async Task<Guid> LeaAsync(House house, string account = "ULEA")
    {
        await using var context = house.Read();
        return (await context.Accounts.SingleAsync(one => one.Account == account)).Person;
    }

    private static async Task<(string Name, string Why)> ProposedAsync(House house, int number)
    {
        var view = (await house.Reading.HandoffAsync(number))!;
        return (view.NameOf(view.Handoff.Proposal!.Person), view.Handoff.Proposal.Why);
    }

    private static void Deactivate(House house, string name) =>
        house.Slack.Add("U" + name.ToUpperInvariant(), $"{name}@example.com", char.ToUpperInvariant(name[0]) + name[1..], profile => profile with { IsActive = false });

    /// <summary>As an event of the platform tells it.</summary>
    private static Task LeavesAsync(House house, string name)
    {
        Deactivate(house, name);
        return house.Get<Entrance>().ChangedAsync(new(Platform.Slack, FakePlatform.Home, "U" + name.ToUpperInvariant()), default);
    }

    /// <summary>What somebody was told of departures.</summary>
    private static async Task<IReadOnlyList<string>> ToldAsync(House house, string account)
    {
        await house.DeliverAsync(5);
        return [.. house.Slack.Posts("@" + account).Select(one => one.Text).Where(one => one.Contains(" has left. ", StringComparison.Ordinal) && !one.Contains("who had it in hand", StringComparison.Ordinal))];
    }
}
