using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.MsTeams.Tests.Outbound;

/// <summary>Where things are said in Microsoft Teams, and what they look like on the wire.</summary>
public sealed class EdgeTests
{
    private const string Channel = "19:onb@thread.tacv2";
    private const string Thread = Channel + ";messageid=1763892000001";
    private const string Kim = "0c000000-0000-4000-8000-00000000aaaa";

    private static readonly CardRef Root = new(Platform.MsTeams, OutStage.Tenant, Thread, "1763892000001");
    private static readonly AccountRef Account = new(Platform.MsTeams, OutStage.Tenant, Kim);
    private static readonly Card Card = Card.Says("H-1042 waits.");

    [Fact]
    public async Task A_brief_begins_a_thread_with_one_card_and_is_known_by_it()
    {
        await using var stage = await MetAsync(Channel);
        stage.Connector.Answers(FakeConnector.Create, 201, $$"""{"id":"{{Thread}}","activityId":"1763892000001"}""");

        Assert.Equal(new Outcome.Sent(Root), await PostAsync(stage, new Destination.ToChannel(OutStage.Place(Channel))));

        var asked = Assert.Single(stage.Connector.Of(FakeConnector.Create));
        Assert.Equal(("/emea/v3/conversations", "Bearer token-1"), (asked.Target, asked.Authorization));
        var body = asked.Json;
        Assert.True((bool)body["isGroup"]!);
        Assert.Equal((OutStage.Bot, OutStage.Tenant), ((string?)body["bot"]!["id"], (string?)body["tenantId"]));
        Assert.Equal((Channel, OutStage.Tenant), ((string?)body["channelData"]!["channel"]!["id"], (string?)body["channelData"]!["tenant"]!["id"]));
        Assert.False(body.AsObject().ContainsKey("members"));
        IsOneCard(body["activity"]!);
    }

    [Fact]
    public async Task A_thread_whose_first_message_is_not_named_is_named_by_its_own_id()
    {
        await using var stage = await MetAsync(Channel);
        stage.Connector.Answers(FakeConnector.Create, 201, $$"""{"id":"{{Thread}}"}""");

        Assert.Equal(new Outcome.Sent(Root), await PostAsync(stage, new Destination.ToChannel(OutStage.Place(Channel))));
    }

    [Theory]
    [InlineData(Thread, "1763892000001")]
    [InlineData(Channel, "1763892000001")]
    public async Task A_reply_goes_into_the_thread_and_never_into_the_root_of_the_channel(string conversation, string message)
    {
        await using var stage = await MetAsync(Channel);
        stage.Connector.Answers(FakeConnector.Send, 201, """{"id":"1763892000777"}""");

        var outcome = await PostAsync(stage, new Destination.ToThread(new(Platform.MsTeams, OutStage.Tenant, conversation, message), Broadcast: true));

        Assert.Equal(new Outcome.Sent(Root with { Message = "1763892000777" }), outcome);
        var asked = Assert.Single(stage.Connector.Of(FakeConnector.Send));
        Assert.Equal("/emea/v3/conversations/19%3Aonb%40thread.tacv2%3Bmessageid%3D1763892000001/activities", asked.Target);
        IsOneCard(asked.Json);
    }

    [Fact]
    public async Task A_thread_that_is_gone_is_not_there_so_that_what_was_meant_for_it_goes_to_the_channel()
    {
        await using var stage = await MetAsync(Channel);
        stage.Connector.Refuses(FakeConnector.Send, 404, "ConversationNotFound").Answers(FakeConnector.Create, 201, $$"""{"id":"{{Thread}}","activityId":"1"}""");

        Assert.IsType<Outcome.NotThere>(await PostAsync(stage, new Destination.ToThread(Root, Broadcast: false)));
        Assert.IsType<Outcome.Sent>(await PostAsync(stage, new Destination.ToChannel(Root.Where)));
        Assert.Equal(Channel, (string?)stage.Connector.Of(FakeConnector.Create)[0].Json["channelData"]!["channel"]!["id"]);
    }

