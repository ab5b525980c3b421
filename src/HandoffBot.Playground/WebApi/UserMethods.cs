using System.Text.Json.Nodes;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.WebApi;

/// <summary><c>users.*</c> and <c>usergroups.*</c>. https://docs.slack.dev/reference/methods?family=users</summary>
internal sealed class UserMethods(SlackWorkspace workspace, Shown shown) : IApiMethods
{
    public IEnumerable<(string Name, ApiMethod Method)> Methods =>
    [
        ("users.info", Info),
        ("users.lookupByEmail", LookupByEmail),
        ("users.list", List),
        ("usergroups.list", Groups),
        ("usergroups.users.list", GroupUsers),
    ];

    private JsonObject Info(ApiArguments arguments) =>
        workspace.Member(arguments.Text("user")) is { } member
            ? ApiAnswer.Ok(new JsonObject { ["user"] = shown.Person(member) })
            : ApiAnswer.Error("user_not_found");

    private JsonObject LookupByEmail(ApiArguments arguments)
    {
        if (arguments.Text("email") is not { } email) return ApiAnswer.Missing("email");

        var found = workspace.People.FirstOrDefault(person => person.Email.Equals(email.Trim(), StringComparison.OrdinalIgnoreCase));
        return found is null ? ApiAnswer.Error("users_not_found") : ApiAnswer.Ok(new JsonObject { ["user"] = shown.Person(found) });
    }

    private JsonObject List(ApiArguments arguments)
    {
        var (page, next, error) = Paging.Page(arguments, [.. workspace.Members], member => member.Id, 1000, 1000);
        return error ?? ApiAnswer.Ok(new JsonObject
        {
            ["members"] = new JsonArray([.. page.Select(shown.Person)]),
            ["cache_ts"] = 1_700_000_000,
            ["response_metadata"] = Paging.Metadata(next),
        });
    }

    private JsonObject Groups(ApiArguments arguments) => ApiAnswer.Ok(new JsonObject
    {
        ["usergroups"] = new JsonArray([.. workspace.Options.UserGroups.Select(group => shown.UserGroup(group, arguments.Flag("include_users")))]),
    });

    private JsonObject GroupUsers(ApiArguments arguments)
    {
        if (arguments.Text("usergroup") is not { } id) return ApiAnswer.Missing("usergroup");
        if (workspace.Options.UserGroups.FirstOrDefault(each => each.Id == id) is not { } group) return ApiAnswer.Error("no_such_subteam");

        var (page, next, error) = Paging.Page(arguments, shown.UsersOf(group), user => user, 1000, 1000);
        return error ?? ApiAnswer.Ok(new JsonObject
        {
            ["users"] = Json.Strings(page),
            ["response_metadata"] = Paging.Metadata(next),
        });
    }
}
