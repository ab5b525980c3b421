using System.Text.Json.Nodes;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.WebApi;

/// <summary>Objects of the workspace as Slack's API and events show them. https://docs.slack.dev/reference/objects</summary>
internal sealed class Shown(SlackWorkspace workspace)
{
    private const long Created = 1_700_000_000;

    public JsonObject Team => new()
    {
        ["id"] = workspace.Options.Workspace,
        ["domain"] = Domain,
    };

    public string Domain => string.Concat(workspace.Options.WorkspaceName.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));

    /// <summary>A message as an app sees it; metadata only where it was asked for.</summary>
    public JsonObject Message(Message message, bool withMetadata)
    {
        var shown = new JsonObject { ["type"] = "message" };
        var broadcast = message.IsReply && message.Broadcast ? "thread_broadcast" : null;
        if ((message.Subtype ?? broadcast) is { } subtype) shown["subtype"] = subtype;
        shown["user"] = message.User;
        shown["ts"] = message.Ts;
        shown["text"] = message.Text;
        shown["team"] = workspace.Options.Workspace;
        if (message.User == workspace.Bot.Id && !message.Deleted) SignAsBot(shown);
        if (message.Username is { } username) shown["username"] = username;
        if (message.Blocks is { } blocks) shown["blocks"] = blocks.Copy();
        if (message.EditedTs is { } edited) shown["edited"] = new JsonObject { ["user"] = message.User, ["ts"] = edited };
        if (withMetadata && message.Metadata is { } metadata) shown["metadata"] = metadata.Copy();
        if (message.ThreadTs is { } thread) shown["thread_ts"] = thread;
        return shown;
    }

    /// <summary>A message in a history, with what its thread has come to.</summary>
    public JsonObject Message(Conversation channel, Message message, bool withMetadata)
    {
        var shown = Message(message, withMetadata);
        if (message.IsReply)
        {
            if (channel.Find(message.ThreadTs) is { } root) shown["parent_user_id"] = root.User;
            return shown;
        }

        var replies = channel.RepliesTo(message.Ts).ToList();
        if (replies.Count == 0) return shown;

        var users = replies.Select(reply => reply.User).Distinct(StringComparer.Ordinal).ToList();
        shown["thread_ts"] = message.Ts;
        shown["reply_count"] = replies.Count;
        shown["reply_users_count"] = users.Count;
        shown["latest_reply"] = replies[^1].Ts;
        shown["reply_users"] = Json.Strings(users);
        shown["is_locked"] = false;
        shown["subscribed"] = false;
        return shown;
    }

    public JsonObject Channel(Conversation channel, bool withMemberCount = false)
    {
        if (channel.Kind == ConversationKind.Direct) return Direct(channel);

        var isPrivate = channel.Kind == ConversationKind.Private;
        var shown = new JsonObject
        {
            ["id"] = channel.Id,
            ["name"] = channel.Name,
            ["name_normalized"] = channel.Name,
            ["is_channel"] = !isPrivate,
            ["is_group"] = isPrivate,
            ["is_im"] = false,
            ["is_mpim"] = false,
            ["is_private"] = isPrivate,
            ["is_archived"] = false,
            ["is_general"] = false,
            ["is_shared"] = false,
            ["is_ext_shared"] = false,
            ["is_org_shared"] = false,
            ["is_member"] = channel.Has(workspace.Bot.Id),
            ["created"] = Created,
            ["creator"] = channel.Members.Count > 0 ? channel.Members[0] : workspace.Bot.Id,
            ["context_team_id"] = workspace.Options.Workspace,
            ["topic"] = new JsonObject { ["value"] = channel.Topic, ["creator"] = "", ["last_set"] = 0 },
            ["purpose"] = new JsonObject { ["value"] = "", ["creator"] = "", ["last_set"] = 0 },
        };
        if (withMemberCount) shown["num_members"] = channel.Members.Count;
        return shown;
    }

    public JsonObject Person(Member member)
    {
        var profile = new JsonObject
        {
            ["title"] = member.Title,
            ["real_name"] = member.Name,
            ["real_name_normalized"] = member.Name,
            ["display_name"] = member.IsBot ? "" : member.Handle,
            ["display_name_normalized"] = member.IsBot ? "" : member.Handle,
            ["first_name"] = member.Name.Split(' ')[0],
            ["status_text"] = "",
            ["status_emoji"] = "",
            ["team"] = workspace.Options.Workspace,
        };
        if (member.IsBot)
        {
            profile["bot_id"] = workspace.BotId;
            profile["api_app_id"] = workspace.AppId;
        }
        else
        {
            profile["email"] = member.Email;
        }

        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(member.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        return new JsonObject
        {
            ["id"] = member.Id,
            ["team_id"] = workspace.Options.Workspace,
            ["name"] = member.Handle,
            ["deleted"] = member.IsDeleted,
            ["color"] = member.Color,
            ["real_name"] = member.Name,
            ["tz"] = member.TimeZone,
            ["tz_label"] = zone.StandardName,
            ["tz_offset"] = (int)zone.BaseUtcOffset.TotalSeconds,
            ["profile"] = profile,
            ["is_admin"] = false,
            ["is_owner"] = false,
            ["is_primary_owner"] = false,
            ["is_restricted"] = member.IsGuest,
            ["is_ultra_restricted"] = false,
            ["is_bot"] = member.IsBot,
            ["is_app_user"] = false,
            ["is_email_confirmed"] = !member.IsBot,
            ["updated"] = Created,
            ["who_can_share_contact_card"] = "EVERYONE",
        };
    }

    public JsonObject UserGroup(PlaygroundUserGroup group, bool withUsers)
    {
        var users = UsersOf(group);
        var shown = new JsonObject
        {
            ["id"] = group.Id,
            ["team_id"] = workspace.Options.Workspace,
            ["is_usergroup"] = true,
            ["is_subteam"] = true,
            ["name"] = group.Handle,
            ["description"] = "",
            ["handle"] = group.Handle,
            ["is_external"] = false,
            ["date_create"] = Created,
            ["date_update"] = Created,
            ["date_delete"] = 0,
            ["auto_type"] = null,
            ["created_by"] = workspace.Bot.Id,
            ["updated_by"] = workspace.Bot.Id,
            ["deleted_by"] = null,
            ["prefs"] = new JsonObject { ["channels"] = new JsonArray(), ["groups"] = new JsonArray() },
            ["user_count"] = users.Count,
        };
        if (withUsers) shown["users"] = Json.Strings(users);
        return shown;
    }

    public IReadOnlyList<string> UsersOf(PlaygroundUserGroup group) =>
        [.. group.Members.Select(PlaygroundIds.User).Where(id => workspace.Member(id) is { IsDeleted: false })];

    private void SignAsBot(JsonObject shown)
    {
        shown["bot_id"] = workspace.BotId;
        shown["app_id"] = workspace.AppId;
        shown["bot_profile"] = new JsonObject
        {
            ["id"] = workspace.BotId,
            ["app_id"] = workspace.AppId,
            ["user_id"] = workspace.Bot.Id,
            ["name"] = workspace.Options.BotName,
            ["team_id"] = workspace.Options.Workspace,
            ["deleted"] = false,
            ["updated"] = Created,
            ["icons"] = new JsonObject(),
        };
    }

    private JsonObject Direct(Conversation direct) => new()
    {
        ["id"] = direct.Id,
        ["created"] = Created,
        ["is_im"] = true,
        ["is_archived"] = false,
        ["is_org_shared"] = false,
        ["context_team_id"] = workspace.Options.Workspace,
        ["user"] = direct.Members.Find(id => id != workspace.Bot.Id),
        ["is_user_deleted"] = false,
        ["priority"] = 0,
    };
}
