namespace HandoffBot.MsTeams;

/// <summary>
/// The Entra tenants that belong to the organization, asked at every request so that changed files count at once. None means the one that
/// the bot is registered in.
/// </summary>
public delegate IReadOnlyList<string> MsTeamsTenants();
