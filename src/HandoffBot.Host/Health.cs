using HandoffBot.Engine;

namespace HandoffBot.Host;

/// <summary>What a load balancer asks.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok"));
        routes.MapGet("/readyz", async (EngineHealth engine, CancellationToken cancellationToken) =>
            await engine.WhyNotAsync(cancellationToken) is { } why
                ? Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready"));
    }
}
