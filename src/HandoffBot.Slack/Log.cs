using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack;

/// <summary>What the edge tells the log: ids and reasons, never bodies, tokens or what people wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Slack request refused at {Path}: {Reason}")]
    public static partial void RequestRefused(this ILogger log, string path, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Slack request of workspace {Workspace} refused: {Reason}")]
    public static partial void WorkspaceRefused(this ILogger log, string workspace, string reason);

    [LoggerMessage(3, LogLevel.Information, "Slack sent {Kind}, which this bot does not answer")]
    public static partial void NotAnswered(this ILogger log, string kind);

    [LoggerMessage(4, LogLevel.Error, "Answering {Receipt} failed, reference {Reference}")]
    public static partial void Broke(this ILogger log, Exception failure, string receipt, string reference);

    [LoggerMessage(5, LogLevel.Warning, "The app was removed from workspace {Workspace} or its tokens were revoked ({Kind}): install it again and set Slack:BotToken")]
    public static partial void AppRemoved(this ILogger log, string workspace, string kind);

    [LoggerMessage(6, LogLevel.Warning, "Slack method {Method} failed: {Reason}")]
    public static partial void CallFailed(this ILogger log, string method, string reason);

    [LoggerMessage(7, LogLevel.Warning, "A private answer was not taken by Slack: status {Status}")]
    public static partial void ResponseUrlFailed(this ILogger log, int status);

    [LoggerMessage(8, LogLevel.Warning, "A private answer did not reach Slack: {Reason}")]
    public static partial void ResponseUrlLost(this ILogger log, string reason);

    [LoggerMessage(9, LogLevel.Warning, "A private answer to {Receipt} had nowhere to go")]
    public static partial void NowhereToAnswer(this ILogger log, string receipt);

    [LoggerMessage(10, LogLevel.Warning, "A form cannot be opened in answer to {Receipt}: only a command or a button can open one")]
    public static partial void FormHasNoTrigger(this ILogger log, string receipt);

    [LoggerMessage(11, LogLevel.Warning, "Workspace {Workspace} sends more than {Limit} requests a minute (Slack:RequestsPerMinute); requests refused since this was last said: {Count}")]
    public static partial void TooManyRequests(this ILogger log, string workspace, int limit, int count);

    [LoggerMessage(12, LogLevel.Warning, "An address sends more than {Limit} requests a minute that Slack did not sign; such requests since this was last said: {Count}")]
    public static partial void TooManyUnverified(this ILogger log, int limit, int count);
}
