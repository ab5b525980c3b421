using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Engine.Tests.Clocks;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Desks;

/// <summary>What is written and sent when a handoff changes hands.</summary>
public sealed class ChangingHandsTests
{
    private const string Support = "C0SUPPORT";

    private const string WithSupport = House.Organization
        + "\n  support: {name: Support, slack: {channel: C0SUPPORT}, lead: olga@example.com, members: [ada@example.com, omar@example.com], assign: round-robin}\n";

    [Fact]
    public async Task Re_routed_its_brief_is_posted_there_and_the_first_says_where_it_went()
    {
        await using var house = await House.OpenAsync(WithSupport);
        var number = await house.SubmittedAsync();
        await house.DeliverAsync();

        Assert.IsType<DeskAnswer.Granted>(await ReRouteAsync(house, number, "kim", "onboarding", "support"));
        await house.DeliverAsync(3);

        Assert.Equal(
            [typeof(Destination.ToChannel), typeof(Destination.ToThread)], house.Slack.Posts(Support).Select(one => one.Destination!.GetType()));
        Assert.True(Assert.IsType<Destination.ToThread>(house.Slack.Posts(Support).Last().Destination).Broadcast);
        var old = Shown(house, "C0ONBOARD").First(one => one.Contains("With Support now", StringComparison.Ordinal));
        Assert.Contains("Re-routed from Onboarding by Kim", old, StringComparison.Ordinal);
        Assert.Contains($"https://test.example/{Support}/", old, StringComparison.Ordinal);
        Assert.DoesNotContain("<", old, StringComparison.Ordinal);
        Assert.Contains(Shown(house, Support), one => one.Contains("<Accept>", StringComparison.Ordinal) && one.Contains("“Theirs”", StringComparison.Ordinal));
        Assert.Contains(house.Slack.Posts("@UANA"), one => one.Text.Contains("is with Support now, re-routed from Onboarding by Kim (“Theirs”)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Back_again_the_first_brief_is_live_and_the_other_says_where_it_went()
    {
        await using var house = await House.OpenAsync(WithSupport);
        var number = await house.SubmittedAsync();
        await house.DeliverAsync();
        await ReRouteAsync(house, number, "kim", "onboarding", "support");
        await house.DeliverAsync(2);
        await ReRouteAsync(house, number, "ada", "support", "onboarding");
        await house.DeliverAsync(3);

        Assert.Contains(Shown(house, "C0ONBOARD"), one => one.Contains("<Accept>", StringComparison.Ordinal));
        Assert.Contains(Shown(house, Support), one => one.Contains("With Onboarding now", StringComparison.Ordinal));
        Assert.Single(house.Slack.Posts("C0ONBOARD"), one => one.Destination is Destination.ToChannel);
        Assert.IsType<DeskAnswer.Granted>(await house.AcceptAsync(number, "kim"));
    }

    [Fact]
    public async Task The_clock_of_the_first_team_ends_with_its_miss_and_the_others_begins_with_its_own_holder()
    {
        await using var house = await House.OpenAsync(WithSupport);
        var number = await house.SubmittedAsync();
        house.Time.Add(Duration.FromHours(5));

        await ReRouteAsync(house, number, "kim", "onboarding", "support");

        await using var context = house.Read();
        var clocks = await context.Clocks.Where(one => one.Handoff == number && one.Kind == ClockKind.Acceptance).OrderBy(one => one.Run).ToListAsync();
        var at = ManualTime.Start + Duration.FromHours(5);
        Assert.Equal([(1, at, ManualTime.Start + Duration.FromHours(4)), (2, null, null)], clocks.Select(one => (one.Run, one.EndedAt, one.MissedAt)).ToArray());
        Assert.Equal(at + Duration.FromHours(4), clocks[1].Due);
        await house.SweepAtAsync(7.5);
        Assert.Equal(["@UADA"], await house.PingedAsync(number));
    }

    [Fact]
    public async Task The_round_of_the_other_team_goes_on_with_each_that_is_re_routed_to_it()
    {
        await using var house = await House.OpenAsync(WithSupport);
        var proposed = new List<string>();
        foreach (var client in new[] { "Acme", "Bolt", "Cora" })
        {
            var number = await house.SubmittedAsync(client);
            await ReRouteAsync(house, number, "kim", "onboarding", "support");
            var view = (await house.Reading.HandoffAsync(number))!;
            proposed.Add(view.NameOf(view.Handoff.Proposal!.Person));
        }

        Assert.Equal(["Ada", "Omar", "Olga"], proposed);
    }

    [Fact]
    public async Task Of_two_at_once_one_re_routes_or_answers_and_the_other_is_told()
    {
        await using var house = await House.OpenAsync(WithSupport);
        for (var turn = 0; turn < 10; turn++)
        {
            var number = await house.SubmittedAsync($"Client {turn}");

            var answers = await Task.WhenAll(
                Task.Run(() => ReRouteAsync(house, number, "kim", "onboarding", "support")), Task.Run(() => ReRouteAsync(house, number, "olga", "onboarding", "support")),
                Task.Run(() => house.RejectAsync(number, "kim")));

            Assert.Single(answers.OfType<DeskAnswer.Granted>());
            Assert.Equal(2, answers.OfType<DeskAnswer.Refused>().Count());
        }
    }

    [Fact]
    public async Task What_could_not_be_posted_for_the_first_team_is_no_concern_of_the_other()
    {
        await using var house = await House.OpenAsync(WithSupport);
        house.Slack.Fault = call => call.Chat == "C0ONBOARD" ? new Outcome.Dead("is_archived", "Unarchive it.") : null;
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(8);
        Assert.NotNull((await house.Reading.HandoffAsync(number))!.NotPosted);

        await ReRouteAsync(house, number, "olga", "onboarding", "support");
        await house.DeliverAsync(8);

        Assert.Null((await house.Reading.HandoffAsync(number))!.NotPosted);
        Assert.False((await ClocksAsync(house, number))[^1].Excused);
        Assert.Contains(Shown(house, "UOLGA"), one => one.Contains("With Support now", StringComparison.Ordinal));
        Assert.Single(house.Slack.Posts("@UANA"), one => one.Text.Contains("is with Support, answer due", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_other_teams_channel_does_not_take_is_told_again_though_it_is_the_same_round()
    {
        await using var house = await House.OpenAsync(WithSupport);
        house.Slack.Fault = call => call.Chat is "C0ONBOARD" or Support ? new Outcome.Dead("is_archived", "Unarchive it.") : null;
        var number = await house.SubmittedAsync();
        await house.DeliverAsync(8);
        await ReRouteAsync(house, number, "olga", "onboarding", "support");
        await house.DeliverAsync(8);

        Assert.NotNull((await house.Reading.HandoffAsync(number))!.NotPosted);
        Assert.Equal(2, house.Slack.Posts("@UANA").Count(one => one.Text.Contains("could not be posted", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_claim_that_is_given_up_lets_the_steps_before_the_due_time_speak_again()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.ActAsync(number, new HandoffCommand.Claim(1), "omar");
        await house.ActAsync(number, new HandoffCommand.Release(1), "omar");
        await house.DeliverAsync();

        Assert.Contains(house.Slack.Posts("C0ONBOARD"), one => one.Text.StartsWith("@Kim: nobody has", StringComparison.Ordinal));
        await house.SweepAtAsync(2);
        Assert.Equal(["@UKIM"], await house.PingedAsync(number));
    }

    [Fact]
    public async Task Who_it_is_given_to_is_told_and_is_the_one_who_is_reminded()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.ActAsync(number, new HandoffCommand.Claim(1), "kim");

        await house.ActAsync(number, new HandoffCommand.Reassign(1, await house.PersonAsync("omar")), "olga");
        await house.DeliverAsync();

        Assert.Contains(house.Slack.Posts("C0ONBOARD"), one => one.Text.StartsWith("@Omar: ", StringComparison.Ordinal) && one.Destination is Destination.ToThread);
        await house.SweepAtAsync(2);
        Assert.Equal(["@UOMAR"], await house.PingedAsync(number));
    }

    [Fact]
    public async Task Another_sender_gets_the_card_and_the_earlier_ones_can_do_nothing_more()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.DeliverAsync();

        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.ChangeSender(1, await house.PersonAsync("sam")), "lea"));
        await house.DeliverAsync(2);

        Assert.Contains(Shown(house, "USAM"), one => one.Contains("<Correct>", StringComparison.Ordinal));
        Assert.Contains(Shown(house, "UANA"), one => one.Contains("Sam (Sales) is the sender now", StringComparison.Ordinal) && !one.Contains('<', StringComparison.Ordinal));
        Assert.Contains(house.Slack.Posts("@USAM"), one => one.Text.Contains("you are the sender of", StringComparison.Ordinal));
        Assert.Contains(house.Slack.Posts("@UANA"), one => one.Text.Contains("has another sender now", StringComparison.Ordinal));
        Assert.Contains(house.Slack.Posts("C0ONBOARD"), one => one.Text.Contains("Sam (Sales) is the sender now", StringComparison.Ordinal));
        await house.RejectAsync(number, "kim");
        await house.SweepAtAsync(12.1);
        Assert.Equal(["@USAM"], await house.PingedAsync(number));
    }

    [Fact]
    public async Task Sent_back_the_kick_off_is_over_the_rework_runs_and_the_client_is_the_earlier_owners()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.AcceptAsync(number, "kim", owner: "omar");

        Assert.IsType<DeskAnswer.Granted>(await SendBackAsync(house, number, "olga"));

        var view = (await house.Reading.HandoffAsync(number))!;
        Assert.Equal((await house.PersonAsync("ana"), ClockKind.Rework, ManualTime.Start + Duration.FromDays(1)), (view.Client!.Owner, view.Clock, view.Due));
        Assert.NotNull((await house.ClockAsync(number, ClockKind.Kickoff)).EndedAt);
        await house.DeliverAsync();
        Assert.Contains(house.Slack.Posts("@UANA"), one => one.Text.Contains("needs another look, though it was accepted. Sent back by Olga", StringComparison.Ordinal));
        Assert.Contains(house.Slack.Posts("@UOMAR"), one => one.Text.Contains("belongs to its earlier owner again", StringComparison.Ordinal));
        Assert.Equal("sent-back", (await house.Reading.TimelineAsync(number))[^1].Kind);
    }

    [Fact]
    public async Task Where_the_earlier_owner_has_left_the_sending_lead_has_the_client()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.AcceptAsync(number, "kim");
        var ana = (await house.PersonAsync("ana")).Value;
        await house.Get<Engine.Storage.CommitSeam>().RunAsync(async context => (await context.People.SingleAsync(one => one.Id == ana)).IsActive = false, default);

        await SendBackAsync(house, number, "kim");

        Assert.Equal(await house.PersonAsync("lea"), (await house.Reading.HandoffAsync(number))!.Client!.Owner);
    }

    [Fact]
    public async Task Opened_again_it_waits_for_the_kick_off_anew_for_all_to_see()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.AcceptAsync(number, "kim");
        await house.ActAsync(number, new HandoffCommand.KickOff(1), "kim");
        await house.DeliverAsync();
        house.Time.Add(Duration.FromDays(3));

        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Reopen(1), "olga"));
        await house.DeliverAsync(2);

        var view = (await house.Reading.HandoffAsync(number))!;
        Assert.Equal((ClockKind.Kickoff, ManualTime.Start + Duration.FromDays(5)), (view.Clock, view.Due));
        Assert.Contains(Shown(house, "C0ONBOARD"), one => one.Contains("Opened again by Olga", StringComparison.Ordinal) && one.Contains("<Kick off>", StringComparison.Ordinal));
        Assert.Contains(house.Slack.Posts("C0ONBOARD"), one => one.Text.StartsWith("@Kim: ", StringComparison.Ordinal) && one.Text.Contains("was opened again by Olga", StringComparison.Ordinal));
        Assert.Contains(house.Slack.Posts("@UANA"), one => one.Text.Contains("was opened again by Olga", StringComparison.Ordinal));
    }

