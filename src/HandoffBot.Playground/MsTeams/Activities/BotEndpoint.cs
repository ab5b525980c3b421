using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.MsTeams.Connector;

namespace HandoffBot.Playground.MsTeams.Activities;

/// <summary>The line to the bot: real HTTP to its messaging endpoint, each request with a signed token of its own.</summary>
internal sealed class BotEndpoint(PlaygroundOptions options, MsTeamsPlaygroundOptions half, BotFrameworkIssuer issuer) : IDisposable
{
    private readonly Uri _messages = new(options.Bot, "api/messages");

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<BotAnswer> PostAsync(JsonObject activity, TimeSpan waits, CancellationToken cancellationToken)
    {
        using var request = Sign(activity);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(waits);
        try
        {
            using var response = await _http.SendAsync(request, patience.Token);
            var text = await response.Content.ReadAsStringAsync(patience.Token);
            return new BotAnswer.Answered((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, NoRetry: false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new BotAnswer.TimedOut();
        }
        catch (HttpRequestException)
        {
            return new BotAnswer.Unreachable();
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Sign(JsonObject activity)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _messages)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(activity.ToJsonString(Json.Plain))),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token());
        request.Headers.TryAddWithoutValidation("User-Agent", "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)");
        request.Headers.TryAddWithoutValidation("x-ms-conversation-id", activity.Object("conversation").Text("id"));
        request.Headers.TryAddWithoutValidation("x-ms-tenant-id", half.TenantId);
        return request;
    }
}
