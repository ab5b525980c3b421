namespace HandoffBot.Core.Chat;

/// <summary>Platforms as sentences name them.</summary>
public static class PlatformWords
{
    /// <summary>In full, as <c>Teams</c> alone are groups of people.</summary>
    public static string InWords(this Platform platform) => platform switch
    {
        Platform.Slack => "Slack",
        Platform.MsTeams => "Microsoft Teams",
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, "There is no such platform."),
    };

    /// <summary>What people and channels belong to there.</summary>
    public static string WorkspaceInWords(this Platform platform) => platform is Platform.MsTeams ? "tenant" : "workspace";
}
