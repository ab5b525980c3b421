using System.Globalization;
using System.Net.Http.Headers;

namespace HandoffBot.Playground.Calls;

/// <summary>The line to the bot: real HTTP, signed as Slack signs, with Slack's patience of three seconds.</summary>
internal sealed class BotLine(PlaygroundOptions options, SlackPatience slack, TimeProvider time) : IDisposable
{
    private const string FormType = "application/x-www-form-urlencoded";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<BotAnswer> PostFormAsync(
        string path, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await PostAsync(path, FormType, await form.ReadAsByteArrayAsync(cancellationToken), [], cancellationToken);
    }

    public async Task<BotAnswer> PostAsync(
        string path, string mediaType, byte[] body, IReadOnlyList<(string Name, string Value)> headers, CancellationToken cancellationToken)
    {
        using var request = Sign(path, mediaType, body);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(slack.Span);
        try
        {
            using var response = await _http.SendAsync(request, patience.Token);
            var text = await response.Content.ReadAsStringAsync(patience.Token);
            var noRetry = response.Headers.TryGetValues("X-Slack-No-Retry", out var values) && values.Contains("1");
            return new BotAnswer.Answered((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, noRetry);
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

    private HttpRequestMessage Sign(string path, string mediaType, byte[] body)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Bot, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        request.Headers.TryAddWithoutValidation("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
        request.Headers.TryAddWithoutValidation("Accept", "application/json,*/*");
        request.Headers.TryAddWithoutValidation(SlackSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(SlackSignature.SignatureHeader, SlackSignature.Of(options.SigningSecret, timestamp, body));
        return request;
    }
}
