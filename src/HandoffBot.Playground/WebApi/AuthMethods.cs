using System.Text.Json.Nodes;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.WebApi;

/// <summary><c>auth.test</c> and <c>api.test</c>.</summary>
internal sealed class AuthMethods(SlackWorkspace workspace, PlaygroundAddress address) : IApiMethods
{
    public IEnumerable<(string Name, ApiMethod Method)> Methods => [("auth.test", AuthTest), ("api.test", ApiTest)];

    private JsonObject AuthTest(ApiArguments arguments) => ApiAnswer.Ok(new JsonObject
    {
        ["url"] = address.Base.AbsoluteUri,
        ["team"] = workspace.Options.WorkspaceName,
        ["user"] = workspace.Bot.Handle,
        ["team_id"] = workspace.Options.Workspace,
        ["user_id"] = workspace.Bot.Id,
        ["bot_id"] = workspace.BotId,
        ["is_enterprise_install"] = false,
    });

    /// <summary>Echoes its arguments; an argument named <c>error</c> comes back as one.</summary>
    private static JsonObject ApiTest(ApiArguments arguments)
    {
        var answer = arguments.Text("error") is { } error ? ApiAnswer.Error(error) : ApiAnswer.Ok();
        answer["args"] = arguments.Given.Copy();
        return answer;
    }
}
