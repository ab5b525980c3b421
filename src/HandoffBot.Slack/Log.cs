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

    [LoggerMessage(13, LogLevel.Information, "Connected to Slack by Socket Mode")]
    public static partial void SocketOpened(this ILogger log);

    [LoggerMessage(14, LogLevel.Error, "Socket Mode is not connected: {Mend} Slack says {Error}; it is tried again in {Seconds} s")]
    public static partial void SocketRefused(this ILogger log, string mend, string error, int seconds);

    [LoggerMessage(15, LogLevel.Warning, "Socket Mode is not connected ({Reason}); it is tried again in {Seconds} s")]
    public static partial void SocketNotOpened(this ILogger log, string reason, int seconds);

    [LoggerMessage(16, LogLevel.Information, "Slack ends a Socket Mode connection ({Reason}); another one takes over")]
    public static partial void SocketEnds(this ILogger log, string reason);

    [LoggerMessage(17, LogLevel.Warning, "A Socket Mode connection broke: {Reason}")]
    public static partial void SocketBroke(this ILogger log, string reason);

    [LoggerMessage(18, LogLevel.Warning, "Something that came by Socket Mode was left alone: {Reason}")]
    public static partial void FrameIgnored(this ILogger log, string reason);

    [LoggerMessage(19, LogLevel.Warning, "Something that came by Socket Mode was not acknowledged: {Reason}")]
    public static partial void NotAcknowledged(this ILogger log, string reason);

    [LoggerMessage(20, LogLevel.Error, "Answering something that came by Socket Mode failed")]
    public static partial void AnswerFailed(this ILogger log, Exception failure);

    [LoggerMessage(12, LogLevel.Warning, "An address sends more than {Limit} requests a minute that Slack did not sign; such requests since this was last said: {Count}")]
    public static partial void TooManyUnverified(this ILogger log, int limit, int count);

    [LoggerMessage(21, LogLevel.Error, "The Home tab was not drawn after {Receipt}; it is when it is opened again")]
    public static partial void HomeNotDrawn(this ILogger log, Exception failure, string receipt);

    [LoggerMessage(22, LogLevel.Warning, "The app has no Home tab: turn it on at App Home on the Slack app's page, or create the app anew from its manifest")]
    public static partial void HomeTabIsOff(this ILogger log);
}
