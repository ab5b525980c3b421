using HandoffBot.Core.Chat;

namespace HandoffBot.MsTeams.Tests.Outbound;

/// <summary>Who is who, as far as a bot of Microsoft Teams is told.</summary>
public sealed class DirectoryTests
{
    private const string Id = "0c000000-0000-4000-8000-00000000aaaa";
    private const string Kim = $$"""{"id":"29:kim","name":"Kim Lee","objectId":"{{Id}}","email":"kim.lee@mail.example","userPrincipalName":"kim@acme.example","tenantId":"{{OutStage.Tenant}}","userRole":"user"}""";

    private static readonly AccountRef Account = new(Platform.MsTeams, OutStage.Tenant, Id);

    [Fact]
    public async Task The_bot_knows_itself_where_its_token_works()
    {
        await using var stage = await OutStage.SetAsync(options => options.TenantId = OutStage.Tenant.ToUpperInvariant());

        Assert.Equal(new Identity.Known(OutStage.Tenant, OutStage.Tenant, OutStage.Bot), await stage.Directory.WhoAmIAsync(default));
    }

    [Fact]
    public async Task A_refused_secret_is_said_with_how_to_mend_it_and_an_outage_passes()
    {
        await using var refused = await OutStage.SetAsync();
        refused.Connector.Answers(FakeConnector.Token, 401, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid."}""");

        var identity = Assert.IsType<Identity.Refused>(await refused.Directory.WhoAmIAsync(default));
        Assert.Equal((false, "invalid_client, AADSTS7000215"), (identity.Passing, identity.Reason));

        await using var away = await OutStage.SetAsync(options => options.TokenAuthority = "http://127.0.0.1:1/");
        Assert.True(Assert.IsType<Identity.Refused>(await away.Directory.WhoAmIAsync(default)).Passing);
    }

    [Fact]
    public async Task A_person_is_found_by_user_principal_name_in_the_teams_that_the_bot_is_in()
    {
        await using var stage = await MetAsync("19:one@thread.tacv2", "19:two@thread.tacv2");
        stage.Connector.Refuses(FakeConnector.Member, 404, "MemberNotFoundInConversation").Answers(FakeConnector.Member, 200, Kim);

        var found = await stage.Directory.FindByEmailAsync("kim@acme.example", default);

        Assert.Equal(new AccountProfile(Account, OutStage.Tenant, "Kim Lee", "kim@acme.example", true, true, true, null), found);
        Assert.Equal(
            ["/emea/v3/conversations/19%3Aone%40thread.tacv2/members/kim%40acme.example", "/emea/v3/conversations/19%3Atwo%40thread.tacv2/members/kim%40acme.example"],
            stage.Connector.Of(FakeConnector.Member).Select(one => one.Target));
    }

    [Fact]
    public async Task Who_is_in_no_team_is_not_there_and_without_a_team_nobody_can_be_asked_about()
    {
        await using var stage = await MetAsync("19:one@thread.tacv2");
        stage.Connector.Refuses(FakeConnector.Member, 404, "MemberNotFoundInConversation");

        Assert.Null(await stage.Directory.FindByEmailAsync("nobody@acme.example", default));
        await stage.Book.ForgetAsync(OutStage.Place("19:one@thread.tacv2"), default);
        await Assert.ThrowsAsync<HttpRequestException>(() => stage.Directory.FindByEmailAsync("kim@acme.example", default));
    }

