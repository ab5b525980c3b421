namespace HandoffBot.Slack.Outbound;

/// <summary>What somebody must do before a refused call can work.</summary>
internal static class Mending
{
    /// <summary>Errors that say nothing of the message or its destination: the token itself is not accepted.</summary>
    public static bool IsOfTheToken(string error) => error
        is "account_inactive" or "token_revoked" or "token_expired" or "invalid_auth" or "not_authed" or "org_login_required" or "team_access_not_granted"
        or "not_allowed_token_type";

    /// <summary>A sentence for errors that no retry will cure; null for all others.</summary>
    public static string? Of(Called.Refused refused, string? channel)
    {
        var where = channel is null ? "that channel" : $"channel {channel}";
        return refused.Error switch
        {
            "channel_not_found" =>
                $"Slack knows no {where} that the bot may see: check its id in organization.yml, and invite the bot with /invite @HandoffBot in that channel.",
            "not_in_channel" => $"Invite the bot to {where} with /invite @HandoffBot in that channel.",
            "is_archived" => $"The {where} is archived: unarchive it, or name another one in organization.yml.",
            "restricted_action" or "restricted_action_read_only_channel" or "restricted_action_thread_only_channel" or "restricted_action_non_threadable_channel"
                or "no_permission" or "ekm_access_denied" or "access_denied" or "posting_to_general_channel_denied" =>
                $"The workspace forbids the bot to post in {where}: a workspace admin can allow it, or name another channel in organization.yml.",
            "not_allowed_token_type" => "Slack:BotToken is not a bot token: set it to the one that begins with xoxb-.",
            var error when IsOfTheToken(error) =>
                "Slack does not accept the bot's token: install the app again and set Slack:BotToken to the new token.",
            "missing_scope" =>
                $"The Slack app lacks the scope {refused.Needed ?? "that this needs"}: add it under OAuth & Permissions and install the app again.",
            "user_not_found" or "users_not_found" or "user_disabled" or "cannot_dm_bot" or "user_not_visible" =>
                "That person cannot be written to in Slack: check that the account is active and belongs to this workspace.",
            "messages_tab_disabled" => "The app's Messages tab is off: turn it on under App Home, or install manifests/slack/manifest.yml.",
            "invalid_blocks" or "invalid_blocks_format" or "msg_too_long" or "msg_blocks_too_long" or "no_text" or "invalid_arguments" or "metadata_too_large"
                or "invalid_metadata_format" or "invalid_metadata_schema" => "Slack refused how the message is drawn: please report it with the time of this line.",
            _ => null,
        };
    }
}
