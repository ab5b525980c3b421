namespace HandoffBot.Conformance;

/// <summary>
/// A fact that needs Node.js and the official packages. It is skipped when it is discovered, unless
/// <c>HANDOFFBOT_CONFORMANCE=1</c> says that <c>npm ci</c> has put them beside the scripts.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceFactAttribute : FactAttribute
{
    public ConformanceFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("HANDOFFBOT_CONFORMANCE") != "1")
            Skip = "Needs Node.js: run `npm ci` in tests/HandoffBot.Conformance and set HANDOFFBOT_CONFORMANCE=1.";
    }
}
