using System.Text.Json.Nodes;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.WebApi;

/// <summary><c>chat.*</c>. https://docs.slack.dev/reference/methods?family=chat</summary>
internal sealed class ChatMethods(SlackWorkspace workspace, Shown shown, PlaygroundAddress address) : IApiMethods
{
    public IEnumerable<(string Name, ApiMethod Method)> Methods =>
    [
        ("chat.postMessage", PostMessage),
        ("chat.update", Update),
        ("chat.delete", Delete),
        ("chat.postEphemeral", PostEphemeral),
        ("chat.getPermalink", GetPermalink),
    ];

    private JsonObject PostMessage(ApiArguments arguments)
    {
        if (arguments.Text("channel") is not { } wanted) return ApiAnswer.Missing("channel");
        if (Channel(wanted, orUser: true) is not { } channel) return ApiAnswer.Error("channel_not_found");
        if (!channel.Has(workspace.Bot.Id)) return ApiAnswer.Error("not_in_channel");

        var (draft, error) = Draft.Read(arguments);
        if (draft is null) return error!;

        var thread = arguments.Text("thread_ts");
        if (thread is not null && channel.Find(thread) is not { IsReply: false }) return ApiAnswer.Error("thread_not_found");

        var broadcast = thread is not null && arguments.Flag("reply_broadcast");
        var message = draft.AsMessage(workspace.Stamps.Next(), workspace.Bot.Id, thread, broadcast, arguments.Text("username"));
        workspace.Post(channel, message);
        return ApiAnswer.Ok(new JsonObject
        {
            ["channel"] = channel.Id,
            ["ts"] = message.Ts,
            ["message"] = shown.Message(message, withMetadata: true),
        });
    }

    /// <summary>Text without blocks takes the blocks away; metadata that is not given stays.</summary>
    private JsonObject Update(ApiArguments arguments)
    {
        var (channel, message, error) = Own(arguments, "cant_update_message");
        if (message is null) return error!;

        var (draft, wrong) = Draft.Read(arguments);
        if (draft is null) return wrong!;

        var edited = message with
        {
            Text = draft.Text,
            Blocks = draft.Blocks,
            Metadata = draft.MetadataGiven ? draft.Metadata : message.Metadata,
            EditedTs = workspace.Stamps.Next(),
            Broadcast = message.Broadcast || (message.IsReply && arguments.Flag("reply_broadcast")),
        };
        workspace.Edit(channel!, edited);
        return ApiAnswer.Ok(new JsonObject
        {
            ["channel"] = channel!.Id,
            ["ts"] = edited.Ts,
            ["text"] = edited.Text,
            ["message"] = shown.Message(edited, withMetadata: true),
        });
    }

    private JsonObject Delete(ApiArguments arguments)
    {
        var (channel, message, error) = Own(arguments, "cant_delete_message");
        if (message is null) return error!;

        workspace.Delete(channel!, message);
        return ApiAnswer.Ok(new JsonObject { ["channel"] = channel!.Id, ["ts"] = message.Ts });
    }

    private JsonObject PostEphemeral(ApiArguments arguments)
    {
        if (arguments.Text("channel") is not { } wanted) return ApiAnswer.Missing("channel");
        if (arguments.Text("user") is not { } user) return ApiAnswer.Missing("user");
        if (Channel(wanted, orUser: false) is not { } channel) return ApiAnswer.Error("channel_not_found");
        if (!channel.Has(workspace.Bot.Id)) return ApiAnswer.Error("not_in_channel");
        if (!channel.Has(user)) return ApiAnswer.Error("user_not_in_channel");

        var (draft, error) = Draft.Read(arguments);
        if (draft is null) return error!;

        var message = draft.AsMessage(workspace.Stamps.Next(), workspace.Bot.Id, arguments.Text("thread_ts"));
        workspace.Whisper(new Ephemeral(channel.Id, user, message));
        return ApiAnswer.Ok(new JsonObject { ["message_ts"] = message.Ts });
    }

    private JsonObject GetPermalink(ApiArguments arguments)
    {
        if (arguments.Text("channel") is not { } wanted) return ApiAnswer.Missing("channel");
        if (Channel(wanted, orUser: false) is not { } channel) return ApiAnswer.Error("channel_not_found");
        if (channel.Find(arguments.Text("message_ts")) is not { } message) return ApiAnswer.Error("message_not_found");

        var thread = message.IsReply ? $"?thread_ts={message.ThreadTs}&cid={channel.Id}" : "";
        var link = new Uri(address.Base, $"archives/{channel.Id}/p{message.Ts.Replace(".", "", StringComparison.Ordinal)}{thread}");
        return ApiAnswer.Ok(new JsonObject { ["channel"] = channel.Id, ["permalink"] = link.AbsoluteUri });
    }

    private (Conversation? Channel, Message? Message, JsonObject? Error) Own(ApiArguments arguments, string notOwn)
    {
        if (arguments.Text("channel") is not { } wanted) return (null, null, ApiAnswer.Missing("channel"));
        if (arguments.Text("ts") is not { } ts) return (null, null, ApiAnswer.Missing("ts"));
        if (Channel(wanted, orUser: false) is not { } channel) return (null, null, ApiAnswer.Error("channel_not_found"));
        if (channel.Find(ts) is not { Deleted: false } message) return (null, null, ApiAnswer.Error("message_not_found"));

        return message.User == workspace.Bot.Id ? (channel, message, null) : (null, null, ApiAnswer.Error(notOwn));
    }

    /// <summary>A private channel without the bot is not there; a user id means the direct chat where a method allows it.</summary>
    private Conversation? Channel(string id, bool orUser)
    {
        if (orUser && workspace.Member(id) is { IsBot: false, IsDeleted: false }) return workspace.DirectOf(id);

        return workspace.Conversation(id) is { } channel
            && (channel.Kind == ConversationKind.Public || channel.Has(workspace.Bot.Id))
            ? channel
            : null;
    }
}
