using HandoffBot.Core.Chat;

namespace HandoffBot.Slack.Tests.Outbound;

public sealed class DirectoryTests
{
    private const string Kim = """{"id":"U0KIM","team_id":"T0ACME","name":"kim","deleted":false,"real_name":"Kim Lee","tz":"Europe/London","profile":{"real_name":"Kim Lee","email":"kim@acme.example"},"is_admin":false,"is_restricted":false,"is_ultra_restricted":false,"is_bot":false,"is_email_confirmed":true}""";

    private static readonly AccountRef Account = new(Platform.Slack, "T0ACME", "U0KIM");
    private static readonly ChannelRef Channel = new(Platform.Slack, "T0ACME", "C0ONB");

    [Fact]
    public async Task The_bot_knows_itself()
    {
        await using var stage = await Stage.SetAsync();

        Assert.Equal(new Identity.Known("T0ACME", "Acme", "U0BOT"), await stage.Directory.WhoAmIAsync(default));
    }

    [Fact]
    public async Task A_refused_token_is_said_with_how_to_mend_it()
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("auth.test", """{"ok":false,"error":"invalid_auth"}""");
        _ = await stage.Directory.WhoAmIAsync(default);

        var refused = Assert.IsType<Identity.Refused>(await stage.Directory.WhoAmIAsync(default));

        Assert.False(refused.Passing);
        Assert.Contains("Slack:BotToken", refused.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_found_by_e_mail_or_is_not_there()
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("users.lookupByEmail", $$"""{"ok":true,"user":{{Kim}}}""", """{"ok":false,"error":"users_not_found"}""");

        var found = await stage.Directory.FindByEmailAsync("kim@acme.example", default);

        Assert.Equal(new AccountProfile(Account, "T0ACME", "Kim Lee", "kim@acme.example", true, true, true, "Europe/London"), found);
        Assert.Null(await stage.Directory.FindByEmailAsync("nobody@acme.example", default));
        Assert.Contains("email=kim%40acme.example", stage.Slack.CallsOf("users.lookupByEmail").First().Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"deleted\":false", "\"deleted\":true")]
    [InlineData("\"is_bot\":false", "\"is_bot\":true")]
    [InlineData("\"is_restricted\":false", "\"is_restricted\":true")]
    [InlineData("\"is_ultra_restricted\":false", "\"is_ultra_restricted\":true")]
    [InlineData("\"is_admin\":false", "\"is_stranger\":true")]
    [InlineData("\"team_id\":\"T0ACME\",", "")]
    public async Task Guests_bots_strangers_and_leavers_are_no_full_members(string fact, string other)
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("users.info", $$"""{"ok":true,"user":{{Kim.Replace(fact, other, StringComparison.Ordinal)}}}""");

        Assert.False((await stage.Directory.ProfileAsync(Account, default))!.IsFullMember);
    }

    [Fact]
    public async Task An_e_mail_that_is_not_said_to_be_confirmed_is_not()
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("users.info", $$"""{"ok":true,"user":{{Kim.Replace(",\"is_email_confirmed\":true", "", StringComparison.Ordinal)}}}""");

        Assert.False((await stage.Directory.ProfileAsync(Account, default))!.EmailConfirmed);
    }

    [Fact]
    public async Task An_outage_never_looks_as_if_nobody_were_there()
    {
        await using var stage = await Stage.SetAsync();
        foreach (var method in new[] { "users.info", "users.lookupByEmail", "usergroups.users.list" })
            stage.Slack.Answers(method, """{"ok":false,"error":"internal_error"}""");

        await Assert.ThrowsAsync<HttpRequestException>(() => stage.Directory.ProfileAsync(Account, default));
        await Assert.ThrowsAsync<HttpRequestException>(() => stage.Directory.FindByEmailAsync("kim@acme.example", default));
        await Assert.ThrowsAsync<HttpRequestException>(() => stage.Directory.GroupAsync("S0ONB", default));
    }

    [Fact]
    public async Task A_user_group_is_its_accounts()
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("usergroups.users.list", """{"ok":true,"users":["U0KIM","W0OLU",7,"odd id"]}""");

        Assert.Equal([Account, Account with { Account = "W0OLU" }], (await stage.Directory.GroupAsync("S0ONB", default)).AsEnumerable());
    }

    [Theory]
    [InlineData("""{"ok":true,"channel":{"id":"C0ONB","name":"onboarding","is_member":true,"is_archived":false}}""", null)]
    [InlineData("""{"ok":true,"channel":{"id":"C0ONB","name":"onboarding","is_member":false}}""", "The bot is not in channel #onboarding (C0ONB): invite it there with /invite @HandoffBot.")]
    [InlineData("""{"ok":true,"channel":{"id":"C0ONB","name":"onboarding","is_member":true,"is_archived":true}}""", "Channel #onboarding (C0ONB) is archived: unarchive it, or name another one in organization.yml.")]
    [InlineData("""{"ok":false,"error":"channel_not_found"}""", "Slack knows no channel C0ONB that the bot may see: check its id in organization.yml, and invite the bot with /invite @HandoffBot in that channel.")]
    [InlineData("""{"ok":false,"error":"missing_scope","needed":"channels:read"}""", "The Slack app lacks the scope channels:read: add it under OAuth & Permissions and install the app again.")]
    [InlineData("nonsense", "Slack could not be asked about channel C0ONB (Slack answered with status 200 and no JSON): check the connection and start again.")]
    public async Task A_probe_says_how_to_mend_a_channel(string answer, string? says)
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("conversations.info", answer);

        Assert.Equal(says, (await stage.Directory.ProbeAsync(Channel, default)).Obstacle);
    }

    [Theory]
    [InlineData("\"is_shared\":false,\"is_ext_shared\":false,\"is_pending_ext_shared\":false", null)]
    [InlineData("\"is_shared\":true,\"is_org_shared\":true,\"is_ext_shared\":false,\"shared_team_ids\":[\"T0HOME\",\"T0SISTER\"]", null)]
    [InlineData("\"is_shared\":true,\"is_ext_shared\":true,\"shared_team_ids\":[\"T0ACME\",\"T0CLIENT\"],\"connected_team_ids\":[\"T0CLIENT\",7]", "T0CLIENT")]
    [InlineData("\"is_ext_shared\":true,\"context_team_id\":\"E0GRID\",\"internal_team_ids\":[\"T0SISTER\"],\"shared_team_ids\":[\"E0GRID\",\"T0SISTER\",\"T0CLIENT\"]", "T0CLIENT")]
    [InlineData("\"is_ext_shared\":false,\"is_pending_ext_shared\":true,\"pending_connected_team_ids\":[\"T0SOON\"]", "T0SOON")]
    [InlineData("\"is_pending_ext_shared\":true,\"pending_shared\":[]", "")]
    public async Task A_probe_says_which_other_organizations_read_a_channel(string flags, string? with)
    {
        await using var stage = await Stage.SetAsync();
        stage.Slack.Answers("conversations.info", $$$"""{"ok":true,"channel":{"id":"C0ONB","name":"onboarding","is_member":true,{{{flags}}}}}""");

        var probe = await stage.Directory.ProbeAsync(Channel with { Workspace = "T0ACME" }, default);

        Assert.Null(probe.Obstacle);
        Assert.Equal(with, probe.SharedWith is { } others ? string.Join(',', others) : null);
    }
}
