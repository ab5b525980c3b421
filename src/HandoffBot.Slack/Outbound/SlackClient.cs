using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HandoffBot.Slack.Outbound;

/// <summary>Calls Slack's Web API and says honestly what became of each call: a 200 is not yet a success.</summary>
/// <param name="http">Has the base address and a timeout of 10 seconds.</param>
internal sealed class SlackClient(HttpClient http, IOptions<SlackOptions> options, ILogger<SlackClient> log)
{
    /// <summary>The wait when Slack forgets to say how long.</summary>
    private static readonly Duration UsualWait = Duration.FromSeconds(30);

    private static readonly Duration LongestWait = Duration.FromHours(1);

    /// <summary>A method that changes something: JSON.</summary>
    public Task<Called> WriteAsync<T>(string method, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        CallAsync(method, Json(body, type), options.Value.BotToken, cancellationToken);

    /// <summary>A method that only reads: a form, which every reading method takes.</summary>
    public Task<Called> ReadAsync(string method, CancellationToken cancellationToken, params IEnumerable<KeyValuePair<string, string>> arguments) =>
        CallAsync(method, Form(arguments), options.Value.BotToken, cancellationToken);

    /// <summary>Asks for the address of a Socket Mode connection, which the app's own token opens.</summary>
    public Task<Called> OpenSocketAsync(CancellationToken cancellationToken) =>
        CallAsync("apps.connections.open", Form([]), options.Value.AppToken, cancellationToken);

    /// <summary>Answers privately through a <c>response_url</c>, which needs no token and so gets none.</summary>
    public async Task<bool> RespondAsync(Uri responseUrl, PrivateBody body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, responseUrl) { Content = Json(body, SlackJson.Wire.PrivateBody) };
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return true;

            log.ResponseUrlFailed((int)response.StatusCode);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            log.ResponseUrlLost(failure.GetType().Name);
        }

        return false;
    }

    private async Task<Called> CallAsync(string method, HttpContent content, string token, CancellationToken cancellationToken)
    {
        var called = await SendAsync(method, content, token, cancellationToken);
        // That nobody there has an address is what was asked.
        if (called is not (Called.Done or Called.Refused { Error: "users_not_found" }))
            log.CallFailed(method, called.Says);

        return called;
    }

    private async Task<Called> SendAsync(string method, HttpContent content, string token, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = content };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode is HttpStatusCode.TooManyRequests)
                return new Called.Limited(Wait(response));

            if ((int)response.StatusCode >= 500)
                return new Called.Lost($"Slack answered with status {(int)response.StatusCode}");

            return Read(await response.Content.ReadAsByteArrayAsync(cancellationToken), response);
        }
        catch (HttpRequestException failure) when (NeverLeft(failure))
        {
            return new Called.NotSent($"Slack could not be reached ({failure.HttpRequestError})");
        }
        catch (HttpRequestException failure)
        {
            return new Called.Lost($"the connection to Slack broke ({failure.HttpRequestError})");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Called.Lost("Slack did not answer in time");
        }
    }

    private static Called Read(byte[] body, HttpResponseMessage response)
    {
        try
        {
            var result = JsonSerializer.Deserialize(body, SlackJson.Wire.SlackResult);
            return result switch
            {
                { Ok: true } => new Called.Done(result),
                { Error: "ratelimited" or "rate_limited" } => new Called.Limited(Wait(response)),
                { Error: { Length: > 0 } error } => new Called.Refused(error, result.Needed, result.ResponseMetadata?.Messages?.FirstOrDefault()),
                _ => new Called.Lost("Slack's answer made no sense"),
            };
        }
        catch (JsonException)
        {
            return new Called.Lost($"Slack answered with status {(int)response.StatusCode} and no JSON");
        }
    }

    private static Duration Wait(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter?.Delta is not { } asked || asked < TimeSpan.Zero)
            return UsualWait;

        return Duration.Min(Duration.Max(Duration.FromTimeSpan(asked), Duration.FromSeconds(1)), LongestWait);
    }

    private static bool NeverLeft(HttpRequestException failure) => failure.HttpRequestError
        is HttpRequestError.ConnectionError
        or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    private static FormUrlEncodedContent Form(IEnumerable<KeyValuePair<string, string>> arguments) => new(arguments);

    private static ByteArrayContent Json<T>(T body, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return content;
    }
}
