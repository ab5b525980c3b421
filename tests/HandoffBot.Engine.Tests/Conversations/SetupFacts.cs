using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Conversations;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Moq;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary><c>setup</c>: Ada is an admin, and the files leave Legal without a channel.</summary>
public sealed class SetupFacts
{
    private const string WithoutChannel = House.Organization + "\n  legal: {name: Legal, lead: nobody@example.com, members: [kim@example.com, gone@example.com]}\n";
    private const string ToLegal = """
        playbook: sales-to-onboarding
        name: Sales to Legal
        from: sales
        to: legal
        checklist:
          - step: Client
            fields: [{id: client, label: Client, type: client, required: true}]
        reject-reasons: [{id: unclear, label: Unclear}]
        """;

    private static readonly ChannelRef Legal = new(Platform.Slack, FakePlatform.Home, "C0LEGAL");

    [Fact]
    public async Task An_admin_reads_what_is_bound_to_what_what_is_wrong_and_how_to_mend_it()
    {
        await using var house = await House.OpenAsync(WithoutChannel);
        house.Slack.Probe = channel => channel.Channel == "C0SALES" ? "The bot is not in channel #sales (C0SALES): invite it there with /invite @HandoffBot." : null;

        var says = await SaysAsync(house, "ada", "setup");

        Assert.Contains("To be mended", says, StringComparison.Ordinal);
        Assert.Contains("Sales: The bot is not in channel #sales (C0SALES): invite it", says, StringComparison.Ordinal);
        Assert.Contains("Legal has no channel, so nothing can be sent there. Say setup legal here in the one", says, StringComparison.Ordinal);
        Assert.Contains("nobody@example.com, who leads Legal, has no account here", says, StringComparison.Ordinal);
        Assert.Contains("Of Legal without an account here: gone@example.com.", says, StringComparison.Ordinal);
        Assert.Contains("Far works in Microsoft Teams, which this bot is not connected to", says, StringComparison.Ordinal);
        Assert.Contains("Nobody of Far can be reached", says, StringComparison.Ordinal);
        Assert.Contains($"Slack: workspace Test ({FakePlatform.Home}); 7 of the", says, StringComparison.Ordinal);
        Assert.Contains("Microsoft Teams: not connected.", says, StringComparison.Ordinal);
        Assert.Matches(@"Onboarding \(onboarding\): receives in Slack, C0ONBOARD \(set in organization.yml:\d+\), led by Olga; 3 members, 3 joined", says);
        Assert.Contains("Sales to Onboarding (sales-to-onboarding): Sales to Onboarding", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_wrong_it_says_so_and_dead_messages_and_slow_platforms_are_wrong()
    {
        const string good = """
            organization: Test
            timezone: Europe/London
            currency: GBP
            admins: [ada@example.com]
            calendars: {office: {hours: {mon-fri: ["09:00-17:00"]}}}
            webhooks: {pager: {url: "https://pager.example/hook", secret: PAGER}}
            ladders: {acceptance: [{at: 50%, notify: [holder]}]}
            teams:
              sales: {name: Sales, slack: {channel: C0SALES}, lead: lea@example.com, members: [ana@example.com], calendar: office}
              onboarding: {name: Onboarding, slack: {channel: C0ONBOARD}, lead: olga@example.com, members: [kim@example.com]}
              far: {name: Far, slack: {channel: C0FAR}, lead: omar@example.com, members: [omar@example.com]}
            """;
        await using var house = await House.OpenAsync(good);
        house.Variables["PAGER"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        Assert.Contains("Nothing is wrong", await SaysAsync(house, "ada", "setup"), StringComparison.Ordinal);
        Assert.Contains("office: Sales", await SaysAsync(house, "ada", "setup"), StringComparison.Ordinal);

        house.Slack.Probe = _ => throw new HttpRequestException("away");
        Assert.Contains("Nothing is wrong", await SaysAsync(house, "ada", "setup"), StringComparison.Ordinal);

        house.Variables.Clear();
        await house.Get<CommitSeam>().RunAsync(
            context =>
            {
                context.Add(new DeliveryRow { Id = Guid.NewGuid(), Kind = "Sentence", Lane = "x", Intent = "{}", DedupeKey = "dead", State = DeliveryState.Dead });
                return Task.CompletedTask;
            },
            default);
        var says = await SaysAsync(house, "ada", "setup");
        Assert.Contains("webhook 'pager' has no secret", says, StringComparison.Ordinal);
        Assert.Contains("1 message could not be sent", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_ladder_names_and_nobody_knows_is_wrong_and_so_are_admins_whom_nobody_reaches()
    {
        var organization = House.Organization.Replace("notify: [channel, manager]", "notify: [cfo@example.com, \"msteams:19:x@thread.tacv2\"]", StringComparison.Ordinal);
        await using var house = await House.OpenAsync(organization);

        var says = await SaysAsync(house, "ada", "setup");
        Assert.Contains("Ladder 'acceptance' notifies cfo@example.com, who has no account here", says, StringComparison.Ordinal);
        Assert.Contains("Ladder 'acceptance' notifies msteams:19:x@thread.tacv2, on a platform that the bot is not connected to", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_read_who_may()
    {
        await using var house = await House.OpenAsync(WithoutChannel);

        Assert.Equal("Only admins can see and change how the bot is set up: Ada.", await SaysAsync(house, "kim", "setup"));
        Assert.Equal("Only admins can see and change how the bot is set up: Ada.", await SaysAsync(house, "kim", "setup legal here"));
        Assert.Contains("setup", await SaysAsync(house, "ada", "help"), StringComparison.Ordinal);
        Assert.DoesNotContain("setup", await SaysAsync(house, "kim", "help"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_without_a_channel_gets_nothing_until_an_admin_has_chosen_one()
    {
        await using var house = await House.OpenAsync(WithoutChannel, ToLegal);
        Assert.Contains("Legal has no channel to receive in yet. An admin can choose one", await SaysAsync(house, "ana", "new sales-to-onboarding"), StringComparison.Ordinal);

        Assert.Equal("Legal receives clients in this channel from now on.", await SaysAsync(house, "ada", "setup Legal here"));
        Assert.IsType<Reply.OpenForm>(await TypesAsync(house, "ana", "new sales-to-onboarding"));
        Assert.Matches(@"Legal \(legal\): receives in Slack, C0LEGAL \(set in chat by Ada, ", await SaysAsync(house, "ada", "setup"));

        // It lasts, and another host hears of it.
        await house.RestartAsync(WithoutChannel, ToLegal);
        Assert.Contains("set in chat by Ada", await SaysAsync(house, "ada", "setup"), StringComparison.Ordinal);
        Assert.Equal("Legal has no channel any more: nothing can be sent there until it has one again.", await SaysAsync(house, "ada", "setup legal nowhere"));
        Assert.Equal("Legal has no channel that was set in chat.", await SaysAsync(house, "ada", "setup legal nowhere"));
    }

    [Fact]
    public async Task What_waited_for_a_channel_is_posted_there()
    {
        await using var house = await House.OpenAsync(WithoutChannel, ToLegal);
        await SaysAsync(house, "ada", "setup legal here");
        var number = await house.DraftAsync(scope: null);
        await SaysAsync(house, "ada", "setup legal nowhere");
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Submit(0), "ana"));
        await house.DeliverAsync(2);
        Assert.Empty(house.Slack.Posts("C0LEGAL"));

        await SaysAsync(house, "ada", "setup legal here");
        await house.DeliverAsync(2);
        Assert.NotEmpty(house.Slack.Posts("C0LEGAL"));
        Assert.Null((await house.Reading.HandoffAsync(number))!.NotPosted);
    }

    [Fact]
    public async Task Open_handoffs_follow_to_another_channel_at_once_and_back_and_the_other_says_where_they_are()
    {
        await using var house = await House.OpenAsync(WithoutChannel, ToLegal);
        var (first, other) = (Legal, Legal with { Channel = "C0LAW" });
        await SaysAsync(house, "ada", "setup legal here", first);
        var number = await house.DraftAsync(scope: null);
        Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, new HandoffCommand.Submit(0), "ana"));
        await house.DeliverAsync(2);

        Assert.Equal(
            "Legal receives clients in this channel from now on. Its open handoff follows, and the message in the old channel says where it is now.",
            await SaysAsync(house, "ada", "setup legal here", other));
        await house.DeliverAsync(3);
        Assert.True(IsBrief(house, other) && !IsBrief(house, first));
        Assert.Contains("C0LAW", await BriefLinkAsync(house, number), StringComparison.Ordinal);

        await SaysAsync(house, "ada", "setup legal here", first);
        await house.DeliverAsync(3);
        Assert.True(IsBrief(house, first) && !IsBrief(house, other));
        Assert.Contains("C0LEGAL", await BriefLinkAsync(house, number), StringComparison.Ordinal);

        // Said once more where it is, nothing moves; what a crash kept from following does at the next meeting.
        var posts = house.Slack.Calls.Count(call => call.Method == "post");
        await house.Get<BoundChannels>().SetAsync("legal", new(Platform.Slack, other.Channel, null, "Ada", ManualTime.Start), default);
        await house.Get<CardUpkeep>().FollowChannelsAsync(default);
        await house.DeliverAsync(3);
        Assert.True(IsBrief(house, other) && !IsBrief(house, first));
        Assert.Equal(posts, house.Slack.Calls.Count(call => call.Method == "post"));
    }

    [Fact]
    public async Task A_channel_of_another_workspace_is_not_one_that_the_bot_posts_in()
    {
        await using var house = await House.OpenAsync(WithoutChannel.Replace("[T0HOME01]", "[T0HOME01, T0OTHER1]", StringComparison.Ordinal));

        Assert.Equal(
            "Nothing was changed: this channel belongs to workspace T0OTHER1, and the bot posts in T0HOME01 alone. Choose a channel there.",
            await SaysAsync(house, "ada", "setup legal here", Legal with { Workspace = "T0OTHER1" }));
        Assert.Null(house.Get<Rulebook>().BoundInChat("legal"));
    }

    [Fact]
    public async Task A_channel_that_people_of_other_organizations_read_is_not_bound_and_one_of_the_files_is_warned_of()
    {
        await using var house = await House.OpenAsync(WithoutChannel.Replace("[T0HOME01]", "[T0HOME01, T0OTHER1]", StringComparison.Ordinal));
        house.Slack.SharedWith = _ => ["T0CLIENT"];
        Assert.StartsWith(
            "Nothing was changed: this channel is shared with another organization (Slack Connect), whose people would read", await SaysAsync(house, "ada", "setup legal here"), StringComparison.Ordinal);
        house.Slack.SharedWith = _ => [];
        Assert.StartsWith("Nothing was changed: this channel is shared", await SaysAsync(house, "ada", "setup legal here"), StringComparison.Ordinal);

        // The organization's own other workspace is no outsider.
        house.Slack.SharedWith = channel => channel.Channel == "C0SALES" ? ["T0OTHER1", "T0CLIENT"] : ["T0OTHER1"];
        Assert.StartsWith("Legal receives clients in this channel", await SaysAsync(house, "ada", "setup legal here"), StringComparison.Ordinal);

        Assert.Contains("Sales: this channel is shared with another organization (Slack Connect)", await SaysAsync(house, "ada", "setup"), StringComparison.Ordinal);
        await house.Get<Meeting>().UntilMetAsync(["sales", "onboarding"], default);
        await house.DeliverAsync(3);
        var told = Assert.Single(house.Slack.Calls, call => call.Text.Contains("Slack Connect", StringComparison.Ordinal)).Text;
        Assert.StartsWith("Where Sales receives clients: this channel is shared", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_well_is_not_asked_again_for_some_minutes_and_what_is_wrong_is()
    {
        await using var house = await House.OpenAsync(WithoutChannel);
        var asked = new List<string>();
        house.Slack.Probe = channel =>
        {
            lock (asked)
                asked.Add(channel.Channel);
            return channel.Channel == "C0SALES" ? "The bot is not in it." : null;
        };
        await SaysAsync(house, "ada", "setup");
        Assert.Equal(["C0ONBOARD", "C0SALES"], asked.Order());

        await SaysAsync(house, "ada", "setup");
        Assert.Equal(["C0ONBOARD", "C0SALES", "C0SALES"], asked.Order());

        house.Time.Add(NodaTime.Duration.FromMinutes(6));
        await SaysAsync(house, "ada", "setup");
        Assert.Equal(["C0ONBOARD", "C0ONBOARD", "C0SALES", "C0SALES", "C0SALES"], asked.Order());

        // A team that receives elsewhere now is asked about at once.
        await SaysAsync(house, "ada", "setup legal here");
        asked.Clear();
        await SaysAsync(house, "ada", "setup");
        Assert.Equal(["C0LEGAL", "C0SALES"], asked.Order());
    }

    [Fact]
    public async Task A_platform_that_does_not_answer_in_time_is_as_it_was_found_last()
    {
        await using var house = await House.OpenAsync(WithoutChannel);
        house.Slack.Probe = channel => channel.Channel == "C0SALES" ? "The bot is not in it." : null;
        await SaysAsync(house, "ada", "setup");
        house.Time.Add(NodaTime.Duration.FromMinutes(6));
        house.Slack.ProbeTakes = cancellationToken => Task.Delay(Timeout.Infinite, cancellationToken);

        var says = await SaysAsync(house, "ada", "setup");

        Assert.Contains("Sales: The bot is not in it.", says, StringComparison.Ordinal);
        Assert.DoesNotContain("Onboarding: ", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_that_read_the_channels_at_once_the_later_reads_after_the_earlier_has_said_what_holds()
    {
        await using var house = await House.OpenAsync(WithoutChannel);
        await house.Get<BoundChannels>().SetAsync("legal", new(Platform.Slack, "C0LEGAL", null, "Ada", ManualTime.Start), default);
        using var held = new ManualResetEventSlim();
        var reads = 0;
        var store = new Mock<IStore>();
        store.Setup(one => one.Read()).Returns(() =>
        {
            if (Interlocked.Increment(ref reads) == 1)
                held.Wait(TimeSpan.FromMinutes(1));
            return house.Read();
        });
        using var channels = new BoundChannels(house.Get<CommitSeam>(), store.Object, house.Get<Rulebook>(), house.Get<Telling>());

        var earlier = Task.Run(() => channels.LoadAsync(default));
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref reads) == 1, TimeSpan.FromMinutes(1)));
        var later = channels.LoadAsync(default);
        Assert.Equal(1, reads);

        held.Set();
        await Task.WhenAll(earlier, later);
        Assert.Equal(2, reads);
        Assert.Equal("C0LEGAL", house.Get<Rulebook>().BoundInChat("legal")?.Channel);
    }

    [Fact]
    public async Task In_a_channel_where_no_team_receives_the_greeting_says_how_one_is_bound()
    {
        await using var house = await House.OpenAsync(WithoutChannel);
        Assert.Contains("An admin binds one by typing here setup legal here.", await GreetedAsync(house, "C0LEGAL"), StringComparison.Ordinal);
        Assert.DoesNotContain("An admin binds", await GreetedAsync(house, "C0SALES"), StringComparison.Ordinal);

        await SaysAsync(house, "ada", "setup legal here");
        Assert.DoesNotContain("An admin binds", await GreetedAsync(house, "C0LEGAL"), StringComparison.Ordinal);
        Assert.Contains("setup legal here", await GreetedAsync(house, "C0ELSE"), StringComparison.Ordinal);

        await house.RestartAsync();
        Assert.DoesNotContain("An admin binds", await GreetedAsync(house, "C0ELSE"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_of_Microsoft_Teams_is_bound_with_its_team()
    {
        await using var house = await House.OpenAsync(WithoutChannel);
        house.Get<Platforms>().IsAt(Platform.MsTeams, "tenant");
        var channel = new ChannelRef(Platform.MsTeams, "tenant", "19:legal@thread.tacv2");
        await house.Get<IConversationBook>().RememberAsync(new(channel, ConversationKind.Channel, new("https://smba.example/"), "28:bot") { Team = "19:all@thread.tacv2" }, default);

        Assert.Equal("Legal receives clients in this channel from now on.", await SaysAsync(house, "ada", "setup legal here", channel));
        Assert.Equal(new MsTeamsBinding("19:all@thread.tacv2", "19:legal@thread.tacv2"), house.Get<Rulebook>().Organization.Teams["legal"].MsTeams);
        Assert.Contains("Legal works in Microsoft Teams, which this bot is not connected to", await SaysAsync(house, "ada", "setup"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_bound_is_said()
    {
        await using var house = await House.OpenAsync(WithoutChannel);

        Assert.Matches("^Where Sales receives is set in organization.yml:[0-9]+, which decides", await SaysAsync(house, "ada", "setup sales here"));
        Assert.StartsWith("There is no team “moon”.", await SaysAsync(house, "ada", "setup moon here"), StringComparison.Ordinal);
        Assert.StartsWith("Say setup to see", await SaysAsync(house, "ada", "setup legal somewhere"), StringComparison.Ordinal);
        Assert.StartsWith("Clients are received in a channel", await SaysAsync(house, "ada", "setup legal here", Legal with { Channel = "D0ADA" }), StringComparison.Ordinal);
        Assert.StartsWith("Clients are received in a channel", await SaysAsync(house, "ada", "setup legal here", new(Platform.MsTeams, "t", "19:unknown")), StringComparison.Ordinal);
        await house.Get<IConversationBook>().RememberAsync(
            new(new(Platform.MsTeams, "t", "19:far@thread.tacv2"), ConversationKind.Channel, new("https://smba.example/"), "28:bot") { Team = "19:t" }, default);
        Assert.Equal(
            "Nothing was changed: Microsoft Teams has not said yet which tenant the bot belongs to. Please try again.",
            await SaysAsync(house, "ada", "setup legal here", new(Platform.MsTeams, "t", "19:far@thread.tacv2")));
        Assert.StartsWith("Clients are received in a channel", Said(await house.Get<IConversation>().HandleAsync(
            new Interaction.ButtonPressed(Account("ada"), $"{Guid.NewGuid()}", Presses.Say("setup legal here"), null), default)), StringComparison.Ordinal);
        house.Slack.Probe = _ => "The bot is not in it.";
        Assert.Equal("Nothing was changed: The bot is not in it.", await SaysAsync(house, "ada", "setup legal here"));
        house.Slack.Probe = _ => throw new HttpRequestException("away");
        Assert.StartsWith("Nothing was changed: Slack did not say in time", await SaysAsync(house, "ada", "setup legal here"), StringComparison.Ordinal);
        Assert.Null(house.Get<Rulebook>().BoundInChat("legal"));
    }

    [Fact]
    public async Task What_the_files_name_later_wins_and_the_admins_are_told()
    {
        await using var house = await House.OpenAsync(WithoutChannel);
        await SaysAsync(house, "ada", "setup legal here");

        var organization = WithoutChannel.Replace("name: Legal,", "name: Legal, slack: {channel: C0LAW},", StringComparison.Ordinal);
        IReadOnlyList<ConfigurationFile> files = [new("organization.yml", organization), new("sales-to-onboarding.yml", House.Playbook), new("sales-to-far.yml", House.FarPlaybook)];
        await house.Get<Reloading>().TakeAsync(Assert.IsType<Core.Playbooks.Reading.Good>(PlaybookReader.Read(files)).Configuration, files, default);

        Assert.Equal("C0LAW", house.Get<Rulebook>().Organization.Teams["legal"].Slack?.Channel);
        await house.DeliverAsync(5);
        Assert.Contains(house.Slack.Calls, call => call.Text.Contains("organization.yml says now where Legal receives clients. The channel that Ada had set in chat counts no more.", StringComparison.Ordinal));
        await using var context = house.Read();
        Assert.DoesNotContain(context.Settings, one => one.Name == "team-channel/legal");
    }

    [Fact]
    public void A_long_set_up_has_pages()
    {
        var sections = new[] { new SetupSection("Teams", [.. Enumerable.Range(1, 45).Select(one => Phrase.FromString($"Team {one}"))]) };

        Assert.Equal("Set-up, page 3 of 3", SetupCard.For(sections, 9).Summary.Plainly());
        Assert.Equal(["Previous", "Next", "Look again"], NewFacts.Buttons(SetupCard.For(sections, 2)).Select(one => one.Label));
    }

    private static bool IsBrief(House house, ChannelRef channel) => house.Slack.Messages.Where(one => one.Key.Where == channel)
        .SelectMany(one => Buttons(one.Value)).Any(one => one.Press.Act == Act.Accept);

    private static async Task<string> BriefLinkAsync(House house, int number) => $"{(await house.Reading.HandoffAsync(number))!.BriefLink}";

    private static async Task<string> GreetedAsync(House house, string channel)
    {
        await house.Get<IConversation>().HandleAsync(new Interaction.BotAdded(Account("ada"), $"{Guid.NewGuid()}", Legal with { Channel = channel }), default);
        await house.DeliverAsync(2);
        return Said(new Reply.Notice(house.Slack.Posts(channel).Last().Card!));
    }

    private static AccountRef Account(string name) => new(Platform.Slack, FakePlatform.Home, "U" + name.ToUpperInvariant());

    private static Task<Reply> TypesAsync(House house, string by, string words, ChannelRef? where = null) =>
        house.Get<IConversation>().HandleAsync(new Interaction.CommandTyped(Account(by), $"{Guid.NewGuid()}", words, where ?? Legal), default);

    private static async Task<string> SaysAsync(House house, string by, string words, ChannelRef? where = null) => Said(await TypesAsync(house, by, words, where));
}
