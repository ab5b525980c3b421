namespace HandoffBot.Playground;

/// <summary>
/// Everything that a playground is made of: where it listens, which bot it talks to, the secrets that the two share,
/// and the people and channels of the workspace that it plays.
/// </summary>
public sealed record PlaygroundOptions
{
    /// <summary>The port on 127.0.0.1 and ::1; 0 takes any free one, which tests want.</summary>
    public int Port { get; init; } = 3979;

    /// <summary>The Microsoft Teams half; null leaves it out.</summary>
    public MsTeamsPlaygroundOptions? MsTeams { get; init; }

    /// <summary>
    /// The bot's base address. Slash commands go to <c>slack/commands</c> below it, clicks and forms to
    /// <c>slack/interactions</c>, events to <c>slack/events</c>, Microsoft Teams' activities to <c>api/messages</c>.
    /// </summary>
    public Uri Bot { get; init; } = new("http://127.0.0.1:3978/");

    /// <summary>Signs every request to the bot, as Slack signs it.</summary>
    public required string SigningSecret { get; init; }

    /// <summary>The one token that the Web API accepts.</summary>
    public required string BotToken { get; init; }

    /// <summary>
    /// The app's own token. With it the app is set to Socket Mode: the bot connects by <c>apps.connections.open</c> and is told everything
    /// over that, nothing by HTTP.
    /// </summary>
    public string? AppToken { get; init; }

    /// <summary>The workspace's id, which begins with T.</summary>
    public string Workspace { get; init; } = "T0PLAY";

    public string WorkspaceName { get; init; } = "Playground";

    /// <summary>The bot's name as people see it beside its messages.</summary>
    public string BotName { get; init; } = "HandoffBot";

    /// <summary>The bot's slash command, with its slash.</summary>
    public string Command { get; init; } = "/handoff";

    public string CommandDescription { get; init; } = "Hand a client to the next team";

    public string CommandUsageHint { get; init; } = "new [playbook] [client]";

    /// <summary>Where the workspace's messages survive a restart; null keeps them in memory only.</summary>
    public string? StateFile { get; init; }

    public IReadOnlyList<PlaygroundPerson> People { get; init; } = [];

    public IReadOnlyList<PlaygroundChannel> Channels { get; init; } = [];

    public IReadOnlyList<PlaygroundUserGroup> UserGroups { get; init; } = [];

    /// <summary>What the page proposes after the slash command and a space.</summary>
    public IReadOnlyList<PlaygroundCommand> Completions { get; init; } = [];

    /// <summary>Whether the app's manifest turns its Home tab on; without it nothing can be published there.</summary>
    public bool HomeTab { get; init; } = true;

    /// <summary>What the app's manifest offers wherever one is: its global shortcuts.</summary>
    public IReadOnlyList<PlaygroundShortcut> Shortcuts { get; init; } = [];

    /// <summary>What the app's manifest offers on every message, whoever wrote it.</summary>
    public IReadOnlyList<PlaygroundAction> OnMessages { get; init; } = [];
}

/// <summary>A global shortcut of the app.</summary>
/// <param name="CallbackId">Its name in the manifest.</param>
/// <param name="Name">As people read it.</param>
public sealed record PlaygroundShortcut(string CallbackId, string Name);

/// <summary>What an app offers besides its commands.</summary>
/// <param name="Id">Its name in the manifest: <c>callback_id</c> in Slack, <c>commandId</c> in Microsoft Teams.</param>
/// <param name="Title">As people read it.</param>
public sealed record PlaygroundAction(string Id, string Title);

/// <summary>Somebody whom one can play. The user id follows from the e-mail address alone, see <see cref="PlaygroundIds"/>.</summary>
/// <param name="Email">Confirmed, as Slack shows it to apps with <c>users:read.email</c>.</param>
/// <param name="Name">The full name.</param>
/// <param name="Title">What they do, shown below the name.</param>
/// <param name="Guest">A restricted account, which sees only the channels that it is a member of.</param>
public sealed record PlaygroundPerson(string Email, string Name, string Title, bool Guest = false)
{
    /// <summary>The person's own IANA time zone.</summary>
    public string TimeZone { get; init; } = "Europe/London";
}

/// <summary>A channel of the workspace.</summary>
/// <param name="Id">The id that playbooks bind, such as C0SALES.</param>
/// <param name="Name">Without the #.</param>
/// <param name="Topic">One line below the name.</param>
/// <param name="Members">E-mail addresses.</param>
public sealed record PlaygroundChannel(string Id, string Name, string Topic, IReadOnlyList<string> Members)
{
    /// <summary>Only members see it; to others, the bot included, it does not exist.</summary>
    public bool Private { get; init; }

    /// <summary>Whether the bot was invited. Without it posting answers <c>not_in_channel</c>.</summary>
    public bool BotIsMember { get; init; } = true;
}

/// <summary>A user group (S…), whose members are e-mail addresses.</summary>
public sealed record PlaygroundUserGroup(string Id, string Handle, IReadOnlyList<string> Members);

/// <summary>One completion after the slash command.</summary>
/// <param name="Text">What is typed, such as <c>new</c>.</param>
/// <param name="Hint">What it does, in a few words.</param>
public sealed record PlaygroundCommand(string Text, string Hint);
