using System.Net;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.Tests.MsTeams;

public sealed class Conversations_of_the_connector
{
    [Fact]
    public async Task A_chat_is_created_as_often_as_one_likes_and_is_always_the_same()
    {
        await using var stage = await TenantStage.SetAsync();

        var byUser = await stage.CreateAsync(new { isGroup = false, tenantId = TenantStage.Tenant, members = new[] { new { id = TenantStage.Dee } } });
        var byEntra = await stage.CreateAsync(new { channelData = new { tenant = new { id = TenantStage.Tenant } }, members = new[] { new { id = TenantStage.DeeInEntra } } });
        var said = await stage.CreateAsync(new { tenantId = TenantStage.Tenant, members = new[] { new { id = TenantStage.Dee } }, activity = TenantStage.Text("hello") });

        Assert.Equal((201, TenantStage.DeesChat), (byUser.Status, (string)byUser.Body!["id"]!));
        Assert.Equal((201, TenantStage.DeesChat), (byEntra.Status, (string)byEntra.Body!["id"]!));
        Assert.Null(byUser.Body["activityId"]);
        Assert.NotNull(said.Body!["activityId"]);
        Assert.Equal("hello", Assert.Single(stage.World.Conversation(TenantStage.DeesChat)!.Posts).Text);
    }

    [Fact]
    public async Task A_thread_begins_with_its_first_message_and_replies_stay_in_it()
    {
        await using var stage = await TenantStage.SetAsync();

        var thread = await stage.ThreadAsync("brief");
        var reply = await stage.SayAsync(thread, TenantStage.Text("turn"));
        var byTarget = await stage.CallAsync(HttpMethod.Post, TenantStage.Activities(TenantStage.Intake, reply), TenantStage.Text("by target"));
        var inThread = await stage.CallAsync(HttpMethod.Post, TenantStage.Activities(thread, "f:unknown"), TenantStage.Text("to an invoke"));
        var top = await stage.SayAsync(TenantStage.Intake, TenantStage.Text("another thread"));

        var posts = stage.World.Conversation(TenantStage.Intake)!.Posts;
        var root = posts[0].Id;
        Assert.Equal($"{TenantStage.Intake};messageid={root}", thread);
        Assert.Equal([null, root, root, root, null], posts.Select(post => post.ThreadId));
        Assert.Equal((201, 201), (byTarget.Status, inThread.Status));
        Assert.Equal(top, posts[^1].Id);
        Assert.All(posts, post => Assert.Equal($"28:{TenantStage.AppId}", post.From));
    }

    [Fact]
    public async Task A_message_is_changed_and_taken_back_in_its_place()
    {
        await using var stage = await TenantStage.SetAsync();
        var thread = await stage.ThreadAsync();
        var root = thread.Split('=')[1];
        var reply = await stage.SayAsync(thread, TenantStage.Card());

        var updated = await stage.CallAsync(HttpMethod.Put, TenantStage.Activities(thread, root), TenantStage.Card());
        var deletedReply = await stage.CallAsync(HttpMethod.Delete, TenantStage.Activities(thread, reply));
        var after = stage.World.Conversation(TenantStage.Intake)!.Posts.ToList();

        Assert.Equal((200, root), (updated.Status, (string)updated.Body!["id"]!));
        Assert.Equal(200, deletedReply.Status);
        var left = Assert.Single(after);
        Assert.Equal(("", Stage.Start), (left.Text, left.EditedAt!.Value));
        Assert.Equal("Hello", (string)left.Card!["body"]![0]!["text"]!);
        Assert.Equal("A card", left.Summary);
    }

    [Fact]
    public async Task The_first_message_of_a_thread_leaves_its_place_to_its_replies()
    {
        await using var stage = await TenantStage.SetAsync();
        var thread = await stage.ThreadAsync();
        await stage.SayAsync(thread, TenantStage.Text("kept"));

        await stage.CallAsync(HttpMethod.Delete, TenantStage.Activities(thread, thread.Split('=')[1]));
        var again = await stage.CallAsync(HttpMethod.Put, TenantStage.Activities(thread, thread.Split('=')[1]), TenantStage.Text("x"));

        Assert.Equal([true, false], stage.World.Conversation(TenantStage.Intake)!.Posts.Select(post => post.Deleted));
        Assert.Equal((404, "ActivityNotFoundInConversation"), (again.Status, Code(again.Body)));
    }

