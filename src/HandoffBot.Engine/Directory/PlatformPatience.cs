namespace HandoffBot.Engine.Directory;

/// <summary>
/// How long the bot waits for a platform while somebody waits for the bot, which must answer within three seconds. On a slow machine tests wait
/// longer.
/// </summary>
internal sealed class PlatformPatience
{
    /// <summary>For who an account is that was never seen.</summary>
    public TimeSpan Stranger { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>For whether a channel can be written in.</summary>
    public TimeSpan Channel { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>For who wrote a message and where it is found, which a form can do without.</summary>
    public TimeSpan Source { get; set; } = TimeSpan.FromSeconds(1.2);
}