    private static async Task<DeskAnswer> ReRouteAsync(House house, int number, string by, string from, string to) =>
        await house.ActAsync(number, new HandoffCommand.ReRoute(1, from, to, "Theirs"), by);

    private static async Task<DeskAnswer> SendBackAsync(House house, int number, string by) =>
        await house.ActAsync(number, new HandoffCommand.SendBack(1, ["unclear"], ["scope"], null), by);

    private static async Task<IReadOnlyList<ClockRow>> ClocksAsync(House house, int number)
    {
        await using var context = house.Read();
        return await context.Clocks.Where(one => one.Handoff == number && one.Kind == ClockKind.Acceptance).OrderBy(one => one.Run).ToListAsync();
    }

    /// <summary>What stands in a chat, each message with the labels of its buttons.</summary>
    private static IEnumerable<string> Shown(House house, string chat) => house.Slack.Messages.Where(one => one.Key.Channel == chat).Select(one => string.Join('\n', one.Value.Parts.Select(part => part switch
    {
        CardPart.Text text => string.Concat(text.Phrase.Parts.Select(Plain)),
        CardPart.Note note => string.Concat(note.Phrase.Parts.Select(Plain)),
        CardPart.Buttons buttons => string.Join(' ', buttons.Of.Select(button => $"<{button.Label}>")),
        _ => "",
    })));

    private static string Plain(Inline part) => part switch
    {
        Inline.Plain one => one.Text,
        Inline.Strong one => one.Text,
        Inline.Mention one => "@" + one.Name,
        Inline.Link one => one.To.AbsoluteUri,
        _ => "",
    };
}