    [Fact]
    public async Task Text_and_a_card_in_one_activity_become_two_messages_without_an_id()
    {
        await using var stage = await TenantStage.SetAsync();
        var both = TenantStage.Card();
        both["text"] = "see below";

        using var sent = await stage.SendAsync(HttpMethod.Post, TenantStage.Activities(TenantStage.Intake), both);
        var begun = await stage.CreateAsync(new { isGroup = true, tenantId = TenantStage.Tenant, channelData = new { channel = new { id = TenantStage.Intake } }, activity = both });

        Assert.Equal((HttpStatusCode.Accepted, ""), (sent.StatusCode, await sent.Content.ReadAsStringAsync()));
        Assert.Equal((201, null), (begun.Status, (string?)begun.Body!["activityId"]));
        Assert.Equal(["see below", "", "see below", ""], stage.World.Conversation(TenantStage.Intake)!.Posts.Select(post => post.Text));
        Assert.Equal(2, stage.World.Conversation(TenantStage.Intake)!.Posts.Count(post => post.ThreadId is null));
    }

    [Fact]
    public async Task What_cannot_be_a_conversation_is_refused()
    {
        await using var stage = await TenantStage.SetAsync();
        object[] both = [new { id = TenantStage.Dee }, new { id = TenantStage.Max }];
        object[] dee = [new { id = TenantStage.Dee }];

        Assert.Equal((400, "BadSyntax"), await Refusal(new { isGroup = true, tenantId = TenantStage.Tenant, members = both }));
        Assert.Equal((400, "BadSyntax"), await Refusal(new { tenantId = TenantStage.Tenant, members = both }));
        Assert.Equal((400, "BadSyntax"), await Refusal(new { tenantId = TenantStage.Tenant }));
        Assert.Equal((400, "BadArgument"), await Refusal(new { members = dee }));
        Assert.Equal((403, "BotNotInConversationRoster"), await Refusal(new { tenantId = Guid.Empty, members = dee }));
        Assert.Equal((400, "BadArgument"), await Refusal(new { tenantId = TenantStage.Tenant, members = new[] { new { id = "29:nobody" } } }));
        Assert.Equal((403, "BotNotInConversationRoster"), await Refusal(new { tenantId = TenantStage.Tenant, members = new[] { new { id = TenantStage.Loner } } }));
        Assert.Equal((400, "BadSyntax"), await Refusal(Thread(TenantStage.Intake, null)));
        Assert.Equal((404, "ConversationNotFound"), await Refusal(Thread("19:none@thread.tacv2", TenantStage.Text("x"))));
        Assert.Equal((403, "BotNotInConversationRoster"), await Refusal(Thread(TenantStage.Outside, TenantStage.Text("x"))));
        Assert.Empty(stage.World.Conversation(TenantStage.Intake)!.Posts);

        async Task<(int, string)> Refusal(object parameters)
        {
            var (status, body) = await stage.CreateAsync(parameters);
            return (status, Code(body));
        }

        static object Thread(string channel, object? activity) =>
            new { isGroup = true, tenantId = TenantStage.Tenant, channelData = new { channel = new { id = channel } }, activity };
    }

