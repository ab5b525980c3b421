using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Tenant;
using HandoffBot.Playground.Player;

namespace HandoffBot.Playground.MsTeams.Player;

/// <summary>The tenant as one person sees it, in the page's words.</summary>
internal sealed class MsTeamsView(MsTeamsTenant tenant, Dialogs dialogs)
{
    private const int MostPosts = 200;

    public JsonObject State(Account person, JsonObject clock) => new()
    {
        ["tenant"] = new JsonObject { ["id"] = tenant.Options.TenantId, ["name"] = tenant.Options.TenantName },
        ["me"] = person.AadObjectId,
        ["bot"] = new JsonObject { ["id"] = tenant.Bot, ["name"] = tenant.Options.BotName },
        ["people"] = new JsonArray([.. tenant.People.Select(Shown)]),
        ["chat"] = Chat(person),
        ["teams"] = new JsonArray([.. tenant.Teams.Where(team => team.Members.Contains(person.Id)).Select(team => Shown(person, team))]),
        ["on_messages"] = Offered.Of(tenant.Options.OnMessages),
        ["beside_box"] = Offered.Of(tenant.Options.BesideBox),
        ["commands"] = new JsonArray([.. tenant.Options.Completions.Select(each => new JsonObject { ["text"] = each.Text, ["hint"] = each.Hint })]),
        ["clock"] = clock,
    };

    /// <summary>Oldest first, replies among them; with a thread, that one alone.</summary>
    public JsonObject Posts(Account person, Conversation conversation, string? thread) => new()
    {
        ["messages"] = new JsonArray([.. conversation.Posts
            .Where(post => thread is null || post.Thread == thread)
            .TakeLast(MostPosts)
            .Select(post => Shown(person, conversation, post))]),
    };

    public JsonObject Dialog(Account person) => new()
    {
        ["dialog"] = dialogs.Of(person) is not { } open ? null : new JsonObject
        {
            ["id"] = open.Id,
            ["title"] = open.Title,
            ["width"] = open.Width,
            ["height"] = open.Height,
            ["card"] = open.Card.Copy(),
            ["inputs"] = open.Inputs.Copy(),
        },
    };

    private JsonObject Shown(Account person) => new()
    {
        ["id"] = person.AadObjectId,
        ["account"] = person.Id,
        ["name"] = person.Name,
        ["email"] = person.Email,
        ["title"] = person.Title,
        ["guest"] = person.IsGuest,
        ["color"] = person.Color,
        ["time_zone"] = person.TimeZone,
    };

    private JsonObject Chat(Account person)
    {
        var chat = tenant.ChatOf(person);
        return new JsonObject { ["id"] = chat.Id, ["installed"] = tenant.Installed.Contains(person.Id), ["unread"] = Unread(person, chat).Count };
    }

    private JsonObject Shown(Account person, Team team) => new()
    {
        ["id"] = team.Id,
        ["name"] = team.Name,
        ["has_bot"] = team.HasBot,
        ["members"] = new JsonArray([.. team.Members.Select(id => JsonValue.Create(tenant.Account(id)!.AadObjectId))]),
        ["channels"] = new JsonArray([.. team.Channels.Select(channel => Channel(person, channel))]),
    };

    private JsonObject Channel(Account person, Conversation channel)
    {
        var unread = Unread(person, channel);
        return new JsonObject
        {
            ["id"] = channel.Id,
            ["name"] = channel.Name,
            ["topic"] = channel.Topic,
            ["unread"] = unread.Count,
            ["mentions"] = unread.Count(post => IsMentioned(person, post)),
        };
    }

    private List<Post> Unread(Account person, Conversation conversation)
    {
        var read = PostIds.Read(tenant.ReadMarks.GetValueOrDefault((person.Id, conversation.Id)));
        return [.. conversation.Posts.Reverse().TakeWhile(post => PostIds.Read(post.Id) > read).Where(post => post.From != person.Id && !post.Deleted)];
    }

    private static bool IsMentioned(Account person, Post post) =>
        post.Entities.Objects().Concat(post.Card.Object("msteams").Array("entities").Objects())
            .Select(entity => entity.Object("mentioned").Text("id"))
            .Any(id => id == person.Id || id == person.AadObjectId || person.UserPrincipalName.Equals(id, StringComparison.OrdinalIgnoreCase));

    private JsonObject Shown(Account person, Conversation conversation, Post post)
    {
        var shown = new JsonObject
        {
            ["id"] = post.Id,
            ["from"] = post.From == tenant.Bot ? tenant.Bot : tenant.Account(post.From)?.AadObjectId ?? "",
            ["at"] = PlayerView.Instant(post.At),
            ["text"] = post.Text,
            ["text_format"] = post.TextFormat,
        };
        if (tenant.CardFor(person, post) is { } card) shown["card"] = card.Copy();
        if (post.Entities is { } entities) shown["entities"] = entities.Copy();
        if (post.Summary is { } summary) shown["summary"] = summary;
        if (post.ThreadId is { } thread) shown["thread"] = thread;
        if (post.EditedAt is { } edited) shown["edited"] = PlayerView.Instant(edited);
        if (post.Deleted) shown["deleted"] = true;
        if (conversation.Team is not null) shown["address"] = Address.Of(conversation, post.Thread);
        return shown;
    }
}
