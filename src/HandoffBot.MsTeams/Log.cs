using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams;

/// <summary>What the edge tells the log: ids and reasons, never bodies, tokens or what people wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Microsoft Teams request refused: {Reason}")]
    public static partial void RequestRefused(this ILogger log, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Microsoft's signing keys cannot be read from MsTeams:OpenIdMetadataUrl: {Reason}")]
    public static partial void KeysNotRead(this ILogger log, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Tenant {Tenant} sends more than {Limit} requests a minute (MsTeams:RequestsPerMinute); requests refused since this was last said: {Count}")]
    public static partial void TooManyRequests(this ILogger log, string tenant, int limit, int count);

    [LoggerMessage(4, LogLevel.Warning, "An address sends more than {Limit} requests a minute that Microsoft did not sign; such requests since this was last said: {Count}")]
    public static partial void TooManyUnverified(this ILogger log, int limit, int count);

    [LoggerMessage(5, LogLevel.Error, "Answering {Receipt} failed, reference {Reference}")]
    public static partial void Broke(this ILogger log, Exception failure, string receipt, string reference);

    [LoggerMessage(6, LogLevel.Information, "Microsoft Teams sent {Kind}, which this bot does not answer")]
    public static partial void NotAnswered(this ILogger log, string kind);

    [LoggerMessage(7, LogLevel.Warning, "Where the bot was met could not be remembered from {Receipt}")]
    public static partial void NotRemembered(this ILogger log, Exception failure, string receipt);

    [LoggerMessage(8, LogLevel.Information, "The bot is no more in {Conversation} of tenant {Tenant}")]
    public static partial void Left(this ILogger log, string tenant, string conversation);

    [LoggerMessage(9, LogLevel.Warning, "Answering {Receipt} takes long; it goes on after Microsoft Teams was told that it was taken")]
    public static partial void TakesLong(this ILogger log, string receipt);

    [LoggerMessage(10, LogLevel.Warning, "A private answer to {Receipt} did not reach the personal chat: {Reason}")]
    public static partial void NotAnsweredPrivately(this ILogger log, string receipt, string reason);

    [LoggerMessage(11, LogLevel.Error, "A home was not drawn anew after {Receipt}; its own Refresh does it")]
    public static partial void HomeNotDrawn(this ILogger log, Exception failure, string receipt);
}
