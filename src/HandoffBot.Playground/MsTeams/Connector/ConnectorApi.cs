using System.Collections.Frozen;
using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Tenant;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HandoffBot.Playground.MsTeams.Connector;

/// <summary>One operation of the connector: pure work on the tenant, done under its lock.</summary>
internal delegate ConnectorAnswer ConnectorOperation(ConnectorCall call);

/// <summary>The operations of one kind.</summary>
internal interface IConnectorOperations
{
    IEnumerable<(string Name, ConnectorOperation Operation)> Operations { get; }
}

/// <summary>
/// Answers <c>v3/…</c> below the service address as the connector does: checks the token and the pace, does the work, and lets tests make
/// any of it go wrong. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
/// </summary>
internal sealed class ConnectorApi(
    MsTeamsTenant tenant, MsTeamsAddresses addresses, EntraTokens tokens, BotFrameworkIssuer issuer, Pace pace, MsTeamsFaults faults,
    MsTeamsCalls calls, IEnumerable<IConnectorOperations> kinds)
{
    private readonly FrozenDictionary<string, ConnectorOperation> _operations =
        kinds.SelectMany(kind => kind.Operations).ToFrozenDictionary(each => each.Name, each => each.Operation);

    public void Map(IEndpointRouteBuilder routes)
    {
        const string Conversation = "conversations/{conversation}";
        Route("POST", "conversations", MsTeamsOperations.Create);
        Route("POST", $"{Conversation}/activities", MsTeamsOperations.Send);
        Route("POST", $"{Conversation}/activities/{{target}}", MsTeamsOperations.Reply);
        Route("PUT", $"{Conversation}/activities/{{target}}", MsTeamsOperations.Update);
        Route("DELETE", $"{Conversation}/activities/{{target}}", MsTeamsOperations.Delete);
        Route("GET", $"{Conversation}/pagedmembers", MsTeamsOperations.Members);
        Route("GET", $"{Conversation}/members/{{target}}", MsTeamsOperations.Member);
        Route("GET", "teams/{conversation}", MsTeamsOperations.Team);
        Route("GET", "teams/{conversation}/conversations", MsTeamsOperations.Channels);
        routes.MapPost(MsTeamsAddresses.TokenPath, GrantAsync);
        routes.MapGet(MsTeamsAddresses.MetadataPath, context => new ConnectorAnswer(200, issuer.Metadata()).WriteAsync(context));
        routes.MapGet(MsTeamsAddresses.KeysPath, context => new ConnectorAnswer(200, issuer.Keys()).WriteAsync(context));

        void Route(string verb, string path, string operation) =>
            routes.MapMethods($"{addresses.Service.AbsolutePath}v3/{path}", [verb], context => ServeAsync(operation, context));
    }

    private async Task ServeAsync(string operation, HttpContext context)
    {
        var call = await ConnectorCall.ReadAsync(operation, context);
        await AnswerAsync(call, () => Work(call), context);
    }

    private async Task GrantAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var asked = new JsonObject();
        foreach (var (name, values) in form.Where(field => field.Key is not ("client_secret" or "client_assertion"))) asked[name] = values.ToString();
        var directory = (string)context.Request.RouteValues["tenant"]!;
        var call = new ConnectorCall(MsTeamsOperations.Token, "", "", null, asked, context.Request.Query);
        await AnswerAsync(call, () => tokens.Issue(directory, form), context);
    }

    /// <summary>Does the work unless a fault is planned, records the call, and writes the answer.</summary>
    private async Task AnswerAsync(ConnectorCall call, Func<ConnectorAnswer> work, HttpContext context)
    {
        var fault = faults.Take(call.Operation);
        var answer = fault switch
        {
            null or MsTeamsFault.LostAnswer => work(),
            MsTeamsFault.Refused refused => ConnectorAnswer.Error(refused.Status, refused.Code, refused.Message),
            MsTeamsFault.RateLimited limited => ConnectorAnswer.Throttled(limited.RetryAfter),
            _ => null,
        };
        var error = answer is null ? fault!.GetType().Name : answer.ErrorCode;
        calls.Add(new MsTeamsCall(call.Operation, call.Conversation, call.Target, call.Body.Copy(), Status(answer, fault), error, fault));

        if (answer is null || fault is MsTeamsFault.LostAnswer) await BreakAsync(fault!, context);
        else await answer.WriteAsync(context);
    }

    private static int Status(ConnectorAnswer? answer, MsTeamsFault? fault) => fault switch
    {
        MsTeamsFault.ServerError broken => broken.Status,
        MsTeamsFault.Garbage => StatusCodes.Status200OK,
        MsTeamsFault.NoAnswer or MsTeamsFault.LostAnswer => 0,
        _ => answer!.Status,
    };

    private ConnectorAnswer Work(ConnectorCall call)
    {
        if (!tokens.Accepts(call.Token)) return ConnectorAnswer.Unauthorized;
        if (call.Unreadable is { } why) return ConnectorAnswer.BadSyntax(why);
        if (IsPaced(call.Operation) && pace.Take(call.Conversation) is { } wait) return ConnectorAnswer.Throttled(wait);

        lock (tenant.Gate) return _operations[call.Operation](call);
    }

    /// <summary>Reading the roster has limits of its own, wider than any bot comes near.</summary>
    private static bool IsPaced(string operation) =>
        operation is MsTeamsOperations.Send or MsTeamsOperations.Reply or MsTeamsOperations.Update or MsTeamsOperations.Delete;

    private static async Task BreakAsync(MsTeamsFault fault, HttpContext context)
    {
        switch (fault)
        {
            case MsTeamsFault.ServerError broken:
                context.Response.StatusCode = broken.Status;
                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.WriteAsync("<html><body>Server Error</body></html>", context.RequestAborted);
                break;
            case MsTeamsFault.Garbage:
                await context.Response.WriteAsync("upstream connect error", context.RequestAborted);
                break;
            case MsTeamsFault.NoAnswer:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            default:
                context.Abort();
                break;
        }
    }
}