    [Fact]
    public async Task What_cannot_be_said_is_refused()
    {
        await using var stage = await TenantStage.SetAsync();
        var chat = TenantStage.Activities(TenantStage.DeesChat);
        var own = await stage.SayAsync(TenantStage.DeesChat, TenantStage.Text("mine"));

        Assert.Equal((404, "ConversationNotFound"), await Refusal(HttpMethod.Post, TenantStage.Activities("a:none"), TenantStage.Text("x")));
        Assert.Equal((404, "ConversationNotFound"), await Refusal(HttpMethod.Post, TenantStage.Activities($"{TenantStage.Intake};messageid=1"), TenantStage.Text("x")));
        Assert.Equal((403, "BotNotInConversationRoster"), await Refusal(HttpMethod.Post, TenantStage.Activities(TenantStage.Outside), TenantStage.Text("x")));
        Assert.Equal((404, "ActivityNotFoundInConversation"), await Refusal(HttpMethod.Put, TenantStage.Activities(TenantStage.DeesChat, "1"), TenantStage.Text("x")));
        Assert.Equal((404, "ActivityNotFoundInConversation"), await Refusal(HttpMethod.Post, TenantStage.Activities(TenantStage.Intake, "1"), TenantStage.Text("x")));
        Assert.Equal((400, "BadSyntax"), await Refusal(HttpMethod.Post, chat, "no json"));
        Assert.Equal((400, "BadSyntax"), await Refusal(HttpMethod.Post, chat, new { type = "message" }));
        Assert.Equal((400, "BadSyntax"), await Refusal(HttpMethod.Post, chat, new { type = "typing" }));
        Assert.Equal((400, "BadSyntax"), await Refusal(HttpMethod.Post, chat, new { type = "message", text = "x", textFormat = "html" }));
        Assert.Equal((400, "BadSyntax"), await Refusal(HttpMethod.Post, chat, new { type = "message", attachments = new[] { new { contentType = "image/png" } } }));
        Assert.Equal((400, "BadArgument"), await Refusal(HttpMethod.Post, chat + "?isTargetedActivity=true", TenantStage.Text("x")));
        Assert.Equal((413, "MessageSizeTooBig"), await Refusal(HttpMethod.Post, chat, TenantStage.Text(new string('x', (14 * 1024) + 1))));
        Assert.Equal(201, (await stage.CallAsync(HttpMethod.Post, chat, TenantStage.Text(new string('x', 14 * 1024)))).Status);
        Assert.Equal(200, (await stage.CallAsync(HttpMethod.Put, TenantStage.Activities(TenantStage.DeesChat, own), TenantStage.Text("y"))).Status);

        async Task<(int, string)> Refusal(HttpMethod verb, string path, object body)
        {
            stage.Time.Pass(TimeSpan.FromSeconds(10));
            var (status, answer) = await stage.CallAsync(verb, path, body);
            return (status, Code(answer));
        }
    }

    [Fact]
    public async Task A_mention_stands_in_the_text_and_a_threads_id_is_escaped()
    {
        await using var stage = await TenantStage.SetAsync();
        var thread = await stage.ThreadAsync();
        var mention = new { type = "mention", text = "<at>Dee</at>", mentioned = new { id = TenantStage.Dee, name = "Dee" } };

        var stray = await stage.CallAsync(HttpMethod.Post, TenantStage.Activities(thread), new { type = "message", text = "hello Dee", entities = new[] { mention } });
        var good = await stage.CallAsync(HttpMethod.Post, TenantStage.Activities(thread), new { type = "message", text = "hello <at>Dee</at>", entities = new[] { mention } });
        var raw = await stage.CallAsync(HttpMethod.Post, $"conversations/{thread}/activities", TenantStage.Text("x"));

        Assert.Equal((400, 201, 400), (stray.Status, good.Status, raw.Status));
        Assert.Contains("conversation ID", (string)raw.Body!["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thread_takes_seven_calls_in_a_second_and_another_its_own()
    {
        await using var stage = await TenantStage.SetAsync();
        var thread = await stage.ThreadAsync();
        for (var call = 0; call < 7; call++) await stage.SayAsync(thread, TenantStage.Text("x"));

        using var eighth = await stage.SendAsync(HttpMethod.Post, TenantStage.Activities(thread), TenantStage.Text("x"));
        await stage.SayAsync(TenantStage.DeesChat, TenantStage.Text("x"));
        stage.Time.Pass(TimeSpan.FromSeconds(1));
        await stage.SayAsync(thread, TenantStage.Text("x"));
        using var ninth = await stage.SendAsync(HttpMethod.Post, TenantStage.Activities(thread), TenantStage.Text("x"));

        Assert.Equal(HttpStatusCode.TooManyRequests, eighth.StatusCode);
        Assert.Equal("1", eighth.Headers.GetValues("Retry-After").Single());
        Assert.Equal(HttpStatusCode.TooManyRequests, ninth.StatusCode);
    }

    private static string Code(JsonNode? body) => (string)body!["error"]!["code"]!;
}
