namespace HandoffBot.EndToEnd;

/// <summary>A test that needs a real browser: runs when <c>HANDOFFBOT_BROWSER</c> names a Chromium.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (string.IsNullOrEmpty(Chromium))
            Skip = "Needs a Chromium: set HANDOFFBOT_BROWSER to its path.";
    }

    public static string? Chromium => Environment.GetEnvironmentVariable("HANDOFFBOT_BROWSER");
}
