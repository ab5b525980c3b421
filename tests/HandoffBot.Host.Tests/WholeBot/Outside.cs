using HandoffBot.Core.Playbooks;
using HandoffBot.Playground;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Workspaces that the bot is told of by its configuration keys, as of a real one.</summary>
internal static class Outside
{
    private static readonly string[] Everybody =
    [
        "sam@acme.example", "ana@acme.example", "olu@acme.example", "kim@acme.example", "dee@acme.example", "root@acme.example",
    ];

    /// <summary>The same, whose app is set to Socket Mode.</summary>
    public static PlaygroundOptions AcmeBySocket => Acme with { AppToken = "xapp-1-A0ACME-1-outside" };

    public static PlaygroundOptions Acme => new()
    {
        SigningSecret = "9f2c51aa0b7d4e6f8c3b2a1908f7e6d5",
        BotToken = "xoxb-1-outside",
        Workspace = "T0ACME",
        WorkspaceName = "Acme",
        People = [.. Everybody.Select(email => Person(email, guest: false))],
        Channels =
        [
            new(WholeBot.Acme.Sales, "sales", "", Everybody),
            new(WholeBot.Acme.Onboarding, "onboarding", "", Everybody),
        ],
    };

    /// <summary>The workspace that the playground would play of a folder, and the tenant where a team works there.</summary>
    public static PlaygroundOptions Of(string playbooks)
    {
        var configuration = Assert.IsType<Reading.Good>(ConfigurationFolder.Read(playbooks)).Configuration;
        return Acme with
        {
            Workspace = "T0OUTSIDE",
            WorkspaceName = configuration.Organization.Name,
            People = PlaygroundWorkspace.People(configuration),
            Channels = PlaygroundWorkspace.Channels(configuration),
            UserGroups = PlaygroundWorkspace.Groups(configuration),
            Completions = PlaygroundWorkspace.Completions(configuration),
            OnMessages = PlaygroundWorkspace.OnMessages,
            MsTeams = PlaygroundTenant.Teams(configuration) is { Count: > 0 } teams ? Tenant(configuration, teams) : null,
        };
    }

    /// <summary>
    /// The same where people do within a second what takes them minutes; how the bot keeps the pace of a thread is tested apart. A workspace in
    /// which no team works is not connected.
    /// </summary>
    public static PlaygroundOptions Hurried(string playbooks)
    {
        var around = Of(playbooks);
        var receives = around.Channels.Any(channel => channel.Id is WholeBot.Acme.Sales or WholeBot.Acme.Onboarding);
        return around with { Channels = receives ? around.Channels : [], MsTeams = around.MsTeams! with { KeepsLimits = false } };
    }

    /// <summary>The channel in Microsoft Teams for a place that the facts name as Slack does.</summary>
    public static string ChannelOf(string place) => place switch
    {
        WholeBot.Acme.Sales => "19:sales-clients@thread.tacv2",
        WholeBot.Acme.Onboarding => "19:onboarding-clients@thread.tacv2",
        _ => place,
    };

    public static string TeamOf(string place) => place switch
    {
        WholeBot.Acme.Sales => "19:sales@thread.tacv2",
        WholeBot.Acme.Onboarding => "19:onboarding@thread.tacv2",
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, "No team has such a place."),
    };

    public static PlaygroundPerson Person(string email, bool guest) =>
        new(email, string.Join(' ', email.Split('@')[0].Split('.').Select(word => char.ToUpperInvariant(word[0]) + word[1..])), "", guest);

    private static MsTeamsPlaygroundOptions Tenant(Configuration configuration, IReadOnlyList<MsTeamsPlaygroundTeam> teams) => new()
    {
        AppId = PlaygroundTenant.AppId,
        AppPassword = "a-client-secret-outside",
        TenantId = PlaygroundTenant.Id(configuration),
        TenantName = configuration.Organization.Name,
        People = PlaygroundTenant.People(configuration),
        Teams = teams,
        OnMessages = PlaygroundTenant.OnMessages,
        BesideBox = PlaygroundTenant.BesideBox,
    };
}