    [Fact]
    public async Task Somebody_who_wrote_to_the_bot_is_looked_up_in_their_own_chat_first()
    {
        await using var stage = await MetAsync("19:one@thread.tacv2");
        await stage.Book.RememberAsync(new(OutStage.Place("a:kim"), ConversationKind.Personal, stage.Connector.Service, OutStage.Bot) { With = Account }, default);
        stage.Connector.Answers(FakeConnector.Member, 200, Kim).Refuses(FakeConnector.Member, 404, "MemberNotFoundInConversation").Answers(FakeConnector.Member, 200, Kim);

        Assert.Equal("Kim Lee", (await stage.Directory.ProfileAsync(Account, default))!.Name);
        Assert.Equal("Kim Lee", (await stage.Directory.ProfileAsync(Account, default))!.Name);

        Assert.Equal(["a%3Akim", "a%3Akim", "19%3Aone%40thread.tacv2"], stage.Connector.Of(FakeConnector.Member).Select(one => one.Target.Split('/')[4]));
        Assert.All(stage.Connector.Of(FakeConnector.Member), one => Assert.EndsWith($"/members/{Id}", one.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_is_where_their_client_last_was_wherever_they_are_found()
    {
        await using var stage = await MetAsync("19:one@thread.tacv2");
        await stage.Book.RememberAsync(
            new(OutStage.Place("a:kim"), ConversationKind.Personal, stage.Connector.Service, OutStage.Bot) { With = Account, TimeZone = "Asia/Kathmandu" }, default);
        stage.Connector.Answers(FakeConnector.Member, 200, Kim).Refuses(FakeConnector.Member, 404, "MemberNotFoundInConversation").Answers(FakeConnector.Member, 200, Kim);

        Assert.Equal("Asia/Kathmandu", (await stage.Directory.ProfileAsync(Account, default))!.TimeZone);
        Assert.Equal("Asia/Kathmandu", (await stage.Directory.ProfileAsync(Account, default))!.TimeZone);
    }

    [Fact]
    public async Task Who_is_found_nowhere_has_no_profile()
    {
        await using var stage = await MetAsync();

        Assert.Null(await stage.Directory.ProfileAsync(Account, default));
    }

    [Fact]
    public async Task Who_is_in_none_of_the_conversations_that_the_bot_may_read_has_left()
    {
        await using var stage = await MetAsync("19:one@thread.tacv2", "19:two@thread.tacv2");
        stage.Connector.Refuses(FakeConnector.Member, 404, "MemberNotFoundInConversation").Refuses(FakeConnector.Member, 403, "BotNotInConversationRoster");

        var left = await stage.Directory.ProfileAsync(Account, default);

        Assert.Equal((Account, OutStage.Tenant, false), (left!.Account, left.HomeWorkspace, left.IsActive));
    }

    [Theory]
    [InlineData(403, "BotNotInConversationRoster")]
    [InlineData(400, "BadArgument")]
    public async Task Where_the_bot_may_not_look_nobody_has_left(int status, string code)
    {
        await using var stage = await MetAsync("19:one@thread.tacv2");
        stage.Connector.Refuses(FakeConnector.Member, status, code);

        Assert.Null(await stage.Directory.ProfileAsync(Account, default));
    }

    [Fact]
    public async Task A_team_that_the_bot_was_removed_from_is_forgotten_and_the_others_are_asked()
    {
        await using var stage = await MetAsync("19:one@thread.tacv2", "19:two@thread.tacv2");
        stage.Connector.Refuses(FakeConnector.Member, 403, "BotNotInConversationRoster").Answers(FakeConnector.Member, 200, Kim);

        Assert.NotNull(await stage.Directory.ProfileAsync(Account, default));

        Assert.Equal("19:two@thread.tacv2", Assert.Single(stage.Book.All).Conversation.Channel);
    }

    [Theory]
    [InlineData("\"userRole\":\"user\"", "\"userRole\":\"guest\"")]
    [InlineData("\"userRole\":\"user\"", "\"userRole\":\"anonymous\"")]
    [InlineData(",\"userRole\":\"user\"", "")]
    [InlineData("kim@acme.example", "kim_mail.example#EXT#@acme.onmicrosoft.example")]
    [InlineData("\"userPrincipalName\":\"kim@acme.example\",", "")]
    public async Task Guests_and_whoever_is_not_said_to_belong_are_no_full_members(string fact, string other)
    {
        await using var stage = await MetAsync("19:one@thread.tacv2");
        stage.Connector.Answers(FakeConnector.Member, 200, Kim.Replace(fact, other, StringComparison.Ordinal));

        Assert.False((await stage.Directory.ProfileAsync(Account, default))!.IsFullMember);
    }

    [Fact]
    public async Task Who_comes_from_another_tenant_is_at_home_there_and_who_does_not_say_is_nowhere()
    {
        await using var stage = await MetAsync("19:one@thread.tacv2");
        const string Elsewhere = "3d7c7a4e-0000-4000-8000-00000000ffff";
        stage.Connector.Answers(FakeConnector.Member, 200, Kim.Replace(OutStage.Tenant, Elsewhere, StringComparison.Ordinal))
            .Answers(FakeConnector.Member, 200, Kim.Replace($",\"tenantId\":\"{OutStage.Tenant}\"", "", StringComparison.Ordinal));

        Assert.Equal(Elsewhere, (await stage.Directory.ProfileAsync(Account, default))!.HomeWorkspace);
        Assert.Equal("", (await stage.Directory.ProfileAsync(Account, default))!.HomeWorkspace);
    }

    [Fact]
    public async Task Somebody_without_an_account_of_Entra_is_nobody_and_the_mail_is_not_their_name()
    {
        await using var stage = await MetAsync("19:one@thread.tacv2");
        stage.Connector.Answers(FakeConnector.Member, 200, Kim.Replace($"\"objectId\":\"{Id}\",", "", StringComparison.Ordinal))
            .Answers(FakeConnector.Member, 200, Kim.Replace("\"userPrincipalName\":\"kim@acme.example\",", "", StringComparison.Ordinal));

        Assert.Null(await stage.Directory.ProfileAsync(Account, default));
        var nameless = await stage.Directory.ProfileAsync(Account, default);
        Assert.Equal((null, false), (nameless!.Email, nameless.EmailConfirmed));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(412)]
    [InlineData(429)]
    [InlineData(401)]
    public async Task An_outage_never_looks_as_if_nobody_were_there(int status)
    {
        await using var stage = await MetAsync("19:one@thread.tacv2");
        stage.Connector.Answers(FakeConnector.Member, status);

        await Assert.ThrowsAsync<HttpRequestException>(() => stage.Directory.ProfileAsync(Account, default));
        await Assert.ThrowsAsync<HttpRequestException>(() => stage.Directory.FindByEmailAsync("kim@acme.example", default));
    }

    [Fact]
    public async Task There_are_no_groups()
    {
        await using var stage = await MetAsync("19:one@thread.tacv2");

        Assert.Empty(await stage.Directory.GroupAsync("S0ONB", default));
        Assert.Empty(stage.Connector.Calls);
    }

    [Fact]
    public async Task A_channel_that_can_be_read_is_remembered_so_that_people_can_be_looked_up_there()
    {
        await using var stage = await MetAsync();
        stage.Connector.Answers(FakeConnector.Members, 200, $$"""{"members":[{{Kim}}]}""").Answers(FakeConnector.Member, 200, Kim);

        Assert.Equal(ChannelProbe.Usable, await stage.Directory.ProbeAsync(OutStage.Place("19:onb@thread.tacv2"), default));

        Assert.Equal("/everybody/v3/conversations/19%3Aonb%40thread.tacv2/pagedmembers?pageSize=50", Assert.Single(stage.Connector.Of(FakeConnector.Members)).Target);
        Assert.NotNull(await stage.Directory.FindByEmailAsync("kim@acme.example", default));
    }

    [Theory]
    [InlineData(403, "BotNotInConversationRoster", "The app is not in the team of channel 19:onb@thread.tacv2: add it there (Apps, HandoffBot, Add to a team), or name another channel in organization.yml.")]
    [InlineData(404, "ConversationNotFound", "Microsoft Teams knows no channel 19:onb@thread.tacv2 that the bot may see: check its id in organization.yml, and add the app to its team.")]
    [InlineData(400, "BadSyntax", "Microsoft Teams refuses channel 19:onb@thread.tacv2: BadSyntax (400).")]
    [InlineData(502, "", "Microsoft Teams could not be asked about channel 19:onb@thread.tacv2 (Microsoft Teams answered with status 502): check the connection and start again.")]
    [InlineData(401, "BotNotRegistered", "Microsoft Teams does not accept the bot's token: check MsTeams:AppId, MsTeams:AppPassword and MsTeams:TenantId against the Azure bot's page, Configuration.")]
    public async Task A_probe_says_how_to_mend_a_channel(int status, string code, string says)
    {
        await using var stage = await MetAsync();
        stage.Connector.Refuses(FakeConnector.Members, status, code);

        Assert.Equal(says, (await stage.Directory.ProbeAsync(OutStage.Place("19:onb@thread.tacv2"), default)).Obstacle);
        Assert.Empty(stage.Book.All);
    }

    [Fact]
    public async Task A_probe_says_which_host_is_not_trusted()
    {
        await using var stage = await OutStage.SetAsync();
        await stage.Book.RememberAsync(new(OutStage.Place("19:onb@thread.tacv2"), ConversationKind.Channel, new("https://connector.acme.example/"), OutStage.Bot), default);

        Assert.Equal(
            "Channel 19:onb@thread.tacv2 is reached at connector.acme.example: if that is Microsoft's or your own, add it to MsTeams:AllowedServiceHosts.",
            (await stage.Directory.ProbeAsync(OutStage.Place("19:onb@thread.tacv2"), default)).Obstacle);
    }

    [Theory]
    [InlineData(OutStage.Tenant, "standard", null)]
    [InlineData(OutStage.Tenant, null, null)]
    [InlineData(OutStage.Tenant, "shared", "")]
    [InlineData("9d3e08f9-0000-4000-8000-00000000beef", "shared", "9d3e08f9-0000-4000-8000-00000000beef")]
    public async Task A_probe_says_whether_a_channel_is_shared_and_with_which_tenants(string tenantOfOne, string? type, string? with)
    {
        await using var stage = await MetAsync();
        var place = OutStage.Place("19:onb@thread.tacv2");
        await stage.Book.RememberAsync(new(place, ConversationKind.Channel, stage.Connector.Service, OutStage.Bot) { Team = "19:all@thread.tacv2" }, default);
        stage.Connector.Answers(FakeConnector.Members, 200, $$"""{"members":[{{Kim}},{"id":"29:x","tenantId":"{{tenantOfOne}}" },{"id":"29:y"},null]}""")
            .Answers(FakeConnector.Channels, 200, $$"""{"conversations":[null,{"id":"19:other@thread.tacv2","type":"shared"},{"id":"19:onb@thread.tacv2","type":{{(type is null ? "null" : $"\"{type}\"")}} }]}""");

        var probe = await stage.Directory.ProbeAsync(place, default);

        Assert.Null(probe.Obstacle);
        Assert.Equal(with, probe.SharedWith is { } others ? string.Join(',', others) : null);
    }

    [Fact]
    public async Task Channels_that_cannot_be_listed_are_judged_by_who_is_in_them()
    {
        await using var stage = await MetAsync();
        var place = OutStage.Place("19:onb@thread.tacv2");
        await stage.Book.RememberAsync(new(place, ConversationKind.Channel, stage.Connector.Service, OutStage.Bot) { Team = "19:all@thread.tacv2" }, default);
        stage.Connector.Answers(FakeConnector.Members, 200, $$"""{"members":[{{Kim}}]}""").Refuses(FakeConnector.Channels, 403, "BotNotInConversationRoster");

        Assert.Equal(ChannelProbe.Usable, await stage.Directory.ProbeAsync(place, default));
    }

    private static async Task<OutStage> MetAsync(params string[] channels)
    {
        var stage = await OutStage.SetAsync();
        foreach (var one in channels)
            await stage.Book.RememberAsync(new(OutStage.Place(one), ConversationKind.Channel, stage.Connector.Service, OutStage.Bot), default);

        return stage;
    }
}
