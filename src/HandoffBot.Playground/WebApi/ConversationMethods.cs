using System.Text.Json.Nodes;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.WebApi;

/// <summary><c>conversations.*</c> but for messages. https://docs.slack.dev/reference/methods?family=conversations</summary>
internal sealed class ConversationMethods(SlackWorkspace workspace, Shown shown) : IApiMethods
{
    public IEnumerable<(string Name, ApiMethod Method)> Methods =>
    [
        ("conversations.open", Open),
        ("conversations.info", Info),
        ("conversations.members", MembersOf),
        ("conversations.join", Join),
        ("conversations.list", List),
    ];

    private JsonObject Open(ApiArguments arguments)
    {
        Conversation? direct;
        if (arguments.Text("channel") is { } id)
        {
            direct = workspace.Conversation(id);
            if (direct is not { Kind: ConversationKind.Direct }) return ApiAnswer.Error("channel_not_found");
        }
        else
        {
            var users = Users(arguments);
            if (users.Count == 0) return ApiAnswer.Error("users_list_not_supplied");
            if (users.Count > 1) return ApiAnswer.Error("too_many_users");
            if (workspace.Member(users[0]) is not { IsBot: false } person) return ApiAnswer.Error("user_not_found");
            if (person.IsDeleted) return ApiAnswer.Error("user_disabled");
            direct = workspace.DirectOf(person.Id);
        }

        var channel = arguments.Flag("return_im") ? shown.Channel(direct) : new JsonObject { ["id"] = direct.Id };
        return ApiAnswer.Ok(new JsonObject { ["no_op"] = true, ["already_open"] = true, ["channel"] = channel });
    }

    private JsonObject Info(ApiArguments arguments) =>
        Find(arguments, out var error) is { } channel
            ? ApiAnswer.Ok(new JsonObject { ["channel"] = shown.Channel(channel, arguments.Flag("include_num_members")) })
            : error!;

    private JsonObject MembersOf(ApiArguments arguments)
    {
        if (Find(arguments, out var error) is not { } channel) return error!;

        var (page, next, wrong) = Paging.Page(arguments, channel.Members, id => id, 100, 1000);
        return wrong ?? ApiAnswer.Ok(new JsonObject
        {
            ["members"] = Json.Strings(page),
            ["response_metadata"] = Paging.Metadata(next),
        });
    }

    private JsonObject Join(ApiArguments arguments)
    {
        if (Find(arguments, out var error) is not { } channel) return error!;
        if (channel.Kind != ConversationKind.Public) return ApiAnswer.Error("method_not_supported_for_channel_type");

        var answer = new JsonObject();
        if (channel.Has(workspace.Bot.Id))
        {
            answer["warning"] = "already_in_channel";
            answer["response_metadata"] = new JsonObject { ["warnings"] = Json.Strings(["already_in_channel"]) };
        }
        else
        {
            workspace.Join(channel, workspace.Bot.Id);
        }

        answer["channel"] = shown.Channel(channel);
        return ApiAnswer.Ok(answer);
    }

    private JsonObject List(ApiArguments arguments)
    {
        var types = (arguments.Text("types") ?? "public_channel").Split(',', StringSplitOptions.TrimEntries);
        if (types.Except(["public_channel", "private_channel", "im", "mpim"]).Any()) return ApiAnswer.Error("invalid_types");

        var all = workspace.Conversations.Where(each => IsVisible(each) && types.Contains(TypeOf(each))).ToList();
        var (page, next, wrong) = Paging.Page(arguments, all, each => each.Id, 100, 1000);
        return wrong ?? ApiAnswer.Ok(new JsonObject
        {
            ["channels"] = new JsonArray([.. page.Select(each => shown.Channel(each, withMemberCount: each.Kind != ConversationKind.Direct))]),
            ["response_metadata"] = Paging.Metadata(next),
        });
    }

    private static string TypeOf(Conversation channel) => channel.Kind switch
    {
        ConversationKind.Public => "public_channel",
        ConversationKind.Private => "private_channel",
        _ => "im",
    };

    private Conversation? Find(ApiArguments arguments, out JsonObject? error)
    {
        error = null;
        if (arguments.Text("channel") is not { } id) error = ApiAnswer.Missing("channel");
        else if (workspace.Conversation(id) is { } channel && IsVisible(channel)) return channel;
        else error = ApiAnswer.Error("channel_not_found");
        return null;
    }

    private bool IsVisible(Conversation channel) => channel.Kind == ConversationKind.Public || channel.Has(workspace.Bot.Id);

    private static IReadOnlyList<string> Users(ApiArguments arguments) => arguments.Node("users") switch
    {
        JsonArray list => [.. list.Select(each => each.AsText() ?? "")],
        _ => arguments.Text("users")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
    };
}
