namespace HandoffBot.Playground.Calls;

/// <summary>How long Slack waits for an answer and lets a trigger be spent. Three seconds, but for a test on a machine that is slower than that.</summary>
internal sealed class SlackPatience
{
    public TimeSpan Span { get; set; } = TimeSpan.FromSeconds(3);
}
