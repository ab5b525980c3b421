using System.Text.Json.Nodes;
using HandoffBot.Playground.WebApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HandoffBot.Playground.Player;

/// <summary>What the page asks or does, as the person that it plays.</summary>
internal delegate Task<JsonObject> PlayerAct<in TPerson>(TPerson person, JsonObject given, CancellationToken cancellationToken);

/// <summary>The page's routes below one path: JSON in and out. Writes need a header that no foreign page can set.</summary>
internal sealed class PlayerRoutes<TPerson>(IEndpointRouteBuilder routes, string path, Func<string?, TPerson?> who)
    where TPerson : class
{
    public void Get(string name, PlayerAct<TPerson> act) =>
        routes.MapGet($"{path}/{name}", async context =>
        {
            var query = new JsonObject();
            foreach (var (key, values) in context.Request.Query) query[key] = values.ToString() is { Length: > 0 } text ? text : null;
            await AnswerAsync(context, query, act);
        });

    public void Post(string name, PlayerAct<TPerson> act) =>
        routes.MapPost($"{path}/{name}", async context =>
        {
            if (context.Request.Headers["X-Playground"] != "1" || !context.Request.HasJsonContentType())
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            if (Json.Parse(await ApiRequest.ReadBodyAsync(context.Request, context.RequestAborted)) is JsonObject given)
                await AnswerAsync(context, given, act);
            else
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
        });

    public void Stream(string name, Func<TPerson, HttpContext, Task> stream) =>
        routes.MapGet($"{path}/{name}", context => who(context.Request.Query["as"]) is { } person ? stream(person, context) : NobodyAsync(context));

    /// <summary>What a person does goes through, even if the page goes away meanwhile.</summary>
    private async Task AnswerAsync(HttpContext context, JsonObject given, PlayerAct<TPerson> act)
    {
        if (who(given.Text("as")) is not { } person)
        {
            await NobodyAsync(context);
            return;
        }

        await WriteAsync(context, await act(person, given, CancellationToken.None));
    }

    private static Task NobodyAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return WriteAsync(context, Said.No("user_not_found", "There is nobody of that id to play."));
    }

    private static Task WriteAsync(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(answer.ToJsonString(Json.Plain), context.RequestAborted);
    }
}
