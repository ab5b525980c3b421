using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>What calls tell the log: ids and reasons, never bodies or tokens.</summary>
internal static partial class CallLog
{
    [LoggerMessage(101, LogLevel.Warning, "Microsoft Teams was asked to {Operation} and it failed: {Reason}")]
    public static partial void CallFailed(this ILogger log, string operation, string reason);

    [LoggerMessage(102, LogLevel.Warning, "Conversation {Conversation} of tenant {Tenant} takes the bot no more ({Reason}); it is forgotten")]
    public static partial void Forgotten(this ILogger log, string tenant, string conversation, string reason);
}
