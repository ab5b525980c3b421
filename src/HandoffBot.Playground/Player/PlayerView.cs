using System.Globalization;
using System.Text.Json.Nodes;
using HandoffBot.Playground.WebApi;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.Player;

/// <summary>The workspace as one person sees it, in the page's words.</summary>
internal sealed class PlayerView(SlackWorkspace workspace, Shown shown)
{
    private const int MostMessages = 200;

    public static bool MaySee(Member person, Conversation channel) =>
        channel.Has(person.Id) || (channel.Kind == ConversationKind.Public && !person.IsGuest);

    public JsonObject State(Member person, JsonObject clock) => new()
    {
        ["team"] = new JsonObject { ["id"] = workspace.Options.Workspace, ["name"] = workspace.Options.WorkspaceName },
        ["me"] = person.Id,
        ["bot"] = new JsonObject
        {
            ["id"] = workspace.BotId,
            ["user_id"] = workspace.Bot.Id,
            ["name"] = workspace.Bot.Name,
            ["app_id"] = workspace.AppId,
        },
        ["people"] = new JsonArray([.. workspace.People.Select(PersonOf)]),
        ["channels"] = new JsonArray([.. Channels(person).Select(channel => ChannelOf(person, channel))]),
        ["directs"] = new JsonArray(DirectOf(person, workspace.DirectOf(person.Id))),
        ["commands"] = new JsonArray(Command()),
        ["shortcuts"] = new JsonArray([.. workspace.Options.Shortcuts.Select(each => new JsonObject { ["callback_id"] = each.CallbackId, ["name"] = each.Name })]),
        ["home_tab"] = workspace.Options.HomeTab,
        ["on_messages"] = Offered.Of(workspace.Options.OnMessages),
        ["clock"] = clock,
    };

    /// <summary>Oldest first; a thread's replies only when the thread is asked for.</summary>
    public JsonObject Messages(Member person, Conversation channel, string? thread)
    {
        var lasting = channel.Messages.Where(message => Belongs(message, thread)).Select(message => (message, IsEphemeral: false));
        var whispered = workspace.Ephemerals
            .Where(each => each.Channel == channel.Id && each.Person == person.Id && Belongs(each.Message, thread))
            .Select(each => (message: each.Message, IsEphemeral: true));
        var all = lasting.Concat(whispered).OrderBy(each => each.message.Ts, StringComparer.Ordinal).TakeLast(MostMessages);
        return new JsonObject
        {
            ["messages"] = new JsonArray([.. all.Select(each => MessageOf(channel, each.message, each.IsEphemeral))]),
        };
    }

    private static bool Belongs(Message message, string? thread) =>
        thread is null ? message.InChannel : message.Ts == thread || message.ThreadTs == thread;

    private IEnumerable<Conversation> Channels(Member person) =>
        workspace.Conversations.Where(channel => channel.Kind != ConversationKind.Direct && MaySee(person, channel));

    private static JsonObject PersonOf(Member person) => new()
    {
        ["id"] = person.Id,
        ["name"] = person.Name,
        ["email"] = person.Email,
        ["title"] = person.Title,
        ["guest"] = person.IsGuest,
        ["color"] = person.Color,
        ["handle"] = person.Handle,
    };

    private JsonObject ChannelOf(Member person, Conversation channel)
    {
        var unread = Unread(person, channel);
        return new JsonObject
        {
            ["id"] = channel.Id,
            ["name"] = channel.Name,
            ["topic"] = channel.Topic,
            ["is_private"] = channel.Kind == ConversationKind.Private,
            ["is_member"] = channel.Has(person.Id),
            ["unread"] = unread.Count(message => message.InChannel),
            ["mentions"] = unread.Count(message => Mentions.Of(message, person, workspace.Options)),
        };
    }

    private JsonObject DirectOf(Member person, Conversation direct) => new()
    {
        ["id"] = direct.Id,
        ["with"] = new JsonObject { ["id"] = workspace.Bot.Id, ["name"] = workspace.Bot.Name, ["is_bot"] = true },
        ["unread"] = Unread(person, direct).Count(message => message.InChannel),
    };

    private List<Message> Unread(Member person, Conversation channel)
    {
        if (!channel.Has(person.Id)) return [];

        var read = workspace.ReadMarks.TryGetValue((person.Id, channel.Id), out var mark) ? Stamps.Read(mark) ?? 0 : 0;
        return [.. channel.Messages.Reverse()
            .TakeWhile(message => Stamps.Read(message.Ts) > read)
            .Where(message => message.User != person.Id && !message.Deleted)];
    }

    private JsonObject Command() => new()
    {
        ["command"] = workspace.Options.Command,
        ["description"] = workspace.Options.CommandDescription,
        ["usage_hint"] = workspace.Options.CommandUsageHint,
        ["completions"] = new JsonArray([.. workspace.Options.Completions.Select(each => new JsonObject
        {
            ["text"] = each.Text, ["hint"] = each.Hint,
        })]),
    };

    private JsonObject MessageOf(Conversation channel, Message message, bool isEphemeral)
    {
        var whole = shown.Message(channel, message, withMetadata: false);
        var picked = new JsonObject();
        foreach (var name in new[] { "ts", "user", "username", "text", "blocks", "edited", "thread_ts", "reply_count", "reply_users" })
        {
            if (whole.At(name) is { } value) picked[name] = value.DeepClone();
        }

        if (isEphemeral) picked["ephemeral"] = true;
        if (message.Broadcast) picked["broadcast"] = true;
        if (message.Deleted) picked["deleted"] = true;
        return picked;
    }

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
