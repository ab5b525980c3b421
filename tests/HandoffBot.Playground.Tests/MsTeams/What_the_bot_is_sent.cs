using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Playground.Tests.MsTeams;

public sealed class What_the_bot_is_sent
{
    [Fact]
    public async Task At_the_first_start_it_is_told_of_every_team_that_has_the_app()
    {
        await using var stage = await TenantStage.SetAsync();

        var update = await stage.ReceivedAsync("conversationUpdate");
        var installation = await stage.ReceivedAsync("installationUpdate");
        await stage.UntilAsync(() => stage.World.Teams.First().BotKnows);

        Assert.Equal(($"28:{TenantStage.AppId}", "teamMemberAdded", "Delivery"),
            ((string)update["membersAdded"]![0]!["id"]!, (string)update["channelData"]!["eventType"]!, (string)update["channelData"]!["team"]!["name"]!));
        Assert.Equal(("channel", TenantStage.TeamId, TenantStage.Tenant),
            ((string)update["conversation"]!["conversationType"]!, (string)update["conversation"]!["id"]!, (string)update["conversation"]!["tenantId"]!));
        Assert.Equal(("add", TenantStage.TeamId), ((string)installation["action"]!, (string)installation["channelData"]!["team"]!["id"]!));
        Assert.Equal(2, stage.Bot.Got.Count);
    }

