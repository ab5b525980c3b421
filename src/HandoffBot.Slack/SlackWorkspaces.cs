namespace HandoffBot.Slack;

/// <summary>
/// The workspaces that belong to the organization, asked at every request so that changed files count at once. None means the one
/// that the configured token belongs to.
/// </summary>
public delegate IReadOnlyList<string> SlackWorkspaces();
