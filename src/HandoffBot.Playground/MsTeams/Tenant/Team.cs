namespace HandoffBot.Playground.MsTeams.Tenant;

/// <summary>A team: its members and its channels, General first. Guarded by the tenant's lock.</summary>
internal sealed class Team(string id, string name)
{
    public string Id { get; } = id;

    public string Name { get; set; } = name;

    public string GroupId { get; } = MsTeamsPlaygroundIds.Group(id);

    /// <summary>The <c>29:</c> ids of the members, in the order in which they joined.</summary>
    public List<string> Members { get; } = [];

    public List<Conversation> Channels { get; } = [];

    /// <summary>Whether the app is added to the team.</summary>
    public bool HasBot { get; set; }

    /// <summary>Whether the bot has taken the news that it was added.</summary>
    public bool BotKnows { get; set; }
}
