using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace HandoffBot.Slack.Tests.Outbound;

/// <summary>What became of a call is said honestly, since a post that may have happened must be looked for before it is repeated.</summary>
public sealed class OutcomeTests
{
    private static readonly ChannelRef Channel = new(Platform.Slack, "T0ACME", "C0ONB");
    private static readonly CardRef Root = new(Platform.Slack, "T0ACME", "C0ONB", "1763892000.000100");
    private static readonly Guid Delivery = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static readonly Card Card = Card.Says("H-1042 waits.");

    [Fact]
    public async Task A_post_carries_text_blocks_and_the_delivery_and_unfurls_nothing()
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("chat.postMessage", """{"ok":true,"channel":"C0ONB","ts":"1763892000.000100","message":{}}""");

        var outcome = await PostAsync(stage, new Destination.ToChannel(Channel));

        Assert.Equal(new Outcome.Sent(Root), outcome);
        var body = JsonNode.Parse(Assert.Single(stage.Slack.CallsOf("chat.postMessage")).Body)!;
        Assert.Equal("H-1042 waits.", (string?)body["text"]);
        Assert.NotEmpty(body["blocks"]!.AsArray());
        Assert.Equal((false, false), ((bool?)body["unfurl_links"], (bool?)body["unfurl_media"]));
        Assert.Equal("handoff_delivery", (string?)body["metadata"]!["event_type"]);
        Assert.Equal(Delivery.ToString(), (string?)body["metadata"]!["event_payload"]!["delivery"]);
        Assert.Single(body["metadata"]!["event_payload"]!.AsObject());
        Assert.Null(body["thread_ts"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_post_in_a_thread_is_broadcast_when_it_is_meant_to_be(bool broadcast)
    {
        await using var stage = await Stage.SetAsync();

        await PostAsync(stage, new Destination.ToThread(Root, broadcast));

        var body = JsonNode.Parse(Assert.Single(stage.Slack.CallsOf("chat.postMessage")).Body)!;
        Assert.Equal(Root.Message, (string?)body["thread_ts"]);
        Assert.Equal(broadcast ? true : null, (bool?)body["reply_broadcast"]);
    }

    [Fact]
    public async Task A_person_is_written_to_in_a_direct_chat_that_is_opened_once()
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("conversations.open", """{"ok":true,"channel":{"id":"D0KIM"}}""");
        stage.Slack.Answers("chat.postMessage", """{"ok":true,"channel":"D0KIM","ts":"1.2"}""");
        var kim = new Destination.ToPerson(new(Platform.Slack, "T0ACME", "U0KIM"));

        await PostAsync(stage, kim);
        var outcome = await PostAsync(stage, kim);

        Assert.Equal(new Outcome.Sent(new(Platform.Slack, "T0ACME", "D0KIM", "1.2")), outcome);
        Assert.Single(stage.Slack.CallsOf("conversations.open"));
    }

    [Fact]
    public async Task A_direct_chat_that_could_not_be_opened_means_that_nothing_was_posted()
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("conversations.open", context => StatusAsync(context, 500));

        Assert.IsType<Outcome.Failed>(await PostAsync(stage, new Destination.ToPerson(new(Platform.Slack, "T0ACME", "U0KIM"))));
        Assert.Empty(stage.Slack.CallsOf("chat.postMessage"));
    }

    [Theory]
    [InlineData("account_inactive")]
    [InlineData("token_revoked")]
    [InlineData("invalid_auth")]
    public async Task A_token_that_is_refused_gives_no_message_up(string error)
    {
        await using var stage = await Stage.SetAsync();
        var body = $$"""{"ok":false,"error":"{{error}}"}""";
        stage.Slack.Answers("chat.postMessage", body).Answers("chat.update", body);

        Assert.Contains("Slack:BotToken", Assert.IsType<Outcome.Failed>(await PostAsync(stage, new Destination.ToChannel(Channel))).Reason, StringComparison.Ordinal);
        Assert.IsType<Outcome.Failed>(await stage.Edge.UpdateAsync(Root, Card, default));
    }