    [Fact]
    public async Task A_group_chat_has_no_threads()
    {
        await using var stage = await OutStage.SetAsync();
        stage.Connector.Answers(FakeConnector.Send, 201, """{"id":"7"}""");
        const string Group = "19:group@thread.v2";

        Assert.Equal(new Outcome.Sent(new(Platform.MsTeams, OutStage.Tenant, Group, "7")), await PostAsync(stage, new Destination.ToChannel(OutStage.Place(Group))));
        Assert.IsType<Outcome.Sent>(await PostAsync(stage, new Destination.ToThread(new(Platform.MsTeams, OutStage.Tenant, Group, "7"), Broadcast: false)));
        Assert.All(stage.Connector.Of(FakeConnector.Send), one => Assert.Equal("/everybody/v3/conversations/19%3Agroup%40thread.v2/activities", one.Target));
    }

    [Fact]
    public async Task Somebody_who_was_never_met_gets_a_chat_that_is_begun_once_and_remembered()
    {
        await using var stage = await MetAsync(Channel);
        stage.Connector.Answers(FakeConnector.Create, 201, """{"id":"a:kim"}""").Answers(FakeConnector.Send, 201, """{"id":"5"}""");

        await PostAsync(stage, new Destination.ToPerson(Account));
        var outcome = await PostAsync(stage, new Destination.ToPerson(Account));

        Assert.Equal(new Outcome.Sent(new(Platform.MsTeams, OutStage.Tenant, "a:kim", "5")), outcome);
        var body = Assert.Single(stage.Connector.Of(FakeConnector.Create)).Json;
        Assert.False((bool)body["isGroup"]!);
        Assert.Equal(Kim, (string?)Assert.Single(body["members"]!.AsArray())!["id"]);
        Assert.Equal((OutStage.Tenant, OutStage.Tenant), ((string?)body["tenantId"], (string?)body["channelData"]!["tenant"]!["id"]));
        Assert.False(body.AsObject().ContainsKey("activity"));
        Assert.All(stage.Connector.Of(FakeConnector.Send), one => Assert.Equal("/emea/v3/conversations/a%3Akim/activities", one.Target));
        var met = await stage.Book.FindAsync(Account, default);
        Assert.Equal((ConversationKind.Personal, OutStage.Bot), (met!.Kind, met.Bot));
    }

    [Fact]
    public async Task Somebody_who_was_met_is_written_to_where_that_was()
    {
        await using var stage = await OutStage.SetAsync();
        await ChattedAsync(stage);
        stage.Connector.Answers(FakeConnector.Send, 201, """{"id":"5"}""");

        Assert.IsType<Outcome.Sent>(await PostAsync(stage, new Destination.ToPerson(Account)));

        Assert.Empty(stage.Connector.Of(FakeConnector.Create));
        Assert.Equal("/emea/v3/conversations/a%3Akim/activities", Assert.Single(stage.Connector.Of(FakeConnector.Send)).Target);
    }

    [Fact]
    public async Task A_chat_that_is_gone_is_begun_anew_the_next_time()
    {
        await using var stage = await OutStage.SetAsync();
        await ChattedAsync(stage);
        stage.Connector.Refuses(FakeConnector.Send, 404, "ConversationNotFound").Answers(FakeConnector.Send, 201, """{"id":"5"}""");
        stage.Connector.Answers(FakeConnector.Create, 201, """{"id":"a:kim-anew"}""");

        Assert.IsType<Outcome.Failed>(await PostAsync(stage, new Destination.ToPerson(Account)));

        Assert.Equal(new Outcome.Sent(new(Platform.MsTeams, OutStage.Tenant, "a:kim-anew", "5")), await PostAsync(stage, new Destination.ToPerson(Account)));
    }

    [Fact]
    public async Task A_chat_that_could_not_be_begun_means_that_nothing_was_posted()
    {
        await using var stage = await OutStage.SetAsync();
        stage.Connector.Answers(FakeConnector.Create, 500).Answers(FakeConnector.Create, 201, "{}");

        Assert.IsType<Outcome.Failed>(await PostAsync(stage, new Destination.ToPerson(Account)));
        Assert.IsType<Outcome.Failed>(await PostAsync(stage, new Destination.ToPerson(Account)));
        Assert.Empty(stage.Connector.Of(FakeConnector.Send));
        Assert.Empty(stage.Book.All);
    }

