using HandoffBot.Core.Chat;
using HandoffBot.Engine.Directory;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Directory;

public sealed class JoiningTests
{
    [Fact]
    public async Task Whom_the_file_names_is_joined_with_their_teams()
    {
        await using var house = await House.OpenAsync();
        var olga = Assert.IsType<Known.Joined>(await WhoAsync(house, "UOLGA")).Actor;
        Assert.Equal(("Olga", true, true, false), (olga.Name, olga.IsMemberOf("onboarding"), olga.IsLeadOf("onboarding"), olga.IsAdmin));
        Assert.True(Assert.IsType<Known.Joined>(await WhoAsync(house, "UADA")).Actor.IsAdmin);
    }

    [Fact]
    public async Task A_full_member_whom_no_file_names_is_joined_when_they_first_speak_and_is_in_no_team()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Add("UNEW", "new@example.com", "Nia");

        Assert.Empty(Assert.IsType<Known.Joined>(await WhoAsync(house, "UNEW")).Actor.Teams);
    }

    [Theory]
    [InlineData("guest")]
    [InlineData("unconfirmed")]
    [InlineData("elsewhere")]
    [InlineData("deactivated")]
    [InlineData("nameless")]
    public async Task A_stranger_with_the_address_of_a_member_gets_a_sentence_and_no_rights(string kind)
    {
        await using var house = await House.OpenAsync();
        house.Slack.Add("UEVE", "fay@example.com", "Eve", profile => kind switch
        {
            "guest" => profile with { IsFullMember = false },
            "unconfirmed" => profile with { EmailConfirmed = false },
            "elsewhere" => profile with { HomeWorkspace = "T0OTHER1" },
            "deactivated" => profile with { IsActive = false },
            _ => profile with { Email = null },
        });

        Assert.Contains("Ask Ada", Assert.IsType<Known.NotJoined>(await WhoAsync(house, "UEVE")).Says, StringComparison.Ordinal);
        await using var context = house.Read();
        Assert.False(await context.Accounts.AnyAsync(one => one.Account == "UEVE"));
    }

    [Fact]
    public async Task An_account_of_another_workspace_is_refused_before_it_is_looked_up()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Add("UANA", "ana@example.com");
        Assert.IsType<Known.NotJoined>(await house.Get<Entrance>().ActorAsync(new(Platform.Slack, "T0OTHER1", "UANA"), default));
    }

    [Fact]
    public async Task A_platform_that_is_away_asks_whoever_is_new_to_try_again()
    {
        await using var house = await House.OpenAsync();
        house.Slack.HidesProfiles = true;

        Assert.Contains("try again", Assert.IsType<Known.NotJoined>(await WhoAsync(house, "UNEW")).Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reading_that_is_cut_short_joins_first_whoever_is_missing()
    {
        await using var house = await House.OpenAsync();
        house.Slack.HidesProfiles = true;
        house.Slack.Add("UFAY", "fay@example.com", "Fay");

        Assert.False(await house.Get<DirectorySync>().RunAsync(default));

        Assert.IsType<Known.Joined>(await WhoAsync(house, "UFAY"));
    }

    [Fact]
    public async Task A_platform_that_does_not_say_who_we_are_is_to_be_asked_again()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Me = () => new Identity.Refused("away", "Try again.", Passing: true);
        Assert.False(await house.Get<DirectorySync>().RunAsync(default));

        house.Slack.Me = () => new Identity.Known(FakePlatform.Home, "Test", "UBOT");
        Assert.True(await house.Get<DirectorySync>().RunAsync(default));
    }

    [Fact]
    public async Task A_second_account_with_the_same_address_acts_for_nobody()
    {
        await using var house = await House.OpenAsync();
        house.Slack.Add("UCOPY", "kim@example.com");

        Assert.IsType<Known.NotJoined>(await WhoAsync(house, "UCOPY"));
        Assert.IsType<Known.Joined>(await WhoAsync(house, "UKIM"));
    }

    [Fact]
    public async Task A_changed_address_joins_nothing_anew_and_admins_are_told_once()
    {
        await using var house = await House.OpenAsync();
        var before = Assert.IsType<Known.Joined>(await WhoAsync(house, "UANA")).Actor;
        house.Slack.Add("UANA", "olga@example.com", "Ana");

        await house.Get<Entrance>().ChangedAsync(Account("UANA"), default);
        await house.Get<Entrance>().ChangedAsync(Account("UANA"), default);

        var after = Assert.IsType<Known.Joined>(await WhoAsync(house, "UANA")).Actor;
        Assert.Equal(before.Person, after.Person);
        Assert.False(after.IsLeadOf("onboarding"));
        await house.DeliverAsync(3);
        Assert.Single(house.Slack.Posts("@UADA"), one => one.Text.Contains("another e-mail address", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deactivated_account_acts_no_more_and_comes_back_as_the_same_person()
    {
        await using var house = await House.OpenAsync();
        var person = Assert.IsType<Known.Joined>(await WhoAsync(house, "UKIM")).Actor.Person;
        house.Slack.Add("UKIM", "kim@example.com", "Kim", profile => profile with { IsActive = false });
        await house.Get<Entrance>().ChangedAsync(Account("UKIM"), default);
        Assert.IsType<Known.NotJoined>(await WhoAsync(house, "UKIM"));

        house.Slack.Add("UKIM", "kim@example.com", "Kim");
        Assert.Equal(person, Assert.IsType<Known.Joined>(await WhoAsync(house, "UKIM")).Actor.Person);
    }

    [Fact]
    public async Task A_user_group_adds_members_and_takes_them_away_but_an_outage_takes_nobody()
    {
        var slack = new FakePlatform();
        slack.Add("UANA", "ana@example.com");
        slack.Groups["S0GROUP1"] = [slack.Add("UGUS", "gus@example.com", "Gus")];
        var organization = House.Organization.Replace("{channel: C0SALES}", "{channel: C0SALES, usergroup: S0GROUP1}", StringComparison.Ordinal);
        await using var house = await House.OpenAsync(organization, slack: slack);
        Assert.True(Assert.IsType<Known.Joined>(await WhoAsync(house, "UGUS")).Actor.IsMemberOf("sales"));

        slack.Groups.TryRemove("S0GROUP1", out _);
        await house.Get<DirectorySync>().RunAsync(default);
        Assert.True(Assert.IsType<Known.Joined>(await WhoAsync(house, "UGUS")).Actor.IsMemberOf("sales"));

        slack.Groups["S0GROUP1"] = [];
        await house.Get<DirectorySync>().RunAsync(default);
        Assert.False(Assert.IsType<Known.Joined>(await WhoAsync(house, "UGUS")).Actor.IsMemberOf("sales"));
        Assert.True(Assert.IsType<Known.Joined>(await WhoAsync(house, "UANA")).Actor.IsMemberOf("sales"));
    }

    [Fact]
    public async Task Whoever_leaves_the_file_leaves_the_team()
    {
        await using var house = await House.OpenAsync();
        await house.RestartAsync(House.Organization.Replace("sam@example.com", "lea@example.com", StringComparison.Ordinal));
        Assert.False(Assert.IsType<Known.Joined>(await WhoAsync(house, "USAM")).Actor.IsMemberOf("sales"));
    }

    private static AccountRef Account(string account) => new(Platform.Slack, FakePlatform.Home, account);

    private static Task<Known> WhoAsync(House house, string account) => house.Get<Entrance>().ActorAsync(Account(account), default);
}
