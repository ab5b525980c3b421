using HandoffBot.Engine;
using HandoffBot.Slack;

namespace HandoffBot.Host;

/// <summary>What a load balancer asks.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok"));
        routes.MapGet("/readyz", async (EngineHealth engine, SlackReach slack, CancellationToken cancellationToken) =>
            (await engine.WhyNotAsync(cancellationToken) ?? slack.WhyNot) is { } why
                ? Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready"));
    }
}
