using HandoffBot.Core.Playbooks;
using HandoffBot.Host.Tests.WholeBot;

namespace HandoffBot.Host.Tests.Settings;

/// <summary>Whom and what the playground plays of a folder, in Slack and in Microsoft Teams.</summary>
public sealed class PlaygroundTenantTests
{
    [Fact]
    public void A_team_lives_where_the_files_say_and_an_admin_lives_everywhere()
    {
        var acme = Read(Office.AcmeFolder);

        var (slack, teams) = (PlaygroundWorkspace.People(acme), PlaygroundTenant.People(acme));

        Assert.Equal(["sam", "ana", "olu", "kim", "root", "gil.guest"], slack.Select(one => one.Email.Split('@')[0]));
        Assert.Equal(["dee", "max", "root"], teams.Select(one => one.Email.Split('@')[0]));
    }

    [Fact]
    public void The_teams_have_the_channels_that_the_files_bind_under_names_that_can_be_read()
    {
        var team = Assert.Single(PlaygroundTenant.Teams(Read(Office.AcmeFolder)));

        Assert.Equal(("19:delivery-team@thread.tacv2", "Delivery"), (team.Id, team.Name));
        Assert.Equal(["dee@acme.example", "max@acme.example", "root@acme.example"], team.Members);
        var channel = Assert.Single(team.Channels);
        Assert.Equal(("19:delivery-intake@thread.tacv2", "Delivery intake", "Where Delivery receives clients"), (channel.Id, channel.Name, channel.Topic));
    }

    [Fact]
    public void Two_teams_may_share_one_and_a_channel_that_is_the_team_itself_is_General()
    {
        var acme = Read(Office.AcmeFolder);
        var delivery = acme.Organization.Teams["delivery"];
        var support = delivery with { Key = "support", Name = "Support", MsTeams = new("19:delivery-team@thread.tacv2", "19:delivery-team@thread.tacv2"), Members = ["sue@acme.example"], Lead = null };
        var unread = delivery with { Key = "field", Name = "Field", MsTeams = new("19:x@thread.tacv2", "19:9f3a62b7c0d14e@thread.tacv2") };

        var teams = PlaygroundTenant.Teams(With(acme, delivery, support, unread));

        Assert.Equal(["Delivery and Support", "Field"], teams.Select(one => one.Name));
        Assert.Equal(["Delivery intake"], teams[0].Channels.Select(one => one.Name));
        Assert.Contains("sue@acme.example", teams[0].Members);
        Assert.Equal(["Clients"], teams[1].Channels.Select(one => one.Name));
    }

    [Fact]
    public void Where_no_team_works_in_Microsoft_Teams_nobody_is_there()
    {
        var acme = Read(Office.AcmeFolder);
        var none = With(acme, acme.Organization.Teams["sales"]);

        Assert.Empty(PlaygroundTenant.People(none));
        Assert.Empty(PlaygroundTenant.Teams(none));
    }

    [Fact]
    public void They_are_the_workspace_and_the_tenant_that_the_files_list()
    {
        const string Own = "72f988bf-86f1-41af-91ab-2d7cd011db47";
        var acme = Read(Office.AcmeFolder);

        Assert.True(Guid.TryParse(PlaygroundTenant.Id(acme), out _));
        Assert.Equal("T0PLAY", PlaygroundWorkspace.Id(acme));
        var listed = acme with { Organization = acme.Organization with { MsTeamsTenants = [Own], SlackWorkspaces = ["T0123ABCD"] } };
        Assert.Equal((Own, "T0123ABCD"), (PlaygroundTenant.Id(listed), PlaygroundWorkspace.Id(listed)));
    }

    private static Configuration Read(string folder) => Assert.IsType<Reading.Good>(ConfigurationFolder.Read(folder)).Configuration;

    private static Configuration With(Configuration configuration, params Team[] teams) =>
        configuration with { Organization = configuration.Organization with { Teams = teams.ToDictionary(team => team.Key) } };
}
