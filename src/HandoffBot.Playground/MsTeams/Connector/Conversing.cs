using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Tenant;

namespace HandoffBot.Playground.MsTeams.Connector;

/// <summary>Beginning conversations, and saying, changing and taking back what is said in them.</summary>
internal sealed class Conversing(MsTeamsTenant tenant, MsTeamsAddresses addresses) : IConnectorOperations
{
    public IEnumerable<(string Name, ConnectorOperation Operation)> Operations =>
    [
        (MsTeamsOperations.Create, Create),
        (MsTeamsOperations.Send, call => Say(call, tenant.Find(call.Conversation))),
        (MsTeamsOperations.Reply, Reply),
        (MsTeamsOperations.Update, Update),
        (MsTeamsOperations.Delete, Delete),
    ];

    private ConnectorAnswer Create(ConnectorCall call)
    {
        var directory = call.Body.Text("tenantId") ?? call.Body.Object("channelData").Object("tenant").Text("id");
        if (directory is null) return ConnectorAnswer.BadArgument("Tenant id is missing");
        if (!directory.Equals(tenant.Options.TenantId, StringComparison.OrdinalIgnoreCase)) return ConnectorAnswer.NotInRoster;

        if (call.Body.Object("channelData").Object("channel").Text("id") is { } channel) return CreateThread(call, channel);
        return call.Body.IsTrue("isGroup") || call.Body.Array("members") is not { Count: 1 } members
            ? ConnectorAnswer.BadSyntax("Incorrect conversation creation parameters")
            : CreateChat(call, members[0].Text("id"));
    }

    private ConnectorAnswer CreateThread(ConnectorCall call, string id)
    {
        if (!call.Body.IsTrue("isGroup")) return ConnectorAnswer.BadSyntax("Incorrect conversation creation parameters");
        if (call.Body.Object("activity") is not { } activity) return ConnectorAnswer.BadSyntax("Activity is required to begin a thread");
        if (tenant.Conversation(id) is not { Team: { } team } channel) return ConnectorAnswer.ConversationNotFound;
        if (!team.HasBot) return ConnectorAnswer.NotInRoster;

        var (draft, refusal) = ActivityDraft.Read(activity);
        if (draft is null) return refusal!;

        var said = Add(channel, draft, thread: null);
        return Created(Address.Of(channel, said[0].Id), draft.IsSplit ? null : said[0].Id);
    }

    private ConnectorAnswer CreateChat(ConnectorCall call, string? id)
    {
        if (tenant.Account(id) is not { IsDisabled: false } person) return ConnectorAnswer.BadArgument("Failed to decrypt pairwise id");

        var chat = tenant.ChatOf(person);
        if (Closed(chat) is { } closed) return closed;
        if (call.Body.Object("activity") is not { } activity) return Created(chat.Id, null);

        var (draft, refusal) = ActivityDraft.Read(activity);
        if (draft is null) return refusal!;

        var said = Add(chat, draft, thread: null);
        return Created(chat.Id, draft.IsSplit ? null : said[0].Id);
    }

    private ConnectorAnswer Created(string conversation, string? activity)
    {
        var body = new JsonObject { ["id"] = conversation, ["serviceUrl"] = addresses.Service.AbsoluteUri };
        if (activity is not null) body["activityId"] = activity;
        return new ConnectorAnswer(201, body);
    }

    /// <summary>In a channel's address itself a reply says by its target which thread it belongs to; elsewhere that is known already.</summary>
    private ConnectorAnswer Reply(ConnectorCall call)
    {
        var address = tenant.Find(call.Conversation);
        if (address is not { Conversation.Team: not null, Thread: null }) return Say(call, address);

        return address.Conversation.Find(call.Target) is { Deleted: false } post
            ? Say(call, address with { Thread = post.Thread })
            : ConnectorAnswer.ActivityNotFound;
    }

    private ConnectorAnswer Say(ConnectorCall call, Address? address)
    {
        if (address is null) return ConnectorAnswer.ConversationNotFound;
        if (Closed(address.Conversation) is { } closed) return closed;
        if (call.Query.ContainsKey("isTargetedActivity")) return ConnectorAnswer.BadArgument("Messages for one person are a preview that this stand-in does not have");

        var (draft, refusal) = ActivityDraft.Read(call.Body);
        if (draft is null) return refusal!;

        var said = Add(address.Conversation, draft, address.Thread);
        return draft.IsSplit ? new ConnectorAnswer(202) : new ConnectorAnswer(201, new JsonObject { ["id"] = said[0].Id });
    }

    private ConnectorAnswer Update(ConnectorCall call)
    {
        var (conversation, post, missing) = Own(call);
        if (missing is not null) return missing;

        var (draft, refusal) = ActivityDraft.Read(call.Body);
        if (draft is null) return refusal!;
        if (draft.IsSplit) return ConnectorAnswer.BadSyntax("Activity resulted into multiple skype activities");

        var changed = draft.AsPost(post!.Id, post.From, post.At, post.ThreadId) with { EditedAt = tenant.Clock.Now };
        tenant.Edit(conversation!, changed);
        return new ConnectorAnswer(200, new JsonObject { ["id"] = post.Id });
    }

    private ConnectorAnswer Delete(ConnectorCall call)
    {
        var (conversation, post, missing) = Own(call);
        if (missing is not null) return missing;

        tenant.Remove(conversation!, post!);
        return new ConnectorAnswer(200);
    }

    /// <summary>A message that is the bot's to change.</summary>
    private (Conversation? Conversation, Post? Post, ConnectorAnswer? Missing) Own(ConnectorCall call)
    {
        if (tenant.Find(call.Conversation) is not { } address) return (null, null, ConnectorAnswer.ConversationNotFound);
        if (Closed(address.Conversation) is { } closed) return (null, null, closed);
        if (address.Conversation.Find(call.Target) is not { Deleted: false } post || (address.Thread is { } thread && post.Thread != thread))
            return (null, null, ConnectorAnswer.ActivityNotFound);

        return post.From == tenant.Bot
            ? (address.Conversation, post, null)
            : (null, null, ConnectorAnswer.Error(403, "Forbidden", "The bot may change its own messages only."));
    }

    /// <summary>Why the bot may not speak there, or null when it may.</summary>
    private ConnectorAnswer? Closed(Conversation conversation)
    {
        if (conversation.Team is { } team) return team.HasBot ? null : ConnectorAnswer.NotInRoster;
        if (tenant.Blocking.Contains(conversation.Person!))
            return ConnectorAnswer.Error(403, "ConversationBlockedByUser", "User blocked the conversation with the bot.");

        return tenant.Account(conversation.Person) is { IsDisabled: false } person && tenant.Reaches(person) ? null : ConnectorAnswer.NotInRoster;
    }

    private List<Post> Add(Conversation conversation, ActivityDraft draft, string? thread)
    {
        ActivityDraft[] parts = draft.IsSplit ? [draft with { Card = null }, draft with { Text = "", Entities = null }] : [draft];
        var said = new List<Post>();
        foreach (var part in parts)
        {
            // What begins a thread holds the rest of itself.
            var root = thread ?? (conversation.Team is null ? null : said.FirstOrDefault()?.Id);
            said.Add(part.AsPost(tenant.Ids.Next(), tenant.Bot, tenant.Clock.Now, root));
            tenant.Add(conversation, said[^1]);
        }

        return said;
    }
}
