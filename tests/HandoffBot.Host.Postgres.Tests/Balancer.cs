using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Host.Tests.WholeBot.Postgres;

/// <summary>Stands before two hosts, as a load balancer does: the first answers what comes of Slack, the second what comes of Microsoft Teams.</summary>
internal sealed class Balancer : IStartupFilter
{
    private const string Messages = "/api/messages";
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private int _passed;

    /// <summary>Where the second is; until it is there, the first answers all.</summary>
    public Uri? Second { get; set; }

    /// <summary>How many requests the second was given.</summary>
    public int Passed => Volatile.Read(ref _passed);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(BalanceAsync);
        next(app);
    };

    private Task BalanceAsync(HttpContext context, RequestDelegate next) =>
        Second is { } second && context.Request.Path.StartsWithSegments(Messages, StringComparison.Ordinal) ? PassAsync(context, second) : next(context);

    private async Task PassAsync(HttpContext context, Uri second)
    {
        Interlocked.Increment(ref _passed);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(second, Messages)) { Content = new StreamContent(context.Request.Body) };
        foreach (var (name, values) in context.Request.Headers.Where(header => header.Key != "Host"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        using var answer = await Http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
