using HandoffBot.Engine;
using HandoffBot.Slack;

namespace HandoffBot.Host;

/// <summary>What a load balancer asks.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        // As request delegates: what binds parameters and results costs each start the compilation of its expressions.
        routes.MapGet("/healthz", context => Results.Text("ok").ExecuteAsync(context));
        routes.MapGet("/readyz", AnswerReadyAsync);
    }

    private static async Task AnswerReadyAsync(HttpContext context)
    {
        var engine = context.RequestServices.GetRequiredService<EngineHealth>();
        var why = await engine.WhyNotAsync(context.RequestAborted) ?? context.RequestServices.GetService<SlackReach>()?.WhyNot;
        var answer = why is null ? Results.Text("ready") : Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable);
        await answer.ExecuteAsync(context);
    }
}