    [Theory]
    [InlineData("channel_not_found", "/invite @HandoffBot")]
    [InlineData("not_in_channel", "/invite @HandoffBot")]
    [InlineData("is_archived", "archived")]
    [InlineData("restricted_action", "forbids")]
    [InlineData("missing_scope", "chat:write")]
    [InlineData("msg_blocks_too_long", "report")]
    public async Task What_only_an_admin_can_mend_is_dead_and_says_how(string error, string mend)
    {
        await using var stage = await Stage.SetAsync();
        var body = $$"""{"ok":false,"error":"{{error}}","needed":"chat:write","provided":"commands"}""";
        stage.Slack.Answers("chat.postMessage", body).Answers("chat.update", body);

        var posted = Assert.IsType<Outcome.Dead>(await PostAsync(stage, new Destination.ToChannel(Channel)));
        var updated = Assert.IsType<Outcome.Dead>(await stage.Edge.UpdateAsync(Root, Card, default));

        Assert.Contains(error, posted.Reason, StringComparison.Ordinal);
        Assert.Contains(mend, posted.Mend, StringComparison.Ordinal);
        Assert.Contains(mend, updated.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData(null, 30)]
    [InlineData("soon", 30)]
    [InlineData("0", 1)]
    public async Task Too_many_calls_wait_as_long_as_Slack_says(string? header, int seconds)
    {
        await using var stage = await Stage.SetAsync();
        Task Limited(HttpContext context)
        {
            if (header is not null)
                context.Response.Headers.RetryAfter = header;

            return StatusAsync(context, 429);
        }

        stage.Slack.Answers("chat.postMessage", Limited).Answers("chat.update", Limited);

        Assert.Equal(new Outcome.Later(Duration.FromSeconds(seconds)), await PostAsync(stage, new Destination.ToChannel(Channel)));
        Assert.Equal(new Outcome.Later(Duration.FromSeconds(seconds)), await stage.Edge.UpdateAsync(Root, Card, default));
    }

    public static TheoryData<string> Losses => ["500", "503", "garbage", "nothing", "cut", "fatal_error", "internal_error", "ok-without-ts"];

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_lost_answer_leaves_a_post_unknown(string loss)
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("chat.postMessage", context => LoseAsync(context, loss));

        Assert.IsType<Outcome.Unknown>(await PostAsync(stage, new Destination.ToChannel(Channel)));
    }

    [Theory]
    [InlineData("500")]
    [InlineData("garbage")]
    [InlineData("cut")]
    [InlineData("fatal_error")]
    public async Task A_lost_answer_means_that_an_update_is_tried_again(string loss)
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("chat.update", context => LoseAsync(context, loss));

