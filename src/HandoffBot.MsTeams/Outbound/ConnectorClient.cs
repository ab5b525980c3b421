using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>
/// Calls the connector and says honestly what became of each call. It repeats none, but for one whose token was not accepted.
/// <see href="https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference"/>
/// </summary>
/// <param name="http">Has a timeout of 10 seconds and follows no redirection, which would carry the token elsewhere.</param>
internal sealed class ConnectorClient(HttpClient http, IBotTokens tokens, ServiceHosts hosts, TimeProvider time, ILogger<ConnectorClient> log)
{
    /// <summary>The wait when the connector forgets to say how long.</summary>
    private static readonly Duration UsualWait = Duration.FromSeconds(10);

    private static readonly Duration LongestWait = Duration.FromHours(1);

    /// <summary>Why the last call did not even leave: the same reason is not told for each of the calls that it keeps back.</summary>
    private string? _keptBack;

    public Task<Called> CreateAsync(Uri service, CreateBody body, CancellationToken cancellationToken) =>
        CallAsync("begin a conversation", HttpMethod.Post, Address(service, "conversations"), Json(body, ConnectorJson.Wire.CreateBody), cancellationToken);

    public Task<Called> SendAsync(Uri service, string conversation, MessageBody body, CancellationToken cancellationToken) =>
        CallAsync("post", HttpMethod.Post, Address(service, "conversations", conversation, "activities"), Json(body, ConnectorJson.Wire.MessageBody), cancellationToken);

    public Task<Called> UpdateAsync(Uri service, string conversation, string activity, MessageBody body, CancellationToken cancellationToken) => CallAsync(
        "update", HttpMethod.Put, Address(service, "conversations", conversation, "activities", activity), Json(body, ConnectorJson.Wire.MessageBody),
        cancellationToken);

    /// <param name="member">Who: the <c>29:</c> id, the Entra object id or the user principal name.</param>
    public Task<Called> MemberAsync(Uri service, string conversation, string member, CancellationToken cancellationToken) =>
        CallAsync("read a member", HttpMethod.Get, Address(service, "conversations", conversation, "members", member), null, cancellationToken);

    /// <summary>The first page of the people of a conversation: whether they can be read at all.</summary>
    public Task<Called> MembersAsync(Uri service, string conversation, CancellationToken cancellationToken) => CallAsync(
        "read the members", HttpMethod.Get, new Uri(Address(service, "conversations", conversation, "pagedmembers") + "?pageSize=50"), null, cancellationToken);

    /// <summary>The channels of a team.</summary>
    public Task<Called> ChannelsAsync(Uri service, string team, CancellationToken cancellationToken) =>
        CallAsync("read the channels", HttpMethod.Get, Address(service, "teams", team, "conversations"), null, cancellationToken);

    private async Task<Called> CallAsync(string operation, HttpMethod method, Uri address, byte[]? body, CancellationToken cancellationToken)
    {
        var called = await TrustedAsync(method, address, body, cancellationToken);
        var keptBack = called is Called.NotSent or Called.Untrusted ? called.Says : null;
        var isSaid = Interlocked.Exchange(ref _keptBack, keptBack) is { } before && before == keptBack;
        if (called is not Called.Done and not Called.Refused { Status: 404 } && !isSaid)
            log.CallFailed(operation, called.Says);

        return called;
    }

    /// <summary>A token that is not accepted is replaced, once: Entra may have withdrawn it, or taken back the bot's rights and given them again.</summary>
    private async Task<Called> TrustedAsync(HttpMethod method, Uri address, byte[]? body, CancellationToken cancellationToken)
    {
        if (!hosts.Allows(address))
            return new Called.Barred(address.Host);

        string? refused = null;
        while (true)
        {
            switch (await tokens.AskAsync(refused, cancellationToken))
            {
                case BotToken.Granted granted:
                    var called = await SendAsync(method, address, body, granted.Value, cancellationToken);
                    if (called is not Called.Refused { Status: 401 } denied)
                        return called;

                    if (refused is not null || denied.Code == "BotNotRegistered")
                        return new Called.Untrusted(called.Says, Mending.OfTheToken);

                    refused = granted.Value;
                    break;
                case BotToken.Refused no:
                    return new Called.Untrusted($"Entra gives the bot no token: {no.Reason}", no.Mend);
                case BotToken.Away away:
                    return new Called.NotSent(away.Reason);
                default:
                    throw new InvalidOperationException("Every answer of a token's issuer is one of the three above.");
            }
        }
    }

    private async Task<Called> SendAsync(HttpMethod method, Uri address, byte[]? body, string token, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (body is not null)
                request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };

            using var response = await http.SendAsync(request, cancellationToken);
            return await ReadAsync(response, cancellationToken);
        }
        catch (HttpRequestException failure) when (NeverLeft(failure))
        {
            return new Called.NotSent($"Microsoft Teams could not be reached ({failure.HttpRequestError})");
        }
        catch (HttpRequestException failure)
        {
            return new Called.Lost($"the connection to Microsoft Teams broke ({failure.HttpRequestError})");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Called.Lost("Microsoft Teams did not answer in time");
        }
    }

    /// <summary>
    /// 412, 429, 502, 503 and 504 are worth another try. A gateway that says 502 or 504, as whoever says any other 500, does not know what became
    /// of the call. <see href="https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit"/>
    /// </summary>
    private async Task<Called> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        switch (response.StatusCode)
        {
            case HttpStatusCode.TooManyRequests:
                return new Called.Limited(Wait(response) ?? UsualWait);
            case HttpStatusCode.ServiceUnavailable:
                return Wait(response) is { } wait ? new Called.Limited(wait) : new Called.NotSent("Microsoft Teams has no time (status 503)");
            case HttpStatusCode.PreconditionFailed:
                return new Called.NotSent("something else happened to the conversation at the same time (status 412)");
        }

        if (status is 408 or >= 500)
            return new Called.Lost($"Microsoft Teams answered with status {status}");

        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        try
        {
            // Some answers are nothing but their status.
            var result = body.Length == 0 ? new() : JsonSerializer.Deserialize(body, ConnectorJson.Wire.ConnectorResult) ?? new();
            return response.IsSuccessStatusCode ? new Called.Done(result) : new Called.Refused(status, result.Code);
        }
        catch (JsonException) when (!response.IsSuccessStatusCode)
        {
            return new Called.Refused(status, "");
        }
        catch (JsonException)
        {
            return new Called.Lost($"Microsoft Teams answered with status {status} and no JSON");
        }
    }

    private Duration? Wait(HttpResponseMessage response) => (response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - time.GetUtcNow()) is { } asked
        ? Duration.Min(Duration.Max(Duration.FromTimeSpan(asked), Duration.FromSeconds(1)), LongestWait)
        : null;

    private static bool NeverLeft(HttpRequestException failure) => failure.HttpRequestError
        is HttpRequestError.ConnectionError
        or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    /// <summary>Ids hold signs of all kinds, <c>;messageid=</c> among them.</summary>
    private static Uri Address(Uri service, params ReadOnlySpan<string> path)
    {
        var address = new System.Text.StringBuilder(service.GetLeftPart(UriPartial.Path).TrimEnd('/')).Append("/v3");
        foreach (var part in path)
            address.Append('/').Append(Uri.EscapeDataString(part));
        return new(address.ToString());
    }

    private static byte[] Json<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);
}
