using System.Net;

namespace HandoffBot.Playground.Tests.MsTeams;

public sealed class Faults_of_the_connector
{
    [Fact]
    public async Task Planned_calls_go_wrong_in_their_turn_and_nothing_else()
    {
        await using var stage = await TenantStage.SetAsync();
        var faults = stage.StandIn.Faults;
        faults.Next(MsTeamsOperations.Send, new MsTeamsFault.RateLimited(TimeSpan.FromSeconds(7)));
        faults.Next(MsTeamsOperations.Send, new MsTeamsFault.ServerError());
        faults.Next(MsTeamsOperations.Send, new MsTeamsFault.ServerError(503));
        faults.Next(MsTeamsOperations.Send, new MsTeamsFault.Garbage());
        faults.Next(MsTeamsOperations.Send, new MsTeamsFault.Refused(412, "PreconditionFailed"));

        using var limited = await Send();
        using var error = await Send();
        using var away = await Send();
        using var garbage = await Send();
        using var refused = await Send();

        Assert.Equal([429, 500, 503, 200, 412], new[] { limited, error, away, garbage, refused }.Select(each => (int)each.StatusCode));
        Assert.Equal("7", limited.Headers.GetValues("Retry-After").Single());
        Assert.DoesNotContain("{", await garbage.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("PreconditionFailed", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(stage.World.Conversation(TenantStage.DeesChat)!.Posts);
        using var good = await Send();
        Assert.Equal(HttpStatusCode.Created, good.StatusCode);

        Task<HttpResponseMessage> Send() => stage.SendAsync(HttpMethod.Post, TenantStage.Activities(TenantStage.DeesChat), TenantStage.Text("x"));
    }

    [Fact]
    public async Task A_lost_answer_was_work_done_and_no_answer_is_none()
    {
        await using var stage = await TenantStage.SetAsync();
        await stage.SayAsync(TenantStage.DeesChat, TenantStage.Text("before"));
        stage.StandIn.Faults.Next(MsTeamsOperations.Send, new MsTeamsFault.LostAnswer());
        stage.StandIn.Faults.Next(MsTeamsOperations.Send, new MsTeamsFault.NoAnswer());

        await Assert.ThrowsAsync<HttpRequestException>(() => stage.SendAsync(HttpMethod.Post, TenantStage.Activities(TenantStage.DeesChat), TenantStage.Text("lost")));
        var asked = stage.SendAsync(HttpMethod.Post, TenantStage.Activities(TenantStage.DeesChat), TenantStage.Text("late"));
        await stage.UntilAsync(() => stage.StandIn.Calls.Of(MsTeamsOperations.Send).Count == 3);
        await Task.WhenAny(asked, Task.Delay(TimeSpan.FromMilliseconds(300)));
        Assert.False(asked.IsCompleted);
        stage.Http.CancelPendingRequests();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

        Assert.Equal(["before", "lost"], stage.World.Conversation(TenantStage.DeesChat)!.Posts.Select(post => post.Text));
        Assert.Equal([201, 0, 0], stage.StandIn.Calls.Of(MsTeamsOperations.Send).Select(call => call.Status));
    }

    [Fact]
    public async Task What_is_planned_can_be_forgotten_and_tokens_can_be_refused_as_well()
    {
        await using var stage = await TenantStage.SetAsync();
        stage.StandIn.Faults.Next(MsTeamsOperations.Token, new MsTeamsFault.ServerError(502), calls: 2);

        var broken = await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => stage.GrantAsync());
        stage.StandIn.Faults.Clear();
        var (status, _) = await stage.GrantAsync();

        Assert.NotNull(broken);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Calls_are_remembered_with_their_errors_and_without_secrets()
    {
        await using var stage = await TenantStage.SetAsync();
        await stage.CallAsync(HttpMethod.Post, TenantStage.Activities("a:none", "12"), TenantStage.Text("x"));

        var call = Assert.Single(stage.StandIn.Calls.Of(MsTeamsOperations.Reply));
        var grant = Assert.Single(stage.StandIn.Calls.Of(MsTeamsOperations.Token));

        Assert.Equal(("a:none", "12", 404, "ConversationNotFound", "x"), (call.Conversation, call.Target, call.Status, call.Error, (string)call.Body["text"]!));
        Assert.Equal((200, null, TenantStage.AppId), (grant.Status, grant.Error, (string)grant.Body["client_id"]!));
        Assert.DoesNotContain(TenantStage.Password, grant.Body.ToJsonString(), StringComparison.Ordinal);
    }
}