        Assert.IsType<Outcome.Failed>(await stage.Edge.UpdateAsync(Root, Card, default));
    }

    [Fact]
    public async Task What_never_left_has_failed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var closed = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var stage = await Stage.SetAsync(api: new Uri($"http://127.0.0.1:{closed}/api/"));

        Assert.IsType<Outcome.Failed>(await PostAsync(stage, new Destination.ToChannel(Channel)));
    }

    [Fact]
    public async Task An_error_without_a_cure_may_be_tried_again()
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("chat.postMessage", """{"ok":false,"error":"service_unavailable"}""");

        Assert.Equal(new Outcome.Failed("service_unavailable"), await PostAsync(stage, new Destination.ToChannel(Channel)));
    }

    [Fact]
    public async Task An_update_sends_text_and_blocks_and_knows_when_the_message_is_gone()
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("chat.update", """{"ok":true,"ts":"1763892000.000100"}""", """{"ok":false,"error":"message_not_found"}""");

        Assert.Equal(new Outcome.Sent(Root), await stage.Edge.UpdateAsync(Root, Card, default));
        Assert.IsType<Outcome.NotThere>(await stage.Edge.UpdateAsync(Root, Card, default));
        var body = JsonNode.Parse(stage.Slack.CallsOf("chat.update").First().Body)!;
        Assert.Equal((Root.Channel, Root.Message, "H-1042 waits."), ((string?)body["channel"], (string?)body["ts"], (string?)body["text"]));
        Assert.NotEmpty(body["blocks"]!.AsArray());
    }

    [Fact]
    public async Task A_message_is_found_by_its_delivery_on_any_page_and_only_when_it_is_our_own()
    {
        await using var stage = await Stage.SetAsync();
        await stage.Directory.WhoAmIAsync(default);
        stage.Slack.Answers(
            "conversations.history",
            Page("U0OTHER", Delivery, "1.1", "next"),
            Page("U0BOT", Guid.Empty, "1.2", "more"),
            Page("U0BOT", Delivery, "1.3", ""));

        var found = await stage.Edge.FindAsync(new Destination.ToChannel(Channel), Delivery, Instant.FromUnixTimeSeconds(1763892000), default);

        Assert.Equal(new Outcome.Sent(Root with { Message = "1.3" }), found);
        var first = stage.Slack.CallsOf("conversations.history").First();
        Assert.Contains("oldest=1763891880.000000", first.Body, StringComparison.Ordinal);
        Assert.Contains("include_all_metadata=true", first.Body, StringComparison.Ordinal);
        Assert.Equal("application/x-www-form-urlencoded", first.ContentType);
        Assert.Contains("cursor=more", stage.Slack.CallsOf("conversations.history").Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_several_deliveries_is_found_by_each_of_them()
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("chat.postMessage", """{"ok":true,"channel":"C0ONB","ts":"1763892000.000100","message":{}}""");
        Guid[] deliveries = [Delivery, Guid.Parse("11111111-2222-3333-4444-555555555555"), Guid.Parse("66666666-7777-8888-9999-000000000000")];
        await stage.Edge.PostAsync(new Destination.ToChannel(Channel), Card, deliveries, default);
        var metadata = JsonNode.Parse(Assert.Single(stage.Slack.CallsOf("chat.postMessage")).Body)!["metadata"]!.ToJsonString();

        stage.Slack.Answers("conversations.history", $$"""{"ok":true,"messages":[{"ts":"1.0","metadata":{{metadata}}}]}""");
        foreach (var delivery in deliveries)
            Assert.Equal(new Outcome.Sent(Root with { Message = "1.0" }), await stage.Edge.FindAsync(new Destination.ToChannel(Channel), delivery, Instant.FromUnixTimeSeconds(1763892000), default));
        Assert.IsType<Outcome.NotThere>(await stage.Edge.FindAsync(new Destination.ToChannel(Channel), Guid.NewGuid(), Instant.FromUnixTimeSeconds(1763892000), default));
    }

    [Fact]
    public async Task A_message_in_a_thread_is_looked_for_there_and_may_not_be_there()
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("conversations.replies", """{"ok":true,"messages":[{"ts":"1.0"},7,{"metadata":7},{"metadata":{"event_type":"handoff_delivery"}}]}""");

        Assert.IsType<Outcome.NotThere>(await stage.Edge.FindAsync(new Destination.ToThread(Root, false), Delivery, Instant.FromUnixTimeSeconds(1763892000), default));
        Assert.Contains("ts=1763892000.000100", Assert.Single(stage.Slack.CallsOf("conversations.replies")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_search_ends_even_if_the_pages_do_not()
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("conversations.history", Page("U0BOT", Guid.Empty, "1.2", "again"));

        Assert.IsType<Outcome.NotThere>(await stage.Edge.FindAsync(new Destination.ToChannel(Channel), Delivery, Instant.FromUnixTimeSeconds(1763892000), default));
        Assert.InRange(stage.Slack.CallsOf("conversations.history").Count(), 2, 20);
    }

    [Theory]
    [InlineData("cant_update_message")]
    [InlineData("edit_window_closed")]
    public async Task A_message_that_can_be_changed_no_more_is_as_good_as_gone(string error)
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("chat.update", $$"""{"ok":false,"error":"{{error}}"}""");

        Assert.IsType<Outcome.NotThere>(await stage.Edge.UpdateAsync(Root, Card, default));
    }

    [Theory]
    [InlineData("thread_not_found")]
    [InlineData("cannot_reply_to_message")]
    public async Task A_thread_that_is_gone_is_told_apart_from_a_channel_that_takes_nothing(string error)
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("chat.postMessage", $$"""{"ok":false,"error":"{{error}}"}""");

        Assert.IsType<Outcome.NotThere>(await PostAsync(stage, new Destination.ToThread(Root, Broadcast: false)));
    }

    [Fact]
    public async Task A_link_is_asked_for_and_may_be_missing()
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("chat.getPermalink", """{"ok":true,"permalink":"https://acme.slack.com/archives/C0ONB/p1"}""", """{"ok":false,"error":"message_not_found"}""");

        Assert.Equal(new Uri("https://acme.slack.com/archives/C0ONB/p1"), await stage.Edge.LinkAsync(Root, default));
        Assert.Null(await stage.Edge.LinkAsync(Root, default));
    }

    private static Task<Outcome> PostAsync(Stage stage, Destination destination) => stage.Edge.PostAsync(destination, Card, [Delivery], default);

    private static string Page(string user, Guid delivery, string ts, string cursor) =>
        """{"ok":true,"messages":[{"ts":"TS","user":"USER","metadata":{"event_type":"handoff_delivery","event_payload":{"delivery":"ID"}}}],"response_metadata":{"next_cursor":"CURSOR"}}"""
            .Replace("TS", ts, StringComparison.Ordinal).Replace("USER", user, StringComparison.Ordinal)
            .Replace("ID", delivery.ToString(), StringComparison.Ordinal).Replace("CURSOR", cursor, StringComparison.Ordinal);

    private static Task StatusAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task LoseAsync(HttpContext context, string loss)
    {
        switch (loss)
        {
            case "cut":
                context.Abort();
                return Task.CompletedTask;
            case "nothing":
                return Task.CompletedTask;
            case "garbage":
                return context.Response.WriteAsync("<html>Bad gateway</html>");
            case "ok-without-ts":
                return context.Response.WriteAsync("""{"ok":true}""");
            case "fatal_error" or "internal_error":
                return context.Response.WriteAsync($$"""{"ok":false,"error":"{{loss}}"}""");
            default:
                return StatusAsync(context, int.Parse(loss, System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
