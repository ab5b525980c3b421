using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Connector;
using HandoffBot.Playground.MsTeams.Tenant;

namespace HandoffBot.Playground.MsTeams.Activities;

/// <summary>
/// Writes what the bot is sent when somebody says or clicks something. Called under the tenant's lock.
/// https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability
/// </summary>
internal sealed class ActivityWriter(MsTeamsTenant tenant, MsTeamsAddresses addresses)
{
    private const string Locale = "en-GB";

    /// <summary>What somebody has written. In a channel the text ends with a line break, as it does there.</summary>
    public JsonObject Message(Account person, Conversation conversation, Post post)
    {
        var activity = Begin("message", post.Id, person, conversation, post.Thread);
        activity["textFormat"] = "plain";
        activity["text"] = conversation.Team is null ? post.Text : post.Text + "\n";
        activity["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "text/html",
            ["content"] = $"<div>{WebUtility.HtmlEncode(post.Text)}</div>",
        });
        foreach (var mention in post.Entities.Objects()) activity.Array("entities")!.Add(mention.Copy());
        return activity;
    }

    /// <summary>A plain Action.Submit: a message with a value and no text.</summary>
    public JsonObject Submitted(Account person, Conversation conversation, Post post, JsonNode? value)
    {
        var activity = Begin("message", NewId(), person, conversation, post.Thread);
        activity["replyToId"] = post.Id;
        activity["value"] = value?.DeepClone();
        return activity;
    }

    /// <summary>An invoke, whose answer is the answer of the request.</summary>
    /// <param name="name">Such as <c>task/fetch</c>.</param>
    /// <param name="conversationId">As the bot is told of it, the thread included.</param>
    /// <param name="replyTo">The message that it comes from; of a dialog's there is none.</param>
    public JsonObject Invoke(string name, Account person, string conversationId, string? replyTo, JsonObject value)
    {
        var address = tenant.Find(conversationId)!;
        var activity = Begin("invoke", NewId(), person, address.Conversation, address.Thread);
        activity["name"] = name;
        activity["value"] = value;
        if (replyTo is not null) activity["replyToId"] = replyTo;
        return activity;
    }

    /// <summary>A message as an action chosen on it shows it.</summary>
    public JsonObject Quoted(Conversation conversation, Post post)
    {
        var at = post.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var quoted = new JsonObject
        {
            ["id"] = post.Id,
            ["messageType"] = "message",
            ["createdDateTime"] = at,
            ["lastModifiedDateTime"] = at,
            ["deleted"] = false,
            ["importance"] = "normal",
            ["locale"] = "en-us",
            ["from"] = Writer(post),
            ["body"] = Content(post),
            ["attachments"] = new JsonArray(),
            ["mentions"] = new JsonArray(),
            ["reactions"] = new JsonArray(),
        };
        if (post.ThreadId is { } root) quoted["replyToId"] = root;
        if (conversation.Team is not null)
        {
            quoted["linkToMessage"] =
                $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(conversation.Id)}/{post.Id}?tenantId={tenant.Options.TenantId}&parentMessageId={post.Thread}&createdTime={post.Id}";
        }

        if (post.Card is not null)
        {
            quoted.Array("attachments")!.Add(new JsonObject
            {
                ["id"] = post.Id, ["contentType"] = ActivityDraft.CardType, ["content"] = post.Card.ToJsonString(), ["contentUrl"] = null,
            });
        }

        return quoted;
    }

    private JsonObject Writer(Post post) => tenant.Account(post.From) is { } person
        ? new() { ["user"] = new JsonObject { ["userIdentityType"] = "aadUser", ["id"] = person.AadObjectId, ["displayName"] = person.Name } }
        : new() { ["application"] = new JsonObject { ["applicationIdentityType"] = "bot", ["id"] = tenant.Options.AppId, ["displayName"] = tenant.Options.BotName } };

    /// <summary>A card stands in it as the place of its attachment.</summary>
    private static JsonObject Content(Post post)
    {
        var said = post.Card is null ? WebUtility.HtmlEncode(post.Text.Replace("<at>", "", StringComparison.Ordinal).Replace("</at>", "", StringComparison.Ordinal)) : "";
        var html = post.Card is null ? $"<div><div>{said.Replace("\n", "<br>", StringComparison.Ordinal)}</div></div>" : $"<attachment id=\"{post.Id}\"></attachment>";
        return new() { ["contentType"] = "html", ["content"] = html };
    }

    /// <summary>The frame of every activity that a person causes.</summary>
    public JsonObject Begin(string type, string id, Account person, Conversation conversation, string? thread)
    {
        var now = tenant.Clock.Now;
        return new JsonObject
        {
            ["type"] = type,
            ["id"] = id,
            ["timestamp"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["localTimestamp"] = Local(now, person.TimeZone),
            ["localTimezone"] = person.TimeZone,
            ["serviceUrl"] = addresses.Service.AbsoluteUri,
            ["channelId"] = "msteams",
            ["from"] = new JsonObject { ["id"] = person.Id, ["name"] = person.Name, ["aadObjectId"] = person.AadObjectId },
            ["conversation"] = Shown(conversation, thread),
            ["recipient"] = new JsonObject { ["id"] = tenant.Bot, ["name"] = tenant.Options.BotName },
            ["entities"] = new JsonArray(new JsonObject
            {
                ["locale"] = Locale, ["country"] = "GB", ["platform"] = "Web", ["timezone"] = person.TimeZone, ["type"] = "clientInfo",
            }),
            ["channelData"] = About(conversation),
            ["locale"] = Locale,
        };
    }

    /// <summary>An id of something that is no message.</summary>
    public static string NewId() => $"f:{Guid.NewGuid()}";

    private JsonObject Shown(Conversation conversation, string? thread)
    {
        var shown = new JsonObject { ["conversationType"] = conversation.Team is null ? "personal" : "channel", ["tenantId"] = tenant.Options.TenantId };
        if (conversation.Team is not null) shown["isGroup"] = true;
        shown["id"] = Address.Of(conversation, thread);
        return shown;
    }

    private JsonObject About(Conversation conversation)
    {
        var about = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant.Options.TenantId } };
        if (conversation.Team is not { } team) return about;

        about["teamsChannelId"] = conversation.Id;
        about["teamsTeamId"] = team.Id;
        about["channel"] = new JsonObject { ["id"] = conversation.Id };
        about["team"] = new JsonObject { ["id"] = team.Id };
        return about;
    }

    private static string Local(DateTimeOffset now, string zone) =>
        (TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(now, found) : now)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
}