    [Fact]
    public async Task What_was_never_met_is_reached_through_what_was_and_else_at_the_address_for_everybody()
    {
        await using var stage = await OutStage.SetAsync();
        stage.Connector.Answers(FakeConnector.Create, 201, $$"""{"id":"{{Thread}}","activityId":"1"}""");

        await PostAsync(stage, new Destination.ToChannel(OutStage.Place("19:other@thread.tacv2")));
        await RememberAsync(stage, Channel);
        await PostAsync(stage, new Destination.ToChannel(OutStage.Place("19:other@thread.tacv2")));

        Assert.Equal(["/everybody/v3/conversations", "/emea/v3/conversations"], stage.Connector.Of(FakeConnector.Create).Select(one => one.Target));
    }

    [Fact]
    public async Task An_update_replaces_the_card_where_it_stands()
    {
        await using var stage = await MetAsync(Channel);
        stage.Connector.Answers(FakeConnector.Update, 200, """{"id":"1763892000001"}""");

        Assert.Equal(new Outcome.Sent(Root), await stage.Edge.UpdateAsync(Root, Card, default));

        var asked = Assert.Single(stage.Connector.Of(FakeConnector.Update));
        Assert.Equal("/emea/v3/conversations/19%3Aonb%40thread.tacv2%3Bmessageid%3D1763892000001/activities/1763892000001", asked.Target);
        IsOneCard(asked.Json);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(7, 3)]
    [InlineData(10, 0)]
    [InlineData(600, 0)]
    public async Task What_was_lost_cannot_be_looked_up_and_may_be_posted_again_after_ten_seconds(int since, int wait)
    {
        await using var stage = await OutStage.SetAsync();
        var began = Instant.FromDateTimeOffset(stage.Time.GetUtcNow()) - Duration.FromSeconds(since);

        var found = await stage.Edge.FindAsync(new Destination.ToChannel(OutStage.Place(Channel)), Guid.NewGuid(), began, default);

        Assert.Equal(wait == 0 ? new Outcome.NotThere() : new Outcome.Later(Duration.FromSeconds(wait)) { OnlyThere = true }, found);
        Assert.Empty(stage.Connector.Calls);
    }

    [Fact]
    public async Task A_message_of_a_channel_has_an_address_and_one_of_a_chat_has_none()
    {
        await using var stage = await MetAsync(Channel);
        var reply = Root with { Message = "1763892000777" };

        Assert.Equal(
            new Uri($"https://teams.microsoft.com/l/message/19%3Aonb%40thread.tacv2/1763892000777?tenantId={OutStage.Tenant}&groupId=g-1&parentMessageId=1763892000001"),
            await stage.Edge.LinkAsync(reply, default));
        Assert.Equal(
            new Uri($"https://teams.microsoft.com/l/message/19%3Aother%40thread.tacv2/1?tenantId={OutStage.Tenant}"),
            await stage.Edge.LinkAsync(new(Platform.MsTeams, OutStage.Tenant, "19:other@thread.tacv2", "1"), default));
        Assert.Null(await stage.Edge.LinkAsync(new(Platform.MsTeams, OutStage.Tenant, "a:kim", "1"), default));
        Assert.Null(await stage.Edge.LinkAsync(new(Platform.MsTeams, OutStage.Tenant, "19:group@thread.v2", "1"), default));
    }

    private static Task<Outcome> PostAsync(OutStage stage, Destination destination) => stage.Edge.PostAsync(destination, Card, [Guid.NewGuid()], default);

    private static async Task<OutStage> MetAsync(string channel)
    {
        var stage = await OutStage.SetAsync();
        await RememberAsync(stage, channel);
        return stage;
    }

    private static Task RememberAsync(OutStage stage, string channel) => stage.Book.RememberAsync(
        new(OutStage.Place(channel), ConversationKind.Channel, stage.Connector.Service, OutStage.Bot) { Team = "19:delivery@thread.tacv2", Group = "g-1" }, default);

    private static Task ChattedAsync(OutStage stage) => stage.Book.RememberAsync(
        new(OutStage.Place("a:kim"), ConversationKind.Personal, stage.Connector.Service, OutStage.Bot) { With = Account, Member = "29:kim" }, default);

    private static void IsOneCard(JsonNode activity)
    {
        Assert.Equal(("message", "H-1042 waits."), ((string?)activity["type"], (string?)activity["summary"]));
        Assert.Null(activity["text"]);
        var attachment = Assert.Single(activity["attachments"]!.AsArray())!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)attachment["contentType"]);
        Assert.Equal("1.5", (string?)attachment["content"]!["version"]);
    }
}
