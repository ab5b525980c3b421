namespace HandoffBot.Playground;

/// <summary>
/// The Microsoft Teams half of a playground: the tenant, the app registration that the bot and the stand-in for the connector share,
/// and the people and teams that it plays.
/// </summary>
public sealed record MsTeamsPlaygroundOptions
{
    /// <summary>The bot's Microsoft App ID, a GUID: for whom the stand-in signs, and to whom it gives tokens.</summary>
    public required string AppId { get; init; }

    /// <summary>The client secret with which the bot asks for its tokens.</summary>
    public required string AppPassword { get; init; }

    /// <summary>The Entra tenant, a GUID.</summary>
    public required string TenantId { get; init; }

    public string TenantName { get; init; } = "Playground";

    /// <summary>The bot's name as people see it and mention it.</summary>
    public string BotName { get; init; } = "HandoffBot";

    /// <summary>Where messages, installations and open dialogs survive a restart; null keeps them in memory only.</summary>
    public string? StateFile { get; init; }

    /// <summary>
    /// Whether the connector's limits hold: 7 calls in a second to one thread, and so on. Only a test that is about throughput and nothing
    /// else has a reason to lift them.
    /// </summary>
    public bool KeepsLimits { get; init; } = true;

    public IReadOnlyList<PlaygroundPerson> People { get; init; } = [];

    public IReadOnlyList<MsTeamsPlaygroundTeam> Teams { get; init; } = [];

    /// <summary>What the page proposes when one writes to the bot: the manifest's command list.</summary>
    public IReadOnlyList<PlaygroundCommand> Completions { get; init; } = [];

    /// <summary>What the app's manifest offers on every message, whoever wrote it.</summary>
    public IReadOnlyList<PlaygroundAction> OnMessages { get; init; } = [];

    /// <summary>What it offers beside the box in which messages are written.</summary>
    public IReadOnlyList<PlaygroundAction> BesideBox { get; init; } = [];
}

/// <summary>A team of Microsoft Teams. Its first channel, General, has the team's own id and is always there.</summary>
/// <param name="Id">Such as <c>19:delivery@thread.tacv2</c>, as playbooks bind it.</param>
/// <param name="Name">As people see it.</param>
/// <param name="Members">E-mail addresses.</param>
/// <param name="Channels">The channels besides General.</param>
public sealed record MsTeamsPlaygroundTeam(
    string Id, string Name, IReadOnlyList<string> Members, IReadOnlyList<MsTeamsPlaygroundChannel> Channels)
{
    /// <summary>Whether the app is added to the team. Without it the connector answers <c>BotNotInConversationRoster</c>.</summary>
    public bool BotIsInstalled { get; init; } = true;
}

/// <summary>A standard channel, which every member of its team sees.</summary>
/// <param name="Id">Such as <c>19:delivery-intake@thread.tacv2</c>.</param>
/// <param name="Name">As people see it.</param>
/// <param name="Topic">One line below the name.</param>
public sealed record MsTeamsPlaygroundChannel(string Id, string Name, string Topic = "");