    [Fact]
    public async Task A_bot_that_is_still_starting_is_told_again_and_one_that_was_told_is_not()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("playground").FullName, "state.json");
        var failures = 2;
        int port;
        await using (var stage = await TenantStage.SetAsync(file, answer: (_, context) =>
        {
            context.Response.StatusCode = Interlocked.Decrement(ref failures) >= 0 ? 503 : 200;
            return Task.CompletedTask;
        }))
        {
            await stage.UntilAsync(() => stage.World.Teams.First().BotKnows);
            Assert.Equal(4, stage.Bot.Got.Count);
            port = stage.StandIn.ServiceUrl.Port;
        }

        await using var again = await TenantStage.SetAsync(file, port: port);
        await again.TypeAsync(TenantStage.DeesChat, "help");
        await again.ReceivedAsync("message");
        Assert.DoesNotContain(again.Bot.Got, got => (string?)got.Activity["conversation"]!["conversationType"] == "channel");
    }

    [Fact]
    public async Task When_its_address_has_moved_something_happens_in_every_conversation_that_the_bot_knows()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("playground").FullName, "state.json");
        await using (var stage = await TenantStage.SetAsync(file))
        {
            await stage.UntilAsync(() => stage.World.Teams.First().BotKnows && stage.World.ToldService is not null);
            await stage.DoAsync("open", new { @as = TenantStage.DeeInEntra });
            await stage.SayAsync(MsTeamsPlaygroundIds.Chat(TenantStage.AppId, "max@acme.example"), TenantStage.Text("For Max, who never turned to the bot"));
        }

        await using (var away = await TenantStage.SetAsync(file, answer: (_, context) => Answer(context, 503)))
            await away.UntilAsync(() => away.Bot.Got.Count == 3);

        await using var moved = await TenantStage.SetAsync(file);
        await moved.UntilAsync(() => moved.World.ToldService == moved.StandIn.ServiceUrl.AbsoluteUri);

        var told = moved.Bot.Got.Select(got => got.Activity).ToList();
        Assert.Equal(
            [
                ("teamRenamed", TenantStage.TeamId), ("channelRenamed", TenantStage.Intake), ("add-upgrade", TenantStage.DeesChat),
                ("add-upgrade", MsTeamsPlaygroundIds.Chat(TenantStage.AppId, "max@acme.example")),
            ],
            told.Select(one => ((string?)one["action"] ?? (string)one["channelData"]!["eventType"]!, (string?)one["channelData"]!["channel"]?["id"] ?? (string)one["conversation"]!["id"]!)));
        Assert.All(told, one => Assert.Equal(moved.StandIn.ServiceUrl.AbsoluteUri, (string)one["serviceUrl"]!));
    }

    [Fact]
    public async Task The_first_message_of_a_person_comes_after_the_news_that_they_have_the_app()
    {
        await using var stage = await TenantStage.SettledAsync();

        await stage.TypeAsync(TenantStage.DeesChat, " help ");
        await stage.ReceivedAsync("message");
        await stage.TypeAsync(TenantStage.DeesChat, "again");
        await stage.ReceivedAsync("message", activity => (string)activity["text"]! == "again");

        Assert.Equal(["conversationUpdate", "installationUpdate", "message", "message"], stage.Bot.Got.Select(got => (string)got.Activity["type"]!));
        var message = stage.Bot.Got.ElementAt(2).Activity;
        Assert.Equal(("help", "msteams", "plain"), ((string)message["text"]!, (string)message["channelId"]!, (string)message["textFormat"]!));
        Assert.Equal((TenantStage.Dee, TenantStage.DeeInEntra, "Dee Moss"),
            ((string)message["from"]!["id"]!, (string)message["from"]!["aadObjectId"]!, (string)message["from"]!["name"]!));
        Assert.Equal(("personal", TenantStage.DeesChat, TenantStage.Tenant),
            ((string)message["conversation"]!["conversationType"]!, (string)message["conversation"]!["id"]!, (string)message["channelData"]!["tenant"]!["id"]!));
        Assert.Equal(stage.StandIn.ServiceUrl.AbsoluteUri, (string)message["serviceUrl"]!);
        Assert.Equal("2026-03-02T09:00:00.000Z", (string)message["timestamp"]!);
    }

    [Fact]
    public async Task Every_request_is_signed_for_the_bot_and_says_from_where()
    {
        await using var stage = await TenantStage.SettledAsync();

        await stage.DoAsync("open", new { @as = TenantStage.DeeInEntra });
        var got = await stage.Bot.WaitForAsync(each => (string)each.Activity["type"]! == "installationUpdate");

        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(got.Headers.Authorization.ToString()["Bearer ".Length..].Split('.')[1]))!;
        Assert.Equal(((string)got.Activity["serviceUrl"]!, TenantStage.AppId), ((string)claims["serviceurl"]!, (string)claims["aud"]!));
        Assert.Equal("/api/messages", got.Path);
        Assert.Equal((TenantStage.DeesChat, TenantStage.Tenant), (got.Headers["x-ms-conversation-id"].ToString(), got.Headers["x-ms-tenant-id"].ToString()));
    }

    [Fact]
    public async Task In_a_channel_it_hears_what_mentions_it_and_nothing_else()
    {
        await using var stage = await TenantStage.SettledAsync();

        await stage.TypeAsync(TenantStage.Intake, "not for the bot");
        var typed = await stage.TypeAsync(TenantStage.Intake, "@HandoffBot inbox for @Max Roth, @Maxi and @nobody");
        var message = await stage.ReceivedAsync("message");
        await stage.TypeAsync(TenantStage.Intake, "@handoffbot show H-1", thread: (string)typed["id"]!);
        var reply = await stage.ReceivedAsync("message", activity => ((string)activity["text"]!).Contains("show", StringComparison.Ordinal));

        Assert.Equal("<at>HandoffBot</at> inbox for <at>Max Roth</at>, @Maxi and @nobody\n", (string)message["text"]!);
        Assert.Equal([$"28:{TenantStage.AppId}", TenantStage.Max],
            message["entities"]!.AsArray().Where(each => (string)each!["type"]! == "mention").Select(each => (string)each!["mentioned"]!["id"]!));
        Assert.Equal($"{TenantStage.Intake};messageid={typed["id"]}", (string)message["conversation"]!["id"]!);
        Assert.Equal((TenantStage.Intake, TenantStage.TeamId), ((string)message["channelData"]!["channel"]!["id"]!, (string)message["channelData"]!["team"]!["id"]!));
        Assert.Equal((string)message["conversation"]!["id"]!, (string)reply["conversation"]!["id"]!);
        Assert.Equal(2, stage.Bot.Got.Count);
    }

    [Fact]
    public async Task What_is_not_answered_in_time_comes_again_with_the_same_id_and_not_for_ever()
    {
        await using var stage = await TenantStage.SettledAsync();
        stage.Patience.Message = TimeSpan.FromSeconds(1);
        stage.Bot.Answer = (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

        await stage.TypeAsync(TenantStage.Intake, "@HandoffBot help");
        await stage.UntilAsync(() => stage.Bot.Got.Count == 3);

        Assert.Single(stage.Bot.Got.Select(got => (string)got.Activity["id"]!).Distinct());
        Assert.Equal(3, stage.Bot.Got.Count);
    }

    [Fact]
    public async Task An_error_is_tried_again_and_a_refusal_is_not()
    {
        await using var stage = await TenantStage.SettledAsync();
        stage.Bot.Answer = (_, context) => Answer(context, 500);
        await stage.TypeAsync(TenantStage.Intake, "@HandoffBot one");
        await stage.UntilAsync(() => stage.Bot.Got.Count == 3);

        stage.Bot.Answer = (_, context) => Answer(context, 401);
        await stage.TypeAsync(TenantStage.Intake, "@HandoffBot two");
        await stage.ReceivedAsync("message", activity => ((string)activity["text"]!).Contains("two", StringComparison.Ordinal));
        stage.Bot.Answer = (_, context) => Answer(context, 200);
        await stage.TypeAsync(TenantStage.Intake, "@HandoffBot three");
        await stage.ReceivedAsync("message", activity => ((string)activity["text"]!).Contains("three", StringComparison.Ordinal));

        Assert.Equal(5, stage.Bot.Got.Count);
    }

    [Fact]
    public async Task What_happens_in_a_tenant_is_told()
    {
        await using var stage = await TenantStage.SettledAsync();
        var play = stage.StandIn;

        play.Admit(new PlaygroundPerson("ned@acme.example", "Ned New", "Delivery"), TenantStage.TeamId);
        await Told("teamMemberAdded", "membersAdded");
        play.RenameTeam(TenantStage.TeamId, "Deliverers");
        await Told("teamRenamed");
        play.SetChannel(TenantStage.TeamId, new MsTeamsPlaygroundChannel("19:more@thread.tacv2", "More"));
        await Told("channelCreated");
        play.SetChannel(TenantStage.TeamId, new MsTeamsPlaygroundChannel("19:more@thread.tacv2", "Less"));
        await Told("channelRenamed");
        play.Leave("max@acme.example", TenantStage.TeamId);
        Assert.Equal(TenantStage.Max, (string)(await Told("teamMemberRemoved", "membersRemoved"))["membersRemoved"]![0]!["id"]!);
        play.Install("dee@acme.example");
        await stage.ReceivedAsync("installationUpdate", activity => (string)activity["action"]! == "add");
        play.Uninstall("dee@acme.example");
        await stage.ReceivedAsync("installationUpdate", activity => (string)activity["action"]! == "remove");

        Task<JsonNode> Told(string kind, string? list = null) => stage.ReceivedAsync(
            "conversationUpdate", activity => (string?)activity["channelData"]!["eventType"] == kind && (list is null || activity[list] is not null));
    }

    [Fact]
    public async Task Where_the_bot_was_removed_blocked_or_left_alone_it_is_refused()
    {
        await using var stage = await TenantStage.SettledAsync();
        var thread = await stage.ThreadAsync();

        stage.StandIn.SetBlocked("dee@acme.example", true);
        var blocked = await stage.CallAsync(HttpMethod.Post, TenantStage.Activities(TenantStage.DeesChat), TenantStage.Text("x"));
        stage.StandIn.SetBlocked("dee@acme.example", false);
        var free = await stage.CallAsync(HttpMethod.Post, TenantStage.Activities(TenantStage.DeesChat), TenantStage.Text("x"));
        stage.StandIn.Deactivate("max@acme.example");
        var gone = await stage.CreateAsync(new { tenantId = TenantStage.Tenant, members = new[] { new { id = TenantStage.Max } } });
        stage.StandIn.SetInstalled(TenantStage.TeamId, false);
        var removed = await stage.CallAsync(HttpMethod.Post, TenantStage.Activities(thread), TenantStage.Text("x"));
        var unknown = await stage.CallAsync(HttpMethod.Post, TenantStage.Activities(TenantStage.DeesChat), TenantStage.Text("x"));
        stage.StandIn.SetInstalled(TenantStage.TeamId, true);
        await stage.ReceivedAsync("installationUpdate", activity => (string)activity["action"]! == "add");

        Assert.Equal((403, "ConversationBlockedByUser"), (blocked.Status, (string)blocked.Body!["error"]!["code"]!));
        Assert.Equal((201, 400), (free.Status, gone.Status));
        Assert.Equal((403, 403), (removed.Status, unknown.Status));
        Assert.Single(stage.Bot.Got, got => (string?)got.Activity["action"] == "remove");
    }

    [Fact]
    public async Task A_changed_configuration_adds_people_teams_and_channels_and_tells_of_them()
    {
        await using var stage = await TenantStage.SettledAsync();

        stage.StandIn.Follow(
            [new("ned@acme.example", "Ned New", "Delivery")],
            [
                new(TenantStage.TeamId, "Delivery", ["ned@acme.example"], [new("19:more@thread.tacv2", "More")]),
                new("19:new@thread.tacv2", "New", ["ned@acme.example"], []),
            ],
            [new("mine", "Mine")]);

        Assert.Equal(MsTeamsPlaygroundIds.User(TenantStage.AppId, "ned@acme.example"),
            (string)(await stage.ReceivedAsync("conversationUpdate", activity => (string?)activity["conversation"]!["id"] == TenantStage.TeamId))["membersAdded"]![0]!["id"]!);
        await stage.ReceivedAsync("installationUpdate", activity => (string?)activity["conversation"]!["id"] == "19:new@thread.tacv2");
        var state = await stage.AskAsync($"state?as={MsTeamsPlaygroundIds.AadObject("ned@acme.example")}");
        Assert.Equal(["General", "Intake", "More"], state["teams"]![0]!["channels"]!.AsArray().Select(each => (string)each!["name"]!));
        Assert.Equal("mine", (string)state["commands"]![0]!["text"]!);
    }

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
