namespace HandoffBot.Playground.Calls;

/// <summary>What came of a request to the bot.</summary>
internal abstract record BotAnswer
{
    /// <summary>The bot answered in time, well or not.</summary>
    public sealed record Answered(int Status, string? MediaType, string Body, bool NoRetry) : BotAnswer
    {
        public bool IsSuccess => Status is >= 200 and < 300;
    }

    /// <summary>Three seconds passed.</summary>
    public sealed record TimedOut : BotAnswer;

    /// <summary>Nobody listens there, or the connection broke.</summary>
    public sealed record Unreachable : BotAnswer;
}
