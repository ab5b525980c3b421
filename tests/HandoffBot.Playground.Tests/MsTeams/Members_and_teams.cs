namespace HandoffBot.Playground.Tests.MsTeams;

public sealed class Members_and_teams
{
    [Fact]
    public async Task Members_of_a_team_come_in_pages_whatever_conversation_of_it_is_named()
    {
        await using var stage = await TenantStage.SetAsync();
        var thread = await stage.ThreadAsync();

        var first = await stage.CallAsync(HttpMethod.Get, $"conversations/{Uri.EscapeDataString(TenantStage.TeamId)}/pagedmembers?pageSize=2");
        var token = Uri.EscapeDataString((string)first.Body!["continuationToken"]!);
        var second = await stage.CallAsync(HttpMethod.Get, $"conversations/{Uri.EscapeDataString(thread)}/pagedmembers?pageSize=2&continuationToken={token}");
        var wrong = await stage.CallAsync(HttpMethod.Get, $"conversations/{Uri.EscapeDataString(TenantStage.TeamId)}/pagedmembers?continuationToken=eA");

        Assert.Equal([TenantStage.Dee, TenantStage.Max], first.Body["members"]!.AsArray().Select(each => (string)each!["id"]!));
        var gus = Assert.Single(second.Body!["members"]!.AsArray())!;
        Assert.Null(second.Body["continuationToken"]);
        Assert.Equal(("guest", "gus_client.example#EXT#@playground.onmicrosoft.com"), ((string)gus["userRole"]!, (string)gus["userPrincipalName"]!));
        Assert.Equal(400, wrong.Status);
    }

    [Fact]
    public async Task One_member_is_found_by_either_id_or_by_name_but_only_where_they_are()
    {
        await using var stage = await TenantStage.SetAsync();

        foreach (var id in new[] { TenantStage.Dee, TenantStage.DeeInEntra, "Dee@acme.example" })
        {
            var (status, body) = await stage.CallAsync(HttpMethod.Get, Member(TenantStage.Intake, id));
            Assert.Equal((200, TenantStage.DeeInEntra, "Dee", "Moss", "user", "dee@acme.example", TenantStage.Tenant),
                (status, (string)body!["aadObjectId"]!, (string)body["givenName"]!, (string)body["surname"]!, (string)body["userRole"]!, (string)body["userPrincipalName"]!, (string)body["tenantId"]!));
        }

        var missing = await stage.CallAsync(HttpMethod.Get, Member(TenantStage.Intake, TenantStage.Loner));
        var own = await stage.CallAsync(HttpMethod.Get, Member(TenantStage.DeesChat, TenantStage.Dee));
        var closed = await stage.CallAsync(HttpMethod.Get, Member(TenantStage.Outside, TenantStage.Dee));
        var nowhere = await stage.CallAsync(HttpMethod.Get, Member("19:none@thread.tacv2", TenantStage.Dee));

        Assert.Equal((404, "MemberNotFoundInConversation"), (missing.Status, (string)missing.Body!["error"]!["code"]!));
        Assert.Equal((200, 403, 404), (own.Status, closed.Status, nowhere.Status));
    }

    [Fact]
    public async Task A_team_tells_its_group_and_its_channels_of_which_General_has_no_name()
    {
        await using var stage = await TenantStage.SetAsync();

        var team = await stage.CallAsync(HttpMethod.Get, $"teams/{Uri.EscapeDataString(TenantStage.TeamId)}");
        var channels = await stage.CallAsync(HttpMethod.Get, $"teams/{Uri.EscapeDataString(TenantStage.TeamId)}/conversations");
        var closed = await stage.CallAsync(HttpMethod.Get, "teams/19%3Aclosed%40thread.tacv2");
        var closedChannels = await stage.CallAsync(HttpMethod.Get, "teams/19%3Aclosed%40thread.tacv2/conversations");
        var none = await stage.CallAsync(HttpMethod.Get, "teams/19%3Anone%40thread.tacv2");

        Assert.Equal(("Delivery", 2, 3), ((string)team.Body!["name"]!, (int)team.Body["channelCount"]!, (int)team.Body["memberCount"]!));
        Assert.True(Guid.TryParse((string)team.Body["aadGroupId"]!, out _));
        Assert.Equal([(TenantStage.TeamId, null), (TenantStage.Intake, "Intake")],
            channels.Body!["conversations"]!.AsArray().Select(each => ((string)each!["id"]!, (string?)each["name"])));
        Assert.Equal((403, 403, 404), (closed.Status, closedChannels.Status, none.Status));
    }

    private static string Member(string conversation, string id) => $"conversations/{Uri.EscapeDataString(conversation)}/members/{Uri.EscapeDataString(id)}";
}
