using System.Text.Json.Nodes;
using HandoffBot.Playground.WebApi;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.Calls;

/// <summary>
/// The bodies that Slack sends, property for property. https://docs.slack.dev/reference/interaction-payloads and
/// https://docs.slack.dev/interactivity/implementing-slash-commands
/// </summary>
internal sealed class Payloads(SlackWorkspace workspace, Modals modals, Shown shown, TimeProvider time)
{
    /// <summary>The deprecated verification token, which a bot must not rely on.</summary>
    private const string Token = "playground-verification-token";

    public IReadOnlyList<KeyValuePair<string, string>> Command(Member person, Conversation channel, string text, string trigger, string responseUrl) =>
    [
        new("token", Token),
        new("team_id", workspace.Options.Workspace),
        new("team_domain", shown.Domain),
        new("channel_id", channel.Id),
        new("channel_name", ChannelName(channel)),
        new("user_id", person.Id),
        new("user_name", person.Handle),
        new("command", workspace.Options.Command),
        new("text", text),
        new("api_app_id", workspace.AppId),
        new("is_enterprise_install", "false"),
        new("response_url", responseUrl),
        new("trigger_id", trigger),
    ];

    public JsonObject ActionInMessage(
        Member person, Conversation channel, Message message, bool isEphemeral, JsonObject action, JsonObject state, string trigger, string responseUrl)
    {
        var payload = Head("block_actions", person);
        payload["container"] = MessageContainer(channel, message, isEphemeral);
        payload["trigger_id"] = trigger;
        payload["channel"] = ChannelOf(channel);
        if (!isEphemeral) payload["message"] = shown.Message(channel, message, withMetadata: true);
        payload["state"] = new JsonObject { ["values"] = FormState.Whole(new JsonObject { ["blocks"] = message.Blocks?.Copy() }, state) };
        payload["response_url"] = responseUrl;
        payload["actions"] = new JsonArray(action);
        return payload;
    }

    /// <summary>A shortcut that was chosen on a message. https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload</summary>
    public JsonObject MessageAction(Member person, Conversation channel, Message message, string callback, string trigger, string responseUrl)
    {
        var payload = Head("message_action", person);
        payload["action_ts"] = Stamps.Spell(time.GetUtcNow());
        payload["callback_id"] = callback;
        payload["trigger_id"] = trigger;
        payload["response_url"] = responseUrl;
        payload["channel"] = ChannelOf(channel);
        payload["message_ts"] = message.Ts;
        payload["message"] = shown.Message(channel, message, withMetadata: false);
        return payload;
    }

    public JsonObject ActionInView(Member person, OpenView view, JsonObject action, string trigger)
    {
        var payload = Head("block_actions", person);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["trigger_id"] = trigger;
        payload["view"] = modals.Show(view);
        payload["actions"] = new JsonArray(action);
        return payload;
    }

    public JsonObject Submission(Member person, OpenView view, string trigger)
    {
        var payload = Head("view_submission", person);
        payload["trigger_id"] = trigger;
        payload["view"] = modals.Show(view);
        payload["response_urls"] = new JsonArray();
        return payload;
    }

    public JsonObject Closed(Member person, OpenView view, bool isCleared)
    {
        var payload = Head("view_closed", person);
        payload["view"] = modals.Show(view);
        payload["is_cleared"] = isCleared;
        return payload;
    }

    /// <summary>A shortcut that is there wherever one is. https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload</summary>
    public JsonObject Shortcut(Member person, string callback, string trigger)
    {
        var payload = Head("shortcut", person);
        payload.Remove("api_app_id");
        payload["action_ts"] = Stamps.Spell(time.GetUtcNow());
        payload["callback_id"] = callback;
        payload["trigger_id"] = trigger;
        return payload;
    }

    public JsonObject SuggestionInView(Member person, OpenView view, string blockId, string actionId, string typed)
    {
        var payload = Suggestion(person, blockId, actionId, typed);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["view"] = modals.Show(view);
        return payload;
    }

    public JsonObject SuggestionInMessage(
        Member person, Conversation channel, Message message, bool isEphemeral, string blockId, string actionId, string typed)
    {
        var payload = Suggestion(person, blockId, actionId, typed);
        payload["container"] = MessageContainer(channel, message, isEphemeral);
        payload["channel"] = ChannelOf(channel);
        if (!isEphemeral) payload["message"] = shown.Message(channel, message, withMetadata: true);
        return payload;
    }

    /// <summary>The envelope of the Events API. https://docs.slack.dev/reference/objects/event-object</summary>
    public JsonObject Event(JsonObject inner) => new()
    {
        ["token"] = Token,
        ["team_id"] = workspace.Options.Workspace,
        ["context_team_id"] = workspace.Options.Workspace,
        ["context_enterprise_id"] = null,
        ["api_app_id"] = workspace.AppId,
        ["event"] = inner,
        ["type"] = "event_callback",
        ["event_id"] = PlaygroundIds.Fresh('E').Insert(1, "v"),
        ["event_time"] = time.GetUtcNow().ToUnixTimeSeconds(),
        ["authorizations"] = new JsonArray(new JsonObject
        {
            ["enterprise_id"] = null,
            ["team_id"] = workspace.Options.Workspace,
            ["user_id"] = workspace.Bot.Id,
            ["is_bot"] = true,
            ["is_enterprise_install"] = false,
        }),
        ["is_ext_shared_channel"] = false,
        ["event_context"] = "4-" + Guid.NewGuid().ToString("N"),
    };

    private JsonObject Suggestion(Member person, string blockId, string actionId, string typed)
    {
        var payload = Head("block_suggestion", person);
        payload["action_id"] = actionId;
        payload["block_id"] = blockId;
        payload["value"] = typed;
        return payload;
    }

    private JsonObject Head(string type, Member person) => new()
    {
        ["type"] = type,
        ["team"] = shown.Team,
        ["user"] = new JsonObject
        {
            ["id"] = person.Id,
            ["username"] = person.Handle,
            ["name"] = person.Handle,
            ["team_id"] = workspace.Options.Workspace,
        },
        ["api_app_id"] = workspace.AppId,
        ["token"] = Token,
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
    };

    private static JsonObject MessageContainer(Conversation channel, Message message, bool isEphemeral)
    {
        var container = new JsonObject
        {
            ["type"] = "message",
            ["message_ts"] = message.Ts,
            ["channel_id"] = channel.Id,
            ["is_ephemeral"] = isEphemeral,
        };
        if (message.ThreadTs is { } thread) container["thread_ts"] = thread;
        return container;
    }

    private static JsonObject ChannelOf(Conversation channel) => new() { ["id"] = channel.Id, ["name"] = ChannelName(channel) };

    private static string ChannelName(Conversation channel) => channel.Kind switch
    {
        ConversationKind.Public => channel.Name,
        ConversationKind.Private => "privategroup",
        _ => "directmessage",
    };
}
