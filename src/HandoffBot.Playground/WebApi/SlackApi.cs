using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using HandoffBot.Playground.Workspace;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Playground.WebApi;

/// <summary>One method of the Web API: pure work on the workspace, done under its lock.</summary>
internal delegate JsonObject ApiMethod(ApiArguments arguments);

/// <summary>The methods of one family, such as <c>chat.*</c>.</summary>
internal interface IApiMethods
{
    IEnumerable<(string Name, ApiMethod Method)> Methods { get; }
}

/// <summary>
/// Answers <c>/api/METHOD</c> as Slack does: reads JSON or forms, checks the token, does the work, and lets tests make
/// any of it go wrong.
/// </summary>
internal sealed class SlackApi
{
    private const string Scopes =
        "commands,chat:write,channels:read,channels:history,channels:join,groups:read,groups:history,im:read,im:write,im:history,"
        + "users:read,users:read.email,usergroups:read";

    /// <summary>Methods that take forms and queries only; of a JSON body they see nothing.</summary>
    private static readonly FrozenSet<string> FormOnly = new[]
    {
        "chat.getPermalink", "conversations.info", "conversations.history", "conversations.replies", "conversations.members",
        "conversations.list", "users.info", "users.lookupByEmail", "users.list", "usergroups.list", "usergroups.users.list",
    }.ToFrozenSet();

    private readonly SlackWorkspace _workspace;
    private readonly SlackFaults _faults;
    private readonly SlackCalls _calls;
    private readonly FrozenDictionary<string, ApiMethod> _methods;

    public SlackApi(SlackWorkspace workspace, SlackFaults faults, SlackCalls calls, IEnumerable<IApiMethods> families)
    {
        _workspace = workspace;
        _faults = faults;
        _calls = calls;
        _methods = families.SelectMany(family => family.Methods).ToFrozenDictionary(each => each.Name, each => each.Method);
    }

    public IReadOnlyCollection<string> MethodNames => _methods.Keys;

    public async Task AnswerAsync(string method, HttpContext context)
    {
        var request = await ApiRequest.ReadAsync(context.Request, context.RequestAborted);
        await AnswerAsync(method, request.Arguments, () => Work(method, request), context);
    }

    /// <summary>Does the work unless a fault is planned, records the call, and writes the answer.</summary>
    public async Task AnswerAsync(string method, JsonObject arguments, Func<JsonObject> work, HttpContext context)
    {
        var fault = _faults.Take(method);
        var answer = fault switch
        {
            null or SlackFault.LostAnswer => work(),
            SlackFault.Refused refused => ApiAnswer.Error(refused.Error),
            _ => null,
        };
        _calls.Add(new SlackCall(method, arguments.Copy(), answer.IsTrue("ok") ? null : answer.Text("error") ?? fault?.GetType().Name, fault));

        if (answer is null || fault is SlackFault.LostAnswer) await BreakAsync(fault!, context);
        else await WriteAsync(answer, context);
    }

    private JsonObject Work(string method, ApiRequest request)
    {
        if (!_methods.TryGetValue(method, out var handle))
        {
            var unknown = ApiAnswer.Error("unknown_method");
            unknown["req_method"] = method;
            return unknown;
        }

        if (request.Unreadable is { } unreadable) return ApiAnswer.Error(unreadable);

        var arguments = request.Arguments;
        if (method != "api.test")
        {
            if (string.IsNullOrEmpty(request.Token)) return ApiAnswer.Error("not_authed");
            if (TokenRefusal(method, request.Token) is { } refusal) return ApiAnswer.Error(refusal);
            if (request.IsJson && FormOnly.Contains(method)) arguments = [];
        }

        JsonObject answer;
        lock (_workspace.Gate) answer = handle(new ApiArguments(arguments));
        return request.Warning is { } warning ? Warned(answer, warning) : answer;
    }

    /// <summary>The app's own token opens sockets, and nothing else does; the bot's serves for all other methods.</summary>
    private string? TokenRefusal(string method, string token)
    {
        var (bot, app) = (_workspace.Options.BotToken, _workspace.Options.AppToken);
        if (token != bot && token != app) return "invalid_auth";

        return token == (method == SocketMethods.Open ? app : bot) ? null : "not_allowed_token_type";
    }

    private static JsonObject Warned(JsonObject answer, string warning)
    {
        answer["warning"] = answer.Text("warning") is { } before ? $"{before},{warning}" : warning;
        var metadata = answer.Object("response_metadata") ?? [];
        metadata["warnings"] = new JsonArray([.. metadata.Array("warnings")?.Select(each => each?.DeepClone()) ?? [], JsonValue.Create(warning)]);
        answer["response_metadata"] = metadata.Parent is null ? metadata : metadata.Copy();
        return answer;
    }

    private static async Task WriteAsync(JsonObject answer, HttpContext context)
    {
        context.Response.Headers["X-OAuth-Scopes"] = Scopes;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer.ToJsonString(Json.Plain), context.RequestAborted);
    }

    private static async Task BreakAsync(SlackFault fault, HttpContext context)
    {
        switch (fault)
        {
            case SlackFault.RateLimited limited:
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = Math.Ceiling(limited.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await WriteAsync(ApiAnswer.Error("ratelimited"), context);
                break;
            case SlackFault.ServerError:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.WriteAsync("<html><body>Server Error</body></html>", context.RequestAborted);
                break;
            case SlackFault.Garbage:
                await context.Response.WriteAsync("upstream connect error", context.RequestAborted);
                break;
            case SlackFault.NoAnswer:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            default:
                context.Abort();
                break;
        }
    }
}
