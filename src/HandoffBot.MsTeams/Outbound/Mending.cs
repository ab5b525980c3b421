namespace HandoffBot.MsTeams.Outbound;

/// <summary>What somebody must do before a refused call can work.</summary>
internal static class Mending
{
    /// <summary>It mends every message at once.</summary>
    public const string OfTheToken =
        "Microsoft Teams does not accept the bot's token: check MsTeams:AppId, MsTeams:AppPassword and MsTeams:TenantId against the Azure bot's page, Configuration.";

    /// <summary>The bot was removed or blocked, and it is of no use to try that again.</summary>
    public static bool IsDead(Called.Refused refused) =>
        IsSilenced(refused) || refused is { Status: 403, Code: "BotNotInConversationRoster" or "BotDisabledByAdmin" };

    /// <summary>A person blocked the bot, or a channel's moderation does.</summary>
    public static bool IsSilenced(Called.Refused refused) => refused is { Status: 403, Code: "ConversationBlockedByUser" or "MessageWritesBlocked" };

    /// <summary>A sentence for what no retry will cure.</summary>
    /// <param name="conversation">Where; null for somebody's personal chat.</param>
    public static string Of(Called.Refused refused, string? conversation)
    {
        var channel = conversation is not null && Conversations.IsChannel(conversation) ? Conversations.WithoutThread(conversation) : null;
        return (refused.Status, refused.Code) switch
        {
            (403, "BotDisabledByAdmin") => "An admin of Microsoft Teams has blocked the app: allow it in the Teams admin center, Manage apps.",
            (403, "BotNotInConversationRoster") when channel is not null =>
                $"The app is not in the team of channel {channel}: add it there (Apps, HandoffBot, Add to a team), or name another channel in organization.yml.",
            (403, "BotNotInConversationRoster") =>
                "That person does not have the app: they add it in Microsoft Teams under Apps, or an admin installs it for them.",
            (403, _) when channel is not null =>
                $"Microsoft Teams forbids the bot to post in channel {channel}: an owner of the team can allow it in the channel's moderation.",
            (403, _) => "That person has blocked the bot: they allow it again in their chat with it.",
            (404, _) when channel is not null =>
                $"Microsoft Teams knows no channel {channel} that the bot may see: check its id in organization.yml, and add the app to its team.",
            (404, _) => "That person cannot be written to in Microsoft Teams: check that the account is active and has the app.",
            (413, _) => "Microsoft Teams refused the message as too large: please report it with the time of this line.",
            _ when refused.Code is "BadArgument" && channel is null =>
                "That person cannot be written to in Microsoft Teams: check that the account is active and belongs to this tenant.",
            _ => "Microsoft Teams refused how the message is drawn: please report it with the time of this line.",
        };
    }
}
